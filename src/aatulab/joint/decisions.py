"""What a role may decide, as plain JSON; everything else is refused in words.

    {"do": "look-up", "database": …, "query": {…}, "purpose": …, "legal_ground": …}
    {"do": "verify", "entry": 3, "record": …, "second": …}
    {"do": "message", "to": ["police:LIS"], "facts": ["f1"], "text": …, "urgent": true}
    {"do": "ask", "to": ["post:AMS"], "text": …, "subject": …}
    {"do": "check", "subject": …, "step": "x-ray", "ground": …, "approved_by": …, "apart": true}
    {"do": "hold" | "release" | "protect", "subject": …, "ground": …}
    {"do": "seize" | "arrest", "subject": …, "ground": …, "facts": ["f1", "f2"]}

`id` (so that one decision is not taken twice) and `at` (the time on the sender's clock) may be
added to each.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aatulab.errors import JointError, shown
from aatulab.joint.services import ACTS, MINUTES

MOST_BYTES = 8_000
MOST_LETTERS = 2_000
MOST_LISTED = 40
_DEEPEST = 5
CLOCK_S = 120  # how far a clock may be off


@dataclass(frozen=True)
class Decision:
    """One well-formed decision; `told` holds its values, with defaults filled in."""

    do: str
    told: Mapping[str, Any]
    id: str = ""
    at: datetime | None = None

    @property
    def subject(self) -> str:
        """Return the record it is about."""
        return str(self.told.get("subject", ""))


def read_decision(content: object) -> Decision:
    """Return the decision in plain JSON, or raise `JointError` that says what is wrong with it."""
    if not isinstance(content, Mapping):
        raise JointError(f"found {shown(content)}, expected a decision: an object with `do`.")
    do = content.get("do")
    if not isinstance(do, str) or do not in SHAPES:
        raise JointError(f"do: found {shown(do)}, expected one of {', '.join(SHAPES)}.")
    shape = {**SHAPES[do], **_ALWAYS}
    if unknown := sorted(str(key) for key in content if key != "do" and key not in shape):
        known = ", ".join(shape)
        raise JointError(f"{do}: {shown(unknown[0])} is no key of it; its keys are {known}.")
    told = {key: read(f"{do}: {key}", content.get(key)) for key, read in shape.items()}
    return Decision(do, told, told.pop("id"), told.pop("at"))


def plain(content: object) -> object:
    """Return a copy as JSON has it; `JointError` if JSON cannot say it, or it is over deep."""
    try:
        text = json.dumps(content, allow_nan=False, ensure_ascii=False)
        size = len(text.encode())  # refuses half of a character
        copy: object = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        raise JointError(
            "the decision is not plain JSON: texts, numbers, true, false, lists and objects only."
        ) from None
    if size > MOST_BYTES:
        raise JointError(f"the decision has {size:,} bytes, expected {MOST_BYTES:,} at most.")
    if _is_deeper(copy, _DEEPEST):
        raise JointError(f"the decision has over {_DEEPEST} levels of brackets inside each other.")
    return copy


def _is_deeper(content: object, levels: int) -> bool:
    inner: list[object] = []
    if isinstance(content, dict):
        inner = list(content.values())
    elif isinstance(content, list):
        inner = content
    return bool(inner) and (levels == 0 or any(_is_deeper(each, levels - 1) for each in inner))


def _text(key: str, found: object) -> str:
    text = _text_or_none(key, found)
    if not text:
        raise JointError(f"{key}: is missing; expected a text.")
    return text


def _text_or_none(key: str, found: object) -> str:
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > MOST_LETTERS or not _is_clean(found):
        raise JointError(
            f"{key}: found {shown(found)}, expected a text of {MOST_LETTERS:,} letters at most."
        )
    return found.strip()


def _is_clean(text: str) -> bool:
    """Return whether a text has no control characters but line ends, and can be written."""
    return all(letter.isprintable() or letter in "\n\t" for letter in text)


def _texts_or_none(key: str, found: object) -> list[str]:
    if found is None:
        return []
    if not isinstance(found, list) or len(found) > MOST_LISTED:
        raise JointError(f"{key}: found {shown(found)}, expected a list of texts.")
    return list(dict.fromkeys(_text(key, each) for each in found))


def _texts(key: str, found: object) -> list[str]:
    listed = _texts_or_none(key, found)
    if not listed:
        raise JointError(f"{key}: is missing; expected a list with at least one text.")
    return listed


def _flag(key: str, found: object) -> bool:
    if found is not None and not isinstance(found, bool):
        raise JointError(f"{key}: found {shown(found)}, expected true or false.")
    return bool(found)


def _number(key: str, found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise JointError(f"{key}: found {shown(found)}, expected a whole number.")
    return found


def _query(key: str, found: object) -> dict[str, str]:
    if not isinstance(found, Mapping) or not found or len(found) > MOST_LISTED:
        raise JointError(f"{key}: found {shown(found)}, expected keys and texts.")
    return {_text(key, name): _text(f"{key}.{name}", value) for name, value in found.items()}


def _step(key: str, found: object) -> str:
    if not isinstance(found, str) or found not in MINUTES:
        raise JointError(f"{key}: found {shown(found)}, expected one of {', '.join(MINUTES)}.")
    return found


def _moment(key: str, found: object) -> datetime | None:
    if found is None:
        return None
    try:
        moment = datetime.fromisoformat(found) if isinstance(found, str) else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise JointError(
            f"{key}: found {shown(found)}, expected a moment with its zone, such as "
            "2026-04-13T06:10:00+00:00."
        )
    return moment


Reader = Callable[[str, object], Any]
_ALWAYS: Mapping[str, Reader] = {"id": _text_or_none, "at": _moment}
_ON_SUBJECT: Mapping[str, Reader] = {
    "subject": _text,
    "ground": _text_or_none,
    "facts": _texts_or_none,
}
SHAPES: Mapping[str, Mapping[str, Reader]] = {
    "look-up": {
        "database": _text,
        "query": _query,
        "purpose": _text_or_none,
        "legal_ground": _text_or_none,
        "subject": _text_or_none,
    },
    "verify": {"entry": _number, "record": _text, "second": _text_or_none},
    "message": {
        "to": _texts,
        "facts": _texts_or_none,
        "text": _text_or_none,
        "urgent": _flag,
    },
    "ask": {"to": _texts, "text": _text, "subject": _text_or_none},
    "check": {
        "subject": _text,
        "step": _step,
        "ground": _text_or_none,
        "approved_by": _text_or_none,
        "apart": _flag,
    },
    **dict.fromkeys(ACTS, _ON_SUBJECT),
}
