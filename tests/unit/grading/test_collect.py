import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aatulab.errors import GradingError
from aatulab.grading.collect import collect, owner_of, read_handed_in, submitted_trainees

LIMIT = 1_000_000


def hand_in(course, name, data=b"{}", folder=None, token="t0ken"):
    """Put a submission where `nbgrader submit` puts it."""
    place = course.inbound / name
    place.mkdir(parents=True)
    (place / (folder or "tiny.ipynb")).write_bytes(data)
    (place / "timestamp.txt").write_text("2026-03-10 06:00:00.000000 UTC")
    (place / "submission_secret.txt").write_text(token)
    return place


def put(folder, name, data=b"{}", age_s=0):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    moment = 1_773_000_000 - age_s
    os.utime(path, (moment, moment))
    return path


@pytest.fixture
def inbox(tmp_path):
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


def take(course, folder=None):
    return collect(course, "tiny", folder, LIMIT)


def content(course, trainee):
    return course.submitted_notebook(trainee, "tiny").read_bytes()


def test_a_submission_of_the_exchange_is_taken_with_time_and_token(course):
    hand_in(course, "ana+tiny+2026-03-10 07:30:00.250000 UTC+rAnd0m", b"work")
    assert take(course).taken == ("ana",)
    assert content(course, "ana") == b"work"
    when = datetime(2026, 3, 10, 7, 30, 0, 250000, UTC)
    assert read_handed_in(course, "ana", "tiny") == when
    kept = course.step("submitted", "ana", "tiny") / "submission_secret.txt"
    assert kept.read_text() == "t0ken"
    assert kept.stat().st_mode & 0o077 == 0


def test_of_two_submissions_the_newest_counts_and_it_is_said(course):
    hand_in(course, "ana+tiny+2026-03-10 09:00:00.000000 UTC+b", b"new")
    hand_in(course, "ana+tiny+2026-03-10 08:00:00.000000 UTC+a", b"old")
    collected = take(course)
    assert content(course, "ana") == b"new"
    assert collected.notes[0].startswith(
        "ana: 2 submissions; the newest counts, of 2026-03-10 09:00"
    )


def test_other_assignments_are_left_alone(course):
    hand_in(course, "ana+other+2026-03-10 08:00:00.000000 UTC+a")
    collected = take(course)
    assert (collected.taken, collected.refusals) == ((), ())


@pytest.mark.parametrize(
    "name",
    [
        "..+tiny+2026-03-10 08:00:00.000000 UTC+a",
        "a b+tiny+2026-03-10 08:00:00.000000 UTC+a",
        "ana+tiny+yesterday+a",
        "x+ana+tiny+2026",
    ],
)
def test_tricked_names_in_the_exchange_are_refused_one_by_one(course, name):
    hand_in(course, name)
    hand_in(course, "ben+tiny+2026-03-10 08:00:00.000000 UTC+a", b"fine")
    collected = take(course)
    assert collected.taken == ("ben",)
    assert len(collected.refusals) == 1


def test_a_linked_folder_is_not_followed(course, tmp_path):
    """Can somebody hand in the work of another by a link to it?"""
    real = hand_in(course, "ana+tiny+2026-03-10 08:00:00.000000 UTC+a", b"ana's work")
    link = course.inbound / "eve+tiny+2026-03-10 08:00:00.000000 UTC+b"
    link.symlink_to(real)
    collected = take(course)
    assert collected.taken == ("ana",)
    assert [r.trainee for r in collected.refusals] == ["'eve'"]


def test_a_linked_notebook_is_not_followed(course):
    place = hand_in(course, "eve+tiny+2026-03-10 08:00:00.000000 UTC+b")
    (place / "tiny.ipynb").unlink()
    (place / "tiny.ipynb").symlink_to(course.secret_path)
    assert "it is a link" in take(course).refusals[0].reason


@pytest.mark.parametrize("way", ["exchange", "folder"])
def test_a_linked_folder_on_the_way_is_not_followed(course, inbox, way):
    """Can somebody hand in another's graded work by a link inside their own folder?"""
    graded = course.step("autograded", "ben", "tiny")
    graded.mkdir(parents=True)
    (graded / "tiny.ipynb").write_bytes(b"ben's work")
    if way == "exchange":
        place = hand_in(course, "eve+tiny+2026-03-10 08:00:00.000000 UTC+b")
        (place / "tiny.ipynb").unlink()
    else:
        place = inbox / "eve"
        place.mkdir()
    (place / "tiny").symlink_to(graded)
    collected = take(course, None if way == "exchange" else inbox)
    assert collected.taken == ()
    assert "it is a link, or lies behind one" in collected.refusals[0].reason


def test_what_one_account_hands_in_for_another_is_refused(course, monkeypatch):
    """Can eve put a blank notebook in the place of ben's, by naming her folder after him?"""
    hand_in(course, "ben+tiny+2026-03-10 08:00:00.000000 UTC+a", b"ben's work")
    hand_in(course, "ben+tiny+2026-03-10 09:00:00.000000 UTC+z", b"blank")
    hand_in(course, "eve+tiny+2026-03-10 08:30:00.000000 UTC+c", b"eve's work")
    owners = {"a": "ben", "z": "eve", "c": "eve"}
    monkeypatch.setattr(
        "aatulab.grading.collect.owner_of", lambda path: owners[path.name.rpartition("+")[2]]
    )
    collected = take(course)
    assert collected.taken == ("ben", "eve")
    assert content(course, "ben") == b"ben's work"
    assert [(r.trainee, r.reason) for r in collected.refusals] == [
        ("'ben'", "was handed in by 'eve', not by this trainee.")
    ]


@pytest.mark.parametrize("owner", ["", "jovyan", "ana"])
def test_one_account_for_all_tells_nothing_about_who_handed_in(course, monkeypatch, owner):
    hand_in(course, "ana+tiny+2026-03-10 08:00:00.000000 UTC+a", b"work")
    monkeypatch.setattr("aatulab.grading.collect.owner_of", lambda _path: owner)
    assert take(course).taken == ("ana",)


def test_the_owner_of_a_file_is_an_account_or_nobody(tmp_path, monkeypatch):
    assert owner_of(Path("/")) == "root"
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    assert owner_of(tmp_path) == ""


def test_names_of_files_reach_a_terminal_harmless(course, inbox):
    """Can a file's name clear the instructor's screen and write another verdict on it?"""
    for name in ("ana/\x1b[2Jw.ipynb", "ana (1)/\x1b[31mw.ipynb", "ben/\u202ecod.ipynb"):
        put(inbox, name, bytes(LIMIT + 1))
    collected = take(course, inbox)
    said = [*collected.notes, *(f"{r.trainee} {r.reason}" for r in collected.refusals)]
    assert len(said) == 3
    assert all(sentence.isprintable() for sentence in said)


@pytest.mark.parametrize(
    "name", ["ana.ipynb", "ana/tiny.ipynb", "ana/tiny/tiny.ipynb", "ana/w.ipynb"]
)
def test_a_folder_of_files_in_every_usual_shape_is_taken(course, inbox, name):
    put(inbox, name, b"work")
    assert take(course, inbox).taken == ("ana",)
    assert content(course, "ana") == b"work"


def test_a_second_download_is_the_same_trainees_and_the_newest_counts(course, inbox):
    put(inbox, "ana.ipynb", b"first", age_s=60)
    put(inbox, "ana (1).ipynb", b"second")
    collected = take(course, inbox)
    assert content(course, "ana") == b"second"
    assert "ana: 2 submissions; the newest counts" in collected.notes[0]


def test_what_is_no_submission_in_a_folder_is_named_and_left(course, inbox):
    put(inbox, "ana.ipynb")
    put(inbox, "notes.docx")
    put(inbox, "-rf.ipynb")
    put(inbox, "ben/a.ipynb")
    put(inbox, "ben/b.ipynb")
    put(inbox, ".hidden.ipynb")
    collected = take(course, inbox)
    assert collected.taken == ("ana",)
    refused = {r.trainee: r.reason for r in collected.refusals}
    assert refused["'notes.docx'"] == "not a notebook (.ipynb)."
    assert "cannot stand for a trainee" in refused["'-rf.ipynb'"]
    assert "found 2 other notebooks" in refused["'ben'"]


def test_a_file_that_is_too_large_is_refused_and_the_earlier_one_stays(course, inbox):
    put(inbox, "ana.ipynb", b"good", age_s=60)
    take(course, inbox)
    with put(inbox, "ana.ipynb").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    collected = take(course, inbox)
    assert "200 MB; at most" in collected.refusals[0].reason
    assert content(course, "ana") == b"good"


def test_the_same_file_is_not_taken_again_and_keeps_its_time(course, inbox):
    put(inbox, "ana.ipynb", b"work", age_s=3600)
    take(course, inbox)
    first = read_handed_in(course, "ana", "tiny")
    put(inbox, "ana.ipynb", b"work")
    assert take(course, inbox).taken == ()
    assert read_handed_in(course, "ana", "tiny") == first


def test_an_older_file_never_replaces_a_newer_one(course, inbox):
    put(inbox, "ana.ipynb", b"new")
    take(course, inbox)
    put(inbox, "ana.ipynb", b"old", age_s=3600)
    assert take(course, inbox).taken == ()
    assert content(course, "ana") == b"new"


def test_feedback_can_be_released_for_files_from_a_folder(course, inbox):
    """Does every submission have the token without which nbgrader stops?"""
    put(inbox, "ana.ipynb", b"one", age_s=60)
    take(course, inbox)
    token = course.step("submitted", "ana", "tiny") / "submission_secret.txt"
    first = token.read_text()
    assert len(first) == 128
    put(inbox, "ana.ipynb", b"two")
    take(course, inbox)
    assert token.read_text() == first


def test_a_missing_folder_is_said(course, tmp_path):
    with pytest.raises(GradingError, match="no such folder"):
        take(course, tmp_path / "none")


def test_names_in_the_course_that_cannot_be_are_refused_too(course):
    for name in ("ana", "b d", "other"):
        (course.root / "submitted" / name / "tiny").mkdir(parents=True)
    names, refusals = submitted_trainees(course, "tiny")
    assert names == ["ana", "other"]
    assert [r.trainee for r in refusals] == ["'b d'"]


def test_a_copy_that_was_interrupted_before_its_stamp_is_taken_again(course, tmp_path, draft):
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "ana.ipynb").write_bytes(draft().to_bytes())
    assert collect(course, "tiny", folder, 1_000_000).taken == ("ana",)
    stamp = course.step("submitted", "ana", "tiny") / "timestamp.txt"
    before = stamp.read_text()
    stamp.unlink()
    assert collect(course, "tiny", folder, 1_000_000).taken == ("ana",)
    assert stamp.read_text() == before
