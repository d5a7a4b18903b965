"""What happened to each waybill: accepted, flown, received, notified, delivered, and differences.

What a shipment weighs is known from the acceptance at origin and from the arrival at the hub.  A
difference has many reasons; whether it was reported is seen here too.
"""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.cargo.carriage import Carriage
from aatulab.world.cargo.shipments import Shipments, totals
from aatulab.world.columns import labels, moments
from aatulab.world.passengers.flights import DAY_MIN
from aatulab.world.roles.draws import Draws
from aatulab.world.scene import Scene
from aatulab.world.streams import Streams

CODES = ("RCS", "DEP", "ARR", "RCF", "DIS", "NFD", "DLV")
DISCREPANCIES = ("more weight", "more pieces", "fewer pieces")
_SCALES = 0.0015  # how far two scales differ, as a share of the weight
_MOST_GAIN = 0.6  # of the shipment's weight


@dataclass(frozen=True)
class Step:
    """One kind of event; arrays have one entry a waybill, `holds` says which have it."""

    code: str
    at: Whole
    station: Whole
    pieces: Whole
    kg: Floats
    holds: Flags


@dataclass(frozen=True)
class Difference:
    """What differs at arrival, one entry a waybill."""

    kind: Whole  # places in DISCREPANCIES; one behind the last for none
    pieces: Whole  # too many, or (below nothing) missing
    kg: Floats
    reported: Flags


def events_table(scene: Scene, awb: Bytes, carriage: Carriage, shipments: Shipments) -> pa.Table:
    """Return the events of all waybills, in order."""
    count = shipments.waybills
    whole = totals(shipments)
    pieces, kg = whole.pieces, whole.gross_kg
    difference = _differences(carriage, pieces, kg, scene.streams)
    steps = _steps(carriage, pieces, kg, difference, scene.streams)

    # one row an event: the steps of a waybill one after the other
    held = np.stack([step.holds for step in steps])
    waybill, step = np.nonzero(held.T)
    flat = step * count + waybill

    def column(name: str) -> Whole:
        joined: Whole = np.concatenate([getattr(one, name) for one in steps])[flat]
        return joined

    number = np.cumsum(held, axis=0).T[waybill, step]
    codes = np.array([CODES.index(one.code) for one in steps])[step]
    is_report = codes == CODES.index("DIS")
    kind = np.where(is_report, difference.kind[waybill], len(DISCREPANCIES))
    return pa.table(
        {
            "awb": to_text(rows(awb, waybill)),
            "event_no": number,
            "code": labels(CODES, codes),
            "station": labels(scene.airports.iata, column("station")),
            "at": moments(column("at")),
            "pieces": column("pieces"),
            "kg": np.round(column("kg"), 1),
            "discrepancy": labels(DISCREPANCIES, kind),
        }
    )


def _differences(carriage: Carriage, pieces: Whole, kg: Floats, streams: Streams) -> Difference:
    role, draws = carriage.plan.role, Draws(carriage.plan.cast)

    def happens(signal: str) -> Flags:
        return draws.happens(streams.of("cargo_events", signal), signal, role)

    extra = happens("extra_piece")
    heavier = happens("weight_gain") | extra
    missing = happens("missing_piece") & (pieces > 1) & ~heavier
    gain = draws.typical(streams.of("cargo_events", "gain_kg"), "gain_kg", role)
    gain = np.minimum(gain, _MOST_GAIN * kg)
    return Difference(
        kind=np.where(extra, 1, np.where(heavier, 0, np.where(missing, 2, 3))),
        pieces=extra.astype(np.int64) - missing,
        kg=np.where(heavier, gain, np.where(missing, -kg / pieces, 0.0)),
        reported=happens("discrepancy_report") & (heavier | missing),
    )


def _steps(
    carriage: Carriage, pieces: Whole, kg: Floats, difference: Difference, streams: Streams
) -> list[Step]:
    """Return the steps in the order in which they happen to any waybill."""
    count = len(pieces)

    def minutes(what: str, least: int, most: int) -> Whole:
        return streams.of("cargo_events", what).integers(least, most, count)

    everyone = np.ones(count, dtype=bool)
    transfers, late = carriage.via >= 0, difference.pieces < 0
    hub = np.full(count, carriage.schedule.hub)
    lead = carriage.departs - carriage.booked
    accepted = carriage.departs - np.minimum(lead * 7 // 10, minutes("accepted", 240, 1_200))
    received = carriage.arrives + minutes("received", 50, 360)
    followed = received + DAY_MIN + minutes("followed", -120, 120)
    complete = np.where(late, followed, received)
    notified = complete + minutes("notified", 30, 300)
    wait = Draws(carriage.plan.cast).typical(
        streams.of("cargo_events", "collect"), "collect_h", carriage.plan.role
    )
    delivered = notified + np.maximum(wait * 60, 20).astype(np.int64)
    scales = streams.of("cargo_events", "scales").standard_normal(count)
    # no scales hide what was gained
    scales = np.where(difference.kg > 0, np.abs(scales), scales)
    arrived_kg = kg * (1 + _SCALES * scales) + difference.kg
    arrived = pieces + difference.pieces

    first = Step("RCS", accepted, carriage.first, pieces, kg, everyone)
    via = replace(first, station=carriage.via, holds=transfers)
    lands_via = carriage.departs + carriage.first_block
    there = replace(first, station=hub)
    whole = replace(
        there,
        pieces=np.where(late, pieces, arrived),
        kg=arrived_kg - np.where(late, difference.kg, 0),
    )
    return [
        first,
        replace(first, code="DEP", at=carriage.departs),
        replace(via, code="ARR", at=lands_via),
        replace(via, code="RCF", at=lands_via + minutes("received via", 45, 200)),
        replace(via, code="DEP", at=carriage.leaves),
        replace(there, code="ARR", at=carriage.arrives),
        replace(there, code="RCF", at=received, pieces=arrived, kg=arrived_kg),
        replace(
            there,
            code="DIS",
            at=received + minutes("reported", 10, 30),
            pieces=np.abs(difference.pieces),
            kg=np.abs(difference.kg),
            holds=difference.reported,
        ),
        replace(
            there, code="RCF", at=followed, pieces=-difference.pieces, kg=-difference.kg, holds=late
        ),
        replace(whole, code="NFD", at=notified),
        replace(whole, code="DLV", at=delivered),
    ]
