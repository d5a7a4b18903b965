"""The rows of a case that belong to one flight, each table looked up once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from aatulab.cases.case import Case
from aatulab.errors import CaseError

Row = Mapping[str, Any]


@dataclass(frozen=True)
class FlightRows:
    """A flight and what was booked, changed, paid, left as contact and checked in, by locator."""

    flight: Row
    bookings: tuple[Row, ...]
    passengers: Mapping[str, list[Row]]
    payments: Mapping[str, list[Row]]
    contacts: Mapping[str, list[Row]]
    baggage: Mapping[str, list[Row]]
    changes: Mapping[str, list[Row]]

    def bags(self, traveller: Row) -> list[Row]:
        """Return the checked bags of a traveller."""
        number = traveller["passenger_no"]
        return [b for b in self.baggage.get(traveller["pnr"], []) if b["passenger_no"] == number]


def flight_rows(case: Case, flight_id: str) -> FlightRows:
    """Return the rows of a flight; `CaseError` for a flight that the case does not have."""
    found = _rows(case.flights[case.flights["flight_id"] == flight_id])
    if not found:
        known = ", ".join(case.flights["flight_id"].head(5))
        raise CaseError(
            f"{case.name}: flight {flight_id!r}: not among the case's {len(case.flights)} flights; "
            f"the first are {known}."
        )
    bookings = case.bookings[case.bookings["flight_id"] == flight_id]
    locators = bookings["pnr"]
    return FlightRows(
        flight=found[0],
        bookings=tuple(_rows(bookings)),
        passengers=_by_locator(case.passengers, locators),
        payments=_by_locator(case.payments, locators),
        contacts=_by_locator(case.contacts, locators),
        baggage=_by_locator(case.baggage, locators),
        changes=_by_locator(case.booking_changes, locators),
    )


def _by_locator(table: pd.DataFrame, locators: "pd.Series[str]") -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(table[table["pnr"].isin(locators)]):
        found.setdefault(row["pnr"], []).append(row)
    return found


def _rows(table: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
