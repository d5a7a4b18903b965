"""What can happen to an exhibit, which facts each act writes down, and which acts need two persons.

The list is this lab's own, in the manner of an exhibit officer's book.  A service's own orders come
first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aatulab.errors import InspectionError, shown

LONGEST_TEXT, MOST_GRAMS = 300, 1e8


@dataclass(frozen=True)
class Fact:
    """One thing that an act writes down; `words` says what is expected."""

    name: str
    words: str
    fits: Callable[[object], bool]
    is_optional: bool = False


@dataclass(frozen=True)
class Act:
    """Something done with an exhibit."""

    title: str
    facts: tuple[Fact, ...]
    needs_two: bool = False

    def refuse_misfits(self, name: str, facts: Mapping[str, object]) -> None:
        """Raise `InspectionError` for the first fact that is missing, unknown or misfits."""
        known = {fact.name: fact for fact in self.facts}
        for given in facts:
            if given not in known:
                raise InspectionError(
                    f"{name}: found a fact {shown(given)}, expected only {', '.join(known)};"
                    " leave it out or choose another act."
                )
        for fact in self.facts:
            if fact.name not in facts:
                if fact.is_optional:
                    continue
                raise InspectionError(f"{name}: {fact.name} is missing: give {fact.words}.")
            if not fact.fits(facts[fact.name]):
                raise InspectionError(
                    f"{name}: {fact.name}: found {shown(facts[fact.name])}, expected {fact.words}."
                )


def is_text(value: object) -> bool:
    r"""Return whether it is a text of a line that people can read.

    >>> is_text("A 0417"), is_text(""), is_text("two\nlines"), is_text(417)
    (True, False, False, False)
    """
    return (
        isinstance(value, str)
        and bool(value.strip())
        and len(value) <= LONGEST_TEXT
        and value.isprintable()
    )


def is_moment(value: object) -> bool:
    """Return whether it is a time with its offset, as ISO 8601 writes it.

    >>> is_moment("2026-04-13T10:42:00+02:00"), is_moment("2026-04-13T10:42:00")
    (True, False)
    """
    if not is_text(value):
        return False
    try:
        return datetime.fromisoformat(str(value)).utcoffset() is not None
    except ValueError:
        return False


def _is_grams(value: object) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return 0 <= value <= MOST_GRAMS  # also refuses what is not finite


def _is_yes_or_no(value: object) -> bool:
    return isinstance(value, bool)


def _is_entry(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _text(name: str, words: str) -> Fact:
    return Fact(name, f"{words}, at most {LONGEST_TEXT} characters of one line", is_text)


def _grams(name: str, words: str, *, is_optional: bool = False) -> Fact:
    return Fact(name, f"{words} in grams, a number from 0", _is_grams, is_optional)


_SEAL = _text("seal", "the number on the seal")
_REASON = _text("reason", "why")
_SCALE = _text("scale", "which scale")
_UNCERTAINTY = _grams("uncertainty_g", "how far one reading of the scale may be off (±)")

ACTS: Mapping[str, Act] = {
    "taken": Act(
        "taken into custody", (_text("what", "what it is"), _text("place", "where it was found"))
    ),
    "seal-applied": Act("seal applied", (_SEAL,)),
    "seal-checked": Act("seal checked", (_SEAL, Fact("intact", "true or false", _is_yes_or_no))),
    "seal-broken": Act("seal broken", (_SEAL, _REASON), needs_two=True),
    "seal-renewed": Act(
        "seal renewed", (_text("old", "the number on the old seal"), _SEAL, _REASON), needs_two=True
    ),
    "weighed": Act(
        "weighed",
        (
            _grams("gross_g", "the weight with its packaging"),
            _grams("packaging_g", "the weight of the packaging", is_optional=True),
            _grams("net_g", "the weight without packaging", is_optional=True),
            _SCALE,
            _UNCERTAINTY,
        ),
        needs_two=True,
    ),
    "sampled": Act(
        "sample taken",
        (
            _text("sample", "the number of the sample"),
            _text("place", "where in the exhibit it was taken"),
            _grams("taken_g", "the weight taken"),
            _SCALE,
            _UNCERTAINTY,
            _text("laboratory", "the laboratory that it goes to"),
        ),
        needs_two=True,
    ),
    "result": Act(
        "result received",
        (
            _text("sample", "the number of the sample"),
            _text("laboratory", "the laboratory that reports"),
            _text("result", "what it reports"),
        ),
    ),
    "handed-over": Act(
        "handed over",
        (
            _text("giver", "who gives it"),
            _text("receiver", "who receives it"),
            Fact("received_at", "a time with offset, such as 2026-04-13T10:42:00+02:00", is_moment),
            _text("place", "where"),
            _text("purpose", "what for"),
            _text("signature", "the receiver's signature, as it stands on the paper"),
        ),
    ),
    "stored": Act("put into storage", (_text("place", "room and shelf"),)),
    "corrected": Act(
        "corrected",
        (
            Fact("entry", "the number of the entry that was wrong", _is_entry),
            _text("fact", "the fact that was wrong"),
            Fact("right", "what is right", lambda value: is_text(value) or _is_grams(value)),
            _REASON,
        ),
        needs_two=True,
    ),
}


def act_of(name: str) -> Act:
    """Return what is known of an act; `InspectionError` names all acts if there is no such."""
    try:
        return ACTS[name]
    except (KeyError, TypeError):  # TypeError: a list cannot be a key
        raise InspectionError(
            f"act: found {shown(name)}, expected one of {', '.join(ACTS)}."
        ) from None
