"""Match a handed-in notebook with its exercise, cell by cell, by nbgrader's grade ids.

What is locked comes from our source, never from the submission; what the trainee wrote stays
in its place.  Missing cells are put back, of copied cells the last answer counts, changed
locked cells are undone; each of these leaves a note that the trainee reads.  Called by
judge.py and by the nbgrader bridge, which show and run the very same cells.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from aatulab.authoring.exercise import Exercise
from aatulab.authoring.notebooks import SETUP_ID, build_student_notebook
from aatulab.grading.policy import Policy
from aatulab.grading.rawnotebook import RawCell, RefusedError, check_size, read_cells
from aatulab.grading.trainees import plain_name

Role = Literal["locked", "answer", "check", "written", "task"]
Kind = Literal["code", "markdown"]

_OPENED = re.compile(r"open_checks\(\s*[\"']([^\"'\n]{1,80})[\"']\s*\)")


@dataclass(frozen=True)
class Slot:
    """One cell of the notebook that trainees get; `question` for all but locked cells.

    `given` is what trainees see of it, where that is less than its source (hidden tests).
    """

    id: str
    role: Role
    kind: Kind
    source: str
    points: float | None = None
    question: str | None = None
    given: str | None = None

    @property
    def shown(self) -> str:
        """Return the source as trainees get it."""
        return self.source if self.given is None else self.given

    @property
    def is_locked(self) -> bool:
        """Tell whether our source counts, whatever stands in the submission."""
        return self.role in {"locked", "check", "task"}


@dataclass(frozen=True)
class Piece:
    """One cell to run and to show: a slot with the trainee's source in it, or an own cell.

    `restored` marks a slot that was missing from the submission.
    """

    kind: Kind
    source: str
    slot: Slot | None = None
    restored: bool = False


@dataclass(frozen=True)
class Submission:
    """A notebook as it is graded: every slot once, own cells where the trainee put them."""

    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()

    def source(self, slot_id: str) -> str:
        """Return what stands in a slot."""
        return next(
            piece.source for piece in self.pieces if piece.slot and piece.slot.id == slot_id
        )


def exercise_slots(exercise: Exercise) -> tuple[Slot, ...]:
    """Return the cells of the trainee's notebook with the part that each plays."""
    by_answer = {
        cell.id: cell.question
        for cell in exercise.cells
        if cell.kind == "answer" and cell.question is not None
    }
    slots = []
    for cell in build_student_notebook(exercise).cells:
        about = cell.metadata["nbgrader"]
        role: Role = "locked"
        question = None
        if about["grade"]:
            role, question = ("written" if about["solution"] else "check"), about["grade_id"]
        elif about["solution"]:
            role, question = "answer", by_answer[about["grade_id"]]
        slots.append(
            Slot(
                about["grade_id"], role, cell.cell_type, cell.source, about.get("points"), question
            )
        )
    return tuple(slots)


def read_submission(
    assignment: str, slots: tuple[Slot, ...], data: bytes, policy: Policy, name: str
) -> Submission:
    """Return the submission in these bytes; raise `RefusedError` when nothing can be graded."""
    check_size(name, len(data), policy.notebook_bytes)
    cells = read_cells(name, data, policy.notebook_cells)
    _refuse_other_assignment(assignment, slots, cells, name)
    pieces, notes = _match(slots, cells)
    pieces, missing = _put_back(slots, pieces)
    return Submission(tuple(pieces), (*notes, *missing))


def _refuse_other_assignment(
    assignment: str, slots: tuple[Slot, ...], cells: tuple[RawCell, ...], name: str
) -> None:
    opened = {
        match.group(1)
        for cell in cells
        if cell.grade_id == SETUP_ID and (match := _OPENED.search(cell.source))
    }
    if opened and assignment not in opened:
        raise RefusedError(
            f"{name}: this is the notebook of {plain_name(min(opened))}, expected {assignment}."
            " Hand it in under its own assignment."
        )
    asked = {slot.id for slot in slots if slot.role != "locked"}
    if asked and not asked & {cell.grade_id for cell in cells}:
        raise RefusedError(
            f"{name}: none of the cells of {assignment} are in this notebook. Put the"
            " answers into the notebook of the assignment and hand that in."
        )


def _match(slots: tuple[Slot, ...], cells: tuple[RawCell, ...]) -> tuple[list[Piece], list[str]]:
    """Return the pieces in the trainee's order, and what was found odd about them."""
    by_id = {slot.id: slot for slot in slots}
    chosen = _choose(by_id, cells)
    copies = Counter(cell.grade_id for cell in cells if cell.grade_id in by_id)
    pieces: list[Piece] = []
    notes = [
        _note_copies(by_id[grade_id], number)
        for grade_id, number in copies.items()
        if grade_id is not None and number > 1
    ]
    for place, cell in enumerate(cells):
        slot = by_id.get(cell.grade_id or "")
        if slot is None:
            if cell.kind != "raw":
                pieces.append(Piece(cell.kind, cell.source))
        elif chosen[slot.id] == place:
            pieces.append(Piece(slot.kind, _graded_source(slot, cell), slot))
            notes.extend(_note_changes(slot, cell))
        elif slot.role != "check" and cell.kind != "raw" and not _is_blank(slot, cell):
            # an earlier half of a split cell may define what the last one needs
            pieces.append(Piece(cell.kind, cell.source))
    return pieces, notes


def _choose(by_id: dict[str, Slot], cells: tuple[RawCell, ...]) -> dict[str, int]:
    """Return for each slot the place of the cell that fills it.

    Of several copies: the first of a locked cell, else the last that is not left blank.
    """
    chosen: dict[str, int] = {}
    blank: set[str] = set()
    for place, cell in enumerate(cells):
        slot = by_id.get(cell.grade_id or "")
        if slot is None or (slot.id in chosen and slot.role in {"locked", "task"}):
            continue
        is_blank = slot.role != "check" and _is_blank(slot, cell)
        if slot.id not in chosen or not is_blank or slot.id in blank:
            chosen[slot.id] = place
            blank = blank | {slot.id} if is_blank else blank - {slot.id}
    return chosen


def _is_blank(slot: Slot, cell: RawCell) -> bool:
    return not cell.source.strip() or cell.source.strip() == slot.shown.strip()


def _graded_source(slot: Slot, cell: RawCell) -> str:
    if slot.is_locked:
        return slot.source
    return slot.shown if _is_blank(slot, cell) else cell.source


def _note_copies(slot: Slot, number: int) -> str:
    if slot.role in {"locked", "task"}:
        return f"The locked cell {slot.id} is there {number} times; the first one counts as it."
    if slot.role == "check":
        return f"The check of {slot.question} is there {number} times; the last one counts."
    return f"The answer to {slot.question} is there {number} times; the last one counts."


def _note_changes(slot: Slot, cell: RawCell) -> list[str]:
    known = {slot.source.strip(), slot.shown.strip()}
    if slot.is_locked and cell.source.strip() not in known:
        return [f"The locked cell {slot.id} was changed; the original was used."]
    if cell.kind != slot.kind:
        named = "a code cell" if slot.kind == "code" else "a text cell"
        return [f"The answer to {slot.question} was no longer {named}; it was read as one."]
    return []


def _put_back(slots: tuple[Slot, ...], pieces: list[Piece]) -> tuple[list[Piece], list[str]]:
    """Return the pieces with every missing slot after the one before it, and notes on them."""
    complete, notes = list(pieces), []
    before: str | None = None
    for slot in slots:
        ids = [piece.slot.id if piece.slot else None for piece in complete]
        if slot.id not in ids:
            place = ids.index(before) + 1 if before is not None else 0
            complete.insert(place, Piece(slot.kind, slot.source, slot, restored=True))
            notes.append(_note_missing(slot))
        before = slot.id
    return complete, notes


def _note_missing(slot: Slot) -> str:
    if slot.role in {"answer", "written"}:
        return f"The answer cell of {slot.question} was missing; it was put back, blank."
    if slot.role == "check":
        return f"The check of {slot.question} was missing; the answer was graded all the same."
    return f"The locked cell {slot.id} was missing; it was put back."
