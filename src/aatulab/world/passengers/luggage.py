"""Checked bags: how many, how heavy, where to."""

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.codes.travel import bag_tags
from aatulab.world.arrays import Floats, Whole
from aatulab.world.columns import labels, repeated
from aatulab.world.passengers.parties import Parties
from aatulab.world.reference import Airports
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.streams import Streams

_FREE_KG, _LEAST_KG, _MOST_KG = 23.0, 3.0, 32.0
_MATCHING = 0.015  # cases of one kind, packed alike, differ by so much of their weight
_TAGGED_ELSEWHERE = 0.004  # a tag to another airport happens to anybody


def baggage_table(
    pnr: Bytes, plan: Plan, parties: Parties, airports: Airports, hub: int, streams: Streams
) -> pa.Table:
    """Return one row a bag."""
    draws = Draws(plan.cast)

    def rng(column: str) -> np.random.Generator:
        return streams.of("baggage", column)

    bags = draws.number(rng("bags"), "bags_per_person", plan.role[parties.booking])
    passenger, which = repeated(bags)
    booking = parties.booking[passenger]
    weight = draws.typical(rng("weight_kg"), "bag_kg", plan.role[booking])
    weight = _matched(weight, booking, plan, streams)
    weight = np.round(np.clip(weight, _LEAST_KG, _MOST_KG) * 10) / 10
    extra = draws.happens(rng("excess_paid"), "excess_baggage", plan.role)
    elsewhere = rng("destination").random(len(bags)) < _TAGGED_ELSEWHERE
    other = rng("other destination").integers(0, len(airports.iata), len(bags))
    destination = np.where(elsewhere, other, hub)
    return pa.table(
        {
            "bag_tag": bag_tags(np.arange(len(passenger))),
            "pnr": to_text(rows(pnr, booking)),
            "passenger_no": parties.place[passenger] + 1,
            "weight_kg": weight,
            "excess_paid": (weight > _FREE_KG) | (extra[booking] & (which > 0)),
            "destination": labels(airports.iata, destination[passenger]),
        }
    )


def _matched(weight: Floats, booking: Whole, plan: Plan, streams: Streams) -> Floats:
    """Return the weights, those of matching bags being their circle's."""
    draws = Draws(plan.cast)
    alike = draws.happens(streams.of("baggage", "matching"), "matching_bags", plan.role)
    bags = np.flatnonzero(alike[booking])
    of_circle = draws.typical(streams.of("circles", "bag_kg"), "bag_kg", plan.role_of_circle)
    noise = streams.of("baggage", "matching weight").standard_normal(len(bags))
    weight[bags] = of_circle[plan.circle[booking[bags]]] * (1 + _MATCHING * noise)
    return weight
