"""Journeys that go on: flights from the hub on a ticket bought apart from the booking.

A traveller who changes to a ticket of his own is nothing unusual; the airline of the first flight
just does not know where he goes.  Where to says nothing about anybody: all airports are alike.
"""

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.codes.travel import record_locators
from aatulab.world.columns import labels, moments
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.reference import Airports, carriers
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

_LEAST_WAIT_MIN, _MOST_WAIT_MIN = 120, 30 * 60
_LEAST_NIGHTS = 3  # who flies back sooner does not go on before
_LEAST_LEAD_MIN = 60


def onward_tickets_table(
    gateway: Gateway,
    pnr: Bytes,
    plan: Plan,
    journeys: Journeys,
    airports: Airports,
    streams: Streams,
) -> pa.Table:
    """Return one row a further ticket; it is bought after the first one, mostly soon after."""

    def rng(column: str) -> np.random.Generator:
        return streams.of("onward_tickets", column)

    goes_on = Draws(plan.cast).happens(rng("onward_ticket"), "onward_ticket", plan.role)
    goes_on &= journeys.one_way | (journeys.nights >= _LEAST_NIGHTS)
    booking = np.flatnonzero(goes_on)
    count = len(booking)
    wait = rng("departs_at").random(count) ** 2 * (_MOST_WAIT_MIN - _LEAST_WAIT_MIN)
    departs = (journeys.arrives[booking] + _LEAST_WAIT_MIN + wait.astype(np.int64)) // 5 * 5
    booked = journeys.booked[booking]
    later = rng("booked_at").random(count) ** 4 * (departs - _LEAST_LEAD_MIN - booked)
    codes = [code for code, _ in carriers()]
    hub = airports.index(gateway.hub)
    other = 1 + rng("destination").integers(0, len(airports.iata) - 1, count)
    # numbers behind those of the bookings, so that no locator comes twice
    numbers = gateway.numbers_of(plan.size + np.arange(count))
    return pa.table(
        {
            "onward_pnr": to_text(record_locators(numbers, streams.keys("bookings", "pnr"))),
            "pnr": to_text(rows(pnr, booking)),
            "carrier": labels(codes, rng("carrier").integers(0, len(codes), count)),
            "destination": labels(airports.iata, (hub + other) % len(airports.iata)),
            "departs_at": moments(departs),
            "booked_at": moments(booked + later.astype(np.int64)),
        }
    )
