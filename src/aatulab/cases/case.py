"""A case: what an officer sees of one day, as pandas tables.  No truth is anywhere on it."""

from dataclasses import dataclass, fields

import pandas as pd

TABLES = (
    "airports",
    "carriers",
    "flights",
    "bookings",
    "passengers",
    "baggage",
    "payments",
    "contacts",
)


@dataclass(frozen=True, eq=False)
class Case:
    """One day's lists.

    `bookings`, `passengers`, `baggage` and `payments` hold the arrivals of the day, `flights` the
    day's flights.  `contacts` also hold the contact points of the bookings that arrived on the
    days before.  `as_of` is the end of the day: everything booked until then is in.
    """

    name: str
    title: str
    as_of: pd.Timestamp
    airports: pd.DataFrame
    carriers: pd.DataFrame
    flights: pd.DataFrame
    bookings: pd.DataFrame
    passengers: pd.DataFrame
    baggage: pd.DataFrame
    payments: pd.DataFrame
    contacts: pd.DataFrame

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table by its name."""
        return {name: getattr(self, name) for name in TABLES}

    def __repr__(self) -> str:
        """Return one line that says what is in the case."""
        rows = ", ".join(f"{len(table):,} {name}" for name, table in self.tables().items())
        return f"Case {self.name!r} ({self.title}), up to {self.as_of:%A %d %B %Y}: {rows}"


assert tuple(field.name for field in fields(Case))[3:] == TABLES
