"""The stage of one exercise: a world of three airports, cast and cut to the exercise's hours.

Every record is a real record of a seeded world.  What is illicit there and not of the cast is
taken out, so that what is so in the exercise is what its scenario says, and nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from aatulab.cases.visible import visible_tables
from aatulab.cases.window import Window
from aatulab.errors import JointError
from aatulab.joint.cards import Card, card_of, filled, overwrite
from aatulab.joint.casting import Candidates, cast_records
from aatulab.joint.plants import plant
from aatulab.joint.scenario import Fact, Learning, Scenario
from aatulab.joint.services import GOODS, PERSON
from aatulab.research.desk import shelves_of
from aatulab.research.holdings import frames_of
from aatulab.research.scenario import Scenario as Desks
from aatulab.research.shelf import Shelf
from aatulab.world import World, WorldSpec
from aatulab.world.build import build_gateway, shared_tables
from aatulab.world.frames import to_frame

Lists = Mapping[str, pd.DataFrame]
_MOST_ATTEMPTS = 200
_FLOWS = ("passenger", "cargo", "post")
_LEFT_OUT = ("airports", "carriers", "booking_changes", "amendments", "agents", "addresses",
             "firms", "directors")  # fmt: skip
_PRESENT_AFTER_S = {"passenger": 300, "cargo": 900, "post": 0}
_STAY_S = {"passenger": 2_700, "cargo": 6_000, "post": 6_000}


@dataclass(frozen=True)
class Subject:
    """A person, a consignment or a parcel: when it comes and when it goes, in seconds."""

    ref: str
    kind: str
    airport: str
    flow: str
    called: str
    flight: str
    lands_s: int
    stay_s: int
    member: str = ""  # its key in the cast, empty for everybody else

    @property
    def present_s(self) -> int:
        """Return when it can be met, if its flight is on time."""
        return self.lands_s + _PRESENT_AFTER_S[self.flow]


@dataclass(frozen=True)
class Stage:
    """All that is fixed before the exercise begins."""

    scenario: Scenario
    seed: int
    lists: Mapping[str, Lists]  # airport -> table
    subjects: Mapping[str, Subject]
    cast: Mapping[str, str]  # member -> ref
    facts: Mapping[str, Fact]  # with the records' own words
    desks: Desks
    shelves: Mapping[str, Shelf]

    def truth(self, ref: str) -> str:
        """Return what is so about a record: whoever is not of the cast is innocent."""
        member = self.subjects[ref].member
        return self.scenario.cast[member].truth if member else "innocent"

    def ref_of(self, fact: str) -> str:
        """Return the record that a fact is about."""
        return self.cast[self.facts[fact].about]


def build_stage(scenario: Scenario, seed: int) -> Stage:
    """Return the stage of a seed: the first of its worlds in which every member finds a record."""
    if not 0 <= seed < 2**63:
        raise JointError(f"seed: found {seed}, expected a whole number from 0 up.")
    missing = ""
    for attempt in range(_MOST_ATTEMPTS):
        rng = np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(attempt,)))
        spec = _spec(scenario, int(rng.integers(2**62)))
        worlds: dict[str, World] = {}
        candidates = Candidates.of(scenario, worlds)
        for number, hub in enumerate(scenario.airports):
            worlds[hub] = build_gateway(spec, number)
            candidates = Candidates.of(scenario, worlds)
            missing = candidates.missing_at(scenario, hub)
            if missing:  # so the other airports need not be built
                break
        else:
            cast, missing = cast_records(scenario, candidates, rng)
            if not missing:
                return _staged(scenario, seed, worlds, cast)
    raise JointError(
        f"{scenario.name}: seed {seed}: no world of {_MOST_ATTEMPTS} has a record for {missing}; "
        "widen its `like` or `lands`, or order more bookings."
    )


def _spec(scenario: Scenario, seed: int) -> WorldSpec:
    size = scenario.world
    return WorldSpec(
        seed=seed,
        bookings=size.bookings,
        gateways=scenario.airports,
        first_day=scenario.begins.date(),
        days=1,
        prevalence=size.prevalence,
        waybills=size.waybills,
        items=size.items,
        crossings=0,
    )


def _staged(
    scenario: Scenario, seed: int, worlds: Mapping[str, World], cast: Mapping[str, str]
) -> Stage:
    lists = {hub: _lists(scenario, world, set(cast.values())) for hub, world in worlds.items()}
    cards = _cards(scenario, lists, cast)
    for key, member in scenario.cast.items():
        where = f"{scenario.name}: cast.{key}.sets"
        for column, template in member.sets.items():
            overwrite(lists[member.airport], cast[key], column, filled(template, cards, where))
    cards = _cards(scenario, lists, cast)
    frames = [frames_of(world.tables) for world in worlds.values()]
    tables = {
        name: pd.concat([each[name] for each in frames], ignore_index=True) for name in frames[0]
    }
    desks, tables = plant(scenario, tables, cards)
    return Stage(
        scenario=scenario,
        seed=seed,
        lists=lists,
        subjects=_subjects(scenario, lists, cast),
        cast=cast,
        facts={key: _in_words(scenario, fact, cards) for key, fact in scenario.facts.items()},
        desks=desks,
        shelves=shelves_of(tables, desks),
    )


def _lists(scenario: Scenario, world: World, cast: set[str]) -> dict[str, pd.DataFrame]:
    begins = pd.Timestamp(scenario.begins)
    window = Window(begins, begins, begins + pd.Timedelta(minutes=scenario.minutes))
    seen = visible_tables({**shared_tables(), **world.tables}, _FLOWS, window)
    truth = to_frame(world.truth)
    wanted = {ref.split("/")[0] for ref in cast}
    others = set(truth.loc[truth["illicit"], "record"]) - wanted
    kept = {}
    for name, table in seen.items():
        if name in _LEFT_OUT:
            continue
        keys = [key for key in ("pnr", "awb", "item") if key in table.columns]
        kept[name] = table[~table[keys[0]].isin(others)] if keys else table
    landing = kept["flights"]["arrives_at"] < window.as_of
    kept["flights"] = kept["flights"][landing]
    kept["contacts"] = kept["contacts"][kept["contacts"]["pnr"].isin(kept["bookings"]["pnr"])]
    return {name: table.reset_index(drop=True) for name, table in kept.items()}


def _cards(
    scenario: Scenario, lists: Mapping[str, Lists], cast: Mapping[str, str]
) -> dict[str, Card]:
    return {
        key: card_of(member.flow, cast[key], lists[member.airport])
        for key, member in scenario.cast.items()
    }


def _subjects(
    scenario: Scenario, lists: Mapping[str, Lists], cast: Mapping[str, str]
) -> dict[str, Subject]:
    found: dict[str, Subject] = {}
    members = {ref: key for key, ref in cast.items()}
    for airport, tables in lists.items():
        for subject in _at(airport, tables, scenario):
            key = members.get(subject.ref, "")
            stay_s = round(scenario.cast[key].stay_min * 60) if key else subject.stay_s
            found[subject.ref] = replace(subject, member=key, stay_s=stay_s)
    return found


def _at(airport: str, tables: Lists, scenario: Scenario) -> list[Subject]:
    begins = pd.Timestamp(scenario.begins)
    trips = tables["bookings"].set_index("pnr")
    people = tables["passengers"]
    people = people.assign(
        flight_id=people["pnr"].map(trips["flight_id"]),
        arrives_at=people["pnr"].map(trips["arrives_at"]),
        ref=people["pnr"] + "/" + people["passenger_no"].astype(str),
        called=people["given_names"] + " " + people["surname"],
    )
    goods = tables["waybills"].assign(ref=lambda t: t["awb"], called=lambda t: t["goods"])
    post = tables["postal_items"].assign(
        ref=lambda t: t["item"],
        called=lambda t: t["advance_goods"].fillna(t["mail_class"]),
        flight_id="",
        arrives_at=lambda t: t["arrived_at"],
    )
    subjects = []
    for flow, kind, table in (
        ("passenger", PERSON, people), ("cargo", GOODS, goods), ("post", GOODS, post),
    ):  # fmt: skip
        columns = table[["ref", "called", "flight_id", "arrives_at"]]
        for ref, called, flight, lands in columns.itertuples(index=False):
            at_s = round((lands - begins).total_seconds())
            subjects.append(
                Subject(ref, kind, airport, flow, str(called), flight, at_s, _STAY_S[flow])
            )
    return subjects


def _in_words(scenario: Scenario, fact: Fact, cards: Mapping[str, Card]) -> Fact:
    where = f"{scenario.name}: facts.{fact.id}"
    kind, value = fact.clue
    learned = fact.learned
    if learned is not None and learned.finds is not None:
        finds = {key: filled(text, cards, where) for key, text in learned.finds.items()}
        learned = Learning(learned.by, database=learned.database, finds=finds,
                           status=learned.status)  # fmt: skip
    return replace(
        fact,
        says=filled(fact.says, cards, where),
        clue=(kind, filled(value, cards, where)),
        learned=learned,
    )
