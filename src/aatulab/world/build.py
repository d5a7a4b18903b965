"""Build a world: gateway by gateway, from a spec to all its tables, truth apart.

The passenger flow comes first, since it gives the population and the networks; then every flow
of `FLOWS` adds its part; history comes last, since it is about all of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.content import datasets_dir
from aatulab.errors import WorldError
from aatulab.world.cargo.build import build_cargo
from aatulab.world.cargo.signals import CARGO
from aatulab.world.history.build import build_history
from aatulab.world.history.papers import Passports
from aatulab.world.land.build import build_land
from aatulab.world.land.signals import LAND
from aatulab.world.networks import networks_table
from aatulab.world.passengers.build import build_passengers
from aatulab.world.passengers.signals import PASSENGER
from aatulab.world.population.documents import documents_table
from aatulab.world.post.build import build_post
from aatulab.world.post.signals import POST
from aatulab.world.reference import Airports, airports, carriers
from aatulab.world.roles.cast import Cast
from aatulab.world.roles.signals import Flow
from aatulab.world.roles.typologies import read_cast
from aatulab.world.scene import FlowPart, Scene
from aatulab.world.spec import WorldSpec
from aatulab.world.streams import Streams

FlowBuilder = Callable[[Scene, Cast], FlowPart]

# A further flow is one line: its signals, the size in the spec that orders it, and its builder,
# `build_x(scene: Scene, cast: Cast) -> FlowPart`.  The builder is called only if the gateway has
# records of the flow; it draws a plan (`roles.plan.draw_plan`), attaches the illicit circles to
# cells (`networks.attach_cells`), takes its people and firms from `scene.population`, and names
# its random streams after its own tables; with a docket (`world.docket`) its records have a
# history.  tests/unit/world/test_flows.py holds a small one.
FLOWS: tuple[tuple[Flow, str, FlowBuilder], ...] = (
    (CARGO, "waybills", build_cargo),
    (POST, "items", build_post),
    (LAND, "crossings", build_land),
)


@dataclass(frozen=True)
class World:
    """A built world, or one gateway of it: what an officer could see, and what is so.

    `hidden` holds `truth`, `networks` and `memberships`; no case contains them.
    """

    spec: WorldSpec
    tables: Mapping[str, pa.Table]
    hidden: Mapping[str, pa.Table]

    @property
    def truth(self) -> pa.Table:
        """Return what is so about every record."""
        return self.hidden["truth"]


def build_world(spec: WorldSpec) -> World:
    """Return the whole world of a spec; the same spec gives the same world, byte for byte.

    >>> world = build_world(WorldSpec(seed=7, bookings=200, days=2))
    >>> world.tables["bookings"].num_rows, sorted(world.tables)[:3]
    (200, ['addresses', 'agents', 'airports'])
    """
    parts = [build_gateway(spec, number) for number in range(len(spec.hubs))]
    tables = _joined(part.tables for part in parts)
    return World(spec, {**shared_tables(), **tables}, _joined(part.hidden for part in parts))


def build_gateway(spec: WorldSpec, number: int) -> World:
    """Return one gateway of a world, without the tables that all gateways share.

    It depends on the spec and the number only, so that workers build parts in any order.
    """
    gateway = spec.gateway(number)
    casts = chosen_casts(spec)
    scene, passengers = build_passengers(
        gateway, casts[PASSENGER.name], airports(), Streams(spec.seed, number)
    )
    parts = [passengers]
    for flow, size, build in FLOWS:
        if getattr(gateway, size):
            parts.append(build(scene, casts[flow.name]))
    population = scene.population
    holds_passport = np.zeros(population.persons.count, dtype=bool)
    for part in parts:
        holds_passport[part.travellers] = True
    holders = np.flatnonzero(holds_passport)
    documents = documents_table(
        gateway, population.persons, holders, passengers.renewals, scene.streams
    )
    tables = {
        **population.tables(),
        "documents": documents,
        **{name: table for part in parts for name, table in part.tables.items()},
    }
    if gateway.history:
        issued = documents["issued_on"].cast(pa.int32()).to_numpy().astype(np.int64)
        tables |= build_history(scene, parts, _victims(casts), Passports(holders, issued))
    hidden = {
        "truth": pa.concat_tables([part.truth for part in parts]),
        "networks": networks_table(scene.networks, population),
        "memberships": pa.concat_tables([part.memberships for part in parts]),
    }
    return World(spec, tables, hidden)


def _victims(casts: Mapping[str, Cast]) -> frozenset[str]:
    """Return the typologies whose records are those of victims, who are to be protected."""
    roles = [role for cast in casts.values() for role in cast.roles]
    return frozenset(str(role.typology) for role in roles if role.of_victims)


def shared_tables() -> dict[str, pa.Table]:
    """Return the tables that are the same in all gateways and all worlds."""
    return {"airports": _airports_table(airports()), "carriers": _carriers_table()}


def read_casts() -> dict[str, Cast]:
    """Return the cast of every flow by the flow's name."""
    folder = datasets_dir() / "typologies"
    flows = [PASSENGER, *(flow for flow, _, _ in FLOWS)]
    return {flow.name: read_cast(folder, flow) for flow in flows}


def chosen_casts(spec: WorldSpec) -> Mapping[str, Cast]:
    """Return the casts with the typologies that the order names, all if it names none.

    Raises `WorldError` if a typology or a rule in use is not known.
    """
    casts = read_casts()
    _check_known("rules_in_use", spec.rules_in_use, "signal", _signals(casts))
    _check_known("typologies", spec.typologies, "typology", _typologies(casts))
    if not spec.typologies:
        return casts
    return {flow: cast.only(spec.typologies) for flow, cast in casts.items()}


def _check_known(key: str, named: Iterable[str], what: str, known: set[str]) -> None:
    for name in named:
        if name not in known:
            listed = ", ".join(sorted(known))
            raise WorldError(f"{key}: {name!r} is no {what}; known are {listed}.")


def _signals(casts: Mapping[str, Cast]) -> set[str]:
    return {name for cast in casts.values() for name in cast.flow.signals}


def _typologies(casts: Mapping[str, Cast]) -> set[str]:
    return {role.name for cast in casts.values() for role in cast.of_kind("typology")}


def _joined(parts: Iterable[Mapping[str, pa.Table]]) -> dict[str, pa.Table]:
    listed = list(parts)
    return {name: pa.concat_tables([part[name] for part in listed]) for name in listed[0]}


def _airports_table(places: Airports) -> pa.Table:
    keys = ("iata", "icao", "name", "city", "country", "latitude", "longitude")
    return pa.table({key: pa.array(getattr(places, key)) for key in keys})


def _carriers_table() -> pa.Table:
    codes, titles = zip(*carriers(), strict=True)
    return pa.table(
        {"carrier": list(codes), "name": list(titles), "fictitious": [True] * len(codes)}
    )
