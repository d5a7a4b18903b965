"""Compare an answer with the reference: pure, shared by the judge and by check().

`compare(question, got, reference, context)` for exact values, `compare_known` for whatever is
known of the right answer (see known.py).  Every comparison ends in a `Finding`.
"""

from collections.abc import Callable, Mapping

from aatulab.authoring.compare.absent import find_absence
from aatulab.authoring.compare.chart import compare_chart, know_chart
from aatulab.authoring.compare.collection import compare_items, know_items
from aatulab.authoring.compare.context import Context
from aatulab.authoring.compare.function import (
    Calls,
    Raised,
    compare_function,
    know_function,
)
from aatulab.authoring.compare.known import (
    Known,
    KnownChart,
    KnownFunction,
    KnownItems,
    KnownLiteral,
    KnownNumber,
    KnownRanking,
    KnownRows,
)
from aatulab.authoring.compare.literal import compare_literal, know_literal
from aatulab.authoring.compare.number import compare_number, know_number
from aatulab.authoring.compare.ranking import compare_ranking, know_ranking
from aatulab.authoring.compare.series import compare_series, know_series
from aatulab.authoring.compare.table import compare_table, know_table
from aatulab.authoring.finding import VOCABULARY, Finding, sentence_for
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError
from aatulab.values import Value

__all__ = [
    "VOCABULARY",
    "Answer",
    "Calls",
    "Context",
    "Finding",
    "Known",
    "Raised",
    "compare",
    "compare_known",
    "know",
    "sentence_for",
]

Answer = Value | Calls


def compare(
    question: Question, got: Answer, reference: Answer, context: Context | None = None
) -> Finding:
    """Return how an answer compares with the reference's answer on the same case."""
    if question.is_manual:
        return Finding(0.0, "needs_person", "An instructor reads and marks this answer.")
    return compare_known(question, got, know(question, reference, context))


def compare_known(question: Question, got: Answer, known: Known) -> Finding:
    """Return how an answer compares with what is known of the right one, and what it earns."""
    return question.partial.credit(_compare(question, got, known))


def _compare(question: Question, got: Answer, known: Known) -> Finding:
    absence = find_absence(question, got)
    if absence is not None:
        return absence
    if isinstance(known, KnownFunction):
        return compare_function(question, got, known)
    if isinstance(got, Calls):
        return Finding(0.0, "wrong_type", "A value was expected here, not a function.")
    return _compare_value(question, got, known)


def _compare_value(  # noqa: PLR0911 - one line for each kind of knowledge
    question: Question, got: Value, known: Known
) -> Finding:
    match known:
        case KnownNumber():
            return compare_number(question, got, known)
        case KnownLiteral():
            return compare_literal(question, got, known)
        case KnownItems():
            return compare_items(question, got, known)
        case KnownRanking():
            return compare_ranking(question, got, known)
        case KnownChart():
            return compare_chart(question, got, known)
        case KnownRows() if question.compare == "series":
            return compare_series(question, got, known)
        case KnownRows():
            return compare_table(question, got, known)
        case KnownFunction():
            raise TypeError("a function is compared by its calls")


def know(question: Question, reference: Answer, context: Context | None = None) -> Known:
    """Return the exact knowledge of the right answer, from the reference's."""
    if isinstance(reference, Calls):
        return know_function(question, reference)
    if question.compare == "ranking" and context is not None:
        return know_ranking(question, reference, context)
    if question.compare in _KNOW:
        return _KNOW[question.compare](question, reference)
    raise ExerciseError(
        f"{question.id}: compare: {question.compare}: the reference gave a"
        f" {type(reference).__name__}"
        + (", and a ranking needs the case's truth as context." if context is None else ".")
    )


_KNOW: Mapping[str, Callable[[Question, Value], Known]] = {
    "number": know_number,
    "exact": know_literal,
    "set": know_items,
    "series": know_series,
    "table": know_table,
    "chart": know_chart,
}
