"""A job is checked before it goes anywhere."""

import pytest

from aatulab.grading.sandbox import Call, Job, Limits, Step, StepLimits
from aatulab.grading.sandbox.job import split_job


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wall_s", 0),
        ("wall_s", float("inf")),
        ("wall_s", float("nan")),
        ("wall_s", True),
        ("wall_s", "60"),
        ("cell_s", -1),
        ("cpu_s", 1.5),
        ("memory_bytes", 1),
        ("memory_bytes", 2**60),
        ("processes", 0),
        ("file_bytes", 0),
        ("output_bytes", 10),
    ],
)
def test_a_limit_that_is_none_is_refused(name, value):
    with pytest.raises(ValueError, match=f"Limits.{name}: expected"):
        Limits(**{name: value})


def test_a_cell_has_no_more_time_than_the_job():
    assert Limits(wall_s=5, cell_s=30).cell_s == 5


def test_step_ids_are_unique():
    with pytest.raises(ValueError, match="repeated: a"):
        Job("j", (Step("a", ""), Step("b", ""), Step("a", "")))


@pytest.mark.parametrize(
    "path", ["", "/etc/x", "../x", "a/../b", "a//b", "./a", ".", "a/", "a\0b", "a\nb"]
)
def test_a_file_stays_in_the_home(path):
    with pytest.raises(ValueError, match="relative path"):
        Job("j", (), {path: b""})


def test_files_beyond_the_limit_are_refused():
    with pytest.raises(ValueError, match="file_bytes allows 1,048,576"):
        Job("j", (), {"a": bytes(2**20), "b": b"x"}, Limits(file_bytes=2**20))


def test_a_job_arrives_as_it_was_sent():
    step = Step("s", "é = 1", "q", ("é",), (Call("f", ((1, None, [2]),)),), StepLimits(3.0))
    job = Job("j", (step,), {"a/b.txt": b"\0\xff", "empty": b""})
    head, files = split_job(job.to_bytes())
    assert files == [("a/b.txt", b"\0\xff"), ("empty", b"")]
    assert head["steps"][0]["source"] == "é = 1"
    assert head["steps"][0]["calls"] == [{"function": "f", "arguments": [[1, None, [2]]]}]
    assert head["limits"]["output_bytes"] == job.limits.output_bytes


def test_a_step_may_have_less_than_the_job_and_never_more():
    whole = Limits(cell_s=10, cpu_s=20, processes=32)
    own = StepLimits(cell_s=5, cpu_s=30, processes=8).within(whole)
    assert (own.cell_s, own.cpu_s, own.processes) == (5, 20, 8)
    assert StepLimits().within(whole) == whole
