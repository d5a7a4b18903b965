"""Read `datasets/research/<name>.yml`: which databases there are, and how they behave that day.

Owner, purpose and who may ask are the rules of each database; latency, errors, outages and the
owner's answers are what a trainee has to work with.  Errors name the file and the key.
"""

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError, ResearchError, shown
from aatulab.fields import Fields
from aatulab.research.kinds import KINDS
from aatulab.research.request import Status

OWNERS_ANSWERS: tuple[Status, ...] = ("confirmed", "withdrawn", "no answer")
_LONGEST_S, _MOST_ROWS = 3_600.0, 200


@dataclass(frozen=True)
class Outage:
    """Hours of a day (UTC) in which a database does not answer; they may run over midnight."""

    begins: time
    ends: time
    says: str

    def covers(self, at: datetime) -> bool:
        """Return whether a moment lies in it."""
        hour = at.time()
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends


@dataclass(frozen=True)
class Verification:
    """How an owner answers: after how many minutes, and what, with which shares."""

    minutes: tuple[float, float]
    answers: dict[Status, float]


@dataclass(frozen=True)
class Database:
    """One database as an officer meets it; durations in seconds, shares from 0 to 1."""

    name: str
    title: str
    owner: str
    about: str
    purposes: tuple[str, ...]
    may_ask: tuple[str, ...]
    latency_s: tuple[float, float]
    patience_s: float
    errors: float
    outages: tuple[Outage, ...]
    possible_from: float  # the score from which a name is a question to the owner
    most: int  # records in one answer
    verification: Verification


@dataclass(frozen=True)
class Scenario:
    """The databases of one day, by name, and the words that a request may use."""

    name: str
    title: str
    seed: int
    roles: tuple[str, ...]
    purposes: tuple[str, ...]
    legal_grounds: tuple[str, ...]
    databases: dict[str, Database]


def scenario_names() -> list[str]:
    """Return the names of all scenarios."""
    return sorted(path.stem for path in _folder().glob("*.yml"))


def load_scenario(name: str = "ordinary-day") -> Scenario:
    """Return a scenario of the lab; `ResearchError` says which there are."""
    if name not in scenario_names():
        raise ResearchError(
            f"there is no scenario {shown(name)}; there are {', '.join(scenario_names())}."
        )
    return read_scenario(_folder() / f"{name}.yml")


def read_scenario(path: Path) -> Scenario:
    """Return the scenario in a file; `ContentError` names the file, the key and what is wrong."""
    fields = Fields(str(path), read_yaml(path))
    name = fields.text("name")
    if name != path.stem:
        raise ContentError(f"{path}: name: found {shown(name)}, expected {path.stem!r}, the file's")
    title, seed = fields.text("title"), fields.whole("seed", least=0)
    roles, purposes = fields.texts("roles"), fields.texts("purposes")
    grounds = fields.texts("legal_grounds")
    databases = {
        key: _database(key, entry, roles, purposes) for key, entry in fields.mappings("databases")
    }
    fields.nothing_else()
    if not databases:
        raise ContentError(f"{path}: databases: expected at least one of {', '.join(KINDS)}.")
    return Scenario(name, title, seed, roles, purposes, grounds, databases)


def _database(
    name: str, fields: Fields, roles: tuple[str, ...], purposes: tuple[str, ...]
) -> Database:
    if name not in KINDS:
        raise ContentError(f"{fields.where}: no such database; known are {', '.join(KINDS)}.")
    possible_from = 100.0
    if KINDS[name].name_columns:
        possible_from = _within(fields, "possible_from", 50, 100)
    database = Database(
        name=name,
        title=fields.text("title"),
        owner=fields.text("owner"),
        about=fields.text("about"),
        purposes=_among(fields, "purposes", purposes),
        may_ask=_among(fields, "may_ask", roles),
        latency_s=_range(fields, "latency_s", _LONGEST_S),
        patience_s=_within(fields, "patience_s", 0.1, _LONGEST_S),
        errors=_within(fields, "errors", 0, 1),
        outages=tuple(_outage(each) for each in fields.entries("outages")),
        possible_from=possible_from,
        most=int(_within(fields, "most", 1, _MOST_ROWS)),
        verification=_verification(fields),
    )
    fields.nothing_else()
    return database


def _verification(fields: Fields) -> Verification:
    inner = fields.inside("verification")
    minutes = _range(inner, "minutes", 60 * 24 * 30)
    answers = inner.weights("answers")
    if not set(answers) <= set(OWNERS_ANSWERS) or abs(sum(answers.values()) - 1) > 1e-9:
        raise ContentError(
            f"{inner.where}: answers: found {shown(answers)}, expected shares of "
            f"{', '.join(OWNERS_ANSWERS)} that sum to 1."
        )
    inner.nothing_else()
    return Verification(minutes, {name: answers.get(name, 0.0) for name in OWNERS_ANSWERS})


def _outage(fields: Fields) -> Outage:
    outage = Outage(_hour(fields, "from"), _hour(fields, "until"), fields.text("says"))
    fields.nothing_else()
    return outage


def _hour(fields: Fields, key: str) -> time:
    found = fields.text(key)
    try:
        return datetime.strptime(found, "%H:%M").time()  # noqa: DTZ007 - an hour of every day
    except ValueError:
        raise ContentError(
            f'{fields.where}: {key}: found {shown(found)}, expected an hour such as "02:10".'
        ) from None


def _among(fields: Fields, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    found = fields.texts(key)
    if unknown := sorted(set(found) - set(known)):
        raise ContentError(
            f"{fields.where}: {key}: found {shown(unknown)}, expected some of {', '.join(known)}."
        )
    return found


def _range(fields: Fields, key: str, most: float) -> tuple[float, float]:
    low, high = fields.numbers(key, 2, least=0)
    if not 0 < low <= high <= most:
        raise ContentError(
            f"{fields.where}: {key}: found [{low:g}, {high:g}], expected [low, high] over 0, "
            f"{most:g} at most."
        )
    return low, high


def _within(fields: Fields, key: str, least: float, most: float) -> float:
    found = fields.number(key, least=least)
    if found > most:
        raise ContentError(f"{fields.where}: {key}: found {found:g}, expected {most:g} at most.")
    return found


def _folder() -> Path:
    return datasets_dir() / "research"
