"""The near names in one table of records, told apart by date of birth.

Records with few errors are compared first; when more than an answer may hold are near, the rest is
left: who asks has to ask more precisely.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from aatulab.research.kinds import Kind
from aatulab.research.names.compare import Name, NameMatch, best_possible, compare_names
from aatulab.research.names.dates import compare_days, slips_of
from aatulab.research.names.index import MOST_ERRORS, NameIndex

_MOST_COMPARED = 2_000  # different names, before those with one error more are begun
_ENOUGH = 500  # more than any answer holds
_UNKNOWN = np.iinfo(np.int32).min  # no date of birth
_FIRST_DAY = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True)
class Scored:
    """How near one record is, why, and whether it is the same beyond the name."""

    score: float
    reasons: tuple[str, ...]
    is_hit: bool


@dataclass(frozen=True)
class Near:
    """The records near to one name by row, and what was left out."""

    scored: Mapping[int, Scored]
    left_out: tuple[str, ...] = ()


class NamesOfRows:
    """The names of a table, and the dates of birth where it has any."""

    def __init__(self, kind: Kind, table: pa.Table, possible_from: float) -> None:
        self._kind, self._possible_from = kind, possible_from
        self.index = NameIndex(*(table[column] for column in kind.name_columns))
        self._birth = _days(table[kind.birth_column]) if kind.birth_column else None

    def near(self, query: Mapping[str, str], most: int) -> Near:
        """Return the records near enough to the name of a query, some over `most` at most."""
        asked = Name.of(*(query.get(key, "") for key in self._kind.name_keys))
        rows, errors = self.index.candidates(asked, self._errors_worth(asked))
        born = query.get("birth_date", "")
        left_out: tuple[str, ...] = ()
        if self._birth is not None and born:
            fits = np.isin(self._birth[rows], _may_be(born))
            others = int(np.count_nonzero(~fits & (errors == 0)))
            rows, errors = rows[fits], errors[fits]
            if others:
                text = "of that name left out, since the date of birth is another"
                left_out = (f"{others} {text}",)
        scored, is_whole = self._scored(asked, born, rows, errors, most)
        more = () if is_whole else ("names with more errors were not compared: ask more precisely",)
        return Near(scored, (*left_out, *more))

    def _errors_worth(self, asked: Name) -> int:
        """Return with how many errors a name can still reach the score that is asked for."""
        worth = [
            errors
            for errors in range(MOST_ERRORS + 1)
            if best_possible(asked, errors) >= self._possible_from
        ]
        return max(worth, default=0)

    def _scored(
        self,
        asked: Name,
        born: str,
        rows: NDArray[np.int64],
        errors: NDArray[np.int64],
        most: int,
    ) -> tuple[dict[int, Scored], bool]:
        """Return the near records, and whether every candidate was compared."""
        scored: dict[int, Scored] = {}
        compared: dict[tuple[str, ...], NameMatch] = {}
        fewest = 0
        for row, wrong in zip(rows.tolist(), errors.tolist(), strict=True):
            if len(scored) > (most if wrong > fewest else _ENOUGH):
                return scored, False
            if wrong > fewest and len(compared) > _MOST_COMPARED:
                return scored, False
            fewest = wrong
            texts = self.index.texts(row)  # thousands may have one name
            name = compared.get(texts) or compare_names(asked, Name.of(*texts))
            compared[texts] = name
            if name.score >= self._possible_from:
                scored[row] = self._told_apart(name.score, name.reasons, born, row)
        return scored, True

    def _told_apart(self, score: float, reasons: tuple[str, ...], born: str, row: int) -> Scored:
        if self._birth is None:
            return Scored(score, reasons, is_hit=score == 100)
        day = int(self._birth[row])
        held = "" if day == _UNKNOWN else str(_FIRST_DAY + day)
        verdict, reason = compare_days(born, held)
        return Scored(score, (*reasons, reason), is_hit=score == 100 and verdict == "same")


def _days(column: pa.ChunkedArray) -> NDArray[np.int32]:
    days = pc.cast(pc.cast(column, pa.date32()), pa.int32())
    array: NDArray[np.int32] = pc.fill_null(days, int(_UNKNOWN)).to_numpy()
    return array


def _may_be(born: str) -> NDArray[np.int32]:
    """Return every day that a clerk may have written for one, and that none was written."""
    days = [int(_UNKNOWN)]
    for text in (born, *slips_of(born)):
        try:
            days.append(int((np.datetime64(text, "D") - _FIRST_DAY).astype(int)))
        except ValueError:  # the 31st of a short month
            continue
    return np.array(days, dtype=np.int32)
