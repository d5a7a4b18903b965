import json

import pytest

from aatulab.grading.intake import exercise_slots, read_submission
from aatulab.grading.policy import Policy
from aatulab.grading.rawnotebook import RefusedError

POLICY = Policy()


@pytest.fixture
def take(tiny):
    def read(draft):
        data = draft if isinstance(draft, bytes) else draft.to_bytes()
        return read_submission("tiny", exercise_slots(tiny), data, POLICY, "ana.ipynb")

    return read


def sources(submission):
    return [piece.source for piece in submission.pieces]


def test_every_cell_of_the_notebook_has_its_part(tiny):
    roles = {slot.id: (slot.role, slot.question) for slot in exercise_slots(tiny)}
    assert roles["setup"] == ("locked", None)
    assert roles["answer-total"] == ("answer", "total")
    assert roles["total"] == ("check", "total")
    assert roles["why"] == ("written", "why")


def test_an_honest_submission_has_its_answers_and_no_notes(take, draft):
    submission = take(draft())
    assert submission.notes == ()
    assert submission.source("answer-total") == "total = case.number + 1"
    assert submission.source("why") == "Since I counted."


def test_a_changed_locked_cell_is_undone_and_said(take, draft):
    honest = take(draft())
    work = draft()
    work.cell("given-1")["source"] = "class case: number = -1"
    work.cell("total")["source"] = "check = lambda q: True"
    submission = take(work)
    assert sources(submission) == sources(honest)
    assert submission.notes == (
        "The locked cell given-1 was changed; the original was used.",
        "The locked cell total was changed; the original was used.",
    )


@pytest.mark.parametrize("lost", ["setup", "given-1", "total", "answer-total", "why", "text-1"])
def test_a_missing_cell_is_put_back_in_its_place_and_said(take, draft, lost):
    order = [piece.slot.id for piece in take(draft()).pieces]
    submission = take(draft().drop(lost))
    assert [piece.slot.id for piece in submission.pieces] == order
    assert [piece.slot.id for piece in submission.pieces if piece.restored] == [lost]
    assert len(submission.notes) == 1
    assert "missing" in submission.notes[0]


def test_of_two_answers_the_last_counts_and_the_first_still_runs(take, draft):
    """Does a split cell keep what its first half defines?"""
    work = draft()
    place = work.place("answer-total")
    work.insert(place, "offset = 1", grade_id="answer-total")
    submission = take(work)
    assert submission.source("answer-total") == "total = case.number + 1"
    assert "offset = 1" in [p.source for p in submission.pieces if p.slot is None]
    assert submission.notes == ("The answer to total is there 2 times; the last one counts.",)


def test_a_blank_copy_after_the_answer_does_not_undo_it(take, draft, tiny):
    blank = next(s.source for s in exercise_slots(tiny) if s.id == "answer-total")
    work = draft()
    work.insert(work.place("total"), blank, grade_id="answer-total")
    submission = take(work)
    assert submission.source("answer-total") == "total = case.number + 1"
    assert blank not in sources(submission)


def test_a_copied_locked_cell_is_the_trainees_own(take, draft):
    work = draft()
    work.insert(len(work.cells), "case.number", grade_id="given-1")
    submission = take(work)
    assert submission.pieces[-1].slot is None
    assert "locked cell given-1 is there 2 times" in submission.notes[0]


def test_own_cells_stay_where_they_are_and_raw_ones_go(take, draft):
    work = draft()
    work.insert(3, "helper = 1").insert(4, "a thought", kind="markdown").insert(5, "x", kind="raw")
    submission = take(work)
    own = [(n, p.source) for n, p in enumerate(submission.pieces) if p.slot is None]
    assert own == [(3, "helper = 1"), (4, "a thought")]


def test_an_answer_turned_into_text_is_read_as_code_again(take, draft):
    work = draft()
    work.cell("answer-total")["cell_type"] = "markdown"
    submission = take(work)
    piece = next(p for p in submission.pieces if p.slot and p.slot.id == "answer-total")
    assert piece.kind == "code"
    assert submission.notes == (
        "The answer to total was no longer a code cell; it was read as one.",
    )


def test_the_name_of_another_assignment_reaches_a_terminal_harmless(take, draft):
    work = draft()
    work.cell("setup")["source"] = 'check = open_checks("\x1b[2J\x1b[1;32mana 14/14")'
    with pytest.raises(RefusedError) as caught:
        take(work)
    assert str(caught.value).isprintable()


def test_the_notebook_of_another_assignment_is_refused_by_name(take, draft):
    work = draft()
    work.cell("setup")["source"] = 'check = open_checks("targeting-2")'
    with pytest.raises(RefusedError, match=r"this is the notebook of targeting-2, expected tiny"):
        take(work)


def test_a_notebook_without_any_of_the_cells_is_refused(take):
    cells = [{"cell_type": "code", "source": "1", "metadata": {}, "outputs": []}]
    data = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})
    with pytest.raises(RefusedError, match="none of the cells of tiny"):
        take(data.encode())


def test_bytes_beyond_the_limit_are_refused(tiny):
    with pytest.raises(RefusedError, match="at most"):
        read_submission(
            "tiny", exercise_slots(tiny), b"x" * 20_000, Policy(notebook_bytes=10_000), "ana.ipynb"
        )
