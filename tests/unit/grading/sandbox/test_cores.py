"""Each sandbox has a core of its own as long as there are enough."""

import os

import pytest

from aatulab.grading.sandbox import Job, Step, WarmSandbox, cores
from aatulab.grading.sandbox.cores import OwnCore

ASK = Step(
    "s",
    "import os, subprocess, sys\n"
    "ask = 'import os; print(*sorted(os.sched_getaffinity(0)))'\n"
    "own = sorted(os.sched_getaffinity(0))\n"
    "child = subprocess.run([sys.executable, '-c', ask], capture_output=True, text=True).stdout\n"
    "try:\n    os.sched_setaffinity(0, range(4))\nexcept PermissionError:\n    own.append('kept')",
    ask=("own", "child"),
)


@pytest.fixture
def own_names(monkeypatch):
    """Claim under names of this test, so that other sandboxes of this machine do not matter."""
    monkeypatch.setattr(cores, "_NAME", f"\0aatulab-test-{os.getpid()}-{{}}")


@pytest.fixture
def two_cores(own_names, monkeypatch):
    monkeypatch.setattr(cores.os, "sched_getaffinity", lambda _pid: {4, 7})


def test_cores_are_given_once_and_come_back(two_cores):
    first, second, third = OwnCore(), OwnCore(), OwnCore()
    assert [first.number, second.number, third.number] == [4, 7, None]
    first.close()
    fourth = OwnCore()
    assert (first.number, fourth.number) == (None, 4)
    for core in (second, third, fourth):
        core.close()


def test_a_job_and_what_it_starts_stay_on_the_sandboxes_core(own_names):
    with WarmSandbox(preload=()) as box:
        core = box._parent._core.number
        values = box.run(Job("where", (ASK,))).step("s").values
    assert values["own"]["items"] == [core, "kept"]
    assert values["child"]["value"] == f"{core}\n"


def test_more_sandboxes_than_cores_run_anywhere(own_names):
    taken = [OwnCore() for _ in os.sched_getaffinity(0)]
    with WarmSandbox(preload=()) as box:
        values = box.run(Job("where", (ASK,))).step("s").values
    for core in taken:
        core.close()
    assert values["own"]["items"] == [*sorted(os.sched_getaffinity(0)), "kept"]
