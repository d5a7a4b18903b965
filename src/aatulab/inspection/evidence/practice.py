"""Exhibits to practise on: what a month leaves in a unit's ledger, with the slips of real ones.

Each exhibit goes the same way: taken, weighed, sealed, stored, brought to the laboratory, opened,
sampled, closed, brought back.  In most of them one thing is not as it should be.  The same moment
and generator give the same entries.  All officers, seals and places are invented.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import numpy as np

from aatulab.inspection.evidence.entry import Entry, Record, entries_of
from aatulab.inspection.evidence.tampered import TAMPERINGS

LABORATORY = "State laboratory"
_HERE_G, _THERE_G = 0.5, 0.05  # what the scales of the unit and of the laboratory may be off
_GOODS = ("packet of powder", "bundle of leaves", "box of tablets", "bag of pieces of metal",
          "bottle of liquid", "carton of cigarettes")  # fmt: skip
_PLACES = ("baggage hall, belt 3", "cargo shed 2", "parcel centre", "arrivals, table 1")


@dataclass
class _Story:
    """One exhibit on its way; `now` moves on with every act."""

    exhibit: str
    now: datetime
    rng: np.random.Generator
    grams: float
    records: list[Record] = field(default_factory=list)

    def add(self, act: str, by: str, facts: Mapping[str, object], witness: str = "") -> None:
        """Write down an act that happens some minutes after the one before."""
        self.now += timedelta(minutes=int(self.rng.integers(4, 45)))
        at = self.now.isoformat(timespec="minutes")
        self.records.append(Record(at, self.exhibit, act, by, facts, witness))

    def wait(self, days: tuple[int, int]) -> None:
        """Let some days pass; the laboratory opens at eight."""
        self.now += timedelta(days=int(self.rng.integers(*days)))
        self.now = self.now.replace(hour=8, minute=0)

    def hand_over(self, giver: str, receiver: str, place: str, purpose: str) -> None:
        """Give the exhibit to somebody, who has it two to nine minutes later."""
        self.now += timedelta(minutes=int(self.rng.integers(4, 45)))
        received = self.now + timedelta(minutes=int(self.rng.integers(2, 10)))
        facts = {
            "giver": giver,
            "receiver": receiver,
            "received_at": received.isoformat(timespec="minutes"),
            "place": place,
            "purpose": purpose,
            "signature": f"{receiver}, by hand",
        }
        at = self.now.isoformat(timespec="minutes")
        self.records.append(Record(at, self.exhibit, "handed-over", giver, facts))
        self.now = received

    def read(self, grams: float, uncertainty_g: float) -> float:
        """Return what a scale shows: no scale weighs twice the same."""
        off = float(self.rng.uniform(-0.3, 0.3)) * uncertainty_g
        return round(max(grams + off, 0.0), 1 if uncertainty_g > 0.1 else 2)

    def weigh(self, by: str, witness: str, wrap_g: float, *, unpacked: bool) -> None:
        """Weigh as a whole, or also packaging and contents apart."""
        scale, off = ("LAB-2", _THERE_G) if by.startswith("chemist") else ("UNIT-1", _HERE_G)
        facts: dict[str, object] = {"gross_g": self.read(self.grams + wrap_g, off)}
        if unpacked:
            facts["packaging_g"] = self.read(wrap_g, off)
            facts["net_g"] = self.read(self.grams, off)
        self.add("weighed", by, {**facts, "scale": scale, "uncertainty_g": off}, witness)


def practice_exhibits(
    now: datetime, rng: np.random.Generator, exhibits: int = 24
) -> tuple[Entry, ...]:
    """Return a month's entries up to `now` (a time with offset), in order of time."""
    records = [record for story, _ in _stories(now, rng, exhibits) for record in story]
    return entries_of(sorted(records, key=lambda record: record.moment))


def practice_files(
    now: datetime, rng: np.random.Generator, files: int = 12
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Return small ledgers, each as its lines, and what was kept elsewhere of their last entries.

    Somebody has been at most of them.  Keys are `L01`, `L02` and so on.
    """
    tamperings = tuple(TAMPERINGS.values())
    lines, kept = {}, {}
    for number in range(1, files + 1):
        record_lists = list(_stories(now, rng, 1))
        entries = entries_of(record_lists[0][0][: int(rng.integers(8, 15))])
        name = f"L{number:02d}"
        kept[name] = f"{entries[-1].number}:{entries[-1].digest[:16]}"
        tamper = tamperings[(number - 1) % len(tamperings)]
        place = int(rng.integers(2, len(entries) - 1))
        lines[name] = [entry.line() for entry in tamper(entries, place)]
    order = rng.permutation(files)
    names = list(lines)
    return (
        {name: lines[names[place]] for name, place in zip(names, order, strict=True)},
        {name: kept[names[place]] for name, place in zip(names, order, strict=True)},
    )


def _stories(
    now: datetime, rng: np.random.Generator, exhibits: int
) -> list[tuple[list[Record], str]]:
    """Return the records of each exhibit, and the name of what is wrong with them."""
    names = [*FAULTS, *("none",) * (len(FAULTS) // 3)]
    faults = [names[place % len(names)] for place in range(exhibits)]
    stories = []
    for number, place in enumerate(rng.permutation(exhibits), start=1):
        begin = now.replace(hour=6, minute=0) + timedelta(minutes=int(rng.integers(0, 900)))
        begin -= timedelta(days=int(rng.integers(12, 30)))
        records = _sound(f"E-{number:02d}", begin, rng)
        fault = faults[int(place)]
        if fault != "none":
            FAULTS[fault](records, rng)
        stories.append((records, fault))
    return stories


def _sound(exhibit: str, begin: datetime, rng: np.random.Generator) -> list[Record]:
    """Return the papers of one exhibit as they should be."""
    story = _Story(exhibit, begin, rng, float(rng.integers(150, 4000)))
    finder, second = (f"officer-{n:02d}" for n in rng.choice(np.arange(1, 10), 2, replace=False))
    chemist, other = (f"chemist-{n}" for n in rng.choice(np.arange(1, 5), 2, replace=False))
    seals = [f"{letter} {rng.integers(10**5, 10**6)}" for letter in "AB"]
    wrap_g = float(rng.integers(20, 140))
    goods, place = str(rng.choice(_GOODS)), str(rng.choice(_PLACES))
    story.add("taken", finder, {"what": goods, "place": place})
    story.weigh(finder, second, wrap_g, unpacked=True)
    story.add("seal-applied", finder, {"seal": seals[0]})
    story.hand_over(finder, "keeper-1", "exhibit room", "storage")
    story.add("stored", "keeper-1", {"place": f"room 2, shelf {rng.integers(1, 30)}"})
    story.wait((1, 5))
    story.hand_over("keeper-1", "courier-2", "exhibit room", "transport to the laboratory")
    story.hand_over("courier-2", chemist, "laboratory, reception", "examination")
    story.add("seal-checked", chemist, {"seal": seals[0], "intact": True})
    story.add("seal-broken", chemist, {"seal": seals[0], "reason": "examination"}, other)
    story.weigh(chemist, other, wrap_g, unpacked=True)
    _sample(story, chemist, other)
    story.weigh(chemist, other, wrap_g, unpacked=True)
    story.add("seal-applied", chemist, {"seal": seals[1]})
    story.hand_over(chemist, "courier-2", "laboratory, reception", "transport back")
    story.hand_over("courier-2", "keeper-1", "exhibit room", "storage")
    story.add("seal-checked", "keeper-1", {"seal": seals[1], "intact": True})
    story.add("stored", "keeper-1", {"place": f"room 2, shelf {rng.integers(1, 30)}"})
    return story.records


def _sample(story: _Story, chemist: str, other: str) -> None:
    for number in range(1, int(story.rng.integers(2, 4)) + 1):
        grams = float(story.rng.uniform(2, 9))
        facts = {
            "sample": f"{story.exhibit}/{number}",
            "place": ("top", "middle", "bottom")[number - 1],
            "taken_g": story.read(grams, _THERE_G),
            "scale": "LAB-2",
            "uncertainty_g": _THERE_G,
            "laboratory": LABORATORY,
        }
        story.add("sampled", chemist, facts, other)
        story.grams -= grams


def _places(records: list[Record], act: str) -> list[int]:
    return [place for place, record in enumerate(records) if record.act == act]


def _change(records: list[Record], place: int, **facts: object) -> None:
    record = records[place]
    records[place] = replace(record, facts={**record.facts, **facts})


def _lose_handover(records: list[Record], rng: np.random.Generator) -> None:
    """Leave one hand-over out that is neither the first nor the last."""
    del records[int(rng.choice(_places(records, "handed-over")[1:-1]))]


def _delay_handover(records: list[Record], rng: np.random.Generator) -> None:
    """Let the receiver sign much later: nobody had it in between."""
    place = _places(records, "handed-over")[-1]
    received = records[place].moment + timedelta(minutes=int(rng.integers(40, 170)))
    _change(records, place, received_at=received.isoformat(timespec="minutes"))
    for later in range(place + 1, len(records)):
        moved = records[later].moment + timedelta(hours=3)
        records[later] = replace(records[later], at=moved.isoformat(timespec="minutes"))


def _swap_seal(records: list[Record], rng: np.random.Generator) -> None:
    """Let another seal arrive than the one that was put on."""
    seal = f"A {rng.integers(10**5, 10**6)}"
    _change(records, _places(records, "seal-checked")[0], seal=seal)
    _change(records, _places(records, "seal-broken")[0], seal=seal)


def _forget_opening(records: list[Record], _rng: np.random.Generator) -> None:
    """Leave out that the seal was broken; the contents were reached all the same."""
    del records[_places(records, "seal-broken")[0]]


def _lose_weight(records: list[Record], rng: np.random.Generator) -> None:
    """Let something be gone when the laboratory weighs, before or after its samples."""
    weighings = _places(records, "weighed")
    first = int(rng.choice(weighings[1:]))
    gone = float(rng.integers(4, 70))
    for place in weighings:
        if place >= first:
            old = records[place].facts
            less = {name: round(float(str(old[name])) - gone, 2) for name in ("gross_g", "net_g")}
            _change(records, place, **less)


def _slip_of_the_pen(records: list[Record], rng: np.random.Generator) -> None:
    """Write the packaging of the first weighing wrongly, so that the sum does not hold."""
    place = _places(records, "weighed")[0]
    wrong = float(str(records[place].facts["packaging_g"])) + float(rng.integers(9, 60))
    _change(records, place, packaging_g=round(wrong, 1))


def _work_alone(records: list[Record], rng: np.random.Generator) -> None:
    """Leave out the second person, or name the same one twice."""
    place = int(rng.choice([n for n, each in enumerate(records) if each.witness]))
    alone = records[place].by if rng.random() < 0.5 else ""
    records[place] = replace(records[place], witness=alone)


Fault = Callable[[list[Record], np.random.Generator], None]
FAULTS: Mapping[str, Fault] = {
    "lost hand-over": _lose_handover,
    "late signature": _delay_handover,
    "other seal": _swap_seal,
    "forgotten opening": _forget_opening,
    "lost weight": _lose_weight,
    "slip of the pen": _slip_of_the_pen,
    "alone": _work_alone,
}
