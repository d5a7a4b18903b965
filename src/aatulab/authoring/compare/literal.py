"""Compare a value exactly: its kind, every item, and of a list the order; no tolerance."""

from aatulab import values as v
from aatulab.authoring.compare.exact import exact_column
from aatulab.authoring.compare.known import KnownLiteral, Shape
from aatulab.authoring.compare.typed import typed_list, typed_text
from aatulab.authoring.finding import Finding, count
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError

NAMES: dict[Shape, str] = {
    "number": "a number",
    "text": "a text",
    "flag": "True or False",
    "list": "a list",
    "mapping": "a dict",
}
_WHOLE, _SORTED = "whole", "sorted"


def know_literal(question: Question, reference: v.Value) -> KnownLiteral:
    """Return the exact knowledge of a reference's value."""
    shape = shape_of(reference)
    if shape is None:
        raise ExerciseError(
            f"{question.id}: the reference's `{question.value}` is a {type(reference).__name__};"
            " compare: exact needs a number, a text, True or False, a list or a dict."
        )
    texts = [_whole(reference), _sorted(reference)]
    column = exact_column([_WHOLE, _SORTED], texts, question.tolerance)
    return KnownLiteral(shape, _size(reference), column)


def compare_literal(question: Question, got: v.Value, known: KnownLiteral) -> Finding:
    """Return how a value compares with the known one."""
    name = f"`{question.value}`"
    if isinstance(got, v.Number) and got.value is None:
        return Finding(0.0, "not_finite", f"{name} is {got.note}, not a finite number.")
    if shape_of(got) != known.shape:
        return Finding(0.0, "wrong_type", f"{name} should be {NAMES[known.shape]}.")
    if known.column.difference([_WHOLE], [_whole(got)]) is None:
        return Finding(1.0, "correct")
    if _size(got) != known.size:
        what = "missing_items" if _size(got) < known.size else "extra_items"
        detail = f"{name} has {count(_size(got), 'item')}; expected {known.size:,}."
        return Finding(0.0, what, detail)
    if known.shape == "list" and known.column.difference([_SORTED], [_sorted(got)]) is None:
        return Finding(0.0, "wrong_order", f"{name} has the right items, in another order.")
    of_it = "it" if known.shape not in {"list", "mapping"} else "every item"
    detail = f"{name} is of the right kind, but not right yet; {of_it} has to be exact."
    return Finding(0.0, "wrong_values", detail)


def shape_of(value: v.Value) -> Shape | None:
    """Return what kind of value this is, None for one that is not compared exactly."""
    match value:
        case v.Number() if value.value is not None:
            return "number"
        case v.Text():
            return "text"
        case v.Flag():
            return "flag"
        case v.Sequence():
            return "list"
        case v.Mapping():
            return "mapping"
    return None


def _size(value: v.Value) -> int:
    return len(value.items) if isinstance(value, v.Sequence | v.Mapping) else 1


def _whole(value: v.Value) -> str:
    match value:
        case v.Number() | v.Text() | v.Flag():
            return typed_text(value.value)
        case v.Sequence():
            return typed_list(value.items)
        case v.Mapping():
            return typed_list([typed_list(pair) for pair in sorted(value.items, key=repr)])
    raise TypeError(f"{type(value).__name__} is not compared exactly")


def _sorted(value: v.Value) -> str:
    if isinstance(value, v.Sequence):
        return typed_list(sorted(map(typed_text, value.items)))
    return _whole(value)
