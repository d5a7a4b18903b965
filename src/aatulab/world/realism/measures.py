"""What of a world is compared with published figures: one number each.

`MEASURES` is the list that `datasets/reference/realism.yml` refers to by name.  A world that lacks
a table that a measure needs has no such number.
"""
# ruff: noqa: S608 - what is put into the questions are the constants below

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from aatulab.world.realism.distances import (
    airport_offset_km,
    greatest_distance_error,
    lax_jfk_km,
)
from aatulab.world.realism.tables import Tables

# where flights count as short and as long: a choice of ours, the survey does not print its own
SHORT_KM, LONG_KM = 1_500, 4_000
# letter post, whose items weigh up to 2 kg, and parcel post
LETTERS = "('letter', 'registered letter')"
PARCELS = "('parcel', 'e-commerce parcel', 'EMS')"
LEAD_DAYS = "epoch(departs_at - booked_at) / 86400"


@dataclass(frozen=True)
class Measure:
    """One number of a world: from which tables, and how it is asked for."""

    tables: tuple[str, ...]
    find: str | Callable[[Tables], float | None]  # SQL that gives one value, or a function


def _share_of_flow(flow: str) -> str:
    return f"SELECT avg(illicit::INT) FROM truth WHERE flow = '{flow}'"


MEASURES: Mapping[str, Measure] = {
    # flights and routes
    "lax_jfk_km": Measure(("airports",), lax_jfk_km),
    "airport_offset_km": Measure(("airports",), airport_offset_km),
    "greatest_distance_error": Measure(("airports", "flights"), greatest_distance_error),
    "flight_km_median": Measure(
        ("bookings", "flights"),
        "SELECT median(distance_km) FROM bookings JOIN flights USING (flight_id)",
    ),
    "seats_taken": Measure(
        ("bookings", "flights"),
        "SELECT (SELECT sum(party_size) FROM bookings) / (SELECT sum(capacity) FROM flights)",
    ),
    # bags
    "bag_kg_mean": Measure(("baggage",), "SELECT avg(weight_kg) FROM baggage"),
    "bag_kg_median": Measure(("baggage",), "SELECT median(weight_kg) FROM baggage"),
    "bag_kg_long_minus_short": Measure(
        ("baggage", "bookings", "flights"),
        f"SELECT avg(weight_kg) FILTER (distance_km > {LONG_KM}) "
        f"- avg(weight_kg) FILTER (distance_km < {SHORT_KM}) FROM baggage "
        "JOIN bookings USING (pnr) JOIN flights USING (flight_id)",
    ),
    "bags_a_traveller": Measure(
        ("baggage", "passengers"),
        "SELECT (SELECT count(*) FROM baggage) / (SELECT count(*) FROM passengers)",
    ),
    "travellers_with_bag": Measure(
        ("baggage", "passengers"),
        "SELECT (SELECT count(*) FROM (SELECT DISTINCT pnr, passenger_no FROM baggage)) "
        "/ (SELECT count(*) FROM passengers)",
    ),
    # bookings
    "lead_days_mean": Measure(("bookings",), f"SELECT avg({LEAD_DAYS}) FROM bookings"),
    "lead_days_median": Measure(("bookings",), f"SELECT median({LEAD_DAYS}) FROM bookings"),
    "booked_in_four_weeks": Measure(
        ("bookings",), f"SELECT avg(({LEAD_DAYS} < 28)::INT) FROM bookings"
    ),
    "travellers_alone": Measure(
        ("bookings",),
        "SELECT sum(party_size) FILTER (party_size = 1) / sum(party_size) FROM bookings",
    ),
    "travellers_a_booking": Measure(("bookings",), "SELECT avg(party_size) FROM bookings"),
    "persons_a_household": Measure(
        ("persons", "households"),
        "SELECT (SELECT count(*) FROM persons) / (SELECT count(*) FROM households)",
    ),
    # cargo and mail
    "waybill_kg_median": Measure(("waybills",), "SELECT median(gross_kg) FROM waybills"),
    "waybill_kg_mean": Measure(("waybills",), "SELECT avg(gross_kg) FROM waybills"),
    "cm3_a_chargeable_kg": Measure(
        ("waybills",),
        "SELECT median(volume_m3 * 1e6 / chargeable_kg) FROM waybills "
        "WHERE chargeable_kg > 1.05 * gross_kg AND chargeable_kg > 50",
    ),
    "item_kg_median": Measure(("postal_items",), "SELECT median(gross_kg) FROM postal_items"),
    "letter_kg_max": Measure(
        ("postal_items",),
        f"SELECT max(gross_kg) FROM postal_items WHERE mail_class IN {LETTERS}",
    ),
    "parcel_kg_max": Measure(
        ("postal_items",),
        f"SELECT max(gross_kg) FROM postal_items WHERE mail_class IN {PARCELS}",
    ),
    "sales_up_to_2_kg": Measure(
        ("postal_items",),
        "SELECT avg((gross_kg <= 2)::INT) FROM postal_items WHERE category = 'sale of goods'",
    ),
    "sales_below_25_eur": Measure(
        ("postal_items",),
        "SELECT avg((value < 25)::INT) FROM postal_items WHERE category = 'sale of goods'",
    ),
    # the land border
    "people_a_car": Measure(
        ("crossings", "vehicles"),
        "SELECT avg(occupants) FROM crossings JOIN vehicles USING (plate) "
        "WHERE vehicle_class = 'car'",
    ),
    # what is illicit, and what is looked at
    **{
        f"illicit_{flow}": Measure(("truth",), _share_of_flow(flow))
        for flow in ("passenger", "cargo", "post")
    },
    "waybills_inspected": Measure(
        ("inspections", "waybills"),
        "SELECT (SELECT count(*) FROM inspections WHERE flow = 'cargo') "
        "/ (SELECT count(*) FROM waybills)",
    ),
    "found_by_lot": Measure(
        ("inspections",),
        "SELECT avg((result = 'found')::INT) FROM inspections WHERE reason = 'random'",
    ),
    "found_by_score": Measure(
        ("inspections",),
        "SELECT avg((result = 'found')::INT) FROM inspections WHERE reason = 'risk score'",
    ),
    # contact points
    "phones_in_several_bookings": Measure(
        ("contacts",),
        "SELECT avg((n > 1)::INT) FROM "
        "(SELECT count(*) AS n FROM contacts WHERE kind = 'phone' GROUP BY value)",
    ),
    "bookings_of_busiest_phone": Measure(
        ("contacts",),
        "SELECT max(n) FROM "
        "(SELECT count(*) AS n FROM contacts WHERE kind = 'phone' GROUP BY value)",
    ),
}


def measure_all(tables: Tables) -> Mapping[str, float | None]:
    """Return every measure of a world; None where the world has nothing to measure."""
    return {name: _found(tables, measure) for name, measure in MEASURES.items()}


def _found(tables: Tables, measure: Measure) -> float | None:
    if not tables.known.issuperset(measure.tables):
        return None
    if callable(measure.find):
        return measure.find(tables)
    found = tables.rows(measure.find)[0][0]
    return None if found is None else float(found)
