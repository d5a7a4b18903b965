"""Where a sandbox is impossible, a person reads what to do."""

import pytest

from aatulab.errors import SandboxError
from aatulab.grading.sandbox import Problem, WarmSandbox, probe, require_sandbox
from aatulab.grading.sandbox import machine as module


def test_this_machine_can_isolate():
    """The rest of this suite needs it: where this fails, its message says what to do."""
    assert probe() is None
    require_sandbox()


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_elsewhere_than_on_linux_it_says_where_to_grade(system):
    problem = module.check_machine(system, "x86_64")
    assert "not Linux" in problem.what
    assert "Grade on a Linux machine" in problem.next_step


def test_an_unknown_processor_is_named():
    assert "riscv64" in module.check_machine("linux", "riscv64").what
    assert module.check_machine("linux", "aarch64") is None


OPEN = {"most": 96_000, "clone": None, "apparmor": None}


@pytest.mark.parametrize(
    ("settings", "words", "said"),
    [
        (OPEN | {"most": 0}, "bwrap: x", "user.max_user_namespaces=15000"),
        (OPEN | {"clone": 0}, "bwrap: x", "kernel.unprivileged_userns_clone=1"),
        (
            OPEN | {"apparmor": 1},
            "bwrap: setting up uid map: Permission denied",
            "kernel.apparmor_restrict_unprivileged_userns=0",
        ),
        (OPEN, "bwrap: Unknown option --perms", "0.5.0 or newer"),
        (OPEN, "/x/python: No module named aatulab", "chmod -R o+rX"),
        (OPEN, "bwrap: Creating new namespace failed", "seccomp=unconfined"),
        (OPEN, "", "said nothing"),
    ],
)
def test_the_setting_to_change_is_named(settings, words, said):
    problem = module.diagnose(settings, words)
    assert said in str(problem)
    assert problem.next_step.endswith((".", ")."))


def test_what_was_said_is_repeated_in_one_line():
    problem = module.diagnose(OPEN, "\n  bwrap: no permission\nsecond line\n")
    assert "(bwrap: no permission)" in problem.what


def test_of_a_traceback_the_error_at_its_end_is_repeated():
    words = 'Traceback (most recent call last):\n  File "x.py", line 1\nOSError: not permitted\n'
    assert module.diagnose(OPEN, words).what.endswith("isolated here (OSError: not permitted).")


def test_settings_that_a_kernel_does_not_have_are_none(tmp_path):
    (tmp_path / "a").write_text("1\n")
    (tmp_path / "b").write_text("odd")
    places = {name: tmp_path / name for name in "abc"}
    assert module.read_settings(places) == {"a": 1, "b": None, "c": None}


def test_without_bubblewrap_it_says_how_to_get_one(monkeypatch):
    monkeypatch.setattr(module, "find_bwrap", lambda: None)
    assert "no" in probe().what
    with pytest.raises(SandboxError, match="Install the package `bubblewrap`"):
        require_sandbox()


def test_a_bubblewrap_that_is_none_is_a_problem(monkeypatch, tmp_path):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: broken' >&2\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(module, "find_bwrap", lambda: broken)
    assert "bwrap: broken" in probe().what
    monkeypatch.setattr(module, "find_bwrap", lambda: tmp_path / "none")
    assert "could not be run" in probe().what


def test_without_a_sandbox_nothing_runs(monkeypatch):
    problem = Problem("There is no way.", "Find one.")
    monkeypatch.setattr(module, "probe", lambda: problem)
    module.open_container.cache_clear()  # another test may have found it possible
    with pytest.raises(SandboxError, match=r"There is no way\. Find one\."):
        WarmSandbox(preload=()).__enter__()


@pytest.mark.parametrize(
    ("release", "counts"),
    [("6.1.0-18-amd64", False), ("5.14.0", False), ("5.10.0-30", True), ("odd", True)],
)
def test_older_kernels_count_the_users_other_processes(monkeypatch, release, counts):
    own = module.Path("/proc/self").stat().st_uid
    monkeypatch.setattr(module.platform, "release", lambda: release)
    monkeypatch.setattr(module, "_count_tasks", lambda uid: 7 if uid == own else 0)
    monkeypatch.setattr(module.os, "getuid", lambda: own or 1)
    assert module.process_base() == (7 if counts and own else 0)


def test_a_users_processes_and_threads_can_be_counted():
    assert module._count_tasks(module.os.getuid()) >= 1
    assert module._count_tasks(2**31 - 7) == 0


@pytest.mark.parametrize(
    ("offered", "said"), [(7, "Landlock 7"), (0, "no Landlock (Linux 5.13 or newer has it)")]
)
def test_it_is_told_which_fences_stand(monkeypatch, offered, said):
    monkeypatch.setattr(module, "landlock_version", lambda: offered)
    fences = module.describe_fences()
    assert said in fences
    assert fences.startswith("bubblewrap ")
