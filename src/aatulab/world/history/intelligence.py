"""What partners know and tell, read from `datasets/reference/intelligence.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError
from aatulab.world.history.practice import shares
from aatulab.world.reference import mapping_of
from aatulab.world.roles.signals import read_number

Weights = Mapping[str, float]


@dataclass(frozen=True)
class AlertHabits:
    """How often partners write, about what, in which words; rates for 100 illicit records."""

    rates: Weights  # useful, stale, wrong
    live_days: int
    followed: Weights  # by kind: how often a record that a live message fits is inspected
    grades: Mapping[str, tuple[float, ...]]  # weights of A, B, C, by what the message is worth
    kinds: Weights
    texts: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class SightingHabits:
    """Who is noted how often: shares of those on illicit records, and of the others."""

    days_before: int
    noted: Mapping[str, tuple[float, float]]  # by person, firm, vehicle
    organiser: float
    again: float
    services: tuple[str, ...]
    settings: tuple[str, ...]


@dataclass(frozen=True)
class DocumentReports:
    """Reported documents in 100,000 passports, by what they are, and the reasons given."""

    rates: Weights
    reasons: Mapping[str, Weights]


@dataclass(frozen=True)
class NoticeHabits:
    """On whom there are notices, as shares of persons, and of which kind."""

    rates: Weights
    kinds: Mapping[str, Weights]


@cache
def alert_habits() -> AlertHabits:
    """Return how partners write."""
    path, found = _section("alerts")
    texts = mapping_of(path, found, "texts")
    kinds = shares(f"{path}: alerts.kinds", found.get("kinds"))
    followed = shares(f"{path}: alerts.followed", found.get("followed"))
    if set(followed) != set(kinds):
        raise ContentError(f"{path}: alerts.followed: expected the kinds {', '.join(kinds)}.")
    for kind in kinds:
        if not all("{subject}" in text for text in _texts(f"{path}: alerts.texts", texts, kind)):
            raise ContentError(f"{path}: alerts.texts.{kind}: every text needs {{subject}}.")
    return AlertHabits(
        rates={
            worth: _number(path, "alerts", found, worth, 100.0)
            for worth in ("useful", "stale", "wrong")
        },
        live_days=int(_number(path, "alerts", found, "live_days", 366)),
        followed=followed,
        grades={
            str(worth): _three(f"{path}: alerts.grades.{worth}", weights)
            for worth, weights in mapping_of(path, found, "grades").items()
        },
        kinds=kinds,
        texts={kind: _texts(f"{path}: alerts.texts", texts, kind) for kind in kinds},
    )


@cache
def sighting_habits() -> SightingHabits:
    """Return who is noted how often."""
    path, found = _section("sightings")

    def pair(kind: str) -> tuple[float, float]:
        noted = shares(f"{path}: sightings.{kind}", found.get(kind))
        return noted["of_illicit"], noted["others"]

    return SightingHabits(
        days_before=int(_number(path, "sightings", found, "days_before", 366)),
        noted={kind: pair(kind) for kind in ("person", "firm", "vehicle")},
        organiser=_number(path, "sightings", found, "organiser", 1.0),
        again=_number(path, "sightings", found, "again", 20.0),
        services=_texts(f"{path}: sightings", found, "services"),
        settings=_texts(f"{path}: sightings", found, "settings"),
    )


@cache
def document_reports() -> DocumentReports:
    """Return which documents are reported."""
    path, found = _section("documents")
    kinds = ("others", "own", "of_illicit", "near")
    return DocumentReports(
        {kind: _number(path, "documents", found, kind, 100_000) for kind in kinds},
        _weights(path, found, "reasons", kinds),
    )


@cache
def notice_habits() -> NoticeHabits:
    """Return on whom there are notices."""
    path, found = _section("notices")
    rates = (
        *("of_illicit", "organiser", "own", "namesakes"),
        *("others", "no_birth_date", "withdrawn"),
    )
    return NoticeHabits(
        {key: _number(path, "notices", found, key, 1.0) for key in rates},
        _weights(path, found, "kinds", ("of_illicit", "own", "others")),
    )


def _section(name: str) -> tuple[Path, Mapping[str, object]]:
    path = datasets_dir() / "reference" / "intelligence.yml"
    return path, {str(k): v for k, v in mapping_of(path, read_yaml(path), name).items()}


def _weights(
    path: Path, found: Mapping[str, object], key: str, names: tuple[str, ...]
) -> Mapping[str, Weights]:
    listed = mapping_of(path, found, key)
    weights = {name: shares(f"{path}: {key}.{name}", listed.get(name)) for name in names}
    for name, each in weights.items():
        if abs(sum(each.values()) - 1.0) > 1e-6:
            raise ContentError(f"{path}: {key}.{name}: the weights must sum to 1.")
    return weights


def _number(path: Path, section: str, found: Mapping[str, object], key: str, most: float) -> float:
    return read_number(f"{path}: {section}.{key}", found.get(key), 0.0, most)


def _texts(where: str, found: Mapping[Any, object], key: str) -> tuple[str, ...]:
    listed = found.get(key)
    if not isinstance(listed, list) or not listed or not all(isinstance(t, str) for t in listed):
        raise ContentError(f"{where}.{key}: found {listed!r}, expected a list of texts.")
    return tuple(listed)


def _three(where: str, found: object) -> tuple[float, ...]:
    if not isinstance(found, list) or len(found) != 3:
        raise ContentError(f"{where}: found {found!r}, expected the weights of A, B and C.")
    return tuple(read_number(where, weight, 0.0, 1.0) for weight in found)
