"""The vehicles that cross, and whose they are: the driver's, a firm's, or somebody else's.

A circle that belongs to a network drives what its front firm or its organiser owns.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import Bytes, to_text
from aatulab.codes.plates import PLATES, write_plates
from aatulab.codes.shuffle import shuffled_below
from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import day_number, days, labels
from aatulab.world.land.signals import CLASSES
from aatulab.world.roles.draws import Draws, log_normal
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene

OWNERS = ("person", "firm")
_MOST_DAYS = 7_000


@dataclass(frozen=True)
class Vehicles:
    """One entry a vehicle; `of_crossing` has one entry a crossing."""

    of_crossing: Whole
    plate: Bytes
    kind: Whole  # places in CLASSES
    unladen_kg: Whole
    registered: Whole  # days since 1970: since when the owner has it
    firm: Flags
    owner: Whole  # among the persons, or among the firms


def draw_vehicles(scene: Scene, plan: Plan, driver: Whole, cell: Whole) -> Vehicles:
    """Return the vehicles; `cell` is the cell of each circle, or -1."""
    draws = Draws(plan.cast)

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("vehicles", column)

    one = draws.happens(rng("shared"), "shared_vehicle", plan.role)
    leader = np.where(one, plan.first_of_circle[plan.circle], np.arange(plan.size))
    first, of_crossing = np.unique(leader, return_inverse=True)
    role = plan.role[first]
    kind = draws.label(rng("class"), "vehicle", role)
    middle, spread = log_normal([weights for weights, _ in CLASSES.values()])
    unladen = np.exp(middle[kind] + spread[kind] * rng("unladen").standard_normal(len(first)))
    age = draws.typical(rng("registered_on"), "vehicle_age_days", role)
    # it was his before he first crossed with it
    age = np.clip(age, 2, _MOST_DAYS).astype(np.int64)
    firm, owner = _owners(scene, plan, driver, cell, first)
    numbers = scene.gateway.numbers(len(first))
    plates = shuffled_below(numbers, PLATES, scene.streams.keys("vehicles", "plate"))
    return Vehicles(
        of_crossing=of_crossing,
        plate=write_plates(plates.astype(np.int64)),
        kind=kind,
        unladen_kg=(unladen.round(-1)).astype(np.int64),
        registered=day_number(scene.gateway.first_day) + plan.day[first] - age,
        firm=firm,
        owner=owner,
    )


def vehicles_table(scene: Scene, vehicles: Vehicles) -> pa.Table:
    """Return the vehicles as the register shows them."""
    population, firm = scene.population, vehicles.firm
    person = np.where(firm, 0, vehicles.owner)
    trader = np.where(firm, vehicles.owner, 0)
    home = population.households.address[population.persons.household[person]]
    flag = pa.array(firm)
    return pa.table(
        {
            "plate": to_text(vehicles.plate),
            "vehicle_class": labels(tuple(CLASSES), vehicles.kind),
            "unladen_kg": vehicles.unladen_kg,
            "seats": np.array([seats for _, seats in CLASSES.values()])[vehicles.kind],
            "registered_on": days(vehicles.registered),
            "owner_kind": labels(OWNERS, firm.astype(np.int64)),
            "owner_name": pc.if_else(
                flag,
                population.firms.name.take(pa.array(trader)),
                population.persons.full_names(person),
            ),
            "owner_address_id": population.addresses.ids(
                np.where(firm, population.firm_address[trader], home)
            ),
        }
    )


def _owners(
    scene: Scene, plan: Plan, driver: Whole, cell: Whole, first: Whole
) -> tuple[Flags, Whole]:
    """Return whether each vehicle is a firm's, and the firm or person that owns it."""
    draws, population = Draws(plan.cast), scene.population
    role, circle = plan.role[first], plan.circle[first]

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("vehicles", column)

    def happens(signal: str) -> Flags:
        return draws.happens(rng(signal), signal, role)

    firm = happens("firm_owner")
    other = ~firm & happens("other_owner")
    heads = population.heads()
    stranger = heads[rng("owner").integers(0, len(heads), len(first))]
    owner = np.where(other, stranger, driver[first])
    owner = np.where(firm, population.firms.draw(rng("firm"), len(first)), owner)

    # the circle's owner: a firm or a person, the network's own where there is one
    circles = len(plan.role_of_circle)
    of_firms = population.firms.draw(rng("circle firm"), circles)
    of_persons = heads[rng("circle owner").integers(0, len(heads), circles)]
    linked = np.flatnonzero(cell >= 0)
    if len(linked):
        network = scene.networks.network[cell[linked]]
        of_firms[linked] = scene.networks.firm[network]
        of_persons[linked] = scene.networks.organiser[network]
    shares = (firm | other) & happens("shared_owner")
    return firm, np.where(shares, np.where(firm, of_firms[circle], of_persons[circle]), owner)
