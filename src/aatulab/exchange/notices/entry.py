"""One field of a notice: what may stand in it, and what it is called in two languages."""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from aatulab.errors import shown
from aatulab.exchange.moments import moment_of
from aatulab.exchange.refusal import RefusedError, malformed

Lang = Literal["en", "fr"]
Type = Literal["text", "long", "time", "date", "count", "number", "choice"]
_NUMBER = re.compile(r"\d{1,12}(\.\d{1,6})?\Z", re.ASCII)
_MOST_COUNT = 1_000_000
_META = "entry"


@dataclass(frozen=True)
class Words:
    """The same in English and in French."""

    en: str
    fr: str

    def to_json(self) -> dict[str, str]:
        """Return both."""
        return {"en": self.en, "fr": self.fr}

    def of(self, lang: Lang) -> str:
        """Return one of them."""
        return self.fr if lang == "fr" else self.en


@dataclass(frozen=True)
class Entry:
    """What a field holds; `most` is its longest text."""

    type: Type
    heading: Words
    hint: Words
    most: int | None = None
    choices: Mapping[str, Words] | None = None


def entry(
    kind: Type,
    heading: tuple[str, str],
    hint: tuple[str, str] = ("", ""),
    *,
    choices: Mapping[str, Words] | None = None,
    required: bool = True,
) -> Any:
    """Return a dataclass field that knows its `Entry`."""
    most = {"text": 120, "long": 4_000}.get(kind)
    about = Entry(kind, Words(*heading), Words(*hint), most, choices)
    if required:
        return dataclasses.field(metadata={_META: about})
    return dataclasses.field(default=None, metadata={_META: about})


def entry_of(field: "dataclasses.Field[Any]") -> Entry:
    """Return what was declared with `entry`."""
    found = field.metadata[_META]
    assert isinstance(found, Entry)
    return found


def is_required(field: "dataclasses.Field[Any]") -> bool:
    """Return whether a notice cannot go without it."""
    return field.default is dataclasses.MISSING


def check_value(about: Entry, value: object, where: str) -> None:
    """Refuse a value that does not fit its field, in words."""
    if about.type == "count":
        _check_count(value, where)
    elif not isinstance(value, str) or not value.strip():
        raise malformed(where, shown(value), "a text that is not empty")
    elif about.type == "time":
        moment_of(value, where)
    elif about.type == "date":
        _check_date(value, where)
    else:
        _check_text(about, value, where)


def _check_count(value: object, where: str) -> None:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    if not is_whole or not 0 <= value <= _MOST_COUNT:  # type: ignore[operator]
        raise malformed(where, shown(value), "a whole number from 0 to 1,000,000")


def _check_text(about: Entry, value: str, where: str) -> None:
    if about.type == "choice" and value not in (known := about.choices or {}):
        raise malformed(where, shown(value), f"one of {', '.join(known)}")
    if about.type == "number" and not _NUMBER.match(value):
        raise malformed(where, shown(value), "a number such as 2.450, without sign or comma")
    if about.most is not None and len(value) > about.most:
        raise malformed(where, f"{len(value):,} characters", f"at most {about.most:,}")


def _check_date(value: str, where: str) -> None:
    try:
        is_date = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_date = False
    if not is_date:
        raise malformed(where, shown(value), "a date such as 2026-11-30")


def missing(kind: str, keys: list[str]) -> RefusedError:
    """Return the refusal of a notice that leaves out what it must say."""
    says = f"{kind}: {', '.join(keys)} missing; whoever acts on it cannot do without."
    return RefusedError("malformed", says, where=keys[0])
