"""What is published about real traffic: read `datasets/reference/realism.yml`.

A fact without a source, or compared with something that nobody measures, is refused: a guess is
never printed as a fact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError
from aatulab.world.realism.curves import CURVES
from aatulab.world.realism.measures import MEASURES

_FACT_KEYS = {"says", "value", "range", "unit", "compared_with", "near", "because", "mark"}
_TOPIC_KEYS = {"title", "reading", "facts", "missing"}
_NEAR_KEYS = ("share", "by")


@dataclass(frozen=True)
class Source:
    """Where a fact was read."""

    title: str
    address: str


@dataclass(frozen=True)
class Fact:
    """One published figure, and what of a world is compared with it."""

    name: str
    says: str
    low: float
    high: float  # that of `low` where one value is published
    unit: str
    compared_with: str
    slack: float  # how far outside is still near: in the unit, or as a share of the nearer end
    is_share: bool
    because: str
    sources: tuple[Source, ...]
    mark: str  # where a picture shows it: "axis", a category, or "" for nowhere

    def is_near(self, found: float) -> bool:
        """Return whether what a world shows is near enough to what is published."""

        def allowed(end: float) -> float:
            return self.slack * abs(end) if self.is_share else self.slack

        return self.low - allowed(self.low) <= found <= self.high + allowed(self.high)


@dataclass(frozen=True)
class Topic:
    """What belongs into one picture."""

    name: str
    title: str
    reading: str  # a sentence with places for measures, as `str.format` writes them
    facts: tuple[Fact, ...]
    missing: tuple[str, ...]  # what no public figure was found for


@dataclass(frozen=True)
class Realism:
    """The whole file."""

    topics: tuple[Topic, ...]
    not_realistic: tuple[str, ...]


@cache
def read_realism(path: Path | None = None) -> Realism:
    """Return what is published; `ContentError` names file, key and what is expected."""
    path = path or datasets_dir() / "reference" / "realism.yml"
    content = read_yaml(path)
    topics = _mapping(content.get("topics"), f"{path}: topics")
    if set(topics) != set(CURVES):
        raise ContentError(f"{path}: topics: found {sorted(topics)}, expected {sorted(CURVES)}.")
    return Realism(
        topics=tuple(_topic(f"{path}: topics.{name}", name, told) for name, told in topics.items()),
        not_realistic=_texts(content.get("not_realistic"), f"{path}: not_realistic"),
    )


def _topic(where: str, name: str, told: object) -> Topic:
    entry = _mapping(told, where)
    _only(where, entry, _TOPIC_KEYS)
    facts = _mapping(entry.get("facts") or {}, f"{where}.facts")
    topic = Topic(
        name=name,
        title=_text(entry.get("title"), f"{where}.title"),
        reading=_text(entry.get("reading"), f"{where}.reading"),
        facts=tuple(_fact(f"{where}.facts.{key}", key, value) for key, value in facts.items()),
        missing=_texts(entry.get("missing") or [], f"{where}.missing"),
    )
    if not topic.facts and not topic.missing:
        raise ContentError(f"{where}: expected `facts`, or `missing`: what is not published.")
    return topic


def _fact(where: str, name: str, told: object) -> Fact:
    entry = _mapping(told, where)
    _only(where, entry, _FACT_KEYS | {"sources"})
    low, high = _published(where, entry)
    measure = _text(entry.get("compared_with"), f"{where}.compared_with")
    if measure not in MEASURES:
        raise ContentError(
            f"{where}.compared_with: found {measure!r}, one of {', '.join(MEASURES)}."
        )
    near = _mapping(entry.get("near"), f"{where}.near")
    if len(near) != 1 or next(iter(near)) not in _NEAR_KEYS:
        raise ContentError(f"{where}.near: found {near!r}, expected `share` or `by`, and a number.")
    kind, slack = next(iter(near.items()))
    return Fact(
        name=name,
        says=_text(entry.get("says"), f"{where}.says"),
        low=low,
        high=high,
        unit=_text(entry.get("unit"), f"{where}.unit"),
        compared_with=measure,
        slack=_number(slack, f"{where}.near.{kind}"),
        is_share=kind == "share",
        because=_text(entry.get("because"), f"{where}.because"),
        sources=_sources(where, entry.get("sources")),
        mark=str(entry.get("mark", "")),
    )


def _published(where: str, entry: Mapping[str, object]) -> tuple[float, float]:
    if ("value" in entry) == ("range" in entry):
        raise ContentError(f"{where}: expected either `value` or `range`.")
    if "value" in entry:
        value = _number(entry["value"], f"{where}.value")
        return value, value
    ends = entry["range"]
    if not isinstance(ends, list) or len(ends) != 2:
        raise ContentError(f"{where}.range: found {ends!r}, expected two numbers.")
    low, high = (_number(end, f"{where}.range") for end in ends)
    if low > high:
        raise ContentError(f"{where}.range: found {ends!r}, expected the lower number first.")
    return low, high


def _sources(where: str, told: object) -> tuple[Source, ...]:
    if not isinstance(told, list) or not told:
        raise ContentError(f"{where}.sources: missing; a fact that has none is left out.")
    sources = []
    for place, one in enumerate(told):
        here = f"{where}.sources[{place}]"
        entry = _mapping(one, here)
        _only(here, entry, {"title", "address"})
        address = _text(entry.get("address"), f"{here}.address")
        if urlsplit(address).scheme not in {"http", "https"}:
            raise ContentError(f"{here}.address: found {address!r}, expected a web address.")
        sources.append(Source(_text(entry.get("title"), f"{here}.title"), address))
    return tuple(sources)


def _mapping(found: object, where: str) -> dict[str, object]:
    if not isinstance(found, dict):
        raise ContentError(f"{where}: found {found!r}, expected a mapping.")
    return {str(key): value for key, value in found.items()}


def _only(where: str, entry: Mapping[str, object], known: set[str]) -> None:
    if strangers := set(entry) - known:
        raise ContentError(f"{where}: unknown keys {sorted(strangers)}.")


def _text(found: object, where: str) -> str:
    if not isinstance(found, str) or not found.strip():
        raise ContentError(f"{where}: found {found!r}, expected a text.")
    return " ".join(found.split())


def _texts(found: object, where: str) -> tuple[str, ...]:
    if not isinstance(found, list):
        raise ContentError(f"{where}: found {found!r}, expected a list of texts.")
    return tuple(_text(one, where) for one in found)


def _number(found: object, where: str) -> float:
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise ContentError(f"{where}: found {found!r}, expected a number.")
    return float(found)
