"""Numbers of waybills and house waybills, unique in the whole world."""

import numpy as np

from aatulab.codes.awb import SERIALS, write_awbs
from aatulab.codes.carriers import awb_prefixes, carriers
from aatulab.codes.fixed import Bytes, blank, rows, symbols
from aatulab.codes.shuffle import shuffled, shuffled_below
from aatulab.errors import WorldError
from aatulab.world.cargo.carriage import Carriage
from aatulab.world.scene import Scene


def waybill_numbers(scene: Scene, carriage: Carriage) -> Bytes:
    """Return the numbers of all waybills, each under the prefix of the airline that lands it."""
    gateway = scene.gateway
    airline = carriage.schedule.carrier[carriage.flight]
    order = np.argsort(airline, kind="stable")
    counts = np.bincount(airline, minlength=len(carriers()))
    number = np.empty(len(airline), dtype=np.int64)
    number[order] = np.arange(len(airline)) - (np.cumsum(counts) - counts)[airline[order]]
    block = SERIALS // gateway.of
    if counts.max() > block:
        raise WorldError(
            f"waybills: found {counts.max():,} of one airline at gateway {gateway.number}, "
            f"expected {block:,} at most; order fewer waybills or more bookings."
        )
    # each airline begins elsewhere in the row, so that two of them do not issue the same serials
    turn = gateway.number * block + number + airline * (SERIALS // len(counts))
    serial = shuffled_below(turn % SERIALS, SERIALS, scene.streams.keys("waybills", "awb"))
    return write_awbs(rows(awb_prefixes(), airline), serial.astype(np.int64))


def house_numbers(scene: Scene, count: int) -> Bytes:
    """Return an H and eight characters for each house waybill."""
    keys = scene.streams.keys("house_waybills", "hawb")
    tail = symbols(shuffled(scene.gateway.numbers(count), 40, keys), 8)
    return np.concatenate([blank(count, "H"), tail], axis=1)
