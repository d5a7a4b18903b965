"""The features of the benchmark: one row a booking, out of tables that an officer sees.

Known at the landing and not before it is known: whatever counts other bookings counts those of
the last 28 days.  No feature says who somebody is, where he comes from or how he is called; names
are compared with each other and with the register of firms, and looked at for nothing else.
"""

from collections.abc import Mapping

import pandas as pd

from aatulab.targeting.baggage import checked_kg, excess_paid
from aatulab.targeting.links import link_table as links_between
from aatulab.targeting.money import paid_cash
from aatulab.targeting.reuse import uses_in_window
from aatulab.targeting.routes import detour_ratio, flown_km
from aatulab.targeting.times import lead_time_h, stay_h

Tables = Mapping[str, pd.DataFrame]

# the tables that are looked at; the truth is none of them
LOOKED_AT = (
    "agents",
    "airports",
    "baggage",
    "bookings",
    "contacts",
    "documents",
    "firms",
    "onward_tickets",
    "passengers",
    "payments",
    "persons",
)
_FARE_TYPES = ("corporate", "marine", "group", "student", "humanitarian")  # public: none of them


def feature_table(tables: Tables, links: pd.DataFrame, day: "pd.Series[int]") -> pd.DataFrame:
    """Return the features as floats, indexed by `pnr` like `day`; a missing number is NaN.

    `tables` holds the tables of `LOOKED_AT`, `links` is their `link_table`, `day` the day of
    landing of every booking.
    """
    columns = {
        **_journey(tables),
        **_luggage(tables),
        **_payment(tables, links, day),
        **_contact(tables, links, day),
        **_travellers(tables),
    }
    index = day.index
    return pd.DataFrame({name: found.reindex(index) for name, found in columns.items()}).astype(
        "float64"
    )


def link_table(tables: Tables) -> pd.DataFrame:
    """Return what links bookings: phone, email, card, payer who does not travel, agency.

    Indexed by `pnr`; what a booking lacks is missing.
    """
    bookings = tables["bookings"]
    links = links_between(bookings, tables["payments"], _named(tables), tables["contacts"])
    return links.loc[bookings["pnr"]]


def _journey(tables: Tables) -> dict[str, pd.Series]:
    bookings = tables["bookings"].set_index("pnr")
    airports = tables["airports"]
    lengths = {way: flown_km(way, airports) for way in bookings["itinerary"].unique()}
    fare = bookings["fare"] / bookings["party_size"]
    columns = {
        "lead_time_h": lead_time_h(tables["bookings"]),
        "stay_h": stay_h(tables["bookings"]),
        "one_way": bookings["one_way"],
        "detour_ratio": detour_ratio(tables["bookings"], airports),
        "changes": bookings["changes"],
        "party_size": bookings["party_size"],
        "fare_a_head": fare,
        "fare_a_km": fare / bookings["itinerary"].map(lengths),
        "onward_ticket": _flag(bookings.index.isin(tables["onward_tickets"]["pnr"]), bookings),
        "remark": bookings["remarks"].notna(),
        "at_desk": bookings["agency"].eq("DESK"),
    }
    for kind in _FARE_TYPES:
        columns[f"{kind}_fare"] = bookings["fare_type"].eq(kind)
    return columns


def _luggage(tables: Tables) -> dict[str, pd.Series]:
    bookings, baggage = tables["bookings"], tables["baggage"]
    by_pnr = baggage.groupby("pnr")["weight_kg"]
    sizes = bookings.set_index("pnr")["party_size"]
    return {
        "checked_kg": checked_kg(baggage, bookings),
        "excess_paid": excess_paid(baggage, bookings),
        "bags_a_head": by_pnr.size().reindex(sizes.index, fill_value=0) / sizes,
        "heaviest_bag_kg": by_pnr.max(),
    }


def _payment(tables: Tables, links: pd.DataFrame, day: "pd.Series[int]") -> dict[str, pd.Series]:
    payments = tables["payments"].set_index("pnr")
    return {
        "paid_cash": paid_cash(tables["payments"]),
        "paid_by_voucher": payments["form"].eq("MS"),
        "payer_is_not_traveller": links["payer"].notna(),
        "payer_is_firm": payments["payer_name"].isin(tables["firms"]["name"]),
        "card_uses_28d": uses_in_window(links["card"], day),
        "payer_uses_28d": uses_in_window(links["payer"], day),
    }


def _contact(tables: Tables, links: pd.DataFrame, day: "pd.Series[int]") -> dict[str, pd.Series]:
    of_agency = links["agency"].map(tables["agents"].set_index("agent")["phone"])
    return {
        "phone_uses_28d": uses_in_window(links["phone"], day),
        "email_uses_28d": uses_in_window(links["email"], day),
        "agency_uses_28d": uses_in_window(links["agency"], day),
        "phone_is_agencys": links["phone"].eq(of_agency),
    }


def _travellers(tables: Tables) -> dict[str, pd.Series]:
    passengers = tables["passengers"]
    departs = tables["bookings"].set_index("pnr")["departs_at"].dt.tz_localize(None)
    issued = tables["documents"].set_index("document_number")["issued_on"]
    youngest = passengers["document_number"].map(issued).groupby(passengers["pnr"]).max()
    return {
        "arrivals_90d": passengers.groupby("pnr")["arrivals_90d"].max(),
        "youngest_document_days": (departs - youngest).dt.days,
    }


def _named(tables: Tables) -> pd.DataFrame:
    """Return the passengers with the names of the persons, to compare with the payer's."""
    persons = tables["persons"].set_index("person_id")[["surname", "given_names"]]
    return tables["passengers"][["pnr", "person_id"]].join(persons, on="person_id")


def _flag(holds: object, like: pd.DataFrame) -> "pd.Series[bool]":
    return pd.Series(holds, index=like.index)
