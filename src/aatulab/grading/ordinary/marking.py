"""Read what an ordinary notebook is graded by: the released cells, and the tests as written.

`nbgrader generate_assignment` leaves it in the course's `marking/` (see the bridge's
`KeepMarking`): the notebook that trainees get, and beside the cells that have hidden tests their
whole source.  Trusted: it is the instructor's.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from aatulab.errors import GradingError
from aatulab.grading.intake import Kind, Role, Slot

TESTS = "aatulab_tests"  # in a cell's metadata: its source with hidden tests


def read_marking(path: Path) -> tuple[str, tuple[Slot, ...]]:
    """Return the title of a notebook and its cells that nbgrader knows, in their order."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        _require_python(path, record["metadata"])
        cells = record["cells"]
        slots = [_read_slot(cell) for cell in cells if _about(cell).get("grade_id")]
        title = _find_title(cells) or path.stem
    except FileNotFoundError:
        raise GradingError(
            f"{path}: it is not known how this notebook is graded. Run"
            f" `nbgrader generate_assignment {path.parent.name} --force`."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GradingError(
            f"{path}: not readable as a notebook ({type(error).__name__}: {error}). Run"
            f" `nbgrader generate_assignment {path.parent.name} --force`."
        ) from error
    return title, _ask_for_answers(slots)


def _require_python(path: Path, metadata: Mapping[str, Any]) -> None:
    kernel = metadata.get("kernelspec", {})
    language = str(kernel.get("language") or kernel.get("name") or "python")
    if not language.startswith("python"):
        raise GradingError(
            f"{path}: kernelspec: expected Python, found {language}. The sandbox runs Python alone;"
            " grade this notebook by hand."
        )


def _about(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    about = cell["metadata"].get("nbgrader", {})
    return about if isinstance(about, Mapping) else {}


def _read_slot(cell: Mapping[str, Any]) -> Slot:
    about, given = _about(cell), _text(cell["source"])
    source = cell["metadata"].get(TESTS, given)
    role = _role(about)
    is_graded = role in {"check", "written", "task"}
    name = str(about["grade_id"])
    return Slot(
        id=name,
        role=role,
        kind=cast("Kind", cell["cell_type"]),
        source=source,
        points=float(about["points"]) if is_graded else None,
        question=name if is_graded else None,
        given=given if given != source else None,
    )


def _role(about: Mapping[str, Any]) -> Role:
    if about.get("task"):
        return "task"
    if about.get("grade"):
        return "written" if about.get("solution") else "check"
    return "answer" if about.get("solution") else "locked"


def _ask_for_answers(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return the slots, each answer with the question that is graded next."""
    told: list[Slot] = []
    following: str | None = None
    for slot in reversed(slots):
        following = slot.question or following
        told.append(replace(slot, question=following) if slot.role == "answer" else slot)
    return tuple(reversed(told))


def _text(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _find_title(cells: Sequence[Mapping[str, Any]]) -> str:
    for cell in cells:
        for line in _text(cell["source"]).splitlines():
            if cell["cell_type"] == "markdown" and line.startswith("# "):
                return line[2:].strip()
    return ""
