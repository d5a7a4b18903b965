"""Records of a class are other people's files: taken as data, or refused with a reason."""

import json
import os

import pytest

from aatulab.errors import GradingError
from aatulab.grading.course import Course
from aatulab.grading.gain import records as records_module
from aatulab.grading.gain.records import LARGEST_BYTES, read_course, read_folder

GOOD = {"small": {"before": {"one": 0}, "after": {"one": 1}}}


def handed(answers=GOOD, **more):
    return json.dumps({"format": 1, "answers": answers, **more})


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_three_ways_to_hand_in_are_read(tmp_path):
    write(tmp_path / "ana.json", handed())
    write(tmp_path / "ben" / "my-self-checks.json", handed())
    write(tmp_path / "cem" / "courses" / "t" / ".small.answers.json", json.dumps(GOOD["small"]))
    write(tmp_path / "ben" / "notes.json", "no record")
    found = read_folder(tmp_path)
    assert sorted(found.answers["small"]) == ["ana", "ben", "cem"]
    assert len({json.dumps(a) for a in found.answers["small"].values()}) == 1
    assert found.refusals == []


def test_what_a_learner_wrote_last_counts(tmp_path):
    course = Course(tmp_path, "aatu", tmp_path)
    early = write(tmp_path / "submitted" / "ana" / "targeting-1" / "my-self-checks.json", handed())
    last = {"small": {"before": {"one": 2}, "after": {}}}
    name = "ana+targeting-2+2026-11-25 08:00:00 UTC+x"
    late = write(course.inbound / name / "my-self-checks.json", handed(last))
    os.utime(early, (1, 1))
    os.utime(late, (2, 2))
    assert read_course(course).answers["small"] == {"ana": {"before": {"one": 2}, "after": {}}}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        ("[" * 50_000, "is not JSON"),
        ('{"format": 1, "answers": {"small": {"before": {"one": ' + "9" * 5000 + "}}}}", "is not"),
        ("[]", "it is no my-self-checks.json"),
        ('{"format": 2, "answers": {}}', "of format 1"),
        ('{"format": 1, "answers": []}', "a mapping of lessons"),
        (handed({"small": [1]}), "before and after"),
        (handed({"small": {"before": [1]}}), "questions to choices"),
        (handed({"small": {"before": {"one": True}}}), "no whole number"),
        (handed({"small": {"before": {"one": "=1+1"}}}), "no whole number"),
        (handed({"small": {"before": {"one": 1.0}}}), "no whole number"),
        (handed({"=cmd|' /C calc'!A0": {}}), "has no name as the lab gives them"),
        (handed({"small": {"before": {"../../secret": 1}}}), "has no name as the lab gives them"),
        (handed({"a" * 500: {}}), "has no name as the lab gives them"),
        (handed(padding="x" * LARGEST_BYTES), "100 kB"),
    ],
)
def test_hostile_record_is_refused_and_the_others_stand(tmp_path, text, words):
    write(tmp_path / "eve.json", text)
    write(tmp_path / "ana.json", handed())
    found = read_folder(tmp_path)
    assert list(found.answers["small"]) == ["ana"]
    (refusal,) = found.refusals
    assert refusal.startswith("eve.json: ")
    assert words.replace("100 kB", "") in refusal


def test_links_pipes_and_folders_named_as_records_are_not_opened(tmp_path):
    secret = write(tmp_path / "elsewhere.json", handed())
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / "eve.json").symlink_to(secret)
    (folder / "dir").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe.json")
    (folder / "my-self-checks.json").mkdir()
    found = read_folder(folder)
    assert found.answers == {}
    assert [refusal.partition(":")[0] for refusal in found.refusals] == ["eve.json", "pipe.json"]


def test_a_name_that_tricks_a_terminal_is_shown_escaped(tmp_path):
    write(tmp_path / "=1+1\x1b[2J.json", "{")
    (refusal,) = read_folder(tmp_path).refusals
    assert "\x1b" not in refusal


def test_too_many_records_are_refused_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(records_module, "MOST_FILES", 2)
    for name in "abc":
        write(tmp_path / f"{name}.json", handed())
    with pytest.raises(GradingError, match="more than 2 records"):
        read_folder(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(GradingError, match="no such folder"):
        read_folder(tmp_path / "none")
