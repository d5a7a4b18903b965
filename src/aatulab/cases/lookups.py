"""What an officer can look up beside the lists: what partners told, and tickets bought apart.

A recipe names the tables that the unit of its story has.  Of each the rows are there that were
known at the moment of the case: of a table that has days and no hours, those of the days before.
Seizures end before the days that are listed, since some of them are on the records of the case;
inspections end before the days that are judged.
"""

from collections.abc import Callable, Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.cases.window import Window
from aatulab.world.history.seizures import short_form

Tables = Mapping[str, pa.Table]


def looked_up(name: str, world: Tables, bookings: pa.Table | None, window: Window) -> pa.Table:
    """Return one table of `LOOK_UPS` as it stood in the window of a case.

    `bookings` are those of the case, none in a case without travellers.
    """
    return LOOK_UPS[name](world, bookings, window)


def _seizures(world: Tables, _bookings: pa.Table | None, window: Window) -> pa.Table:
    """Return the short form, which is what units get of each other's seizures."""
    rows = world["seizures"]
    return short_form(rows.filter(_before(rows["seized_at"], window.first)))


def _inspections(world: Tables, _bookings: pa.Table | None, window: Window) -> pa.Table:
    """Return what was inspected before the days to be judged, with what it came to."""
    rows = world["inspections"]
    return rows.filter(_before(rows["at"], window.judged_from))


def _sightings(world: Tables, _bookings: pa.Table | None, window: Window) -> pa.Table:
    rows = world["sightings"]
    return rows.filter(_before(rows["at"], window.as_of))


def _alerts(world: Tables, _bookings: pa.Table | None, window: Window) -> pa.Table:
    rows = world["alerts"]
    return rows.filter(_before(rows["at"], window.as_of))


def _reports(world: Tables, _bookings: pa.Table | None, window: Window) -> pa.Table:
    rows = world["reported_documents"]
    return rows.filter(_on_a_day_before(rows["reported_on"], window.as_of))


def _notices(world: Tables, _bookings: pa.Table | None, window: Window) -> pa.Table:
    """Return the notices, of which those that are withdrawn later still stand."""
    rows = world["notices"]
    rows = rows.filter(_on_a_day_before(rows["issued_on"], window.as_of))
    ended = pc.fill_null(_on_a_day_before(rows["withdrawn_on"], window.as_of), fill_value=False)
    never = pa.nulls(rows.num_rows, rows["withdrawn_on"].type)
    place = rows.column_names.index("withdrawn_on")
    shown = pc.if_else(ended, rows["withdrawn_on"], never)
    return rows.set_column(place, "withdrawn_on", shown)


def _tickets(world: Tables, bookings: pa.Table | None, _window: Window) -> pa.Table:
    rows = world["onward_tickets"]
    if bookings is None:
        return rows.slice(0, 0)
    return rows.filter(pc.is_in(rows["pnr"], value_set=bookings["pnr"].combine_chunks()))


def _before(moments: pa.ChunkedArray, as_of: pd.Timestamp) -> pa.ChunkedArray:
    return pc.less(moments, pa.scalar(as_of.to_pydatetime(), moments.type))


def _on_a_day_before(days: pa.ChunkedArray, as_of: pd.Timestamp) -> pa.ChunkedArray:
    return pc.less(days, pa.scalar(as_of.date(), days.type))


LOOK_UPS: Mapping[str, Callable[[Tables, pa.Table | None, Window], pa.Table]] = {
    "onward_tickets": _tickets,
    "inspections": _inspections,
    "seizures_short": _seizures,
    "sightings": _sightings,
    "notices": _notices,
    "reported_documents": _reports,
    "alerts": _alerts,
}
