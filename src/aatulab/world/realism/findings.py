"""Set a world beside what is published: near, far, or nothing to compare with."""

from collections.abc import Mapping
from dataclasses import dataclass

from aatulab.world.realism.curves import CURVES, Curve, Points, points_of
from aatulab.world.realism.facts import Fact, Realism, Topic
from aatulab.world.realism.measures import measure_all
from aatulab.world.realism.tables import open_tables
from aatulab.world.store.stored import StoredWorld

NEAR, FAR, NO_FIGURE, NOT_HERE = "near", "far", "no public figure", "not in this world"


@dataclass(frozen=True)
class Finding:
    """One fact, and what the world shows instead."""

    fact: Fact
    found: float | None

    @property
    def verdict(self) -> str:
        """Return near, far, or that the world has nothing of it."""
        if self.found is None:
            return NOT_HERE
        return NEAR if self.fact.is_near(self.found) else FAR


@dataclass(frozen=True)
class Section:
    """One topic of a world: its picture, its reading and its findings."""

    topic: Topic
    curve: Curve
    points: Points | None  # None: the world has nothing of it
    reading: str
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> str:
        """Return far if anything is, else near if anything is, else why nothing can be said."""
        if self.points is None:
            return NOT_HERE
        said = {finding.verdict for finding in self.findings}
        return next((word for word in (FAR, NEAR, NOT_HERE) if word in said), NO_FIGURE)


def examine(world: StoredWorld, realism: Realism) -> tuple[Section, ...]:
    """Return every topic of a world on disk, compared with what is published."""
    with open_tables(world) as tables:
        found = measure_all(tables)
        return tuple(
            Section(
                topic=topic,
                curve=CURVES[topic.name],
                points=points_of(tables, CURVES[topic.name]),
                reading=_read(topic.reading, found),
                findings=tuple(Finding(fact, found[fact.compared_with]) for fact in topic.facts),
            )
            for topic in realism.topics
        )


def _read(reading: str, found: Mapping[str, float | None]) -> str:
    """Return a topic's sentence with the world's numbers in it; nothing where one is lacking."""
    known = {name: value for name, value in found.items() if value is not None}
    try:
        return reading.format(**known)
    except KeyError:
        return ""
