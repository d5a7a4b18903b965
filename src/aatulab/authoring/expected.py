"""Say what shape an answer should have: the kind of object, how many rows, which unit."""

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
from aatulab.authoring.compare.literal import NAMES
from aatulab.authoring.compare.say import with_unit
from aatulab.authoring.finding import count
from aatulab.authoring.question import Question

_PLURAL = {"number": "numbers", "text": "texts", "flag": "True or False values"}
_SINGLE = {"number": "a single number", "text": "a text", "flag": "True or False"}


def describe_expected(question: Question, known: Known) -> str:  # noqa: PLR0911 - one for each kind
    """Return one phrase: the expected shape and unit, never a value."""
    match known:
        case KnownNumber():
            return f"{with_unit(_SINGLE[known.column.kind], question.unit)}."
        case KnownLiteral():
            many = f" of {count(known.size, 'item')}" if known.shape in {"list", "mapping"} else ""
            return f"{with_unit(NAMES[known.shape], question.unit)}{many}, exactly."
        case KnownItems():
            return f"a set of {count(known.items.count, 'item')}; a list will do, in any order."
        case KnownRows() if question.compare == "series":
            values = with_unit(
                f"{known.keys.count:,} {_PLURAL[known.columns[''].kind]}", question.unit
            )
            return f"a Series of {values}, indexed by {_names(known.key_names)}."
        case KnownRows():
            columns = tuple(dict.fromkeys((*known.key_names, *known.columns)))
            rows = count(known.keys.count, "row")
            return f"a DataFrame of {rows} with the columns {_names(columns)}."
        case KnownRanking():
            size = question.metric.size(known.population.count) if question.metric else 0
            return f"a list of ids, the most urgent first; the first {size:,} count."
        case KnownFunction():
            kind = _SINGLE[known.outputs.kind].removeprefix("a single ").removeprefix("a ")
            inputs = count(len(known.inputs), "set")
            article = "" if kind.startswith("True") else "a "
            returned = with_unit(f"{article}{kind}", question.unit)
            return f"a function that returns {returned}; tried on {inputs} of arguments."
        case KnownChart():
            thing = "bar" if known.mark == "bar" else "point"
            return f"an Axes with {count(known.by_place.keys.count, thing)}."


def _names(names: tuple[str, ...]) -> str:
    shown = [f"`{name}`" for name in names if name]
    return ", ".join(shown) or "its keys"
