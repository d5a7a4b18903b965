"""Landlock forbids what mounts and namespaces would forbid, too; here it stands alone."""

import functools
import os
import socket

import pytest

from aatulab.grading.sandbox.inside import kernel, landlock


def in_child(room, act):
    """Return the name of the error that an act ends in behind the fence, or `ok`."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = b"no"
        try:
            kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
            landlock.fence_in([room], room)
            act()
            said = b"ok"
        except BaseException as error:  # noqa: BLE001 - in a child, to be told
            said = type(error).__name__.encode()
        finally:
            os.write(writing, said)
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as told:
        return told.read().decode()


@pytest.fixture
def room(tmp_path):
    (tmp_path / "room").mkdir()
    (tmp_path / "beside").write_text("theirs")
    return tmp_path / "room"


def refused(since):
    """Return how an act ends that Landlock forbids since this version; it runs on older kernels."""
    return {"PermissionError", "OSError"} if landlock.version() >= since else {"ok"}


def test_the_room_can_be_used_as_before(room):
    def act():
        (room / "folder").mkdir()
        (room / "folder" / "a").write_text("x")
        (room / "folder" / "a").rename(room / "b")
        (room / "b").unlink()
        os.mkfifo(room / "pipe")
        assert (room.parent / "beside").read_text() == "theirs"

    assert in_child(room, act) == "ok"


@pytest.mark.parametrize(
    ("since", "act"),
    [
        (1, lambda room: (room.parent / "beside").write_text("mine")),
        (1, lambda room: (room.parent / "new").write_text("mine")),
        (1, lambda room: (room.parent / "beside").unlink()),
        (1, lambda room: (room.parent / "folder").mkdir()),
        (1, lambda room: (room.parent / "link").symlink_to("x")),
        (1, lambda room: (room.parent / "beside").rename(room / "beside")),
        (3, lambda room: os.truncate(room.parent / "beside", 0)),
        (4, lambda room: socket.create_server(("127.0.0.1", 0)).close()),
        (6, lambda room: os.kill(os.getppid(), 0)),
    ],
    ids=["write", "create", "remove", "mkdir", "link", "steal", "cut", "listen", "signal"],
)
def test_nothing_else_can_be_written_and_nobody_reached(room, since, act):
    assert in_child(room, lambda: act(room)) in refused(since)


def test_no_device_can_be_made_in_the_room(room):
    make = functools.partial(os.mknod, room / "null", 0o020666, os.makedev(1, 3))
    assert in_child(room, make) in (refused(1) if os.getuid() == 0 else {"PermissionError"})


def test_a_server_of_this_machine_is_out_of_reach(room):
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        assert in_child(room, lambda: socket.create_connection(address).close()) in refused(4)


def test_an_old_kernel_has_the_first_fence_only(room, monkeypatch):
    monkeypatch.setattr(landlock, "version", lambda: 0)
    assert in_child(room, lambda: (room.parent / "new").write_text("x")) == "ok"


@pytest.mark.parametrize(
    ("offered", "length"), [(1, 8), (3, 8), (4, 16), (5, 16), (6, 24), (9, 24)]
)
def test_each_version_is_told_only_what_it_knows(offered, length):
    packed, size = landlock._ruleset(offered, landlock._writing(offered))
    assert len(packed) == size == length
    assert bool(landlock._writing(offered) & landlock._REFER) == (offered >= 2)
    assert bool(landlock._writing(offered) & landlock._TRUNCATE) == (offered >= 3)
