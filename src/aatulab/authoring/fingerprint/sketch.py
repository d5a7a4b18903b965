"""Know a long column by signed sums over groups of sixteen rows.

Rows are grouped by the digest of their key; of each group two sums are kept, every value taken
with a sign that its key decides.  The sums give no single value away, yet they are linear: they
show a wrong factor, an offset or dropped days, and how many groups are off.  A right answer
always matches; an error smaller than a group's joint tolerance may pass here, never the judge.
"""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aatulab.authoring.compare.exact import vector
from aatulab.authoring.compare.explain import Probe, Vector, explain
from aatulab.authoring.compare.known import Difference, KeyDifference, Kind, Scalar
from aatulab.authoring.question import Tolerance

GROUP = 16
SIGNS = 2

Hashes = npt.NDArray[np.uint64]


def hashes(salt: str, texts: Sequence[str]) -> Hashes:
    """Return a 64-bit keyed hash of every text."""
    key = salt.encode()
    joined = b"".join(
        hashlib.blake2b(text.encode(), digest_size=8, key=key).digest() for text in texts
    )
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64)


@dataclass(frozen=True)
class SketchKeys:
    """Many keys, by count and a sum of hashes in each of a number of buckets."""

    salt: str
    is_range: bool
    counts: tuple[int, ...]
    sums: tuple[int, ...]

    @classmethod
    def of(cls, salt: str, keys: Sequence[str], *, is_range: bool) -> "SketchKeys":
        """Return the sketch of these keys."""
        counts, sums = _buckets(hashes(salt, keys), max(1, len(keys) // 2))
        return cls(salt, is_range, tuple(counts.tolist()), tuple(int(s) for s in sums))

    @property
    def count(self) -> int:
        """Return how many there are."""
        return sum(self.counts)

    def difference(self, keys: Sequence[str]) -> KeyDifference:
        """Return how these keys differ: exact when they differ in few buckets, else a floor."""
        counts, sums = _buckets(hashes(self.salt, keys), len(self.counts))
        surplus = counts - np.array(self.counts)
        missing = int(-surplus[surplus < 0].sum())
        extra = int(surplus[surplus > 0].sum())
        swapped = int(((surplus == 0) & (sums != np.array(self.sums, dtype=np.uint64))).sum())
        is_part = not extra + swapped  # nothing strange among them: some are just not there
        if not is_part and missing + swapped >= len(self.counts) * 0.7:  # hardly a bucket is right
            return KeyDifference(self.count, len(keys))
        return KeyDifference(missing + swapped, extra + swapped)

    def shared(self, keys: Sequence[str]) -> frozenset[int]:  # noqa: ARG002 - as all knowledge has it
        """Return no place: a sum over many keys does not tell one from another."""
        return frozenset()


def _buckets(hashed: Hashes, buckets: int) -> tuple[npt.NDArray[np.int64], Hashes]:
    place = (hashed % np.uint64(buckets)).astype(np.int64)
    counts = np.bincount(place, minlength=buckets)
    sums = np.zeros(buckets, dtype=np.uint64)
    np.add.at(sums, place, hashed >> np.uint64(16))
    return counts, sums & np.uint64(0xFFFFFFFF)


@dataclass(frozen=True)
class SketchColumn:
    """A long column: signed sums of numbers per group, or a checksum of texts per group."""

    salt: str
    kind: Kind
    tolerance: Tolerance
    sums: tuple[tuple[float, ...], ...]
    empty: tuple[int, ...]

    @classmethod
    def of(
        cls,
        salt: str,
        kind: Kind,
        tolerance: Tolerance,
        keys: Sequence[str],
        values: Sequence[Scalar],
    ) -> "SketchColumn":
        """Return the sketch of these values."""
        if kind != "number":
            return cls(salt, kind, tolerance, _checksums(salt, keys, values), ())
        groups, signs = _grouping(salt, keys)
        numbers = vector(values)
        filled = np.nan_to_num(numbers, nan=0.0)
        sums = np.stack([_sum(groups, signs[n] * filled) for n in range(SIGNS)])
        empty = _sum(groups, np.isnan(numbers).astype(np.float64))
        rounded = np.round(sums, 9)
        return cls(
            salt,
            kind,
            tolerance,
            tuple(tuple(row) for row in rounded.tolist()),
            tuple(int(e) for e in empty),
        )

    def difference(self, keys: Sequence[str], values: Sequence[Scalar]) -> Difference | None:
        """Return how these values differ; the number of rows is an estimate."""
        if self.kind != "number":
            found = _checksums(self.salt, keys, values)
            bad = np.array(found[0]) != np.array(self.sums[0])
            if not bad.any():
                return None
            return Difference("wrong_values", _rows_behind(bad, len(keys)), exact=False)
        with np.errstate(over="ignore", invalid="ignore"):  # a trainee's number may be huge
            return self._numeric(keys, vector(values))

    def wrong(self, keys: Sequence[str], values: Sequence[Scalar]) -> frozenset[int]:  # noqa: ARG002
        """Return every place: a sum over many rows does not tell one from another."""
        return frozenset(range(len(keys)))

    def _numeric(self, keys: Sequence[str], got: Vector) -> Difference | None:
        probe, gaps = self._probe(keys, got)
        bad = probe.wrong.reshape(SIGNS, -1).any(axis=0) | (gaps != 0)
        if not bad.any():
            return None
        rows = _rows_behind(bad, len(keys))
        if gaps.any():
            lost = gaps.sum() > 0
            return Difference("missing_values" if lost else "wrong_values", rows, exact=False)
        return Difference(explain(probe), rows, exact=False)

    def _probe(self, keys: Sequence[str], got: Vector) -> tuple[Probe, npt.NDArray[np.int64]]:
        groups, signs = _grouping(self.salt, keys)
        present = ~np.isnan(got)
        filled = np.nan_to_num(got, nan=0.0)
        reach = self.tolerance.abs + self.tolerance.rel * np.abs(filled) + 1e-8
        gaps = _sum(groups, (~present).astype(np.float64)).astype(np.int64) - np.array(self.empty)
        twice = {
            "bound": _sum(groups, reach),
            "weight": _sum(groups, present.astype(np.float64)),
        }
        probe = Probe(
            got=np.concatenate([_sum(groups, sign * filled) for sign in signs]),
            reference=np.concatenate([np.array(row) for row in self.sums]),
            bound=np.tile(twice["bound"], SIGNS),
            ones=np.concatenate([_sum(groups, sign * present) for sign in signs]),
            weight=np.tile(twice["weight"], SIGNS),
            raw=got[present],
        )
        return probe, gaps


def _grouping(salt: str, keys: Sequence[str]) -> tuple[npt.NDArray[np.int64], Vector]:
    """Return each row's group and its signs; every group has at least sixteen rows."""
    hashed = hashes(salt, keys)
    rank = np.empty(len(keys), dtype=np.int64)
    rank[np.argsort(hashed, kind="stable")] = np.arange(len(keys))
    groups = np.minimum(rank // GROUP, max(len(keys) // GROUP - 1, 0))
    bits = [(hashed >> np.uint64(number)) & np.uint64(1) for number in range(SIGNS)]
    return groups, np.stack([bit.astype(np.float64) * 2 - 1 for bit in bits])


def _sum(groups: npt.NDArray[np.int64], values: Vector) -> Vector:
    return np.bincount(groups, weights=values).astype(np.float64)


def _checksums(
    salt: str, keys: Sequence[str], values: Sequence[Scalar]
) -> tuple[tuple[float, ...], ...]:
    groups, _ = _grouping(salt, keys)
    checks = [
        float(zlib.crc32(f"{salt}{key}\x1f{_text(value)}".encode()))
        for key, value in zip(keys, values, strict=True)
    ]
    return (tuple(_sum(groups, np.array(checks)).tolist()),)


def _text(value: Scalar) -> str:
    if isinstance(value, bool | int | float) and float(value).is_integer():
        return str(int(value))
    return str(value)


def _rows_behind(bad: npt.NDArray[np.bool_], rows: int) -> int:
    """Return about how many rows are wrong when so many groups are: at least one in each."""
    share = float(bad.mean())
    if share == 1:
        return rows
    each = 1 - (1 - share) ** (1 / GROUP)
    estimate: int = round(rows * each)
    return max(int(bad.sum()), estimate)
