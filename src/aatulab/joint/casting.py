"""Choose which record of the world plays whom: by flow, airport, the world's own role, landing.

Drawn by the seed among all that fit; nobody plays two.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from aatulab.joint.scenario import Member, Scenario
from aatulab.world import World
from aatulab.world.frames import to_frame


@dataclass(frozen=True)
class Candidates:
    """One row a record: airport, flow, record, role, flight and the minute at which it lands."""

    table: pd.DataFrame

    @classmethod
    def of(cls, scenario: Scenario, worlds: Mapping[str, World]) -> "Candidates":
        """Return the records of all airports that land while the exercise runs."""
        if not worlds:
            return cls(pd.DataFrame())
        begins = pd.Timestamp(scenario.begins)
        listed = []
        for airport, world in worlds.items():
            truth = to_frame(world.truth)
            phones = to_frame(world.tables["contacts"]).query("kind == 'phone'")["pnr"]
            ways = [
                _ways(world, "bookings", "pnr", "arrives_at", "flight_id"),
                _ways(world, "waybills", "awb", "arrives_at", "flight_id"),
                _ways(world, "postal_items", "item", "arrived_at", "inward_office"),
            ]
            rows = truth.merge(pd.concat(ways), on="record").assign(airport=airport)
            reached = (rows["flow"] != "passenger") | rows["record"].isin(phones)
            rows = rows[reached]  # a booking without a number cannot be connected
            listed.append(rows)
        table = pd.concat(listed, ignore_index=True)
        minutes = (table["lands_at"] - begins).dt.total_seconds() / 60
        table = table.assign(minute=minutes)
        return cls(table[(minutes >= 0) & (minutes < scenario.minutes)])

    def fitting(self, member: Member, flight: str) -> list[str]:
        """Return the records that can play a member, those of one flight if it has to be beside."""
        rows = self.table
        first, last = member.lands
        fits = (
            (rows["airport"] == member.airport)
            & (rows["flow"] == member.flow)
            & rows["role"].isin(member.like)
            & rows["minute"].between(first, last)
        )
        if flight:
            fits &= rows["flight"] == flight
        return sorted(rows.loc[fits, "record"])

    def missing_at(self, scenario: Scenario, airport: str) -> str:
        """Return who of an airport's cast finds no record at all, or an empty text."""
        for key, member in scenario.cast.items():
            if member.airport == airport and not self.fitting(member, ""):
                return f"{key} ({member.title})"
        return ""

    def flight_of(self, record: str) -> str:
        """Return the flight of a record."""
        return str(self.table.loc[self.table["record"] == record, "flight"].iloc[0])


def cast_records(
    scenario: Scenario, candidates: Candidates, rng: np.random.Generator
) -> tuple[dict[str, str], str]:
    """Return the reference of each member's record, and the title of who finds none (or "")."""
    chosen: dict[str, str] = {}
    for key, member in scenario.cast.items():
        flight = candidates.flight_of(chosen[member.beside]) if member.beside else ""
        fits = [each for each in candidates.fitting(member, flight) if each not in chosen.values()]
        if not fits:
            return {}, f"{key} ({member.title})"
        chosen[key] = fits[int(rng.integers(len(fits)))]
    flows = {key: member.flow for key, member in scenario.cast.items()}
    return {
        key: f"{record}/1" if flows[key] == "passenger" else record
        for key, record in chosen.items()
    }, ""


def _ways(world: World, table: str, key: str, at: str, flight: str) -> pd.DataFrame:
    rows = to_frame(world.tables[table].select([key, at, flight]))
    return rows.rename(columns={key: "record", at: "lands_at", flight: "flight"})
