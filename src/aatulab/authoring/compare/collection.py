"""Compare a set: what belongs to it, whatever the order and however often it is named."""

from aatulab import values as v
from aatulab.authoring.compare.exact import ExactSet
from aatulab.authoring.compare.known import KnownItems
from aatulab.authoring.compare.typed import items_of, typed_text
from aatulab.authoring.finding import Finding, count
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError


def know_items(question: Question, reference: v.Value) -> KnownItems:
    """Return the exact knowledge of a reference's set."""
    items = items_of(reference)
    if items is None:
        raise ExerciseError(
            f"{question.id}: the reference's `{question.value}` is a {type(reference).__name__};"
            " compare: set needs a set, a list, an index or a Series."
        )
    return KnownItems(ExactSet(frozenset(map(typed_text, items))))


def compare_items(question: Question, got: v.Value, known: KnownItems) -> Finding:
    """Return how a set compares with the known one; its share is of all items of both."""
    name = f"`{question.value}`"
    items = items_of(got)
    if items is None:
        return Finding(0.0, "wrong_type", f"{name} should be a set (or a list).")
    given = set(map(typed_text, items))
    shared = sum(known.items.has(item) for item in given)
    missing, extra = known.items.count - shared, len(given) - shared
    if not missing and not extra:
        return Finding(1.0, "correct")
    share = shared / (known.items.count + extra)
    if not missing:
        return Finding(share, "extra_items", f"{name} has {count(extra, 'item')} too many.")
    if not extra:
        return Finding(share, "missing_items", f"{name} lacks {count(missing, 'item')}.")
    detail = f"{name} lacks {count(missing, 'item')} and has {extra:,} that should not be there."
    return Finding(share, "wrong_items", detail)
