"""A reader's own X-ray sessions as the table of *Eight readers*: one row an image.

Reads the files that `XraySession` keeps and changes none.  Where the object was is not in them, so
every bag with an object is made once more, from its seed.  Not imported with the room: a graded
notebook has no such files, and need not wait for the trainer.
"""

from pathlib import Path

import pandas as pd

from aatulab.errors import InspectionError
from aatulab.inspection.xray.imaging.image import XrayImage
from aatulab.inspection.xray.models.library import Library, read_library
from aatulab.inspection.xray.training.answers import read_plan
from aatulab.inspection.xray.training.compose import image_of
from aatulab.inspection.xray.training.scoring import Outcome
from aatulab.inspection.xray.training.sitting import Sitting
from aatulab.inspection.xray.training.trials import Decision

FACTORS = ("view_difficulty", "superposition", "opacity")
BOX = ("left", "top", "right", "bottom")
_NUMBERS = (*FACTORS, *BOX, "column", "row", "seconds")


def own_readings(*files: str | Path, reader: str = "me") -> pd.DataFrame:
    """Return what was answered in sessions of one reader, with the columns of `practice_readings`.

    `sitting` is the kind of session. The box is the object's in the view of the mark, else in the
    first view; each factor is that of the view in which it is lower, since one good view is enough.
    Bags without an object have neither. Raises `InspectionError` for no file, one given twice, one
    without an answer, and one that no session keeps or that is damaged.
    """
    paths = [Path(file) for file in files]
    _check(paths)
    library = read_library()
    tables = [_table(path, reader, library) for path in paths]
    return pd.concat(tables, ignore_index=True)


def _check(paths: list[Path]) -> None:
    if not paths:
        raise InspectionError(
            "own_readings: found no file, expected what a session keeps, such as"
            ' own_readings("my-first-drill.jsonl").'
        )
    seen: set[Path] = set()
    for path in paths:
        if path.resolve() in seen:
            raise InspectionError(
                f"{path}: found twice, expected every session once: its images would count double."
            )
        seen.add(path.resolve())


def _table(path: Path, reader: str, library: Library) -> pd.DataFrame:
    sitting = _answered(path, library)
    rows = [
        {"reader": reader, "sitting": sitting.plan.kind, **_row(outcome, decision, library)}
        for outcome, decision in zip(sitting.outcomes, sitting.decisions, strict=True)
    ]
    return pd.DataFrame(rows).astype(dict.fromkeys(_NUMBERS, float))


def _answered(path: Path, library: Library) -> Sitting:
    """Return the sitting of a file that holds at least one whole answer."""
    is_begun = path.is_file() and path.read_bytes().count(b"\n") > 1
    if path.is_file() and not path.read_bytes().strip():
        raise InspectionError(f"{path}: {_NO_ANSWER}")
    plan = read_plan(path)
    if not is_begun:  # opened as a sitting, a torn first line would be written anew
        raise InspectionError(f"{path}: {_NO_ANSWER}")
    return Sitting(plan, path, library)


_NO_ANSWER = (
    "found no answer, expected at least one. Read some images of this session, then run this again."
)


def _row(outcome: Outcome, decision: Decision, library: Library) -> dict[str, object]:
    trial, mark = outcome.trial, decision.mark if outcome.searched else None
    held = trial.shows_threat and trial.category is not None
    view = None if mark is None else mark.view
    return {
        "image": trial.number + 1,
        "holds": trial.shows_threat,
        "category": library.categories[str(trial.category)].title.lower() if held else "",
        **(_object(image_of(trial), view) if trial.shows_threat else dict.fromkeys(FACTORS + BOX)),
        "stopped": outcome.searched,
        "column": mark and mark.column,
        "row": mark and mark.row,
        "seconds": decision.seconds,
    }


def _object(image: XrayImage, marked: str | None) -> dict[str, float | None]:
    """Return the factors of the object, and its box in one view."""
    shown = [view for view in image.views if view.box is not None]
    box = next((view.box for view in shown if view.name == marked), shown[0].box)
    measured = {
        name: [value for view in shown if (value := getattr(view.factors, name)) is not None]
        for name in FACTORS
    }
    return {
        **{name: min(values, default=None) for name, values in measured.items()},
        **{side: getattr(box, side) for side in BOX},
    }
