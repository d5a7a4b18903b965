"""Read `datasets/joint/<name>.yml` into a `Scenario`; errors name the file and the key.

Every reference is followed here (roles, cast, facts, services), so that a scenario that is read
can be played.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError, JointError, shown
from aatulab.fields import Fields
from aatulab.joint.injects import read_inject
from aatulab.joint.scenario import (
    FLOWS,
    TRUTHS,
    WEIGHTS,
    Fact,
    Learning,
    Member,
    Planted,
    Scenario,
    World,
)
from aatulab.joint.services import ACTS, MINUTES, SERVICES, Role, roles_at

_LONGEST_MIN, _SHORTEST_MIN = 240, 60
_STAY_MIN = {"passenger": 45.0, "cargo": 100.0, "post": 100.0}


def scenario_names() -> list[str]:
    """Return the names of all scenarios."""
    return sorted(path.stem for path in _folder().glob("*.yml"))


def load_scenario(name: str) -> Scenario:
    """Return a scenario of the lab; `JointError` says which there are."""
    if name not in scenario_names():
        raise JointError(
            f"there is no scenario {shown(name)}; there are {', '.join(scenario_names())}."
        )
    return read_scenario(_folder() / f"{name}.yml")


def read_scenario(path: Path) -> Scenario:
    """Return the scenario in a file; `ContentError` names the file, the key and what is wrong."""
    content = read_yaml(path)
    fields = Fields(str(path), content)
    if (name := fields.text("name")) != path.stem:
        raise ContentError(f"{path}: name: found {shown(name)}, expected {path.stem!r}, the file's")
    airports = fields.texts("airports")
    if len(set(airports)) != 3 or len(airports) != 3:
        raise ContentError(f"{path}: airports: found {shown(airports)}, expected three, each once.")
    xray = fields.inside("x-ray")
    scenario = Scenario(
        name=name,
        title=fields.text("title"),
        story=fields.text("story"),
        twist=fields.text("twist"),
        begins=_moment(fields),
        minutes=_minutes(fields),
        airports=airports,
        world=_world(fields.inside("world")),
        desks=fields.text("desks", default="joint-day"),
        staff=_staff(fields.inside("staff")),
        machines=xray.whole("machines", least=1),
        ordinary_per_hour=xray.number("ordinary_per_hour", least=0),
        cast={key: _member(key, entry, airports) for key, entry in fields.mappings("cast")},
        facts={key: _fact(key, entry, airports) for key, entry in fields.mappings("facts")},
        planted=tuple(_planted(entry) for entry in fields.entries("records")),
        injects=tuple(read_inject(entry, airports) for entry in fields.entries("injects")),
        digest=sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest(),
    )
    xray.nothing_else()
    fields.nothing_else()
    _check_references(path, scenario)
    return scenario


def _moment(fields: Fields) -> datetime:
    found = fields.text("begins")
    try:
        moment = datetime.fromisoformat(found)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ContentError(
            f"{fields.where}: begins: found {shown(found)}, expected a moment with its zone, such "
            'as "2026-04-13T05:30:00+00:00".'
        )
    return moment.astimezone(UTC)


def _minutes(fields: Fields) -> int:
    found = fields.whole("minutes", least=_SHORTEST_MIN)
    if found > _LONGEST_MIN:
        raise ContentError(
            f"{fields.where}: minutes: found {found}, expected {_LONGEST_MIN} at most."
        )
    return found


def _world(fields: Fields) -> World:
    world = World(
        fields.whole("bookings", least=300),
        fields.whole("waybills", least=0, default=300),
        fields.whole("items", least=0, default=600),
        fields.number("prevalence", least=0.005, default=0.1),
    )
    fields.nothing_else()
    return world


def _staff(fields: Fields) -> dict[str, int]:
    staff = {name: fields.whole(name, least=2) for name in SERVICES}
    fields.nothing_else()
    return staff


def _member(key: str, fields: Fields, airports: tuple[str, ...]) -> Member:
    flow = fields.one_of("flow", FLOWS)
    first, last = fields.numbers("lands", 2, least=0)
    member = Member(
        key=key,
        title=fields.text("title"),
        airport=fields.one_of("airport", airports),
        flow=flow,
        like=fields.texts("like"),
        truth=fields.one_of("truth", TRUTHS),
        right=fields.one_of("right", ACTS),
        proof=fields.texts("proof") if fields.has("proof") else (),
        lands=(first, last),
        stay_min=fields.number("stay_min", least=10, default=_STAY_MIN[flow]),
        beside=fields.text("beside") if fields.has("beside") else "",
        sets=_texts(fields.inside("sets")) if fields.has("sets") else {},
        why=fields.text("why"),
    )
    fields.nothing_else()
    return member


def _fact(key: str, fields: Fields, airports: tuple[str, ...]) -> Fact:
    clue = ("", "")
    if fields.has("clue"):
        ((kind, value),) = _texts(fields.inside("clue")).items()
        clue = (kind, value)
    fact = Fact(
        id=key,
        about=fields.text("about"),
        says=fields.text("says"),
        weighs=fields.one_of("weighs", WEIGHTS),
        names=not fields.flag("nameless"),
        clue=clue,
        may_go_to=_services(fields, "may_go_to"),
        needed_by=tuple(
            _role(fields, "needed_by", text, airports)
            for text in (fields.texts("needed_by") if fields.has("needed_by") else ())
        ),
        holder=_role(fields, "holder", fields.text("holder"), airports)
        if fields.has("holder")
        else None,
        at=fields.number("at", least=0) if fields.has("at") else None,
        landing=fields.number("landing") if fields.has("landing") else None,
        learned=_learning(fields.inside("learned")) if fields.has("learned") else None,
    )
    fields.nothing_else()
    ways = sum(each is not None for each in (fact.at, fact.landing, fact.learned))
    if ways != 1 or (fact.holder is None) != (fact.learned is not None):
        raise ContentError(
            f"{fields.where}: expected `holder` with one of `at` and `landing`, or `learned` alone."
        )
    return fact


def _learning(fields: Fields) -> Learning:
    by = fields.one_of("by", ("step", "look-up", "verify"))
    if by == "step":
        learning = Learning(
            by,
            step=fields.one_of("step", tuple(MINUTES)),
            on=fields.text("of") if fields.has("of") else "",
            knowing=fields.texts("knowing") if fields.has("knowing") else (),
        )
    else:
        learning = Learning(
            by,
            database=fields.text("database"),
            finds=_texts(fields.inside("finds")),
            status=fields.text("status") if by == "verify" else "",
        )
    fields.nothing_else()
    return learning


def _planted(fields: Fields) -> Planted:
    planted = Planted(fields.text("table"), _texts(fields.inside("row")))
    fields.nothing_else()
    return planted


def _texts(fields: Fields) -> dict[str, str]:
    return {key: fields.text(key) for key in fields.content}


def _services(fields: Fields, key: str) -> tuple[str, ...]:
    found = fields.texts(key)
    if unknown := sorted(set(found) - set(SERVICES)):
        raise ContentError(
            f"{fields.where}: {key}: found {shown(unknown)}, expected some of "
            f"{', '.join(SERVICES)}."
        )
    return found


def _role(fields: Fields, key: str, text: str, airports: tuple[str, ...]) -> Role:
    for role in roles_at(airports):
        if str(role) == text:
            return role
    raise ContentError(
        f"{fields.where}: {key}: found {shown(text)}, expected a role such as "
        f"'customs:{airports[0]}'."
    )


def _check_references(path: Path, scenario: Scenario) -> None:
    facts, cast = scenario.facts, scenario.cast
    for key, fact in facts.items():
        _known(path, f"facts.{key}.about", [fact.about], cast)
        if fact.learned:
            _known(path, f"facts.{key}.learned.knowing", fact.learned.knowing, facts)
            _known(path, f"facts.{key}.learned.of", [fact.learned.on or fact.about], cast)
        for role in fact.needed_by:
            _known(path, f"facts.{key}.needed_by", [role.service], fact.may_go_to)
    for key, member in cast.items():
        _known(path, f"cast.{key}.proof", member.proof, facts)
        _known(path, f"cast.{key}.beside", [member.beside] if member.beside else [], cast)
        if member.truth == "offender" and not member.proof:
            raise ContentError(f"{path}: cast.{key}.proof: expected the facts that prove it.")


def _known(path: Path, where: str, named: Iterable[str], known: Iterable[str]) -> None:
    listed = list(known)
    for name in named:
        if name not in listed:
            raise ContentError(
                f"{path}: {where}: found {shown(name)}, expected one of {', '.join(listed)}."
            )


def _folder() -> Path:
    return datasets_dir() / "joint"
