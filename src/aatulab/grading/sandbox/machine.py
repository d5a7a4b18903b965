"""Tell whether this machine can isolate untrusted work, and what to do when it cannot.

There is no weaker way to run it: without a sandbox nothing of a trainee's runs.
"""

import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aatulab.errors import SandboxError
from aatulab.grading.sandbox.bubblewrap import (
    NOBODY_UID,
    OLDEST,
    Container,
    find_bwrap,
    version_of,
)
from aatulab.grading.sandbox.inside.landlock import version as landlock_version

_TRIAL = "aatulab.grading.sandbox.inside.trial"
_TRIAL_S = 60
_MACHINES = ("x86_64", "aarch64")
_COUNTS_PER_NAMESPACE = (5, 14)  # since then a limit on processes counts within the job alone
_SETTINGS = {
    "apparmor": Path("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"),
    "clone": Path("/proc/sys/kernel/unprivileged_userns_clone"),
    "most": Path("/proc/sys/user/max_user_namespaces"),
}


@dataclass(frozen=True)
class Problem:
    """Why untrusted work cannot be isolated here, and what to do about it."""

    what: str
    next_step: str

    def __str__(self) -> str:
        return f"{self.what} {self.next_step}"


def probe() -> Problem | None:
    """Return what hinders the sandbox on this machine, None when it works (about 0.3 s)."""
    problem = check_machine(sys.platform, platform.machine())
    if problem is not None:
        return problem
    bwrap = find_bwrap()
    if bwrap is None:
        return Problem(
            "The sandbox needs bubblewrap, and there is none.",
            "Install the package `bubblewrap` with your system's package manager, or run"
            " `python3 start.py` again: it brings one.",
        )
    settings = {"uid": NOBODY_UID, "process_base": process_base()}
    container = Container(bwrap, is_root=os.getuid() == 0)
    try:
        trial = subprocess.run(
            container.command(_TRIAL, json.dumps(settings)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={},
            cwd="/",
            timeout=_TRIAL_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Problem(f"bubblewrap ({bwrap}) could not be run: {error}.", _reinstall())
    if trial.returncode == 0:
        return None
    return diagnose(read_settings(_SETTINGS), trial.stderr.decode("utf-8", "replace"))


def describe_fences() -> str:
    """Return what stands between a submission and this machine, for `aatulab doctor`."""
    bwrap = find_bwrap()
    number = ".".join(map(str, version_of(bwrap))) if bwrap else "none"
    landlock = landlock_version()
    last = f"Landlock {landlock}" if landlock else "no Landlock (Linux 5.13 or newer has it)"
    return f"bubblewrap {number}, namespaces, limits, a filter of system calls, {last}"


def require_sandbox() -> None:
    """Raise `SandboxError` that says what to do when untrusted work cannot be isolated here."""
    problem = probe()
    if problem is not None:
        raise SandboxError(str(problem))


@cache
def open_container() -> Container:
    """Return the container to start here; raises `SandboxError` when isolation is impossible.

    Once it was found possible it is not tried again, in forks of this process neither: there each
    job still refuses to run unless every step of its own isolation succeeds.
    """
    require_sandbox()
    bwrap = find_bwrap()
    assert bwrap is not None  # the probe has just used it
    return Container(bwrap, is_root=os.getuid() == 0)


def check_machine(system: str, machine: str) -> Problem | None:
    """Return the problem of a machine that has no such sandbox at all."""
    if system != "linux":
        return Problem(
            "Grading runs submissions in a Linux sandbox, and this is not Linux.",
            "Grade on a Linux machine (on Windows: within WSL 2); lessons and self-checks work"
            " here as well.",
        )
    if machine not in _MACHINES:
        return Problem(
            f"The sandbox knows the system calls of {' and '.join(_MACHINES)}, not of {machine}.",
            "Grade on such a machine; lessons and self-checks work here as well.",
        )
    return None


def diagnose(settings: Mapping[str, int | None], words: str) -> Problem:
    """Return why a trial failed, from the kernel's settings and what was said."""
    said = _telling_line(words)
    what = f"Submissions cannot be isolated here ({said})."
    if settings.get("most") == 0:
        return Problem(
            f"{what} The kernel allows no user namespaces.",
            "As root: `sysctl -w user.max_user_namespaces=15000`; to keep it, put the line"
            " `user.max_user_namespaces=15000` into /etc/sysctl.d/60-aatulab.conf.",
        )
    if settings.get("clone") == 0:
        return Problem(
            f"{what} The kernel allows user namespaces to root only.",
            "As root: `sysctl -w kernel.unprivileged_userns_clone=1`; to keep it, put the line"
            " `kernel.unprivileged_userns_clone=1` into /etc/sysctl.d/60-aatulab.conf.",
        )
    if settings.get("apparmor") == 1:
        return Problem(
            f"{what} AppArmor keeps programs from using user namespaces (Ubuntu's default).",
            "As root: `sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`; to keep it, put"
            " the line `kernel.apparmor_restrict_unprivileged_userns=0` into"
            " /etc/sysctl.d/60-aatulab.conf.",
        )
    if re.search(r"Unknown option|unrecognized option", words):
        oldest = ".".join(map(str, OLDEST))
        return Problem(f"{what} This bubblewrap is too old.", f"Install {oldest} or newer.")
    if re.search(r"No module named|Permission denied.*python|execvp", words):
        return Problem(
            what,
            "Python, its packages and aatulab must be readable for other users: try"
            f" `chmod -R o+rX {sys.prefix}`.",
        )
    return Problem(
        what,
        "Inside a container, start that with `--security-opt seccomp=unconfined --security-opt"
        " apparmor=unconfined` (Docker, Podman), or grade on the machine itself.",
    )


def read_settings(places: Mapping[str, Path]) -> dict[str, int | None]:
    """Return the kernel's settings on user namespaces; None for one that it does not have."""
    settings: dict[str, int | None] = {}
    for name, place in places.items():
        try:
            settings[name] = int(place.read_text(encoding="ascii"))
        except (OSError, ValueError):
            settings[name] = None
    return settings


def process_base() -> int:
    """Return how many processes a limit has to allow for that are not the job's.

    Kernels before 5.14 count all processes and threads of the user against it.
    """
    if _kernel_version(platform.release()) >= _COUNTS_PER_NAMESPACE or os.getuid() == 0:
        return 0
    return _count_tasks(os.getuid())


def _count_tasks(uid: int) -> int:
    count = 0
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and entry.stat().st_uid == uid:
                count += len(list((entry / "task").iterdir()))
        except OSError:
            continue  # it has just ended
    return count


def _kernel_version(release: str) -> tuple[int, int]:
    found = re.match(r"(\d+)\.(\d+)", release)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def _telling_line(words: str) -> str:
    """Return what was said first; of a traceback (our trial's) the error at its end."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    lines = lines or ["bubblewrap said nothing"]
    return lines[-1 if lines[0].startswith("Traceback ") else 0][:300]


def _reinstall() -> str:
    return "Install the package `bubblewrap` with your system's package manager."
