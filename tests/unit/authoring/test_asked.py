"""What check() keeps is small, the learner's own, and survives damage line by line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.authoring.asked import Asked, asked_path, note_asked, parse_asked, read_asked
from aatulab.authoring.assignment import write_assignment
from aatulab.authoring.check import open_checks
from aatulab.authoring.checks import Checks


def write(path, *lines):
    path.write_bytes(b"\n".join(lines))
    return path


def test_the_last_look_counts_and_nothing_is_said_twice(tmp_path):
    path = asked_path(tmp_path, "gate-1")
    for question, looks in (("a", "wrong"), ("b", "right"), ("a", "right"), ("a", "right")):
        note_asked(path, question, looks)
    assert read_asked(path) == Asked({"a": "right", "b": "right"})
    assert len(path.read_text().splitlines()) == 3


def test_no_name_no_time_no_answer_is_kept(tmp_path):
    path = asked_path(tmp_path, "gate-1")
    note_asked(path, "a", "wrong")
    assert json.loads(path.read_text()) == {"question": "a", "looks": "wrong"}


@pytest.mark.parametrize(
    "line",
    [b"{", b"\xff\x00", b"[]", b"3", b'{"question": 3, "looks": "right"}', b"[" * 100_000,
     b'{"question": "a"}', b'{"question": "a", "looks": "perfect"}',
     b'{"question": "a", "looks": ["right"]}'],
)  # fmt: skip
def test_damaged_line_loses_only_itself(tmp_path, line):
    good = b'{"question": "b", "looks": "right"}'
    path = write(tmp_path / "record", line, good)
    assert read_asked(path) == Asked({"b": "right"}, damaged=1)
    write(path, good, line)  # cut off: no line's end
    note_asked(path, "c", "wrong")
    assert read_asked(path) == Asked({"b": "right", "c": "wrong"}, damaged=1)


@given(st.binary())
def test_any_bytes_are_read(data):
    assert set(parse_asked(data).looks.values()) <= {"right", "wrong"}


def test_a_place_that_cannot_be_written_is_no_reason_to_stumble(tmp_path):
    note_asked(tmp_path / "nowhere" / "record", "a", "right")
    note_asked(tmp_path, "a", "right")
    assert read_asked(tmp_path) == Asked({}, damaged=1)


def test_check_keeps_what_is_answered_and_not_what_is_open(tmp_path, bench):
    write_assignment(bench.exercise, bench.case, bench.context, tmp_path)
    check = open_checks("gate-1", tmp_path)
    assert isinstance(check._checks, Checks)
    check("lead-time")
    assert not asked_path(tmp_path, "gate-1").exists()
    scope = {"check": check, "lead_time_h": 3}
    exec('check("lead-time")', scope)
    exec('check("no-such-question")', scope)
    assert read_asked(asked_path(tmp_path, "gate-1")) == Asked({"lead-time": "wrong"})
