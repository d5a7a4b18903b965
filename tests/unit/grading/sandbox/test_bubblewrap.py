"""The container holds Python and the system's programs, and nothing of the caller's."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import aatulab
from aatulab.grading.sandbox import bubblewrap
from aatulab.grading.sandbox.bubblewrap import OLDEST, Container, find_bwrap, find_shown, version_of

ROOT = Path(aatulab.__file__).parents[2]


def command(*, is_root=False):
    return Container(Path("/usr/bin/bwrap"), is_root=is_root).command("some.module", "{}")


def after(words, option):
    return [words[n + 1] for n, word in enumerate(words) if word == option]


def test_the_one_in_use_is_recent_enough():
    assert version_of(find_bwrap()) >= OLDEST


def test_a_program_without_a_version_has_none(tmp_path):
    assert version_of(Path("/bin/true")) == (0,)
    assert version_of(tmp_path / "none") == (0,)


def test_the_systems_is_taken_when_it_is_recent(monkeypatch, tmp_path):
    own = tmp_path / "bwrap"
    own.write_text("#!/bin/sh\necho bubblewrap 0.9.0\n")
    own.chmod(0o755)
    monkeypatch.setattr(bubblewrap, "_PLACES", (tmp_path / "none", own))
    assert find_bwrap() == own
    own.write_text("#!/bin/sh\necho bubblewrap 0.4.1\n")
    assert find_bwrap() != own


def test_an_ordinary_user_gets_every_namespace():
    words = command()
    assert "--unshare-all" in words
    assert "--cap-add" not in words


def test_root_keeps_two_capabilities_and_drops_all_first():
    words = command(is_root=True)
    assert "--unshare-user" not in words
    assert "--unshare-all" not in words
    assert {"--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts"} <= set(words)
    assert words.index("--cap-drop") < words.index("--cap-add")
    assert after(words, "--cap-drop") == ["ALL"]
    assert after(words, "--cap-add") == ["CAP_SETUID", "CAP_SETGID"]


@pytest.mark.parametrize("is_root", [True, False])
def test_it_dies_with_its_caller_and_takes_no_environment(is_root):
    words = command(is_root=is_root)
    assert {"--die-with-parent", "--new-session", "--clearenv"} <= set(words)
    assert words[-4:] == ["-B", "-m", "some.module", "{}"]


def test_nothing_is_bound_writable():
    words = command()
    assert not {"--bind", "--dev-bind", "--bind-try"} & set(words)
    assert after(words, "--remount-ro") == ["/dev", "/"]


def test_the_list_of_fonts_is_shown_where_matplotlib_looks_for_it(monkeypatch, tmp_path):
    cache = tmp_path / "fontlist-v1.json"
    fonts = SimpleNamespace(
        mpl=SimpleNamespace(get_cachedir=lambda: str(tmp_path)),
        FontManager=SimpleNamespace(__version__="v1"),
    )
    monkeypatch.setitem(sys.modules, "matplotlib.font_manager", fonts)
    assert str(cache) not in command()  # it has not been made yet
    cache.write_text("{}")
    shown = command()
    place = shown.index(str(cache))
    assert shown[place - 1 : place + 2] == [
        "--ro-bind-try",
        str(cache),
        "/trainee/tmp/matplotlib/fontlist-v1.json",
    ]


def test_of_the_repository_only_the_package_and_the_environment_are_there():
    bound = {Path(path) for path in after(command(), "--ro-bind")}
    inside = {path for path in bound if ROOT in path.parents or path == ROOT}
    allowed = {Path(aatulab.__file__).parent, Path(sys.prefix)}
    assert inside <= allowed
    assert Path("/") not in bound
    assert Path.home() not in bound


def test_a_folder_within_another_is_bound_once(monkeypatch, tmp_path):
    inner = tmp_path / "a" / "b"
    monkeypatch.setattr(bubblewrap, "_python_paths", lambda: [inner, tmp_path / "a"])
    bound = after(command(), "--ro-bind")
    assert str(tmp_path / "a") in bound
    assert str(inner) not in bound


def test_a_checkout_in_tmp_is_shown_beside_the_job_s_own_tmp(monkeypatch):
    """Can a notebook still write to /tmp when somebody cloned the lab into it?"""
    lab = Path("/tmp/lab")
    monkeypatch.setattr(bubblewrap, "_python_paths", lambda: [lab / ".venv"])
    monkeypatch.setattr(bubblewrap.sys, "executable", str(lab / ".venv/bin/python"))
    words = command()
    place = words.index("/tmp/lab/.venv")
    assert words[place - 1 : place + 2] == [
        "--ro-bind",
        "/tmp/lab/.venv",
        "/checkout/tmp/lab/.venv",
    ]
    assert "trainee/tmp" in after(words, "--symlink")
    assert words[words.index("--") + 1] == "/checkout/tmp/lab/.venv/bin/python"


@pytest.mark.parametrize(
    ("path", "is_shown"),
    [
        (Path("/usr/share/course"), True),
        (Path(sys.prefix) / "course", True),
        (Path(aatulab.__file__).parent / "course", True),
        (Path("/usr/../home/course"), False),
        (Path("/usrlocal/course"), False),
        (ROOT / "workspace" / "course", False),
        (ROOT / "exercises", False),
    ],
)
def test_it_is_known_what_a_submission_could_read(path, is_shown):
    assert (find_shown(path) is not None) == is_shown


def test_a_link_does_not_hide_where_a_folder_lies(tmp_path):
    (tmp_path / "course").symlink_to(Path(sys.prefix) / "lib")
    assert find_shown(tmp_path / "course") is not None
