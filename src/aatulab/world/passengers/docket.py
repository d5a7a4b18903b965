"""Bookings as an officer sees them when the travellers stand before him."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.world.arrays import Floats, Whole
from aatulab.world.docket import (
    Docket,
    earlier_uses,
    is_label,
    minutes,
    numbered,
    odd_ways,
    rows_of,
    taken,
)
from aatulab.world.scene import Scene

_LATE_MIN = 96 * 60
_SHORT_NIGHTS, _MANY_ARRIVALS, _SEVERAL = 4, 5, 2
_HEAVY_KG, _HAND_LUGGAGE_KG = 19.0, 8.0
_TO_THE_HALL_MIN = 25


def passenger_docket(scene: Scene, tables: Mapping[str, pa.Table], lead: Whole) -> Docket:
    """Return the docket of the bookings; `lead` is the person who leads each."""
    bookings, payments = tables["bookings"], tables["payments"]
    pnr = bookings["pnr"].combine_chunks()
    booked, lands = minutes(bookings["booked_at"]), minutes(bookings["arrives_at"])
    at = lands + _TO_THE_HALL_MIN
    nights = bookings["nights"].fill_null(999).to_numpy()
    phone = _phones(tables["contacts"], pnr)
    arrivals = _of_leaders(tables["passengers"])
    bags, heaviest = _bags(tables["baggage"], pnr)
    payer = payments["payer_name"].combine_chunks()
    by_another = pc.not_equal(payer, scene.population.persons.full_names(lead))
    firm = pc.index_in(payer, value_set=scene.population.firms.name).fill_null(-1).to_numpy()
    short = nights <= _SHORT_NIGHTS
    route = bookings["itinerary"]
    return Docket(
        records=pnr,
        sent=minutes(bookings["departs_at"]),
        at=at,
        marks={
            "late_booking": minutes(bookings["departs_at"]) - booked < _LATE_MIN,
            "cash": is_label(payments["form"], "CA"),
            "paid_by_another": by_another.to_numpy(zero_copy_only=False),
            "phone_on_other_bookings": earlier_uses(numbered(phone), booked, at) >= _SEVERAL,
            "short_stay": short,
            "odd_route": odd_ways(route, scene.airports),
            "many_arrivals": arrivals >= _MANY_ARRIVALS,
            "several_changes": bookings["changes"].to_numpy() >= _SEVERAL,
            "heavy_bag_short_stay": short & (heaviest >= _HEAVY_KG),
            "special_fare": is_label(bookings["fare_type"], "marine", "group", "humanitarian"),
            "remark_explains": bookings["remarks"].is_valid().to_numpy(),
        },
        subjects={
            "phone": phone,
            "firm": taken(scene.population.firms.name, firm.astype(np.int64)),
            "route": route.cast(pa.string()).combine_chunks(),
        },
        person=lead,
        firm=firm.astype(np.int64),
        persons=bookings["party_size"].to_numpy(),
        kg=bags + _HAND_LUGGAGE_KG,
        way=route.cast(pa.string()).combine_chunks(),
        flight=bookings["flight_id"].cast(pa.string()).combine_chunks(),
        outbound=np.zeros(len(pnr), dtype=bool),
    )


def _phones(contacts: pa.Table, pnr: pa.Array) -> pa.Array:
    """Return the phone of each booking, missing where none was left."""
    phones = contacts.filter(pc.equal(contacts["kind"].cast(pa.string()), "phone"))
    place = np.full(len(pnr), -1)
    place[rows_of(phones, "pnr", pnr)] = np.arange(phones.num_rows)
    return taken(phones["value"].combine_chunks(), place)


def _of_leaders(passengers: pa.Table) -> Whole:
    """Return how often each leading traveller arrived in 90 days; they stand booking by booking."""
    leads = passengers["passenger_no"].to_numpy() == 1
    arrivals: Whole = passengers["arrivals_90d"].to_numpy()[leads]
    return arrivals


def _bags(baggage: pa.Table, pnr: pa.Array) -> tuple[Floats, Floats]:
    """Return the weight of all checked bags of each booking, and of the heaviest one."""
    booking, kg = rows_of(baggage, "pnr", pnr), baggage["weight_kg"].to_numpy()
    heaviest = np.zeros(len(pnr))
    np.maximum.at(heaviest, booking, kg)
    together: Floats = np.bincount(booking, weights=kg, minlength=len(pnr)).astype(np.float64)
    return together, heaviest
