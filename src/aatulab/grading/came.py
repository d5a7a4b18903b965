"""Say in words what a trainee's answer is: its kind, its size, its names; not its values.

Beside what was asked for, it shows at a glance where the two part.  What is counted and named
here is the trainee's own.
"""

from collections.abc import Sequence

from aatulab import values as v
from aatulab.authoring.compare import Answer, Calls, Raised
from aatulab.authoring.finding import count
from aatulab.grading.evidence import one_line

MOST_NAMES, LONGEST_NAME = 8, 40
_NOTHING = {
    "unanswered": "nothing yet: it is still `...`",
    "missing": "nothing of this name",
    "unsupported": "an object of another kind ({})",
    "too_large": "more than can be compared ({})",
}


def describe_answer(answer: Answer | None) -> str:
    """Return a phrase on an answer; empty when its turn never came.

    >>> describe_answer(v.Number(2.5)), describe_answer(v.Sequence(("a", "b")))
    ('a number', 'a list of 2 items')
    """
    if isinstance(answer, Calls):
        return _calls(answer)
    if isinstance(answer, v.Absent):
        return _NOTHING[answer.reason].format(one_line(answer.detail, LONGEST_NAME))
    return "" if answer is None else _value(answer)


def _value(value: v.Value) -> str:
    match value:
        case v.SeriesValue():
            return f"a Series of {len(value.values):,} values, indexed by {_index(value)}"
        case v.TableValue():
            rows = count(value.rows, "row")
            return f"a DataFrame of {rows} with the columns {_names(value.columns)}"
        case v.Sequence() | v.Mapping():
            kind = "a list" if isinstance(value, v.Sequence) else "a dict"
            return f"{kind} of {count(len(value.items), 'item')}"
        case v.ChartValue():
            return _chart(value)
        case v.Number():
            return f"a number that is not finite ({value.note})" if value.note else "a number"
        case _:
            return "a text" if isinstance(value, v.Text) else "True or False"


def _calls(calls: Calls) -> str:
    raised = sum(isinstance(output, Raised) for output in calls.outputs)
    tried = f"a function, tried on {count(len(calls.inputs), 'set')} of arguments"
    return f"{tried}; it stopped with an error on {raised:,} of them" if raised else tried


def _chart(chart: v.ChartValue) -> str:
    drawn = ", ".join(f"{count(len(mark.y), 'point')} ({mark.type})" for mark in chart.marks[:4])
    named = {"a title": chart.title, "an x label": chart.xlabel, "a y label": chart.ylabel}
    lacks = [name for name, text in named.items() if not text.strip()]
    return f"an Axes with {drawn or 'nothing drawn'}" + (
        f", without {' and '.join(lacks)}" if lacks else ""
    )


def _index(series: v.SeriesValue) -> str:
    names = [name for name in series.index_names if name]
    return _names(names) if names else "a plain index without a name"


def _names(names: Sequence[str]) -> str:
    shown = [f"`{one_line(name, LONGEST_NAME).replace('`', ' ')}`" for name in names[:MOST_NAMES]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more > 0 else "")
