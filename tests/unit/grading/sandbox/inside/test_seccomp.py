"""The filter of system calls does what its table says, on both kinds of machine."""

import errno

import pytest

from aatulab.grading.sandbox.inside.seccomp import build_filter

ALLOW, KILL, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
NEW_USER, SIGNAL = 0x10000000, 17


def judge(machine, number, first=0, arch=None):
    """Run the filter program as the kernel would."""
    program = build_filter(machine)
    data = {0: number, 4: ARCH[machine] if arch is None else arch, 16: first}
    place, loaded = 0, 0
    while True:
        code, true, false, value = program[place]
        place += 1
        if code == 0x20:
            loaded = data[value]
        elif code == 0x06:
            return value
        else:
            test = {0x15: loaded == value, 0x25: loaded > value, 0x45: bool(loaded & value)}
            place += true if test[code] else false


CALLS = {
    "read": (0, 63),
    "write": (1, 64),
    "mmap": (9, 222),
    "futex": (202, 98),
    "execve": (59, 221),
    "kill": (62, 129),
    "close_range": (436, 436),
    "getrandom": (318, 278),
    "socketpair": (53, 199),
    "statx": (332, 291),
}
DENIED = {
    "unshare": (272, 97),
    "mount": (165, 40),
    "ptrace": (101, 117),
    "memfd_create": (319, 279),
    "shmget": (29, 194),
    "bpf": (321, 280),
    "io_uring_setup": (425, 425),
    "keyctl": (250, 219),
    "process_vm_readv": (310, 270),
}
MACHINES = pytest.mark.parametrize(("machine", "column"), [("x86_64", 0), ("aarch64", 1)])


@MACHINES
@pytest.mark.parametrize("name", CALLS)
def test_what_notebooks_need_is_allowed(machine, column, name):
    assert judge(machine, CALLS[name][column]) == ALLOW


@MACHINES
@pytest.mark.parametrize("name", DENIED)
def test_what_widens_their_reach_is_denied(machine, column, name):
    assert judge(machine, DENIED[name][column]) == ERRNO | errno.EPERM


@MACHINES
def test_a_fork_is_allowed_and_a_namespace_is_not(machine, column):
    clone = (56, 220)[column]
    assert judge(machine, clone, SIGNAL) == ALLOW
    assert judge(machine, clone, NEW_USER | SIGNAL) == ERRNO | errno.EPERM


@MACHINES
def test_clone3_hides_its_flags_so_libc_is_sent_back_to_clone(machine, column):
    assert judge(machine, 435) == ERRNO | errno.ENOSYS


@MACHINES
@pytest.mark.parametrize(
    ("family", "allowed"), [(1, 1), (2, 1), (10, 1), (16, 0), (17, 0), (40, 0)]
)
def test_sockets_are_local_or_internet(machine, column, family, allowed):
    verdict = judge(machine, (41, 198)[column], family)
    assert verdict == (ALLOW if allowed else ERRNO | errno.EAFNOSUPPORT)


@MACHINES
def test_calls_newer_than_the_table_do_not_exist(machine, column):
    assert judge(machine, 463) == ERRNO | errno.ENOSYS
    assert judge(machine, 9999) == ERRNO | errno.ENOSYS


def test_other_ways_into_the_kernel_are_the_end():
    assert judge("x86_64", 1, arch=0x40000003) == KILL  # 32-bit calls have other numbers
    assert judge("x86_64", 0x40000000 | 319) == KILL  # as have x32's


def test_an_unknown_machine_is_refused():
    with pytest.raises(OSError, match="riscv64"):
        build_filter("riscv64")
