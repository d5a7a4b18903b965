"""Contact points: the phone and the e-mail address left in each booking."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import digits, rows, to_text
from aatulab.codes.phones import phones
from aatulab.codes.shuffle import shuffled_below
from aatulab.world.columns import labels, moments, repeated
from aatulab.world.draws import Draws, Whole
from aatulab.world.journeys import Journeys
from aatulab.world.people import People
from aatulab.world.plan import Plan
from aatulab.world.reference import Names
from aatulab.world.streams import Streams

DOMAINS = ("@example.org", "@example.net", "@example.com")  # RFC 2606: nobody's mail


def contacts_table(
    plan: Plan, journeys: Journeys, people: People, names: Names, streams: Streams
) -> pa.Table:
    """Return one row for each contact point of each booking: the phone, then the address."""
    draws = Draws(plan.cast)
    given = {
        kind: draws.happens(streams.of("contacts", f"{kind} given"), f"{kind}_given", plan.role)
        for kind in ("phone", "email")
    }
    phone, email = given["phone"], given["email"]
    booking, part = repeated(phone.astype(np.int64) + email)
    kind = np.where(phone[booking], part, 1)  # the phone comes first
    # phones and addresses are made in two blocks and laid between each other
    of_kind = np.where(kind == 0, np.cumsum(kind == 0) - 1, int(phone.sum()) + np.cumsum(kind) - 1)
    values = pa.concat_arrays(
        [
            _phones(plan, draws, np.flatnonzero(phone), streams),
            _emails(plan, draws, np.flatnonzero(email), people, names, streams),
        ]
    )
    return pa.table(
        {
            "pnr": to_text(rows(journeys.pnr, booking)),
            "kind": labels(["phone", "email"], kind),
            "value": values.take(pa.array(of_kind)),
            "booked_at": moments(journeys.booked[booking]),
        }
    )


def _owners(plan: Plan, draws: Draws, signal: str, bookings: Whole, streams: Streams) -> Whole:
    """Return the booking that each one's contact comes from: itself, or its circle's earliest."""
    shares = draws.happens(streams.of("contacts", signal), signal, plan.role)[bookings]
    earliest = plan.first_of_circle[plan.circle[bookings]]
    return np.where(shares, earliest, bookings)


def _phones(plan: Plan, draws: Draws, bookings: Whole, streams: Streams) -> pa.Array:
    owners = _owners(plan, draws, "shared_phone", bookings, streams)
    return phones(owners, streams.keys("contacts", "phone"))


def _emails(
    plan: Plan, draws: Draws, bookings: Whole, people: People, names: Names, streams: Streams
) -> pa.Array:
    """Return the owner's surname and a number at a reserved domain."""
    owners = _owners(plan, draws, "shared_email", bookings, streams)
    width = 6 if plan.size <= 1_000_000 else 12
    number = shuffled_below(owners, 10**width, streams.keys("contacts", "email"))
    local = pa.array([name.replace("<", "").lower() for name in names.surnames_mrz])
    return pc.binary_join_element_wise(
        local.take(pa.array(people.surname[people.lead[owners]])),
        to_text(digits(number.astype(np.int64), width)),
        pa.array(DOMAINS).take(pa.array((number % 3).astype(np.int64))),
        "",
    )
