"""Close the system calls that no notebook needs.

Three kinds: those that widen what a process may do or reach (namespaces, mounts, tracing,
sockets of families that no network namespace holds back), those whose memory nobody counts
(memfd, System V shared memory), and those that use up what the kernel counts per user, so that
the grader or another job would go short.  A denied call fails with EPERM, so honest code can
go on.
"""

import ctypes
import errno
import platform
import struct

from aatulab.grading.sandbox.inside import kernel

# name: numbers on x86_64 and on aarch64 (None: the call does not exist there)
_DENIED: dict[str, tuple[int | None, int | None]] = {
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "statmount": (457, 457),
    "listmount": (458, 458),
    # other processes' insides
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "process_madvise": (440, 440),
    "kcmp": (312, 272),
    "move_pages": (279, 239),
    "migrate_pages": (256, 238),
    # memory that neither RLIMIT_AS nor the watch can see
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "shmat": (30, 196),
    "shmctl": (31, 195),
    "msgget": (68, 186),
    "semget": (64, 190),
    "mq_open": (240, 180),
    # counted per user: watches on files, descriptors on their way through a socket
    "inotify_init": (253, None),
    "inotify_init1": (294, 26),
    "sendmsg": (46, 211),
    "sendmmsg": (307, 269),
    # a core that is not the job's own (cores.py)
    "sched_setaffinity": (203, 122),
    # large and rarely needed parts of the kernel
    "splice": (275, 76),
    "vmsplice": (278, 75),
    "lookup_dcookie": (212, 18),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
    "fanotify_init": (300, 262),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "open_by_handle_at": (304, 265),
    "name_to_handle_at": (303, 264),
    "personality": (135, 92),
    "modify_ldt": (154, None),
    "iopl": (172, None),
    "ioperm": (173, None),
    # the machine itself
    "kexec_load": (246, 104),
    "kexec_file_load": (320, 294),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "delete_module": (176, 106),
    "quotactl": (179, 60),
    "swapon": (167, 224),
    "swapoff": (168, 225),
    "reboot": (169, 142),
    "syslog": (103, 116),
    "acct": (163, 89),
    "settimeofday": (164, 170),
    "clock_settime": (227, 112),
    "clock_adjtime": (305, 266),
    "adjtimex": (159, 171),
    "sethostname": (170, 161),
    "setdomainname": (171, 162),
    "vhangup": (153, 58),
}
_CLONE = (56, 220)
_CLONE3 = 435
_SOCKET = (41, 198)
_LAST_REVIEWED = 462  # mseal, Linux 6.10; later calls answer ENOSYS, as on an older kernel
_X32_BIT = 0x4000_0000
_AUDIT_ARCH = (0xC000_003E, 0xC000_00B7)
_FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6; AF_VSOCK would leave every namespace
_NEW_NAMESPACES = (
    kernel.CLONE_NEWUSER
    | kernel.CLONE_NEWNS
    | kernel.CLONE_NEWPID
    | kernel.CLONE_NEWNET
    | kernel.CLONE_NEWIPC
    | kernel.CLONE_NEWUTS
    | kernel.CLONE_NEWCGROUP
)

_LOAD, _JUMP_EQUAL, _JUMP_ABOVE, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x25, 0x45, 0x06
_ALLOW = 0x7FFF_0000
_KILL = 0x8000_0000
_DATA_NUMBER, _DATA_ARCH, _DATA_FIRST_ARGUMENT = 0, 4, 16
_MACHINES = ("x86_64", "aarch64")
_SECCOMP_MODE_FILTER = 2

Instruction = tuple[int, int, int, int]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


def install() -> None:
    """Filter the system calls of this process and of all that it starts, for good."""
    code = b"".join(struct.pack("=HBBI", *line) for line in build_filter(platform.machine()))
    program = _Program(len(code) // 8, code)
    kernel.prctl(kernel.PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(program))


def build_filter(machine: str) -> list[Instruction]:
    """Return the filter program for a machine; raises `OSError` for one that we do not know."""
    if machine not in _MACHINES:
        raise OSError(errno.ENOSYS, f"no system call table for {machine}")
    column = _MACHINES.index(machine)
    program: list[Instruction] = [
        (_LOAD, 0, 0, _DATA_ARCH),
        (_JUMP_EQUAL, 1, 0, _AUDIT_ARCH[column]),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _DATA_NUMBER),
    ]
    if machine == "x86_64":
        program += [(_JUMP_ANY_BIT, 0, 1, _X32_BIT), (_RETURN, 0, 0, _KILL)]
    program += [(_JUMP_ABOVE, 0, 1, _LAST_REVIEWED), _fail(errno.ENOSYS)]
    program += [(_JUMP_EQUAL, 0, 1, _CLONE3), _fail(errno.ENOSYS)]  # libc falls back to clone
    for numbers in _DENIED.values():
        number = numbers[column]
        if number is not None:
            program += [(_JUMP_EQUAL, 0, 1, number), _fail(errno.EPERM)]
    program += [
        (_JUMP_EQUAL, 0, 4, _CLONE[column]),
        (_LOAD, 0, 0, _DATA_FIRST_ARGUMENT),
        (_JUMP_ANY_BIT, 0, 1, _NEW_NAMESPACES),
        _fail(errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
        (_JUMP_EQUAL, 0, 2 + len(_FAMILIES), _SOCKET[column]),
        (_LOAD, 0, 0, _DATA_FIRST_ARGUMENT),
    ]
    left = len(_FAMILIES)
    for family in _FAMILIES:
        program.append((_JUMP_EQUAL, left, 0, family))
        left -= 1
    program += [_fail(errno.EAFNOSUPPORT), (_RETURN, 0, 0, _ALLOW)]
    return program


def _fail(number: int) -> Instruction:
    return (_RETURN, 0, 0, 0x0005_0000 | number)
