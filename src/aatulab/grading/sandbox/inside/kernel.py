"""The few calls to the Linux kernel that Python's standard library does not offer."""

import ctypes
import os
from ctypes import c_char_p, c_int, c_uint32, c_ulong

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_SECCOMP = 22
PR_CAPBSET_DROP = 24
PR_SET_SECUREBITS = 28
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

CLONE_NEWNS = 0x0002_0000
CLONE_NEWCGROUP = 0x0200_0000
CLONE_NEWUTS = 0x0400_0000
CLONE_NEWIPC = 0x0800_0000
CLONE_NEWUSER = 0x1000_0000
CLONE_NEWPID = 0x2000_0000
CLONE_NEWNET = 0x4000_0000

MS_RDONLY = 1
MS_NOSUID = 2
MS_NODEV = 4
MS_NOEXEC = 8
MS_BIND = 4096
MS_REC = 16384
MS_PRIVATE = 1 << 18

# all that uid 0 would get without asking, switched off and locked
_SECUREBITS = 0b1110_1111
_CAPABILITY_VERSION_3 = 0x2008_0522


class _CapHeader(ctypes.Structure):
    _fields_ = (("version", c_uint32), ("pid", c_int))


class _CapData(ctypes.Structure):
    _fields_ = (("effective", c_uint32), ("permitted", c_uint32), ("inheritable", c_uint32))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def prctl(option: int, *arguments: int) -> None:
    """Change a property of this process; raises `OSError`."""
    padded = [c_ulong(argument) for argument in (*arguments, 0, 0, 0, 0)[:4]]
    _check(_libc().prctl(c_int(option), *padded), f"prctl({option})")


def syscall(number: int, *arguments: int | bytes | ctypes.Array[ctypes.c_char] | None) -> int:
    """Make a system call that libc has no name for; raises `OSError`."""
    words = [c_ulong(word) if isinstance(word, int) else word for word in arguments]
    result: int = _libc().syscall(c_ulong(number), *words)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, f"syscall {number}: {os.strerror(error)}")
    return result


def unshare(flags: int) -> None:
    """Leave the namespaces named by the flags for new ones."""
    _check(_libc().unshare(c_int(flags)), "unshare")


def mount(source: str, target: str, kind: str = "", flags: int = 0, options: str = "") -> None:
    """Mount a file system."""
    result = _libc().mount(
        c_char_p(source.encode()),
        c_char_p(target.encode()),
        c_char_p(kind.encode() or None),
        c_ulong(flags),
        c_char_p(options.encode() or None),
    )
    _check(result, f"mount {target}")


def drop_capabilities() -> None:
    """Give up every capability, for this process and for whatever it starts."""
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    capability = 0
    while True:
        try:
            prctl(PR_CAPBSET_DROP, capability)
        except OSError:  # past the last one that this kernel knows
            break
        capability += 1
    prctl(PR_SET_SECUREBITS, _SECUREBITS)
    clear_capabilities()


def clear_capabilities() -> None:
    """Give up the capabilities that this process has, and those it would pass on."""
    header = _CapHeader(_CAPABILITY_VERSION_3, 0)
    nothing = (_CapData * 2)()
    _check(_libc().capset(ctypes.byref(header), nothing), "capset")
