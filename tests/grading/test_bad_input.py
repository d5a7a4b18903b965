"""Bad submissions: a clear message each, the rest graded, and grading again changes nothing."""

import json
import os

import pytest

pytestmark = [pytest.mark.nbgrader, pytest.mark.sandbox]

A = "targeting-1"


def edit(data, change):
    """Return a notebook's bytes with its record changed in place."""
    record = json.loads(data)
    change(record)
    return json.dumps(record).encode()


def cells_named(record, name):
    return [c for c in record["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name]


def test_a_mixed_inbox(course, aatulab, inbox, solution, scores_of, book_of):
    """Does every bad submission get its own message, and nobody else a wrong score?"""

    def lose(record):
        for name in ("lead-time", "answer-shortlist"):
            record["cells"].remove(cells_named(record, name)[0])

    def copy(record):
        record["cells"].append(cells_named(record, "answer-lead-time")[0])

    def rename(record):
        for cell in cells_named(record, "setup"):
            cell["source"] = 'check = open_checks("inspection-4")'

    inbox("ana", solution)
    inbox("broken", solution[: len(solution) // 2])
    inbox("picture", b"\x89PNG\r\n\x1a\n\x00\xff")
    inbox("other", edit(solution, rename))
    inbox(
        "stranger",
        json.dumps(
            {
                "nbformat": 4,
                "nbformat_minor": 5,
                "metadata": {},
                "cells": [
                    {
                        "cell_type": "code",
                        "source": "1",
                        "metadata": {},
                        "outputs": [],
                        "execution_count": 1,
                    }
                ],
            }
        ).encode(),
    )
    inbox("lost", edit(solution, lose))
    inbox("copied", edit(solution, copy))
    with inbox("huge", b"").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    os.utime(inbox("twice", b"{}"), (1_700_000_000, 1_700_000_000))
    inbox("twice (1)", solution)
    inbox("..", solution)
    inbox("$(reboot)", solution)

    ran = aatulab("grade", A, "--course", course.root, "--from", inbox.folder)
    assert ran.returncode == 1, ran.stderr
    said = " ".join(ran.stdout.split())
    for sentence in (
        "Attention broken: targeting-1.ipynb: not readable as a notebook: line",
        "Attention picture: targeting-1.ipynb: not a notebook: it is not text",
        "Attention other: targeting-1.ipynb: this is the notebook of inspection-4",
        "Attention stranger: targeting-1.ipynb: none of the cells of targeting-1",
        "Not taken huge: huge.ipynb: 200 MB; at most 20 MB are read.",
        "twice: 2 submissions; the newest counts",
        "cannot stand for a trainee",
        "'$(reboot)'",
    ):
        assert sentence in said
    assert scores_of(course) == {"ana": 14, "lost": 10, "copied": 14, "twice": 14}
    page = (course.step("feedback", "lost", A) / f"{A}.html").read_text()
    assert "The check of lead-time was missing; the answer was graded all the same." in page
    assert "The answer cell of shortlist was missing; it was put back, blank." in page
    page = (course.step("feedback", "copied", A) / f"{A}.html").read_text()
    assert "The answer to lead-time is there 2 times; the last one counts." in page

    before = book_of(course)
    again = aatulab("grade", A, "--course", course.root, "--from", inbox.folder, "--again")
    assert again.returncode == 1
    assert book_of(course) == before


def test_a_person_s_marks_survive_and_are_flagged_only_when_the_work_changed(
    course, aatulab, inbox, solution, book_of
):
    import sqlite3

    def grade(*options):
        ran = aatulab("grade", A, "--course", course.root, "--from", inbox.folder, *options)
        assert ran.returncode == 0, ran.stdout + ran.stderr
        (row,) = [row for row in book_of(course)["grade"] if row[1] == "why-these"]
        return row[3], row[5]

    inbox("ana", solution)
    assert grade() == (None, 1)
    with sqlite3.connect(course.root / "gradebook.db") as database:
        database.execute(
            "update grade set manual_score = 3, needs_manual_grade = 0 where auto_score is null"
        )
    assert grade() == (3, 0)
    assert "17 <small>of 18" in (course.step("feedback", "ana", A) / f"{A}.html").read_text()
    assert grade("--again") == (3, 0)

    def rewrite(record):
        cells_named(record, "why-these")[0]["source"] = "A new text altogether."

    inbox("ana", edit(solution, rewrite))
    assert grade() == (3, 1)
