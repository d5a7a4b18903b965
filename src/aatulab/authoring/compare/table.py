"""Compare a DataFrame: its columns, its rows by key, then its values column by column.

The order of rows and columns, the place of the key (index or column) and the dtypes do not
matter unless the question says so (`order`, `index`, `dtypes`); columns that nobody asked for
are ignored.
"""

from aatulab import values as v
from aatulab.authoring.compare.exact import ExactKeys, exact_column, kind_of
from aatulab.authoring.compare.form import (
    find_in_dtypes,
    find_in_order,
    index_names_of,
    know_order,
    share_of_rows,
)
from aatulab.authoring.compare.known import Difference, KnownRows
from aatulab.authoring.compare.rows import Rows, column_names, table_rows
from aatulab.authoring.compare.say import say_difference, say_rows
from aatulab.authoring.finding import Finding, count
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError


def know_table(question: Question, reference: v.Value) -> KnownRows:
    """Return the exact knowledge of a reference's table."""
    if not isinstance(reference, v.TableValue):
        raise ExerciseError(
            f"{question.id}: the reference's `{question.value}` must be a DataFrame, found"
            f" {type(reference).__name__}."
        )
    wanted = question.columns or tuple(reference.columns)
    key = question.key or wanted[:1]
    rows = table_rows(reference, wanted, key)
    if not question.key and rows.repeated:
        key = wanted  # nothing tells two rows apart but the whole row
        rows = table_rows(reference, wanted, key)
    if rows.repeated:
        raise ExerciseError(
            f"{question.id}: the reference's table repeats {rows.repeated} rows of the key"
            f" {', '.join(key)}. Choose another key in questions.yml."
        )
    columns = {
        name: exact_column(rows.keys, values, question.tolerance)
        for name, values in rows.columns.items()
    }
    return KnownRows(
        key,
        ExactKeys(frozenset(rows.keys)),
        dict(columns),
        order=know_order(rows) if question.order else None,
        index_names=_know_index(question, reference) if question.index else None,
        dtypes=_know_dtypes(wanted, reference) if question.dtypes else {},
    )


def _know_index(question: Question, reference: v.TableValue) -> tuple[str, ...]:
    names = index_names_of(reference)
    if names is None:
        raise ExerciseError(
            f"{question.id}: index: true: the reference's index has no name and is no plain 0, 1,"
            " 2 ...: name it, or leave the key out of questions.yml."
        )
    return names


def _know_dtypes(wanted: tuple[str, ...], reference: v.TableValue) -> dict[str, str]:
    dtypes = dict(zip(reference.columns, reference.dtypes, strict=True))
    return {name: dtypes[name] for name in wanted if name in dtypes}


def compare_table(question: Question, got: v.Value, known: KnownRows) -> Finding:
    """Return how a DataFrame compares with the known one."""
    name = f"`{question.value}`"
    wanted = tuple(dict.fromkeys((*known.key_names, *known.columns)))
    if not isinstance(got, v.TableValue):
        return Finding(0.0, "wrong_type", _say_wrong_type(name, got, wanted))
    missing = _missing_column(name, column_names(got), wanted)
    if missing is not None:
        return missing
    rows = table_rows(got, wanted, known.key_names)
    if rows.repeated:
        detail = f"{name} should have one row per {_listed(known.key_names)}"
        detail += f"; yours has {count(rows.repeated, 'row')} too many for that."
        return Finding(0.0, "duplicate_rows", detail)
    difference = known.keys.difference(rows.keys)
    if difference.missing or difference.extra:
        what, sentence = say_rows(difference.missing, difference.extra)
        detail = f"{name}: {sentence} (one row per {_listed(known.key_names)})."
        return Finding(share_of_rows(rows, known), what, detail)
    return (
        _find_in_columns(question, rows, known)
        or find_in_order(name, rows, known)
        or _find_in_index(name, got, known)
        or find_in_dtypes(name, dict(zip(got.columns, got.dtypes, strict=True)), known)
        or Finding(1.0, "correct")
    )


def _find_in_columns(question: Question, rows: Rows, known: KnownRows) -> Finding | None:
    worst: tuple[str, Difference] | None = None
    for column, knowledge in known.columns.items():
        values = rows.columns[column]
        if knowledge.kind == "number" and kind_of(values) == "text":
            detail = f"The column `{column}` of `{question.value}` should hold numbers."
            return Finding(0.0, "wrong_type", detail)
        difference = knowledge.difference(rows.keys, values)
        if difference and (worst is None or difference.wrong > worst[1].wrong):
            worst = (column, difference)
    if worst is None:
        return None
    column, difference = worst
    name = f"The column `{column}` of `{question.value}`"
    detail = say_difference(name, difference, known.keys.count, question.unit)
    return Finding(share_of_rows(rows, known), difference.what, detail)


def _find_in_index(name: str, got: v.TableValue, known: KnownRows) -> Finding | None:
    if known.index_names is None or known.index_names == index_names_of(got):
        return None
    wanted = tuple(filter(None, known.index_names))
    what = f"should be indexed by {_listed(wanted)}" if wanted else "should have a plain index"
    return Finding(
        0.0, "wrong_index", f"{name} {what}; `set_index` and `reset_index` move columns."
    )


def _missing_column(name: str, present: list[str], wanted: tuple[str, ...]) -> Finding | None:
    missing = [column for column in wanted if column not in present]
    if not missing:
        return None
    near = [p for p in present if p.strip().lower() in {m.lower() for m in missing}]
    detail = f"{name} has no column {_listed(tuple(missing))}"
    if near:
        detail += f" (yours is spelled `{near[0]}`)"
    elif present:
        detail += f"; yours has {_listed(tuple(present[:8]))}"
    return Finding(0.0, "missing_column", detail + ".")


def _say_wrong_type(name: str, got: v.Value, wanted: tuple[str, ...]) -> str:
    if isinstance(got, v.SeriesValue):
        return (
            f"{name} should be a DataFrame with the columns {_listed(wanted)}; yours is a Series:"
            " `.reset_index(name=...)` makes a table of it."
        )
    return f"{name} should be a DataFrame with the columns {_listed(wanted)}."


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
