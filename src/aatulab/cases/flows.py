"""What a case holds of each flow: the records that are worked on, and the tables around them.

A case of several flows holds the tables of all of them; what they share, it holds once.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class CaseFlow:
    """One flow as cases know it."""

    name: str
    size: str  # key of the recipe, and of the world's spec, that says how many records there are
    records: str  # the table with one row a record
    key: str  # the column that names a record
    came_at: str  # the column that says when it came to the border
    tables: tuple[str, ...]


PASSENGER = CaseFlow(
    name="passenger",
    size="bookings",
    records="bookings",
    key="pnr",
    came_at="arrives_at",
    tables=(
        "airports",
        "carriers",
        "flights",
        "bookings",
        "booking_changes",
        "passengers",
        "baggage",
        "payments",
        "contacts",
    ),
)
CARGO = CaseFlow(
    name="cargo",
    size="waybills",
    records="waybills",
    key="awb",
    came_at="arrives_at",
    tables=(
        "airports",
        "carriers",
        "flights",
        "waybills",
        "house_waybills",
        "cargo_events",
        "amendments",
        "agents",
        "addresses",
        "firms",
        "directors",
    ),
)
POST = CaseFlow(
    name="post",
    size="items",
    records="postal_items",
    key="item",
    came_at="arrived_at",
    tables=("airports", "postal_items", "declaration_lines", "agents", "addresses"),
)
LAND = CaseFlow(
    name="land",
    size="crossings",
    records="crossings",
    key="crossing_id",
    came_at="at",
    tables=("crossings", "vehicles", "documents", "addresses"),
)
FLOWS = {flow.name: flow for flow in (PASSENGER, CARGO, POST, LAND)}

# Columns that lead to rows which a case does not hold, and why
POINTS_OUTSIDE = {
    "documents.person_id": "the register of persons is in no case; equal numbers are one person",
    "directors.person_id": "the register of persons is in no case; equal numbers are one person",
    "contacts.pnr": "of the bookings of the days before, only the contact points are there",
    "passengers.document_number": "what the passport says stands beside it on the passenger list",
    "sightings.person_id": "the register of persons is in no case; equal numbers are one person",
    "sightings.firm_id": "partners note many firms, and the case holds those of its waybills",
    "sightings.plate": "partners note many vehicles, and the case holds those of its crossings",
    "bookings.agency": "the register of agents is in no case of passengers alone",
}


def tables_of(flows: Iterable[str], looked_up: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the tables of a case of these flows, and of what is looked up there, each once.

    >>> tables_of(["post", "land"])[-4:]
    ('addresses', 'crossings', 'vehicles', 'documents')
    """
    names = [name for flow in flows for name in FLOWS[flow].tables]
    beside = tuple(looked_up)
    # partners are named by their airports
    return tuple(dict.fromkeys([*names, *(("airports", *beside) if beside else ())]))
