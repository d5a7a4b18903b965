"""The dated history of a booking: what was changed, when, and what stood there before."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.codes.travel import record_locators
from aatulab.world.arrays import Whole
from aatulab.world.columns import labels, moments, repeated
from aatulab.world.passengers.flights import DAY_MIN
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.passengers.routes import written_ways
from aatulab.world.roles.draws import Draws, choose
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene
from aatulab.world.streams import Streams

KINDS = ("date", "route", "name", "contact", "service", "split")
_SHARES = np.array([[0.38, 0.20, 0.08, 0.16, 0.12, 0.06]])  # alike for everybody
_DATE, _ROUTE, _SPLIT = KINDS.index("date"), KINDS.index("route"), KINDS.index("split")
_LAST_BEFORE_MIN = 60  # before departure
_DAYS_A_CHANGE = 3
_AS_OFTEN_EARLIER = 0.5


@dataclass(frozen=True)
class Changes:
    """How often each booking was changed, and every change in order of booking and time."""

    counts: Whole  # one entry a booking
    booking: Whole  # one entry a change, and so are the others
    number: Whole  # inside the booking, from 0
    minute: Whole  # since 1970
    kind: Whole  # place in KINDS

    def last(self, ticketed: Whole) -> Whole:
        """Return when each booking was touched last: ticketed, or changed after that."""
        last = ticketed.copy()
        np.maximum.at(last, self.booking, self.minute)
        return last


def draw_changes(plan: Plan, journeys: Journeys, streams: Streams) -> Changes:
    """Return the changes; they come between the booking and an hour before departure."""
    counts = Draws(plan.cast).counts(
        streams.of("bookings", "changes"), "itinerary_changes", plan.role
    )
    booking, number = repeated(counts)
    share = streams.of("booking_changes", "changed_at").random(len(booking))
    share = np.sort(booking + share) - booking  # each booking keeps its places
    open_for = journeys.departs - journeys.booked - _LAST_BEFORE_MIN
    minute = journeys.booked[booking] + (share * open_for[booking]).astype(np.int64)
    alike = np.zeros(len(booking), dtype=np.int64)
    kind = choose(streams.of("booking_changes", "kind"), _SHARES, alike)
    return Changes(counts, booking, number, minute, kind)


def booking_changes_table(
    scene: Scene, pnr: Bytes, changes: Changes, journeys: Journeys
) -> pa.Table:
    """Return one row a change: its kind, and what stood there before."""
    return pa.table(
        {
            "pnr": to_text(rows(pnr, changes.booking)),
            "change_no": changes.number + 1,
            "changed_at": moments(changes.minute),
            "kind": labels(KINDS, changes.kind),
            "departed_on": _dates_before(changes, journeys, scene.streams),
            "itinerary": _ways_before(scene, changes, journeys),
            "other_pnr": _split_off(scene, changes),
        }
    )


def _dates_before(changes: Changes, journeys: Journeys, streams: Streams) -> pa.Array:
    """Return the day of departure that was planned before; each change of a booking its own."""
    rng = streams.of("booking_changes", "departed_on")
    count = len(changes.booking)
    off = 1 + _DAYS_A_CHANGE * changes.number + rng.integers(0, _DAYS_A_CHANGE, count)
    earlier = rng.random(count) < _AS_OFTEN_EARLIER
    departs = journeys.departs[changes.booking] // DAY_MIN
    known = departs - off > changes.minute // DAY_MIN  # nobody changes a flight that has left
    planned = np.where(earlier & known, departs - off, departs + off)
    return pa.array(planned.astype(np.int32), mask=changes.kind != _DATE).view(pa.date32())


def _ways_before(scene: Scene, changes: Changes, journeys: Journeys) -> pa.Array:
    """Return the way that was planned before, over another airport; any is as likely."""
    size = len(scene.airports.iata)
    home = scene.airports.index(scene.gateway.hub)
    route = np.flatnonzero(changes.kind == _ROUTE)
    booking = changes.booking[route]
    first, now = journeys.first[booking], journeys.via[booking]
    via = scene.streams.of("booking_changes", "itinerary").integers(0, size, len(route))
    for _ in range(3):  # three airports are not to be had, so three steps are enough
        taken = (via == first) | (via == home) | (via == now)
        via = np.where(taken, (via + 1) % size, via)
    written = written_ways(first, via, scene.airports, home)
    place = np.full(len(changes.kind), len(written.dictionary))
    place[route] = written.indices.to_numpy()
    return labels(written.dictionary, place)


def _split_off(scene: Scene, changes: Changes) -> pa.Array:
    """Return the locator of the part that was split off, which flies another day or not at all."""
    is_split = changes.kind == _SPLIT
    # numbers behind those of the bookings and of the further tickets, so that none comes twice
    behind = 2 * len(changes.counts) + np.arange(int(is_split.sum()))
    locators: Bytes = np.zeros((len(is_split), 6), dtype=np.uint8)
    keys = scene.streams.keys("bookings", "pnr")
    locators[is_split] = record_locators(scene.gateway.numbers_of(behind), keys)
    return to_text(locators, ~is_split)
