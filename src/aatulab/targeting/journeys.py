"""Put the deeper signals of a booking into one table: plan, links and luggage for the stay.

Goes on from `signal_table`, and needs the look-ups that some cases have: the history of changes
and, where the case has them, further tickets.  Nothing in it says who anybody is.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aatulab.targeting.baggage import STAY_BAGGAGE, baggage_for_stay
from aatulab.targeting.links import link_table, shared_by
from aatulab.targeting.plans import last_change_h, onward_journeys, ticketed_h
from aatulab.targeting.signals import signal_table

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case


def journey_signals(case: "Case") -> pd.DataFrame:
    """Return the signals of every booking of a case, indexed by `pnr`.

    Those of `signal_table`, and `ticketed_h`, `last_change_h` (of date or route),
    `onward_bought_h` (missing without a further ticket), `phone_bookings` and `payer_bookings` (how
    many bookings share them; a payer who travels counts 0), `heavy_for_stay` and `nothing_for_stay`
    (see `baggage_for_stay`), `paper_fare` (sold against a paper or a list), `remark`.
    """
    bookings = case.bookings.set_index("pnr")
    links = link_table(case.bookings, case.payments, case.passengers, case.contacts)
    luggage = baggage_for_stay(case.baggage, case.bookings)
    deeper: dict[str, pd.Series] = {
        "ticketed_h": ticketed_h(case.bookings),
        "last_change_h": last_change_h(case.bookings, case.booking_changes),
        "onward_bought_h": _onward_bought_h(case),
        "phone_bookings": shared_by(links, "phone"),
        "payer_bookings": shared_by(links, "payer"),
        "heavy_for_stay": luggage.eq(STAY_BAGGAGE[0]),
        "nothing_for_stay": luggage.eq(STAY_BAGGAGE[1]),
        "paper_fare": bookings["fare_type"].ne("public"),
        "remark": bookings["remarks"].notna(),
    }
    table = signal_table(case)
    return table.assign(**{name: values.reindex(table.index) for name, values in deeper.items()})


def _onward_bought_h(case: "Case") -> "pd.Series[float]":
    if "onward_tickets" not in case.tables():
        return pd.Series(np.nan, index=case.bookings["pnr"])
    journeys = onward_journeys(case.bookings, case.onward_tickets, case.airports)
    return journeys["bought_after_h"]
