"""The class gain as a spreadsheet reads it: one row a lesson and a question, no learner."""

from collections.abc import Iterable

from aatulab.grading.gain.statistics import GainRow
from aatulab.grading.spreadsheet import write_table

HEADER = (
    "lesson", "question", "n", "only_before", "before", "after", "gain", "low_90", "high_90",
    "verdict",
)  # fmt: skip


def gain_csv(rows: Iterable[GainRow]) -> str:
    """Return the rows as CSV that a spreadsheet shows and never runs; shares from 0 to 1."""
    return write_table(
        HEADER,
        (
            [row.lesson, row.question, row.n, row.only_before,
             *(_rounded(share) for share in (row.before, row.after, row.gain, row.low, row.high)),
             row.verdict]
            for row in rows
        ),
    )  # fmt: skip


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)
