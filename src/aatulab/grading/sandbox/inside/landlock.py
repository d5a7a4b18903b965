"""Fence a job in once more with Landlock, where the kernel has it.

Mounts and namespaces already leave a job one room to write in and no network.  Landlock says
the same by rules of its own: writing in the room alone, no TCP, no abstract socket and no
signal out of the job.  A mistake in one fence then opens nothing.  A kernel without Landlock
(before 5.13, or switched off) runs with the first fence only; `version()` tells.

Numbers and rights: the kernel's Documentation/userspace-api/landlock.rst.
"""

import ctypes
import os
import struct
from collections.abc import Sequence
from pathlib import Path

from aatulab.grading.sandbox.inside import kernel

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every machine
_ASK_VERSION = 1
_RULE_PATH_BENEATH = 1

_WRITE_FILE = 1 << 1
_REMOVE = 1 << 4 | 1 << 5  # folders, files
_MAKE_DEVICE = 1 << 6 | 1 << 11  # character, block
_MAKE = 1 << 7 | 1 << 8 | 1 << 9 | 1 << 10 | 1 << 12  # folder, file, socket, pipe, link
_REFER = 1 << 13  # since 2: move and link between folders
_TRUNCATE = 1 << 14  # since 3
_TCP = 1 << 0 | 1 << 1  # since 4: bind, connect
_SCOPE = 1 << 0 | 1 << 1  # since 6: abstract sockets, signals


def version() -> int:
    """Return the version of Landlock that this kernel offers, 0 for none."""
    try:
        return kernel.syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)
    except OSError:
        return 0


def fence_in(rooms: Sequence[Path], devices: Path) -> None:
    """Forbid this process, for good, to write outside the rooms and to reach anybody.

    Does nothing on a kernel without Landlock; raises `OSError` when one that has it refuses.
    Needs PR_SET_NO_NEW_PRIVS.
    """
    offered = version()
    if not offered:
        return
    writing = _writing(offered)
    ruleset = kernel.syscall(_CREATE_RULESET, *_ruleset(offered, writing), 0)
    try:
        for room in rooms:
            _allow(ruleset, room, writing & ~_MAKE_DEVICE)
        _allow(ruleset, devices, _WRITE_FILE)
        kernel.syscall(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _writing(offered: int) -> int:
    """Return all rights to change files that this version can handle."""
    rights = _WRITE_FILE | _REMOVE | _MAKE_DEVICE | _MAKE
    if offered >= 2:
        rights |= _REFER
    return rights | _TRUNCATE if offered >= 3 else rights


def _ruleset(offered: int, writing: int) -> tuple[bytes, int]:
    """Return the kernel's struct landlock_ruleset_attr, as long as this version knows it."""
    fields = [writing]
    if offered >= 4:
        fields.append(_TCP)
    if offered >= 6:
        fields.append(_SCOPE)
    packed = struct.pack(f"={len(fields)}Q", *fields)
    return packed, len(packed)


def _allow(ruleset: int, folder: Path, rights: int) -> None:
    place = os.open(folder, os.O_PATH | os.O_CLOEXEC | os.O_DIRECTORY)
    try:
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, place))
        kernel.syscall(_ADD_RULE, ruleset, _RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(place)
