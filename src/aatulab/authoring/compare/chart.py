"""Compare the data drawn in a chart: bars or points, their heights, the labels it needs.

Heights are compared under their labels when both charts use the same ones, else in the order
in which they are drawn: bands may be named freely.
"""

from aatulab import values as v
from aatulab.authoring.compare.exact import ExactKeys, exact_column
from aatulab.authoring.compare.known import KnownChart, KnownRows
from aatulab.authoring.compare.rows import Rows, mark_rows
from aatulab.authoring.compare.say import SLIPS, say_difference
from aatulab.authoring.finding import Finding, count
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError

THINGS = {"bar": "bar", "line": "point", "scatter": "point", "wedge": "slice"}


def know_chart(question: Question, reference: v.Value) -> KnownChart:
    """Return the exact knowledge of a reference's chart: its first kind of marks."""
    if not isinstance(reference, v.ChartValue) or not reference.marks:
        raise ExerciseError(
            f"{question.id}: the reference's `{question.value}` must be an Axes with something"
            f" drawn on it, found {type(reference).__name__}."
        )
    mark = reference.marks[0].type
    by_label, by_place = mark_rows(reference, mark)
    return KnownChart(mark, _know(question, by_label), _know(question, by_place))


def _know(question: Question, rows: Rows) -> KnownRows:
    column = exact_column(rows.keys, rows.columns[""], question.tolerance)
    return KnownRows(("",), ExactKeys(frozenset(rows.keys)), {"": column})


def compare_chart(question: Question, got: v.Value, known: KnownChart) -> Finding:
    """Return how a chart compares with the known one."""
    name = f"`{question.value}`"
    thing = THINGS.get(known.mark, "mark")
    if not isinstance(got, v.ChartValue):
        return Finding(0.0, "wrong_type", f"{name} should be the Axes with your chart on it.")
    if not any(len(mark.y) for mark in got.marks):
        return Finding(0.0, "empty_chart", f"Nothing is drawn on {name} yet.")
    if not any(mark.type == known.mark for mark in got.marks):
        return Finding(0.0, "wrong_mark", f"{name} should be drawn with {thing}s.")
    by_label, by_place = mark_rows(got, known.mark)
    same = known.by_label.keys.difference(by_label.keys)
    labelled = not by_label.repeated and not same.missing and not same.extra
    rows, knowledge = (by_label, known.by_label) if labelled else (by_place, known.by_place)
    total = knowledge.keys.count
    if len(rows.keys) != total:
        what = "extra_rows" if len(rows.keys) > total else "missing_rows"
        detail = f"{name} shows {count(len(rows.keys), thing)}; expected {total:,}."
        return Finding(0.0, what, detail)
    difference = knowledge.columns[""].difference(rows.keys, rows.columns[""])
    if difference is not None:
        share = max(0.0, 1 - difference.wrong / total)
        detail = say_difference(f"The height of the {thing}s", difference, total, question.unit)
        if difference.what not in SLIPS:
            some = "All" if difference.wrong >= total else f"{difference.wrong:,} of"
            detail = f"{some} {count(total, thing)} of {name} should have another height."
        return Finding(share, difference.what, detail)
    return _find_missing_label(question, got) or Finding(1.0, "correct")


def _find_missing_label(question: Question, got: v.ChartValue) -> Finding | None:
    titles = {"title": got.title, "xlabel": got.xlabel, "ylabel": got.ylabel}
    missing = [need for need in question.needs if not (titles[need] or "").strip()]
    if not missing:
        return None
    words = {
        "title": "a title",
        "xlabel": "a label on the x axis",
        "ylabel": "a label on the y axis",
    }
    listed = " and ".join(words[need] for need in missing)
    detail = f"The data are right; `{question.value}` still needs {listed}."
    return Finding(0.5, "missing_label", detail)  # the work is done, its reader is forgotten
