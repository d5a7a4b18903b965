"""Who sends the goods: an exporter abroad, or a private person who lives there."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import to_text
from aatulab.world.arrays import Flags, Whole
from aatulab.world.cargo.carriage import Carriage
from aatulab.world.cargo.exporters import Exporters, draw_exporters
from aatulab.world.cargo.shipments import Shipments
from aatulab.world.columns import days
from aatulab.world.passengers.flights import DAY_MIN
from aatulab.world.roles.draws import Draws
from aatulab.world.scene import Scene

_MOST_SHIPMENTS = 90


@dataclass(frozen=True)
class Shippers:
    """One entry a shipment."""

    exporters: Exporters
    person: Flags
    place: Whole  # among the persons, or among the exporters
    account_days: Whole  # how old the account was when the space was booked; 0 for persons
    earlier: Whole  # shipments to the same consignee in the 90 days before


def draw_shippers(scene: Scene, carriage: Carriage, shipments: Shipments) -> Shippers:
    """Return the shippers."""
    draws = Draws(carriage.plan.cast)

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("waybills", column)

    lane = shipments.lane
    at = carriage.first[shipments.waybill]
    person = draws.happens(rng("shipper kind"), "person_shipper", shipments.role)[lane]
    age = draws.typical(rng("account age"), "account_age_days", shipments.role)
    booked = carriage.booked[shipments.waybill] // DAY_MIN
    # an account is older than the first of its circle's bookings
    used = booked.copy()
    np.minimum.at(used, lane, booked)
    firms = np.flatnonzero((lane == np.arange(shipments.count)) & ~person)
    exporters, of_firm = draw_exporters(
        scene, at[firms], shipments.goods[firms], used[firms], age[firms]
    )
    place = _somebody_at(scene, at, rng("shipper person"))
    place[firms] = of_firm
    place = place[lane]
    account_days = np.full(shipments.count, 0)
    account_days[~person] = booked[~person] - exporters.opened[place[~person]]
    return Shippers(
        exporters,
        person,
        place,
        account_days,
        _earlier(carriage, shipments, account_days, person, rng("earlier")),
    )


def account_columns(shippers: Shippers, places: Whole, missing: Flags) -> dict[str, pa.Array]:
    """Return the account of each shipment at the given places; persons have none."""
    exporters = shippers.exporters
    of = pa.array(shippers.place[places], mask=shippers.person[places] | missing)
    return {
        "account": to_text(exporters.account).take(of),
        "account_opened_on": days(exporters.opened).take(of),
        "shipments_90d": pa.array(shippers.earlier[places], mask=missing),
    }


def _earlier(
    carriage: Carriage,
    shipments: Shipments,
    age_days: Whole,
    person: Flags,
    rng: np.random.Generator,
) -> Whole:
    """Return earlier shipments; a circle of one shipper and one consignee counts its own."""
    plan, own = carriage.plan, slice(0, shipments.waybills)
    drawn = Draws(plan.cast).typical(rng, "shipments_90d", shipments.role).astype(np.int64)
    first = plan.first_of_circle[plan.circle]
    again = (shipments.lane[own] == first) & (shipments.partner[own] == first)
    drawn[own] = np.where(again, drawn[first] + plan.rank, drawn[own])
    # a new account has sent little: one in two days at most
    most = np.where(person, drawn, age_days // 2)
    return np.minimum(np.minimum(drawn, most), _MOST_SHIPMENTS)


def _somebody_at(scene: Scene, at: Whole, rng: np.random.Generator) -> Whole:
    """Return an adult who lives in the State of each airport, or anywhere if nobody does."""
    persons, airports = scene.population.persons, scene.airports
    heads = scene.population.heads()
    by_state = heads[np.argsort(persons.residence[heads], kind="stable")]
    residence = persons.residence[by_state]
    state = np.array([persons.states.index(state) for state in airports.country3])[at]
    first = np.searchsorted(residence, state, side="left")
    last = np.searchsorted(residence, state, side="right")
    last, first = np.where(first == last, len(heads), last), np.where(first == last, 0, first)
    return by_state[first + (rng.random(len(at)) * (last - first)).astype(np.int64)]
