"""Check that weights add up within what the scales can tell, and that samples fit in.

`uncertainty_g` is how far one reading may be off.  Errors of separate readings seldom all point
the same way, so they add by squares: a sum of three readings of ±0.5 g may be off by 0.9 g, not by
1.5 g (Guide to the expression of uncertainty in measurement, JCGM 100:2008, 5.1.2).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aatulab.inspection.evidence.entry import Entry
from aatulab.inspection.evidence.finding import Finding

_ROUNDING_G = 1e-6


@dataclass(frozen=True)
class Weighing:
    """A weight that was read, and what has been taken out since, with their uncertainties."""

    entry: Entry
    grams: float
    uncertainty_g: float
    taken_g: float = 0.0

    def less(self, entry: Entry) -> "Weighing":
        """Return the same with a sample taken out."""
        taken = entry.record.grams("taken_g") or 0.0
        uncertainty = combined(self.uncertainty_g, entry.record.grams("uncertainty_g") or 0.0)
        return Weighing(self.entry, self.grams, uncertainty, self.taken_g + taken)

    @property
    def expected_g(self) -> float:
        """Return what should be there now."""
        return self.grams - self.taken_g


def combined(*uncertainties_g: float) -> float:
    """Return the uncertainty of a sum or difference of separate readings.

    >>> round(combined(0.5, 0.5, 0.5), 2)
    0.87
    """
    return math.hypot(*uncertainties_g)


def check_weights(history: Sequence[Entry]) -> Iterator[Finding]:
    """Give each weighing that does not add up, or does not follow from the one before."""
    net: Weighing | None = None
    gross: Weighing | None = None  # None from where the packaging may have changed
    for entry in history:
        act = entry.record.act
        if act == "weighed":
            yield from _adds_up(entry)
            new_net, new_gross = _read(entry, "net_g"), _read(entry, "gross_g")
            yield from _follows(net, new_net, "net weight")
            yield from _follows(gross, new_gross, "weight under seal")
            net, gross = new_net or net, new_gross
        elif act == "sampled":
            net = net.less(entry) if net else None
            gross = None
        elif act in {"seal-applied", "seal-broken", "seal-renewed"}:
            gross = None  # a bag was put round it, or taken off


def check_samples(history: Sequence[Entry]) -> Iterator[Finding]:
    """Give each sample that exceeds its exhibit or is numbered twice, and each lost result."""
    net: Weighing | None = None
    samples: dict[str, Entry] = {}
    for entry in history:
        record = entry.record
        if record.act == "weighed":
            net = _read(entry, "net_g") or net
        elif record.act == "sampled":
            if record.text("sample") in samples:
                yield _sample(entry, f"sample {record.text('sample')} was numbered before")
            samples.setdefault(record.text("sample"), entry)
            if net is None:
                yield _sample(entry, "a sample was taken before the exhibit's net weight was known")
                continue
            net = net.less(entry)
            if net.expected_g < -(net.uncertainty_g + _ROUNDING_G):
                yield _sample(
                    entry,
                    f"{net.taken_g:,.1f} g taken of {net.grams:,.1f} g: more than there was",
                )
        elif record.act == "result":
            yield from _result(entry, samples)


def _adds_up(entry: Entry) -> Iterator[Finding]:
    record = entry.record
    gross, packaging, net = (record.grams(name) for name in ("gross_g", "packaging_g", "net_g"))
    if gross is None or packaging is None or net is None:
        return
    off, one = gross - packaging - net, record.grams("uncertainty_g") or 0.0
    most = combined(one, one, one)
    if abs(off) > most + _ROUNDING_G:
        yield _weight(
            entry,
            f"gross {gross:,.1f} g less packaging {packaging:,.1f} g is {gross - packaging:,.1f} g,"
            f" not net {net:,.1f} g; the scale explains {most:.1f} g",
        )


def _read(entry: Entry, name: str) -> Weighing | None:
    grams = entry.record.grams(name)
    if grams is None:
        return None
    return Weighing(entry, grams, entry.record.grams("uncertainty_g") or 0.0)


def _follows(before: Weighing | None, now: Weighing | None, what: str) -> Iterator[Finding]:
    if before is None or now is None:
        return
    off = now.grams - before.expected_g
    most = combined(before.uncertainty_g, now.uncertainty_g)
    if abs(off) > most + _ROUNDING_G:
        samples = f" less samples of {before.taken_g:,.1f} g" if before.taken_g else ""
        yield _weight(
            now.entry,
            f"{what} {now.grams:,.1f} g, but entry {before.entry.number} gives"
            f" {before.grams:,.1f} g{samples}: {abs(off):,.1f} g {'more' if off > 0 else 'less'}"
            f" than it should be; the scales explain {most:.1f} g",
        )


def _result(entry: Entry, samples: dict[str, Entry]) -> Iterator[Finding]:
    number, laboratory = entry.record.text("sample"), entry.record.text("laboratory")
    if number not in samples:
        yield _sample(entry, f"a result for sample {number}, which was never taken")
    elif samples[number].record.text("laboratory") != laboratory:
        sent = samples[number].record.text("laboratory")
        yield _sample(entry, f"{laboratory} reports on sample {number}, which went to {sent}")


def _weight(entry: Entry, words: str) -> Finding:
    return Finding("weight", words, entry.number, entry.record.exhibit)


def _sample(entry: Entry, words: str) -> Finding:
    return Finding("sample", words, entry.number, entry.record.exhibit)
