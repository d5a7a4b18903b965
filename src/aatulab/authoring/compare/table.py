"""Compare a DataFrame: its columns, its rows by key, then its values column by column.

The order of rows and columns does not matter, and columns that nobody asked for are ignored.
"""

from aatulab import values as v
from aatulab.authoring.compare.exact import ExactKeys, exact_column, kind_of
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
    return KnownRows(key, ExactKeys(frozenset(rows.keys)), dict(columns))


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
        right = known.keys.count - difference.missing
        share = right / max(known.keys.count, len(rows.keys)) if question.partial else 0.0
        detail = f"{name}: {sentence} (one row per {_listed(known.key_names)})."
        return Finding(min(share, 1.0), what, detail)
    return _compare_columns(question, rows, known)


def _compare_columns(question: Question, rows: Rows, known: KnownRows) -> Finding:
    total = known.keys.count
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
        return Finding(1.0, "correct")
    column, difference = worst
    share = max(0.0, 1 - difference.wrong / total) if question.partial else 0.0
    name = f"The column `{column}` of `{question.value}`"
    return Finding(share, difference.what, say_difference(name, difference, total, question.unit))


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
