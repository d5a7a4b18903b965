"""Put every signal of a case into one table, one row a booking.

Nothing in it says who somebody is: no name, nationality, sex or age leaves the case's tables.
Called by lessons and by `aatulab.widgets`.
"""

from typing import TYPE_CHECKING

import pandas as pd

from aatulab.targeting.baggage import checked_kg, excess_paid
from aatulab.targeting.contacts import contact_reuse_of
from aatulab.targeting.money import paid_cash, payer_is_not_traveller
from aatulab.targeting.routes import detour_ratio
from aatulab.targeting.times import lead_time_h, stay_h

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case


def signal_table(case: "Case") -> pd.DataFrame:
    """Return the signals of every booking of a case, indexed by `pnr`.

    Columns: `lead_time_h`, `stay_h` (missing if one way), `one_way`, `paid_cash`,
    `payer_is_not_traveller`, `contact_reuse` (bookings on its busiest contact point),
    `detour_ratio`, `checked_kg` (a traveller), `excess_paid`, `arrivals_90d` (the busiest
    traveller's), `changes`, `party_size`.
    """
    bookings = case.bookings.set_index("pnr")
    index = bookings.index
    columns: dict[str, pd.Series] = {
        "lead_time_h": lead_time_h(case.bookings),
        "stay_h": stay_h(case.bookings),
        "one_way": bookings["one_way"],
        "paid_cash": paid_cash(case.payments).reindex(index, fill_value=False),
        "payer_is_not_traveller": payer_is_not_traveller(case.payments, case.passengers).reindex(
            index, fill_value=False
        ),
        "contact_reuse": contact_reuse_of(index, case.contacts),
        "detour_ratio": detour_ratio(case.bookings, case.airports),
        "checked_kg": checked_kg(case.baggage, case.bookings),
        "excess_paid": excess_paid(case.baggage, case.bookings),
        "arrivals_90d": case.passengers.groupby("pnr")["arrivals_90d"].max().reindex(index),
        "changes": bookings["changes"],
        "party_size": bookings["party_size"],
    }
    return pd.DataFrame(columns, index=index)
