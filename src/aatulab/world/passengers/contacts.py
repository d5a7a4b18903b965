"""Contact points: the phone and the e-mail address left in each booking."""

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.arrays import Whole
from aatulab.world.columns import labels, moments, repeated
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.population.population import Population
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.streams import Streams


def contacts_table(
    pnr: Bytes,
    plan: Plan,
    journeys: Journeys,
    home: Whole,
    population: Population,
    streams: Streams,
) -> pa.Table:
    """Return one row for each contact point of each booking: the phone, then the address.

    `home` is the household of each booking's leading traveller.
    """
    draws = Draws(plan.cast)
    given = {
        kind: draws.happens(streams.of("contacts", f"{kind} given"), f"{kind}_given", plan.role)
        for kind in ("phone", "email")
    }
    phone, email = given["phone"], given["email"]
    booking, part = repeated(phone.astype(np.int64) + email)
    kind = np.where(phone[booking], part, 1)  # the phone comes first
    signal = [
        _owners(plan, draws, name, home, streams) for name in ("shared_phone", "shared_email")
    ]
    owner = np.where(kind == 0, signal[0][booking], signal[1][booking])
    points = population.households.points
    # phones and addresses stand in two blocks of one column
    both = pa.chunked_array([points.phone, points.email])
    return pa.table(
        {
            "pnr": to_text(rows(pnr, booking)),
            "kind": labels(["phone", "email"], kind),
            "value": both.take(pa.array(owner + kind * len(points.phone))).combine_chunks(),
            "booked_at": moments(journeys.booked[booking]),
        }
    )


def _owners(plan: Plan, draws: Draws, signal: str, home: Whole, streams: Streams) -> Whole:
    """Return the household that each one's contact is of: its own, or of its circle's earliest."""
    shares = draws.happens(streams.of("contacts", signal), signal, plan.role)
    return np.where(shares, home[plan.first_of_circle][plan.circle], home)
