#!/usr/bin/env python3
"""Open the lab, or test it, from a fresh checkout and nothing but Python.

    python3 start.py            makes .venv, the case data and the workspace, opens JupyterLab
    python3 start.py test       runs every check and every test
    python3 start.py check      runs the quick ones: lint, types, unit tests

Standard library only, and written so that even an old Python can read this file and say that
it is too old.  Everything it makes lies in .venv/ and workspace/; deleting both undoes it.
"""

import argparse
import contextlib
import errno
import hashlib
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "aatulab-installed.txt"
LOG = VENV / "install.log"
LOCK = ROOT / ".start.lock"

OLDEST, NEWEST = (3, 11), (3, 13)
FIRST_PORT = 8888
PORTS_TRIED = 20
# pip's first words on each package: fetched, taken from a folder of wheels, already there
FETCHED = ("Collecting ", "Processing ", "Requirement already satisfied")
# tests that measure time and priority, so they run alone
ALONE = [f"tests/security/test_{name}.py" for name in ("corpus", "ordinary_user")]
ALONE += [f"tests/security/test_sandbox_{name}.py" for name in ("files", "life", "limits")]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
CHROMIUM_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)

# No question about news on the first start, and a lesson's text opens as the notebook that it is.
LAB_SETTINGS = """{
  "@jupyterlab/apputils-extension:notification": {
    "fetchNews": "false", "checkForUpdates": false
  },
  "@jupyterlab/docmanager-extension:plugin": {
    "defaultViewers": {"markdown": "Jupytext Notebook"}
  }
}
"""


class CannotStartError(Exception):
    """Something is missing; the message says what, and what to do."""


def say(text: str) -> None:
    """Print one line at once, so that progress is seen when output is piped."""
    print(text, flush=True)


def check_python() -> None:
    """Refuse a Python that the locked dependencies are not made for."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = platform.python_version()
        wanted = "{}.{} to {}.{}".format(*(OLDEST + NEWEST))
        raise CannotStartError(
            f"This is Python {found} ({sys.executable}); AATU Lab needs Python {wanted}.\n"
            "Install one of these from python.org or your system's packages, then start with it,"
            " for example: python3.12 start.py"
        )


@contextlib.contextmanager
def one_at_a_time():  # noqa: ANN201
    """Wait while another start.py makes things in this checkout, then keep it to ourselves."""
    try:
        lock = LOCK.open("a", encoding="utf-8")
    except OSError:  # not ours to write in, so nothing is made in it either
        yield
        return
    with lock:  # closing it lets go, and so does the end of the process
        if is_held(lock):
            say("Another start.py is at work in this folder; waiting until it is done ...")
            while is_held(lock):
                time.sleep(0.2)
        yield


def is_held(lock) -> bool:  # noqa: ANN001
    """Tell whether another process holds this file; if not, we do from now on."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:  # some network disks know no locks: go on without
        return error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return False


def wanted_stamp(lock: Path) -> str:
    """Return what the stamp must hold when .venv is up to date with the lock."""
    digest = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes())
    return f"{lock.name} {digest.hexdigest()} {platform.python_version()} {VENV}\n"


def is_installed(lock: Path) -> bool:
    """Tell whether .venv holds what the lock asks for (the test lock holds the other one too)."""
    try:
        found = STAMP.read_text(encoding="utf-8")
    except OSError:
        return False
    if not PYTHON.exists():
        return False
    test_lock = ROOT / "requirements-test.lock"
    return found in {wanted_stamp(lock), wanted_stamp(test_lock)}


def install(lock: Path) -> None:
    """Bring .venv to the locked dependencies, with every archive's hash checked."""
    if is_installed(lock):
        return
    total = sum(1 for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line)
    say(f"Installing {total} locked packages into {VENV} (once; a few minutes) ...")
    keep = PYTHON.exists() and STAMP.exists()  # without a stamp it was never finished
    if not keep:
        make_venv()
    STAMP.unlink(missing_ok=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    run_pip([*pip, "--require-hashes", "--progress-bar", "off", "-r", str(lock)], total)
    run_pip([*pip, "--no-deps", "--no-build-isolation", "-e", str(ROOT)], 0)
    settings = VENV / "share" / "jupyter" / "lab" / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(LAB_SETTINGS, encoding="utf-8")
    STAMP.write_text(wanted_stamp(lock), encoding="utf-8")


def make_venv() -> None:
    """Make an empty .venv with pip in it."""
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except (subprocess.CalledProcessError, OSError) as error:
        version = "{}.{}".format(*sys.version_info[:2])
        raise CannotStartError(
            f"The virtual environment {VENV} could not be made: {error}\n"
            f"On Debian and Ubuntu: apt install python{version}-venv. Elsewhere: see that the"
            " folder can be written and that the disk is not full."
        ) from error


def run_pip(command: list, total: int) -> None:
    """Run pip, count what it collects, keep its whole output in install.log."""
    seen = 0
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with LOG.open("a", encoding="utf-8") as log:  # noqa: SIM117 (old Pythons must read this file)
        with subprocess.Popen(command, text=True, cwd=str(ROOT), **streams) as pip:
            for line in pip.stdout or ():
                log.write(line)
                if line.startswith(FETCHED) and total:
                    seen += 1
                    if seen % 20 == 0:
                        say(f"  {min(seen, total)} of {total} ...")
                elif line.startswith("Installing collected") and total:
                    say("  all fetched, unpacking ...")
    if pip.returncode:
        tail = LOG.read_text(encoding="utf-8").splitlines()[-12:]
        raise CannotStartError(
            "pip could not install the locked packages. Its last lines:\n  "
            + "\n  ".join(tail)
            + f"\nThe whole log: {LOG}. See that there are a network connection and disk space,"
            " then start again."
        )


def child_environment(workspace: Path) -> dict:
    """Return the environment in which the lab and the tests run."""
    environment = dict(os.environ)
    environment["PATH"] = str(BIN) + os.pathsep + environment.get("PATH", "")
    environment["VIRTUAL_ENV"] = str(VENV)
    environment.pop("PYTHONHOME", None)
    environment.pop("PYTHONPATH", None)
    # nbgrader finds grading/nbgrader_config.py here, also inside the lab's server
    environment["JUPYTER_CONFIG_PATH"] = str(ROOT / "grading")
    environment["AATULAB_COURSE"] = str(workspace / "course")
    return environment


def is_port_free(port: int) -> bool:
    """Tell whether a server could listen on this port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def choose_port(asked: int) -> int:
    """Return the asked port, or the first free one when none was asked for."""
    if asked:
        if is_port_free(asked):
            return asked
        raise CannotStartError(
            f"Port {asked} is taken by another program. Stop that program, or choose another"
            f" port: python3 start.py --port {asked + 1}"
        )
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if is_port_free(port):
            return port
    last = FIRST_PORT + PORTS_TRIED - 1
    raise CannotStartError(
        f"Ports {FIRST_PORT} to {last} are all taken. Name a free one: python3 start.py --port 9999"
    )


def build(environment: dict, *words: str) -> None:
    """Run one `aatulab` verb that makes what the lab needs; it prints what it does."""
    command = [str(PYTHON), "-m", "aatulab.cli", *words]
    if subprocess.run(command, env=environment, cwd=str(ROOT), check=False).returncode:
        raise CannotStartError(
            f"`aatulab {' '.join(words)}` did not come to its end; the lines above say why."
        )


def say_whether_grading_is_possible(environment: dict) -> None:
    """Print what hinders the sandbox here, if anything does; lessons work all the same."""
    doctor = subprocess.run(
        [str(PYTHON), "-m", "aatulab.cli", "doctor"],
        env=environment,
        cwd=str(ROOT),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if doctor.returncode:
        say(doctor.stdout.strip())


def open_lab(arguments: argparse.Namespace) -> int:
    """Build what is missing and run JupyterLab until it is stopped."""
    began = time.monotonic()
    choose_port(arguments.port)  # said now if it is taken, before the minutes of a first start
    workspace = Path(arguments.workspace).resolve()
    environment = child_environment(workspace)
    with one_at_a_time():
        install(ROOT / "requirements.lock")
        build(environment, "workspace", "build", "--out", str(workspace))
        build(environment, "course", "create")
    say_whether_grading_is_possible(environment)
    port = choose_port(arguments.port)
    lab = [str(PYTHON), "-m", "jupyterlab", f"--port={port}"]
    # a port of our choice may be taken by another lab that starts just now: then the next one
    lab.append(f"--ServerApp.port_retries={0 if arguments.port else PORTS_TRIED}")
    lab += [f"--ServerApp.root_dir={workspace}", "--LabApp.default_url=/lab/tree/welcome.ipynb"]
    if arguments.no_browser:
        lab.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        lab.append("--allow-root")
    say(f"Ready in {time.monotonic() - began:.1f} s. JupyterLab starts on port {port};")
    say("its address, with the token, follows. Stop it with Ctrl+C.")
    try:
        return subprocess.run(lab, env=environment, cwd=str(workspace), check=False).returncode
    except KeyboardInterrupt:
        return 0


def find_chromium() -> str:
    """Return the path of an installed Chrome or Chromium, or an empty string."""
    for name in CHROMIUM_NAMES:
        found = shutil.which(name)
        if found:
            return found
    return next((place for place in CHROMIUM_PLACES if Path(place).exists()), "")


def ensure_chromium() -> str:
    """Return a Chromium for the browser tests, installing Debian's where that is possible."""
    found = find_chromium()
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if found or not is_root or not shutil.which("apt-get"):
        return found
    say("Installing Debian's chromium for the browser tests (apt-get) ...")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for step in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", *step], env=environment, stdout=subprocess.DEVNULL, check=False)
    return find_chromium()


def run_tests(*, quick: bool) -> int:
    """Run lint, types, import rules and tests; return 0 when all of them pass."""
    with one_at_a_time():
        install(ROOT / "requirements-test.lock")
    environment = child_environment(ROOT / "workspace")
    for name in ("AATULAB_COURSE", "JUPYTER_CONFIG_PATH"):  # tests make courses of their own
        environment.pop(name)
    pytest = [str(PYTHON), "-m", "pytest"]
    shared = ["-n", "logical", "--dist", "loadscope", "--no-loadscope-reorder"]
    tests = {"tests": [*pytest, *shared, "tests/unit", "src"]}
    advice = ""
    if not quick:
        tests["tests"] += ["tests/content", "tests/grading", "tests/browser", "tests/security"]
        tests["tests"] += [f"--ignore={path}" for path in ALONE]
        tests["tests that run alone"] = [*pytest, *ALONE]
        chromium = ensure_chromium()
        if chromium:
            environment["AATULAB_CHROMIUM"] = chromium
        else:
            for command in tests.values():
                command += ["-m", "not browser"]
            advice = (
                "Not run: the tests in tests/browser/. They need Chrome or Chromium; install one"
                " (Debian, Ubuntu: sudo apt install chromium), then run this again."
            )
    jobs = {
        "lint": [str(PYTHON), "-m", "ruff", "check", "."],
        "format": [str(PYTHON), "-m", "ruff", "format", "--check", "."],
        "types": [str(PYTHON), "-m", "mypy"],
        "imports": [str(BIN / "lint-imports"), "--no-cache"],
        **tests,
    }
    failed = []
    for name, command in jobs.items():
        say(f"== {name}: {' '.join(Path(part).name for part in command[:4])}")
        if subprocess.run(command, env=environment, cwd=str(ROOT), check=False).returncode:
            failed.append(name)
    if advice:
        say(advice)
    if failed:
        say(f"Failed: {', '.join(failed)}. The lines under each '==' say what.")
    return 1 if failed else 0


def parse_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Open AATU Lab, or test it.")
    parser.add_argument(
        "command", nargs="?", default="lab", choices=["lab", "test", "check"], help="default: lab"
    )
    parser.add_argument("--port", type=int, default=0, help="port of the lab (default: 8888 on)")
    parser.add_argument("--no-browser", action="store_true", help="for servers: print the address")
    parser.add_argument(
        "--workspace", default=str(ROOT / "workspace"), help="folder for the built notebooks"
    )
    return parser.parse_args()


def main() -> int:
    """Do what the command line asks; one clear message when something is missing."""
    arguments = parse_arguments()
    try:
        check_python()
        if arguments.command == "lab":
            return open_lab(arguments)
        return run_tests(quick=arguments.command == "check")
    except CannotStartError as error:
        print(f"start.py: {error}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
