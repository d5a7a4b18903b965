"""What an officer can see of a world at one moment: the records of the last days and around them.

Nothing that happens after the moment is there: no arrival, no event, no change of a waybill.
A waybill is seen from its acceptance on, so that cargo may still be in the air.
"""

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.cases.flows import tables_of
from aatulab.cases.lookups import looked_up
from aatulab.cases.window import Window
from aatulab.world.frames import to_frame
from aatulab.world.schemas import read_schema

Tables = Mapping[str, pa.Table]

# what a passenger list shows of the person and the document, in its order
_SHOWN = (
    "pnr",
    "passenger_no",
    "surname",
    "given_names",
    "sex",
    "birth_date",
    "nationality",
    "document_number",
    "issuing_state",
    "expires_on",
    "mrz_1",
    "mrz_2",
    "ticket_number",
    "frequent_flyer",
    "seat",
    "arrivals_90d",
)
# registers, of which a case holds what its other tables lead to; agents lead on to addresses
_LOOKED_UP = ("documents", "vehicles", "agents", "addresses")
# where an amendment stands: on the goods' own waybill, but the way is that of the master
_AMENDED = {"consignee": "consignee_name", "goods": "goods", "routing": "routing"}


def visible_tables(
    world: Tables, flows: Iterable[str], window: Window, beside: Iterable[str] = ()
) -> dict[str, pd.DataFrame]:
    """Return the tables of a case of these flows, by name and in order.

    `beside` are those of `LOOK_UPS` that the unit has.
    """
    seen = dict(world)
    for flow in flows:
        seen |= _OF_FLOW[flow](world, window)
    names = tables_of(flows, beside)
    bookings = seen["bookings"] if "bookings" in names else None
    for name in beside:
        seen[name] = looked_up(name, world, bookings, window)
    for register in _LOOKED_UP:
        if register in names:
            seen[register] = _led_to(register, {name: seen[name] for name in names})
    frames = {name: to_frame(seen[name]) for name in names}
    if "amendments" in frames:
        _undo_later(frames, to_frame(world["amendments"]), window)
    return frames


def _passengers(world: Tables, window: Window) -> dict[str, pa.Table]:
    known = _before(world["bookings"], "arrives_at", window.as_of)
    bookings = _since(known, "arrives_at", window.first)
    # the world lists bookings by day, so the day's rows are the last of every table
    listed = {
        name: _of(world[name], "pnr", bookings)
        for name in ("booking_changes", "passengers", "baggage", "payments")
    }
    passengers = _passenger_list(world["persons"], world["documents"], listed["passengers"])
    return {
        "flights": _since(world["flights"], "arrives_at", window.first),
        "bookings": bookings,
        **listed,
        "passengers": passengers,
        "contacts": _of(world["contacts"], "pnr", known),
    }


def _cargo(world: Tables, window: Window) -> dict[str, pa.Table]:
    events = _before(world["cargo_events"], "at", window.as_of)
    accepted = events.filter(pc.equal(events["code"], "RCS"))
    waybills = _of(_since(world["waybills"], "arrives_at", window.first), "awb", accepted)
    changes = _before(world["amendments"], "at", window.as_of)
    return {
        "flights": _since(world["flights"], "arrives_at", window.first),
        "waybills": waybills,
        "house_waybills": _of(world["house_waybills"], "awb", waybills),
        "cargo_events": _of(events, "awb", waybills),
        "amendments": _of(changes, "awb", waybills),
    }


def _post(world: Tables, window: Window) -> dict[str, pa.Table]:
    items = _since(world["postal_items"], "arrived_at", window.first)
    items = _before(items, "arrived_at", window.as_of)
    lines = _of(world["declaration_lines"], "item", items)
    return {"postal_items": items, "declaration_lines": lines}


def _land(world: Tables, window: Window) -> dict[str, pa.Table]:
    crossings = _since(world["crossings"], "at", window.first)
    return {"crossings": _before(crossings, "at", window.as_of)}


_OF_FLOW: Mapping[str, Callable[[Tables, Window], dict[str, pa.Table]]] = {
    "passenger": _passengers,
    "cargo": _cargo,
    "post": _post,
    "land": _land,
}


def _since(table: pa.Table, column: str, moment: pd.Timestamp) -> pa.Table:
    return table.filter(pc.greater_equal(table[column], _scalar(table, column, moment)))


def _before(table: pa.Table, column: str, moment: pd.Timestamp) -> pa.Table:
    return table.filter(pc.less(table[column], _scalar(table, column, moment)))


def _scalar(table: pa.Table, column: str, moment: pd.Timestamp) -> pa.Scalar:
    return pa.scalar(moment.to_pydatetime(), table.schema.field(column).type)


def _of(table: pa.Table, key: str, owners: pa.Table) -> pa.Table:
    """Return the rows of a table that belong to the given owners."""
    return table.filter(pc.is_in(table[key], value_set=owners[key].combine_chunks()))


def _led_to(register: str, tables: Tables) -> pa.Table:
    """Return the rows of a register to which a column of another table leads."""
    (key,) = read_schema(register).key
    leads = [
        tables[name][column.name].cast(pa.string()).combine_chunks()
        for name in tables
        if name not in {register, "passengers"}  # the list of passengers is a view, and leads away
        for column in read_schema(name).columns
        if column.refers_to == f"{register}.{key}"
    ]
    chosen = pc.is_in(tables[register][key], value_set=pa.concat_arrays(leads))
    return tables[register].filter(chosen)


def _passenger_list(persons: pa.Table, documents: pa.Table, passengers: pa.Table) -> pa.Table:
    """Return the day's passengers with the data of person and document beside each."""
    beside: dict[str, pa.ChunkedArray] = {}
    # each by its own key: with several gateways the two registers are in no common order
    for register, key in ((persons, "person_id"), (documents, "document_number")):
        place = pc.index_in(passengers[key], value_set=register[key].combine_chunks())
        beside |= {name: register[name].take(place) for name in register.column_names}
    beside |= {name: passengers[name] for name in passengers.column_names}
    return pa.table({name: beside[name] for name in _SHOWN})


def _undo_later(frames: dict[str, pd.DataFrame], amendments: pd.DataFrame, window: Window) -> None:
    """Put back on the waybills what stood there before the changes that are still to come.

    A field of a waybill changes once at most.
    """
    later = amendments[amendments["at"] >= window.as_of]
    of_house = later["hawb"].notna()
    for table, key, changes in (
        ("waybills", "awb", later[~of_house]),
        ("house_waybills", "hawb", later[of_house]),
    ):
        before = changes.set_index([key, "field"])["before"].to_dict()
        for field, column in _AMENDED.items():
            keys = frames[table][key].tolist()
            rows = [row for row, name in enumerate(keys) if (name, field) in before]
            if rows:
                shown = frames[table][column].copy()
                shown.iloc[rows] = [before[keys[row], field] for row in rows]
                frames[table] = frames[table].assign(**{column: shown})
