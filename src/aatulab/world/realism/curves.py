"""What each picture of the realism report shows: shares of a world, counted into bins.

`CURVES` has one entry a topic of `datasets/reference/realism.yml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Floats
from aatulab.world.realism.measures import LEAD_DAYS
from aatulab.world.realism.tables import Tables

_DECADE = 8  # bins a power of ten


@dataclass(frozen=True)
class Curve:
    """One picture: a question that gives (place, number of), and how its axis is to be read."""

    tables: tuple[str, ...]
    sql: str  # places are lower ends of bins, or words
    xlabel: str
    ylabel: str
    width: float = 0.0  # of a bin; 0: words, or single whole numbers
    form: str = "bins"  # bins | tenfold (bins on a logarithmic axis) | words | tail
    is_share: bool = False  # whether the numbers are shares already


@dataclass(frozen=True)
class Points:
    """A curve's numbers: shares that sum to 1, unless the curve is of shares already."""

    places: Floats
    words: tuple[str, ...]  # instead of the places
    shares: Floats


def _binned(value: str, source: str, width: float) -> str:
    return (
        f"SELECT floor({value} / {width}) * {width} AS x, count(*) FROM {source} "  # noqa: S608 - ours
        "GROUP BY x ORDER BY x"
    )


def _tenfold(value: str, source: str) -> str:
    return (
        f"SELECT floor(log10({value}) * {_DECADE}) / {_DECADE} AS x, count(*) FROM {source} "  # noqa: S608 - ours
        f"WHERE {value} > 0 GROUP BY x ORDER BY x"
    )


CURVES: Mapping[str, Curve] = {
    "route-distances": Curve(
        ("bookings", "flights"),
        _binned("distance_km", "bookings JOIN flights USING (flight_id)", 500),
        "kilometres of the flight to the hub",
        "share of bookings",
        width=500,
    ),
    "seats": Curve(
        ("bookings", "flights"),
        _binned(
            "taken / capacity",
            "flights JOIN (SELECT flight_id, sum(party_size) AS taken FROM bookings "
            "GROUP BY flight_id) USING (flight_id)",
            0.05,
        ),
        "share of the seats that is booked",
        "share of flights",
        width=0.05,
    ),
    "bag-weights": Curve(
        ("baggage",), _binned("weight_kg", "baggage", 1), "kilograms", "share of bags", width=1
    ),
    "bags-per-traveller": Curve(
        ("baggage", "passengers"),
        "SELECT coalesce(n, 0) AS x, count(*) FROM passengers LEFT JOIN (SELECT pnr, passenger_no, "
        "count(*) AS n FROM baggage GROUP BY ALL) USING (pnr, passenger_no) GROUP BY x ORDER BY x",
        "checked bags",
        "share of travellers",
    ),
    "lead-times": Curve(
        ("bookings",),
        _binned(LEAD_DAYS, "bookings", 7),
        "days between booking and departure",
        "share of bookings",
        width=7,
    ),
    "parties": Curve(
        ("bookings",),
        "SELECT party_size AS x, sum(party_size) FROM bookings GROUP BY x ORDER BY x",
        "travellers on the booking",
        "share of travellers",
    ),
    "households": Curve(
        ("persons", "households"),
        "SELECT n AS x, count(*) FROM (SELECT count(*) AS n FROM persons GROUP BY household_id) "
        "GROUP BY x ORDER BY x",
        "persons in a household",
        "share of households",
    ),
    "waybill-weights": Curve(
        ("waybills",),
        _tenfold("gross_kg", "waybills"),
        "kilograms of a waybill",
        "share of waybills",
        width=1 / _DECADE,
        form="tenfold",
    ),
    "post-weights": Curve(
        ("postal_items",),
        _tenfold("gross_kg", "postal_items"),
        "kilograms of a postal item",
        "share of items",
        width=1 / _DECADE,
        form="tenfold",
    ),
    "crossings": Curve(
        ("crossings", "vehicles"),
        "SELECT occupants AS x, count(*) FROM crossings JOIN vehicles USING (plate) "
        "WHERE vehicle_class = 'car' GROUP BY x ORDER BY x",
        "people in a car",
        "share of crossings by car",
    ),
    "prevalence": Curve(
        ("truth",),
        "SELECT flow::VARCHAR AS x, avg(illicit::INT) FROM truth GROUP BY x ORDER BY x",
        "flow",
        "share of illicit records",
        form="words",
        is_share=True,
    ),
    "inspections": Curve(
        ("inspections",),
        "SELECT reason::VARCHAR AS x, avg((result = 'found')::INT) FROM inspections "
        "GROUP BY x ORDER BY x",
        "why the record was inspected",
        "share of inspections that found",
        form="words",
        is_share=True,
    ),
    "contact-degree": Curve(
        ("contacts",),
        "SELECT n AS x, count(*) FROM (SELECT count(*) AS n FROM contacts "
        "WHERE kind = 'phone' GROUP BY value) GROUP BY x ORDER BY x",
        "bookings in which a telephone stands, at least",
        "share of telephones",
        form="tail",
    ),
}


def points_of(tables: Tables, curve: Curve) -> Points | None:
    """Return the numbers of a picture; None if the world has nothing of it."""
    if not tables.known.issuperset(curve.tables):
        return None
    rows = tables.rows(curve.sql)
    if not rows:
        return None
    counts = np.array([float(row[1]) for row in rows])
    shares = counts if curve.is_share else counts / counts.sum()
    if curve.form == "words":
        return Points(np.arange(len(rows), dtype=float), tuple(str(row[0]) for row in rows), shares)
    places = np.array([float(row[0]) for row in rows])
    if curve.form == "tail":
        shares = np.cumsum(shares[::-1])[::-1]
    return Points(places, (), shares)
