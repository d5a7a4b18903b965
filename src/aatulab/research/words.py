"""What an answer says and what to do next, in words: a hit is a question, never a verdict."""

from collections.abc import Mapping

from aatulab.research.request import Outcome
from aatulab.research.scenario import Database
from aatulab.research.shelf import Found

_NEXT: Mapping[Outcome, str] = {
    "hit": (
        "Do nothing on this alone. Compare a second thing (date of birth, type and State of the "
        "document), look for a mistyped character, then verify with {owner} before any measure."
    ),
    "possible": (
        "A near match is a question, not a hit. Read the reasons, compare a second thing, and ask "
        "{owner} whether this is meant before anybody acts."
    ),
    "no hit": (
        "This proves nothing: what was not reported is not there. Note that you asked, and decide "
        "on what else you know."
    ),
    "error": "Nothing was searched, so nothing is known. Ask again later and note the failure.",
    "time-out": (
        "Nothing is known. Ask once again; if it matters now, call the duty desk of {owner} and "
        "note both."
    ),
    "refused": "Mend what is missing and ask again; the refusal stands in the log.",
}

# of databases that hold no persons and no documents
_CONTEXT = (
    "This is context, not evidence against anybody. Note what fits and what does not, and ask "
    "{owner} before you build on it."
)
_IDENTITY = ("documents", "notices", "sanctions", "directors")

CHECKED_WORDS: Mapping[str, tuple[str, str]] = {
    "confirmed": (
        "Confirmed by {owner}: the record stands and describes what you sent.",
        "Now the case officer may act. Write down who confirmed, when, and by which second thing.",
    ),
    "withdrawn": (
        "Withdrawn by {owner}: the record should not be there any more.",
        "No measure. Write it down, so that nobody is stopped for it again.",
    ),
    "another person": (
        "Answer of {owner}: the record is about somebody or something else.",
        "No measure. Note the near match as settled, so that it does not come back.",
    ),
    "no answer": (
        "{owner} has not answered.",
        "No measure on this alone. Ask the duty desk again, and decide on what else you know.",
    ),
    "refused": (
        "Sent back by {owner}: a second thing to compare is missing.",
        "Give a second thing, such as the date of birth or the type and State of the document.",
    ),
}


def says(outcome: Outcome, database: Database, found: Found) -> str:
    """Return in one or two sentences what came back."""
    count = len(found.matches)
    hits = sum(match.is_hit for match in found.matches)
    if outcome == "hit":
        others = f", and {count - hits} near" if count > hits else ""
        text = f"{_records(hits)} in {database.title}{others}."
    elif outcome == "possible":
        text = f"No record is the same; {_records(count)} near in {database.title}."
    else:
        text = f"No hit in {database.title}."
    left = f" {'; '.join(found.left_out)}." if found.left_out else ""
    return f"{text}{left[:2].upper()}{left[2:]} {database.about}"


def next_step(outcome: Outcome, database: Database | None) -> str:
    """Return what an officer does with such an answer; there is no database behind a refusal."""
    if database is None:
        return _NEXT[outcome]
    is_context = outcome == "hit" and database.name not in _IDENTITY
    return (_CONTEXT if is_context else _NEXT[outcome]).format(owner=database.owner)


def _records(count: int) -> str:
    return "1 record" if count == 1 else f"{count} records"
