"""Expose a scene: depths, detector, noise and log signals, a few rows at a time, in one pass.

Their optical depths never leave the processor's cache.  The detector counts quanta: their number
varies as Poisson's law says (variance = mean; its normal limit, right for some dozens and more) and
its electronics add a constant variance; below some dozens of quanta the electronics hide the
difference.  Noise depends on seed, view, row and column only.  What is stored is the scanner's log
signal as 16-bit numbers.
"""

from functools import cache
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from aatulab.inspection.xray.arrays import Bits, Bytes, Codes, Floats, Singles, Whole
from aatulab.inspection.xray.compiled import compiled, inner
from aatulab.inspection.xray.models.solids import Solids
from aatulab.inspection.xray.physics.scanner import BINS, Scanner, View
from aatulab.inspection.xray.rendering.chords import Belt, Pieces
from aatulab.inspection.xray.rendering.depths import accumulate, make_belt, pack, row_reach

LOG_STEPS = 5000.0  # of the stored signal, for one e-folding
TONE = 0.45  # brightness is exp(-TONE · depth): thin cloth still shows, thick steel is black
SEEN_DEPTH = 0.01  # what weakens the beam by less than 1 % is not part of the truth mask
BAND = 8  # rows worked on together: their depths stay in the processor's cache
_LEAST_QUANTA = 4.0
_NORMALS = 4096
_BRIGHT_STEPS = 250.0

SUMS = ("bag", "dark", "mask", "changed", "alone")


class Detector(NamedTuple):
    """The scanner's two channels as numba takes them."""

    low: Singles
    high: Singles
    quanta: np.float32
    noise: np.float32
    normals: Singles  # (_NORMALS,): equally likely values of the normal distribution
    bright: Singles  # brightness by depth, in steps of 1 / _BRIGHT_STEPS


class Room(NamedTuple):
    """Room to work in, the same for all bands of a picture; most of it is one row, (columns,)."""

    bag: Singles  # (BAND, bins, columns)
    hidden: Singles
    seen: Singles  # (bins, columns)
    row: Singles
    low: Singles
    high: Singles
    bits: Bits


class Exposure(NamedTuple):
    """What one view of a scene leaves behind."""

    low: Codes  # (rows, columns): log signal of the front detector
    high: Codes
    mask: Bytes  # (rows, columns): 1 where the hidden object is
    grey: Bytes  # half the rows and columns: the bag without it, without noise
    sums: Floats  # (rows, len(SUMS))


def expose(scanner: Scanner, view: View, bag: Solids, hidden: Solids | None, key: int) -> Exposure:
    """Return one view of a bag, with an object hidden in it if there is one.

    `key` is a 32-bit number; the same key and scene give the same bytes.
    """
    size = (scanner.rows, scanner.columns)
    made = Exposure(
        low=np.empty(size, np.uint16),
        high=np.empty(size, np.uint16),
        mask=np.zeros(size, np.uint8),
        grey=np.empty((size[0] // 2, size[1] // 2), np.uint8),
        sums=np.zeros((size[0], len(SUMS))),
    )
    rest = pack(bag)
    target = pack(hidden if hidden is not None else bag.some([]))
    rows = scanner.rows
    _expose(
        made,
        rest,
        row_reach(rest, view, rows),
        target,
        row_reach(target, view, rows),
        view.rays(rows),
        make_belt(scanner),
        make_detector(scanner),
        np.uint32(key),
    )
    return made


@cache
def make_detector(scanner: Scanner) -> Detector:
    """Return the detector; the same for every picture of a scanner."""
    normal = NormalDist()
    normals = [normal.inv_cdf((k + 0.5) / _NORMALS) for k in range(_NORMALS)]
    scale = 1.0 / np.std(normals)  # cutting the tails must not make the noise smaller
    return Detector(
        np.array(scanner.low, np.float32),
        np.array(scanner.high, np.float32),
        np.float32(scanner.quanta),
        np.float32(scanner.electronic_noise),
        (np.array(normals) * scale).astype(np.float32),
        (255 * np.exp(-TONE * np.arange(4096) / _BRIGHT_STEPS)).astype(np.float32),
    )


@compiled
def _expose(  # noqa: PLR0913, PLR0917 - everything that the loop reads, as plain arrays
    made: Exposure,
    bag: Pieces,
    bag_reach: Whole,
    hidden: Pieces,
    hidden_reach: Whole,
    rays: Floats,
    belt: Belt,
    detector: Detector,
    key: np.uint32,
) -> None:
    rows, room = rays.shape[0], _make_room(belt.columns.size)
    for first in range(0, rows, BAND):
        last = min(first + BAND, rows)
        bag_rows, hidden_rows = room.bag[: last - first], room.hidden[: last - first]
        bag_rows[:] = hidden_rows[:] = 0
        is_bag = accumulate(bag_rows, room.row, first, bag, bag_reach, rays, belt)
        is_found = accumulate(hidden_rows, room.row, first, hidden, hidden_reach, rays, belt)
        for row in range(first, last):
            depth = bag_rows[row - first]
            if row % 2 == 0 and row // 2 < made.grey.shape[0]:
                _halve(depth[1], made.grey[row // 2], made.sums[row], detector.bright)
            if is_found:
                alone = hidden_rows[row - first]
                _compare(depth[1], alone[1], made.mask[row], made.sums[row], detector.bright)
                depth += alone
            _transmit(depth, room, not (is_bag or is_found))
            noise = _mixed(key, np.uint32(row))
            _read_out(room, made.low[row], made.high[row], detector, noise)


@compiled
def _make_room(columns: int) -> Room:
    return Room(
        np.empty((BAND, BINS, columns), np.float32),
        np.empty((BAND, BINS, columns), np.float32),
        np.empty((BINS, columns), np.float32),
        np.empty(columns, np.float32),
        np.empty(columns, np.float32),
        np.empty(columns, np.float32),
        np.empty(columns, np.int32),
    )


@inner
def _halve(depth: Singles, grey: Bytes, sums: Floats, bright: Singles) -> None:
    """Keep every second pixel's brightness; count bag and dark pixels for the opacity."""
    bag, dark = 0, 0
    for j in range(grey.size):
        grey[j] = np.uint8(_bright(bright, depth[2 * j]))
        bag += grey[j] < 254
        dark += grey[j] < 64
    sums[0] += bag
    sums[1] += dark


@inner
def _compare(bag: Singles, alone: Singles, mask: Bytes, sums: Floats, bright: Singles) -> None:
    """Mark where the hidden object is, and by how much it changes the brightness there."""
    pixels, changed, by_itself = 0, 0.0, 0.0
    for j in range(mask.size):
        if alone[j] > SEEN_DEPTH:
            mask[j] = 1
            darkened = np.float32(255.0) - _bright(bright, alone[j])
            change = _bright(bright, bag[j]) * darkened / np.float32(255.0)
            pixels += 1
            changed += float(change * change)
            by_itself += float(darkened * darkened)
    sums[2] += pixels
    sums[3] += changed
    sums[4] += by_itself


@inner
def _bright(table: Singles, depth: np.float32) -> np.float32:
    last = np.float32(table.size - 1)
    place = np.int32(min(max(depth * np.float32(_BRIGHT_STEPS), np.float32(0.0)), last))
    return np.float32(table[place])


@inner
def _read_out(room: Room, low: Codes, high: Codes, detector: Detector, key: np.uint32) -> None:
    """Turn what comes through into counted quanta and those into the stored log signals."""
    _draw(room.low, room.high, detector.normals, key)
    _count(room.seen, room.low, detector.low, detector)
    _count(room.seen, room.high, detector.high, detector)
    _store(room.low, low, room.bits)
    _store(room.high, high, room.bits)


@inner
def _transmit(depth: Singles, room: Room, is_air: bool) -> None:  # noqa: FBT001 - numba takes no keyword-only ones
    """Put exp(-depth) into what is seen; where there is nothing but air, that is all."""
    if is_air:
        room.seen[:] = 1
        return
    for k in range(BINS):
        _weaken(depth[k], room.seen[k], room.bits)


@inner
def _weaken(depth: Singles, seen: Singles, bits: Bits) -> None:
    """Put exp(-depth) into `seen`, to 4 parts in a million; 2 to a whole number is set as bits."""
    scale = np.float32(-1.4426950408889634)
    for j in range(depth.size):
        y = max(depth[j] * scale, np.float32(-100.0))
        whole = np.int32(y - np.float32(0.5))
        f = y - np.float32(whole)
        bits[j] = (whole + np.int32(127)) << np.int32(23)
        p = np.float32(0.0013333558) * f + np.float32(0.0096181291)
        p = p * f + np.float32(0.0555041087)
        p = p * f + np.float32(0.2402265070)
        p = p * f + np.float32(0.6931471806)
        seen[j] = p * f + np.float32(1.0)
    power = bits.view(np.float32)
    for j in range(depth.size):
        seen[j] *= power[j]


@inner
def _count(seen: Singles, channel: Singles, shares: Singles, detector: Detector) -> None:
    """Turn normal numbers in `channel` into counted quanta, as a share of those in air."""
    a, b, c = shares[0], shares[1], shares[2]
    quanta, constant = detector.quanta, detector.noise * detector.noise
    per_quanta, least = np.float32(1.0) / quanta, np.float32(_LEAST_QUANTA) / quanta
    for j in range(channel.size):
        mean = quanta * (a * seen[0, j] + b * seen[1, j] + c * seen[2, j])
        counted = mean + np.sqrt(mean + constant) * channel[j]
        channel[j] = max(counted * per_quanta, least)


@inner
def _store(channel: Singles, codes: Codes, bits: Bits) -> None:
    """Store -ln(channel) in steps; the logarithm is split into exponent and mantissa."""
    whole = channel.view(np.int32)
    for j in range(codes.size):
        bits[j] = (whole[j] & np.int32(0x7FFFFF)) | np.int32(0x3F800000)
    mantissa = bits.view(np.float32)
    steps = np.float32(LOG_STEPS)
    for j in range(codes.size):
        exponent = np.float32((whole[j] >> np.int32(23)) - np.int32(127))
        m = mantissa[j] - np.float32(1.5)
        p = np.float32(_LOG[0])
        for k in range(1, len(_LOG)):
            p = p * m + np.float32(_LOG[k])
        depth = -(exponent * np.float32(0.6931471805599453) + p)
        codes[j] = np.uint16(max(depth, np.float32(0.0)) * steps + np.float32(0.5))


# ln(1.5 + m) for |m| <= 0.5, fitted at Chebyshev's points: right to 2 parts in ten million
_POINTS = np.cos(np.pi * (np.arange(9) + 0.5) / 9) / 2
_LOG = tuple(float(one) for one in np.polyfit(_POINTS, np.log(1.5 + _POINTS), 8))


@inner
def _mixed(a: np.uint32, b: np.uint32) -> np.uint32:
    """Return a 32-bit number that looks unlike both (the finaliser of MurmurHash3)."""
    h = np.uint32(a ^ np.uint32(b * np.uint32(0x9E3779B9)))
    h = np.uint32((h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B))
    h = np.uint32((h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35))
    return np.uint32(h ^ (h >> np.uint32(16)))


@inner
def _draw(one: Singles, other: Singles, normals: Singles, key: np.uint32) -> None:
    """Fill two rows with normal numbers: 12 bits of one hashed column number for each."""
    for j in range(one.size):
        h = _mixed(key, np.uint32(j + 1))
        one[j] = normals[h & np.uint32(_NORMALS - 1)]
        other[j] = normals[h >> np.uint32(20)]
