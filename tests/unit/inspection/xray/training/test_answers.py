"""Answers are on the disk when they are given, survive a torn line, and belong to one sitting."""

import json

import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.xray.training.answers import Answer, AnswerFile, read_plan
from aatulab.inspection.xray.training.plan import Plan
from aatulab.inspection.xray.training.trials import Decision, Mark

PLAN = Plan("drill", 4, 10)


def answer(number, *, found=False):
    mark = Mark("top", 12.5, 40.0) if found else None
    verdict = "search" if found else "clear"
    return Answer(Decision(number, verdict, 2.5, mark, "gold" if found else None, 0.75), found)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "new" / "answers.jsonl"


def write(path, count):
    file = AnswerFile(path, PLAN)
    for number in range(count):
        file.append(answer(number, found=number % 2 == 1))
    return file


def test_answers_come_back_as_they_were_given(path):
    given = write(path, 4).answers
    assert AnswerFile(path, PLAN).answers == given
    assert len(path.read_bytes().splitlines()) == 5


def test_every_answer_is_synced_before_the_next_thing_happens(path, monkeypatch):
    synced = []
    monkeypatch.setattr("os.fsync", lambda file: synced.append(path.stat().st_size))
    write(path, 3)
    assert synced[-1] == path.stat().st_size
    assert len(synced) == 4


@pytest.mark.parametrize("cut", [1, 5, 40])
def test_a_line_that_was_half_written_is_dropped_and_the_rest_kept(path, cut):
    write(path, 3)
    path.write_bytes(path.read_bytes()[:-cut])
    file = AnswerFile(path, PLAN)
    assert [one.decision.trial for one in file.answers] == [0, 1]
    file.append(answer(2))
    assert [one.decision.trial for one in AnswerFile(path, PLAN).answers] == [0, 1, 2]


def test_a_file_whose_first_line_was_half_written_begins_anew(path):
    path.parent.mkdir()
    path.write_bytes(b'{"format": 1, "ses')
    assert AnswerFile(path, PLAN).answers == []
    assert AnswerFile(path, PLAN).answers == []


@pytest.mark.parametrize(
    "other", [Plan("drill", 5, 10), Plan("queue", 4, 10), Plan("drill", 4, 11), Plan("test", 4)]
)
def test_answers_of_another_sitting_are_refused_and_left_alone(path, other):
    write(path, 2)
    before = path.read_bytes()
    with pytest.raises(InspectionError, match=r"answers\.jsonl: line 1: found the session"):
        AnswerFile(path, other)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", r"line 3: found b'not json', expected JSON"),
        ("[1]", r"line 3: found \[1\], expected an object"),
        ('{"found": true}', "line 3: found .'found'., expected decision and found"),
        (
            json.dumps({"decision": {"trial": 0, "verdict": "maybe", "seconds": 1}, "found": True}),
            "line 3: trial 0: verdict: found 'maybe'",
        ),
    ],
)
def test_damage_is_named_by_file_and_line(path, line, says):
    write(path, 3)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = line
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(InspectionError, match=says):
        AnswerFile(path, PLAN)


def test_another_kind_of_file_is_refused(path):
    path.parent.mkdir()
    path.write_text('{"cells": []}\n', encoding="utf-8")
    with pytest.raises(InspectionError, match="expected the answers of an X-ray session"):
        AnswerFile(path, PLAN)


def test_two_sessions_do_not_write_to_one_file(path):
    one, other = write(path, 1), AnswerFile(path, PLAN)
    one.append(answer(1))
    with pytest.raises(InspectionError, match="something else writes to it"):
        other.append(answer(1))


def test_reading_a_torn_file_leaves_it_as_it_is(path):
    write(path, 3)
    torn = path.read_bytes()[:-7]
    path.write_bytes(torn)
    assert len(AnswerFile(path, read_plan(path)).answers) == 2
    assert path.read_bytes() == torn


@pytest.mark.parametrize(
    "plan",
    [PLAN, Plan("test", 9), Plan("queue", 1, 50, 0.03), Plan("drill", 1, 9, None, ("gold",))],
)
def test_a_file_says_which_sitting_it_is(path, plan):
    AnswerFile(path, plan)
    assert read_plan(path) == plan


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"seed": "four"}, "found seed 'four'"),
        ({"images": 2.5}, "images 2.5, expected whole numbers"),
        ({"prevalence": True}, "prevalence: found True"),
        ({"categories": "gold"}, "categories: found 'gold', expected a list"),
        ({"kind": "exam"}, "kind: found 'exam'"),
        ({"extra": 1}, r"expected \['categories', 'images', 'kind'"),
    ],
)
def test_a_plan_that_cannot_be_is_named_by_file_and_line(path, change, says):
    path.parent.mkdir()
    head = {"format": 1, "session": {**PLAN.to_json(), **change}}
    path.write_text(json.dumps(head) + "\n", encoding="utf-8")
    with pytest.raises(InspectionError, match=rf"answers\.jsonl: line 1: .*{says}"):
        read_plan(path)


def test_a_file_that_is_not_there_is_named(path):
    with pytest.raises(InspectionError, match="there is no such file"):
        read_plan(path)
