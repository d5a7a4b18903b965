"""Tickets, frequent flyers and codeshares: what a booking says beside the journey.

None of it depends on a role: the columns are there because a booking has them, and a trainee
must learn to read past them.
"""

import numpy as np
import pyarrow as pa

from aatulab.codes.carriers import awb_prefixes
from aatulab.codes.fixed import Bytes, digits, padded, rows, to_text
from aatulab.codes.shuffle import shuffled
from aatulab.world.arrays import Whole
from aatulab.world.columns import labels
from aatulab.world.passengers.flights import DAY_MIN, Boarding
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.passengers.parties import Parties
from aatulab.world.passengers.routes import Schedule
from aatulab.world.reference import carriers
from aatulab.world.roles.draws import choose
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

# what the segment of the flight says, as reservation systems do (Travelport, "Air Status Codes",
# support.travelport.com): holds confirmed, confirmed from the waiting list, timings changed
STATUSES = ("HK", "KL", "TK")
_STATUS_SHARES = np.array([[0.92, 0.02, 0.06]])
_AT_ONCE = 0.7  # tickets issued with the booking; the others within three days
_LATEST_ISSUE_MIN = 3 * DAY_MIN
_LAST_ISSUE_BEFORE_MIN = 60  # before departure, when the desk closes
_FREQUENT = 0.2  # of all persons, children too
_SHARED_FLIGHTS, _SOLD_BY_PARTNER = 0.3, 0.35
_FIRST_SHARED, _SHARED_NUMBERS = 9000, 1000  # which no flight of the timetable has


def ticket_numbers(
    gateway: Gateway, boarding: Boarding, parties: Parties, streams: Streams
) -> pa.Array:
    """Return thirteen digits a passenger: the airline's three, then the number of the document.

    The tickets of a booking follow each other; those of different bookings tell nothing.
    """
    airline = boarding.schedule.carrier[boarding.flight]
    of_booking = shuffled(
        gateway.numbers(boarding.plan.size), 28, streams.keys("tickets", "number")
    )
    serial = of_booking.astype(np.int64)[parties.booking] * 10 + parties.place
    opening = rows(awb_prefixes(), airline[parties.booking])
    return to_text(np.concatenate([opening, digits(serial, 10)], axis=1))


def issued(journeys: Journeys, streams: Streams) -> Whole:
    """Return when the tickets of each booking were issued, in minutes since 1970."""
    u = streams.of("bookings", "ticketed_at").random(len(journeys.booked))
    later = np.maximum(u - _AT_ONCE, 0) / (1 - _AT_ONCE) * _LATEST_ISSUE_MIN
    return np.minimum(
        journeys.booked + later.astype(np.int64), journeys.departs - _LAST_ISSUE_BEFORE_MIN
    )


def statuses(bookings: int, streams: Streams) -> pa.Array:
    """Return the status code of each booking's flight."""
    alike = np.zeros(bookings, dtype=np.int64)
    return labels(STATUSES, choose(streams.of("bookings", "status"), _STATUS_SHARES, alike))


def frequent_flyers(gateway: Gateway, parties: Parties, people: int, streams: Streams) -> pa.Array:
    """Return the airline and number of each passenger's frequent flyer card; most have none."""
    member = streams.of("persons", "frequent flyer").random(people) < _FREQUENT
    holds = member[parties.person]
    holders = np.flatnonzero(holds)
    person = parties.person[holders]
    codes = padded([code + " " for code, _ in carriers()], 3, " ")
    airline = streams.of("persons", "frequent flyer airline").integers(0, len(codes), people)
    number = shuffled(
        gateway.numbers_of(person), 28, streams.keys("persons", "frequent flyer")
    ).astype(np.int64)
    cards: Bytes = np.zeros((len(parties.person), 12), dtype=np.uint8)
    cards[holders] = np.concatenate([rows(codes, airline[person]), digits(number, 9)], axis=1)
    return to_text(cards, ~holds)


def codeshares(boarding: Boarding, streams: Streams) -> pa.Array:
    """Return the flight under which another airline sold the booking; most have none."""
    schedule = boarding.schedule
    sold_as = pa.array(_partner_numbers(schedule, streams)).dictionary_encode()
    shared = streams.of("flights", "shared").random(len(sold_as)) < _SHARED_FLIGHTS
    sold = streams.of("bookings", "codeshare").random(boarding.plan.size) < _SOLD_BY_PARTNER
    place = sold_as.indices.to_numpy()[boarding.flight]
    none = len(sold_as.dictionary)
    return labels(sold_as.dictionary, np.where(sold & shared[boarding.flight], place, none))


def _partner_numbers(schedule: Schedule, streams: Streams) -> list[str]:
    """Return the number that each flight has with one other airline."""
    codes = [code for code, _ in carriers()]
    steps = streams.of("flights", "partner").integers(1, len(codes), len(schedule.carrier))
    partners = (schedule.carrier + steps) % len(codes)
    return [
        f"{codes[partner]}{_FIRST_SHARED + place % _SHARED_NUMBERS}"
        for place, partner in enumerate(partners.tolist())
    ]
