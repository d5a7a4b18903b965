"""Compare a Series: its index first, then its values.

The order of rows and the dtype do not matter unless the question says so.
"""

from aatulab import values as v
from aatulab.authoring.compare.exact import ExactKeys, exact_column, is_range, kind_of
from aatulab.authoring.compare.form import (
    find_in_dtypes,
    find_in_order,
    know_order,
    share_of_rows,
)
from aatulab.authoring.compare.known import KnownRows
from aatulab.authoring.compare.rows import Rows, series_rows
from aatulab.authoring.compare.say import say_difference, say_rows, with_unit
from aatulab.authoring.finding import Finding, count
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError


def know_series(question: Question, reference: v.Value) -> KnownRows:
    """Return the exact knowledge of a reference's series."""
    rows = series_rows(reference)
    if rows is None or rows.repeated:
        raise ExerciseError(
            f"{question.id}: the reference's `{question.value}` must be a Series with a unique"
            f" index, found {type(reference).__name__}."
        )
    column = exact_column(rows.keys, rows.columns[""], question.tolerance)
    dtypes = {"": reference.dtype} if isinstance(reference, v.SeriesValue) else {}
    return KnownRows(
        tuple(name or "" for name in rows.key_names),
        ExactKeys(frozenset(rows.keys)),
        {"": column},
        order=know_order(rows) if question.order else None,
        dtypes=dtypes if question.dtypes else {},
    )


def compare_series(question: Question, got: v.Value, known: KnownRows) -> Finding:
    """Return how a Series compares with the known one."""
    name = f"`{question.value}`"
    index = " and ".join(f"`{key}`" for key in known.key_names if key) or "its keys"
    rows = series_rows(got)
    if rows is None:
        bare = isinstance(got, v.Sequence) and len(got.items) == known.keys.count
        detail = f"{name} should be a pandas Series indexed by {index}."
        return Finding(0.0, "missing_index" if bare else "wrong_type", detail)
    problem = _find_in_index(name, index, rows, known)
    if problem is not None:
        return problem
    column = known.columns[""]
    if column.kind != kind_of(rows.columns[""]) and kind_of(rows.columns[""]) == "text":
        if isinstance(got, v.SeriesValue) and got.dtype.startswith("timedelta"):
            detail = f"The values of {name} are durations; turn them into numbers"
            detail += f" of {question.unit}." if question.unit else "."
            return Finding(0.0, "wrong_type", detail)
        wanted = with_unit("numbers" if column.kind == "number" else "True or False", question.unit)
        return Finding(0.0, "wrong_type", f"The values of {name} should be {wanted}.")
    difference = column.difference(rows.keys, rows.columns[""])
    if difference is not None:
        detail = say_difference(name, difference, known.keys.count, question.unit)
        return Finding(share_of_rows(rows, known), difference.what, detail)
    dtypes = {"": got.dtype} if isinstance(got, v.SeriesValue) else {}
    return (
        find_in_order(name, rows, known)
        or find_in_dtypes(name, dtypes, known)
        or Finding(1.0, "correct")
    )


def _find_in_index(name: str, index: str, rows: Rows, known: KnownRows) -> Finding | None:
    if is_range(rows.keys) and not known.keys.is_range:
        detail = f"{name} should be indexed by {index}; yours has a plain 0, 1, 2 … index."
        return Finding(0.0, "missing_index", detail)
    if rows.repeated:
        detail = (
            f"{name} should have each value of {index} once; yours repeats"
            f" {count(rows.repeated, 'row')}."
        )
        return Finding(0.0, "duplicate_rows", detail)
    difference = known.keys.difference(rows.keys)
    if not difference.missing and not difference.extra:
        return None
    if difference.missing >= known.keys.count and difference.extra:
        return Finding(
            0.0, "wrong_index", f"{name} should be indexed by {index}; yours holds other keys."
        )
    what, sentence = say_rows(difference.missing, difference.extra)
    rows_asked = count(known.keys.count, "row")
    detail = f"{name} should have {rows_asked}, indexed by {index}; {sentence}."
    return Finding(share_of_rows(rows, known), what, detail)
