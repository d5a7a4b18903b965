"""The crossings as a table: who says what, and what the scales under the lane show."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.arrays import Floats, Whole
from aatulab.world.columns import labels, moments
from aatulab.world.land.passages import Passages
from aatulab.world.land.posts import border_posts
from aatulab.world.land.signals import CLASSES, DIRECTIONS, GOODS, PURPOSES
from aatulab.world.land.vehicles import Vehicles
from aatulab.world.population.documents import passport_numbers
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene

LANES = ("green", "red")
_MOST = 120  # nights away and crossings in 90 days
# kilograms that a person with hand luggage weighs on average, and how far people differ
_PERSON_KG, _SPREAD_KG = 82.0, 13.0
_OWN_TOBACCO_KG = 1.0
_SCALE_KG = 20  # the scales show steps


@dataclass(frozen=True)
class History:
    """What the register of crossings knows of each one's vehicle."""

    direction: Whole
    nights: Whole  # since the vehicle crossed the other way
    crossings: Whole  # in the 90 days before


def crossings_table(
    scene: Scene,
    plan: Plan,
    crossing_id: Bytes,
    passages: Passages,
    driver: Whole,
    vehicles: Vehicles,
) -> pa.Table:
    """Return the crossings in order of time."""
    draws = Draws(plan.cast)

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("crossings", column)

    def label(signal: str) -> Whole:
        return draws.label(rng(signal), signal, plan.role)

    goods = label("goods")
    history = _history(
        plan,
        vehicles,
        label("direction"),
        _counted(draws, rng("nights"), "nights_away", plan),
        _counted(draws, rng("crossings_90d"), "crossings_90d", plan),
    )
    vehicle = vehicles.of_crossing
    occupants = np.maximum(draws.number(rng("occupants"), "occupants", plan.role), 1)
    occupants = np.minimum(occupants, _seats()[vehicles.kind[vehicle]])
    goods_kg = _declared(goods, draws.typical(rng("goods_kg"), "goods_kg", plan.role))
    extra = draws.typical(rng("unexplained"), "unexplained_kg", plan.role)
    people = rng("people").normal(_PERSON_KG, _SPREAD_KG / np.sqrt(occupants)) * occupants
    weighed = vehicles.unladen_kg[vehicle] + people + goods_kg + extra
    declares = draws.happens(rng("cash declared"), "cash_declared", plan.role)
    cash = draws.typical(rng("cash"), "cash_eur", plan.role)
    red = draws.happens(rng("red_lane"), "red_lane", plan.role) | declares
    passports = passport_numbers(scene.gateway, driver, scene.streams)
    return pa.table(
        {
            "crossing_id": to_text(crossing_id),
            "at": moments(passages.at),
            "border_post": labels(tuple(border_posts()), passages.post),
            "direction": labels(DIRECTIONS, history.direction),
            "lane": labels(LANES, red.astype(np.int64)),
            "plate": to_text(rows(vehicles.plate, vehicle)),
            "document_number": to_text(passports),
            "occupants": occupants,
            "purpose": labels(PURPOSES, label("purpose")),
            "nights_since_last": history.nights,
            "crossings_90d": history.crossings,
            "goods": labels(GOODS, goods),
            "goods_kg": goods_kg,
            "declared_cash": pa.array((cash / 100).round() * 100, mask=~declares),
            "currency": labels(["EUR"], np.zeros(plan.size, dtype=np.int64)),
            "weighed_kg": _on_scales(weighed),
        }
    )


def _history(
    plan: Plan, vehicles: Vehicles, direction: Whole, nights: Whole, crossings: Whole
) -> History:
    """Return the drawn history, where a vehicle comes back following from its crossings before.

    The plan is in order of time.
    """
    vehicle = vehicles.of_crossing
    order = np.argsort(vehicle, kind="stable")
    ordered = vehicle[order]
    start = np.searchsorted(ordered, ordered, side="left")
    turn = np.empty(plan.size, dtype=np.int64)
    turn[order] = np.arange(plan.size) - start
    first, before = np.empty_like(turn), np.empty_like(turn)
    first[order] = order[start]
    before[order] = np.concatenate([order[:1], order[:-1]])
    return History(
        direction=(direction[first] + turn) % len(DIRECTIONS),
        nights=np.where(turn > 0, plan.day - plan.day[before], nights),
        crossings=np.minimum(crossings[first] + turn, _MOST),
    )


def _counted(draws: Draws, rng: np.random.Generator, signal: str, plan: Plan) -> Whole:
    counted: Whole = np.minimum(draws.typical(rng, signal, plan.role), _MOST).astype(np.int64)
    return counted


def _declared(goods: Whole, kilograms: Floats) -> Whole:
    """Return the declared weight: nothing of nothing, and little of what one smokes oneself."""
    most = np.full(len(GOODS), np.inf)
    most[GOODS.index("nothing to declare")] = 0.0
    most[GOODS.index("tobacco for own use")] = _OWN_TOBACCO_KG
    declared: Whole = np.minimum(kilograms, most[goods]).round().astype(np.int64)
    return declared


def _on_scales(kilograms: Floats) -> Whole:
    shown: Whole = (np.rint(kilograms / _SCALE_KG) * _SCALE_KG).astype(np.int64)
    return shown


def _seats() -> Whole:
    return np.array([seats for _, seats in CLASSES.values()])
