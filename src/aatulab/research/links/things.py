"""What records of all flows may share: one row a record and thing, with its moment.

A thing is a key here and nothing else: a telephone, a card, a door, the document of a person, a
number plate, a firm.  Names of persons are none: whether two names are one person is a question of
its own (see `aatulab.research.entities`).
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.columns import need_columns

if TYPE_CHECKING:
    from aatulab.cases import Case

KINDS = ("phone", "email", "card", "address", "person", "plate", "firm", "agency")
COLUMNS = ("record", "flow", "kind", "value", "at")
_SOLD_BY_THE_AIRLINE = ("WEB", "DESK")


def shared_things(case: "Case") -> pd.DataFrame:
    """Return one row a record and thing: `record`, `flow`, `kind`, `value`, `at`.

    `at` is when the booking was made, the item posted, the waybill booked, the post passed.  Rows
    are in the order of time; a thing stands on a record once.
    """
    flows = {
        "bookings": _of_bookings,
        "postal_items": _of_items,
        "waybills": _of_waybills,
        "crossings": _of_crossings,
    }
    parts = [part for table, make in flows.items() if hasattr(case, table) for part in make(case)]
    if not parts:
        raise ResearchError(f"case {case.name!r}: it has none of the tables {', '.join(flows)}.")
    rows = pd.concat(parts, ignore_index=True).dropna(subset=["value"])
    rows = rows.drop_duplicates(["record", "kind", "value"])
    return rows.sort_values(["at", "record", "kind", "value"], ignore_index=True)


def need_things(things: pd.DataFrame) -> None:
    """Refuse a table that is not one of things."""
    need_columns(things, "things", COLUMNS, "Pass what `shared_things(case)` returned.")


def _of_bookings(case: "Case") -> Iterator[pd.DataFrame]:
    at = case.bookings.set_index("pnr")["booked_at"]
    contacts = case.contacts[case.contacts["pnr"].isin(at.index)]
    for kind in ("phone", "email"):
        rows = contacts[contacts["kind"] == kind]
        yield _rows("passenger", kind, rows["pnr"], rows["value"], at)
    yield _rows("passenger", "card", case.payments["pnr"], case.payments["card"], at)
    people = case.passengers
    yield _rows("passenger", "person", people["pnr"], people["document_number"], at)
    sold = case.bookings[~case.bookings["agency"].isin(_SOLD_BY_THE_AIRLINE)]
    yield _rows("passenger", "agency", sold["pnr"], sold["agency"], at)


def _of_items(case: "Case") -> Iterator[pd.DataFrame]:
    items = case.postal_items
    yield from _of_receiver(
        items, "post", "item", "addressee", items.set_index("item")["posted_at"]
    )


def _of_waybills(case: "Case") -> Iterator[pd.DataFrame]:
    bills = case.waybills
    at = bills.set_index("awb")["booked_at"]
    yield from _of_receiver(bills, "cargo", "awb", "consignee", at)


def _of_receiver(
    table: pd.DataFrame, flow: str, key: str, party: str, at: "pd.Series[pd.Timestamp]"
) -> Iterator[pd.DataFrame]:
    for kind, column in (("phone", "phone"), ("email", "email"), ("address", "address_id")):
        yield _rows(flow, kind, table[key], table[f"{party}_{column}"], at)
    firms = table[table[f"{party}_kind"] == "firm"]
    yield _rows(flow, "firm", firms[key], firms[f"{party}_name"], at)


def _of_crossings(case: "Case") -> Iterator[pd.DataFrame]:
    passed = case.crossings
    at = passed.set_index("crossing_id")["at"]
    yield _rows("land", "person", passed["crossing_id"], passed["document_number"], at)
    yield _rows("land", "plate", passed["crossing_id"], passed["plate"], at)


def _rows(
    flow: str,
    kind: str,
    record: "pd.Series[str]",
    value: "pd.Series[str]",
    at: "pd.Series[pd.Timestamp]",
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "record": record.to_numpy(),
            "flow": flow,
            "kind": kind,
            "value": value.to_numpy(),
            "at": at.reindex(record.to_numpy()).to_numpy(),
        }
    ).astype({"record": "object", "value": "object"})
