"""Answers of some readers in two sittings, as a trainer keeps them: one row an image.

Simulated by the theory of signal detection: each image gives some evidence, more with an object in
it, less where the object is turned or covered, and a reader stops the bag above a line of their
own.  In the queue objects are rare and the line moves up, as studies of searches for rare things
found.  One category is weak with everybody.  Nobody here is a person.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

CATEGORIES = ("bulk powder", "pellets", "banknotes", "gold", "ivory and wildlife", "medicines",
              "weapon-like parts", "undeclared goods")  # fmt: skip
SIZE_PX = (800, 600)
SITTINGS = {"drill": (64, 64), "queue": (12, 288)}  # images with an object, and without
_WEAKER = 1.5  # how much less evidence the weak category gives
_MOVES = 0.55  # how far the line moves up where objects are rare
# evidence that is lost per unit of a factor: the order is that of the literature, not the size
_LOSES = {"view_difficulty": 1.8, "superposition": 2.2, "opacity": 0.2}
_MISPLACED = 0.08  # marks of stopped bags that lie beside the object


@dataclass(frozen=True)
class _Reader:
    name: str
    sensitivity: float
    line: float


def practice_readings(rng: np.random.Generator, readers: int = 8) -> pd.DataFrame:
    """Return all answers, reader after reader, sitting after sitting.

    Columns: `reader`, `sitting` (`drill` or `queue`), `image`, `holds` (an object), `category` (of
    the object, or empty), `view_difficulty`, `superposition`, `opacity` (0 easy to 1), `left`,
    `top`, `right`, `bottom` (its box, in pixels; missing without), `stopped`, `column`, `row` (the
    middle of the mark; missing where the bag was cleared), `seconds`.
    """
    weak = str(rng.choice(CATEGORIES))
    people = [
        _Reader(f"R{number:02d}", float(rng.uniform(1.6, 2.9)), float(rng.uniform(-0.35, 0.5)))
        for number in range(1, readers + 1)
    ]
    parts = [
        _sitting(reader, sitting, weak, rng) for reader in people for sitting in SITTINGS
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _sitting(reader: _Reader, sitting: str, weak: str, rng: np.random.Generator) -> pd.DataFrame:
    with_object, without = SITTINGS[sitting]
    count = with_object + without
    holds = rng.permutation(np.arange(count) < with_object)
    table = pd.DataFrame(
        {
            "reader": reader.name,
            "sitting": sitting,
            "image": np.arange(1, count + 1),
            "holds": holds,
            "category": _evenly(holds, rng),
        }
    )
    for name in _LOSES:
        table[name] = rng.beta(1.6, 2.4, count).round(3)
    evidence = _evidence(table, reader, weak, rng)
    line = reader.line + (_MOVES if sitting == "queue" else 0.0)
    stopped = evidence > line
    table = table.join(_boxes(holds, rng))
    table["stopped"] = stopped
    table = table.join(_marks(table, rng))
    near = np.exp(-np.abs(evidence - line))
    table["seconds"] = (rng.lognormal(1.1, 0.35, count) * (1 + near)).round(1)
    return table


def _evenly(holds: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return categories in turn for the images that hold something, in a mixed order."""
    names = np.full(len(holds), "", dtype=object)
    turn = np.resize(np.array(CATEGORIES, dtype=object), int(holds.sum()))
    names[holds] = rng.permutation(turn)
    return names


def _evidence(
    table: pd.DataFrame, reader: _Reader, weak: str, rng: np.random.Generator
) -> np.ndarray:
    factors = table[list(_LOSES)].to_numpy(dtype=float) - 0.4
    lost = factors @ np.array(list(_LOSES.values()))
    lost += np.where(table["category"] == weak, _WEAKER, 0.0)
    middle = np.where(table["holds"], reader.sensitivity / 2 - lost, -reader.sensitivity / 2)
    evidence: np.ndarray = middle + rng.standard_normal(len(table))
    return evidence


def _boxes(holds: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    columns, rows = SIZE_PX
    width, height = rng.integers(40, 181, len(holds)), rng.integers(30, 141, len(holds))
    left = rng.integers(60, columns - 240, len(holds))
    top = rng.integers(60, rows - 200, len(holds))
    box = pd.DataFrame({"left": left, "top": top, "right": left + width, "bottom": top + height})
    return box.where(pd.Series(holds), np.nan)


def _marks(table: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return marks: most within the box, some just beside it, a few far off; none where cleared."""
    count = len(table)
    columns, rows = SIZE_PX
    anywhere = rng.integers((0, 0), (columns, rows), (count, 2)).astype(float)
    share = rng.uniform(-0.04, 1.04, (count, 2))  # of the box, so that some just miss it
    within = np.column_stack(
        [
            table["left"] + share[:, 0] * (table["right"] - table["left"]),
            table["top"] + share[:, 1] * (table["bottom"] - table["top"]),
        ]
    )
    is_placed = table["holds"].to_numpy() & (rng.random(count) >= _MISPLACED)
    marks = np.where(is_placed[:, None], within, anywhere).round()
    marks[~table["stopped"].to_numpy()] = np.nan
    return pd.DataFrame(marks, columns=["column", "row"])
