"""Put a freshly forked process into namespaces of its own and take every right from it.

Called between the fork from the warm parent and the first line of trainee code.  The same for
an ordinary user and for root, since the warm parent has no privilege in either case.
"""

import os
import resource
import signal
from pathlib import Path

from aatulab.grading.sandbox.inside import kernel, landlock, seccomp
from aatulab.grading.sandbox.inside.watch import MAX_FILES

ROOM = Path("/trainee")
HOME = ROOM / "home"
SHARED = ROOM / "shm"  # also bound to /dev/shm
UID = 1000

_NAMESPACES = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWNS
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWUTS
)
_INODES = 20_000
_HELPERS = 2  # this process and the namespace's first one count as processes, too


def become_nobody(uid: int) -> None:
    """Leave root for good: the warm parent's first act when bubblewrap was started by root."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
        kernel.clear_capabilities()  # also the two that would be passed on
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)  # setresuid hid /proc/self, which uid_map needs


def enter_namespaces() -> None:
    """Enter new namespaces; the next fork is the first process of the new PID namespace."""
    uid, gid = os.getuid(), os.getgid()
    Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")  # first to go
    kernel.unshare(_NAMESPACES)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{UID} {uid} 1"),
        ("gid_map", f"{UID} {gid} 1"),
    ):
        Path(f"/proc/self/{name}").write_text(text, encoding="ascii")


def memory_in_use() -> int:
    """Return this process's address space in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()


def lock_down(limits: dict[str, int], base_bytes: int) -> None:
    """Give this process empty files of its own, then limits, then no rights at all."""
    _mount_room(limits["file_bytes"])
    _set_limits(limits, base_bytes)
    os.setsid()
    os.umask(0o022)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    kernel.drop_capabilities()
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    landlock.fence_in((ROOM, SHARED), Path("/dev"))
    seccomp.install()


def _mount_room(size: int) -> None:
    kernel.mount("none", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    safe = kernel.MS_NOSUID | kernel.MS_NODEV
    options = f"size={size},nr_inodes={_INODES},mode=0755"
    kernel.mount("tmpfs", str(ROOM), "tmpfs", safe, options)
    for name in ("home", "tmp", "shm"):
        (ROOM / name).mkdir(mode=0o700)
    kernel.mount(str(SHARED), "/dev/shm", flags=kernel.MS_BIND)  # noqa: S108
    # a new procfs is refused below bubblewrap's when root started it, so there is none at all
    hidden = safe | kernel.MS_NOEXEC | kernel.MS_RDONLY
    kernel.mount("tmpfs", "/proc", "tmpfs", hidden, "size=4k,nr_inodes=1,mode=0555")


def _set_limits(limits: dict[str, int], base_bytes: int) -> None:
    cpu = limits["cpu_s"]
    for kind, soft, hard in (
        (resource.RLIMIT_AS, base_bytes + limits["memory_bytes"], None),
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_FSIZE, limits["file_bytes"], None),
        (resource.RLIMIT_NPROC, limits["process_base"] + limits["processes"] + _HELPERS, None),
        (resource.RLIMIT_NOFILE, MAX_FILES, None),
        (resource.RLIMIT_CORE, 0, None),
        (resource.RLIMIT_MEMLOCK, 0, None),
        (resource.RLIMIT_MSGQUEUE, 0, None),
        (resource.RLIMIT_SIGPENDING, 1_024, None),
    ):
        most = resource.getrlimit(kind)[1]
        ceiling = soft if hard is None else hard
        if most != resource.RLIM_INFINITY:
            ceiling = min(ceiling, most)
        resource.setrlimit(kind, (min(soft, ceiling), ceiling))
