"""The stages of one flight through the unit, as `datasets/reference/airport-unit.yml` tells them.

Each says when, who acts, on which ground, who gets what, and what stays.  Called by the lesson and
by `aatulab.widgets.flight_walk`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import pandas as pd

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import TargetingError
from aatulab.targeting.unit.mandate import RECEIVERS, SERVICES


@dataclass(frozen=True)
class Stage:
    """One stage; `hours` count from landing, `gets` is what is passed on, by receiver."""

    id: str
    title: str
    hours: float
    acts: tuple[str, ...]
    does: str
    ground: str
    gets: Mapping[str, str]
    stays: str

    def __post_init__(self) -> None:
        for name, known, key in (
            *((service, SERVICES, "acts") for service in self.acts),
            *((receiver, RECEIVERS, "gets") for receiver in self.gets),
        ):
            if name not in known:
                expected = ", ".join(known)
                raise TargetingError(
                    f"stage {self.id!r}: {key}: found {name!r}, expected one of {expected}."
                )

    def at(self, lands_at: pd.Timestamp) -> pd.Timestamp:
        """Return when this stage comes, for a flight that lands at `lands_at`."""
        return lands_at + pd.Timedelta(hours=self.hours)


@cache
def flight_stages() -> tuple[Stage, ...]:
    """Return the stages in the order of time.

    >>> [stage.id for stage in flight_stages()][:2]
    ['bookings', 'match']
    """
    content = read_yaml(datasets_dir() / "reference" / "airport-unit.yml")
    entries = cast("list[Mapping[str, Any]]", content["stages"])
    stages = (Stage(**{**entry, "acts": tuple(entry["acts"])}) for entry in entries)
    return tuple(sorted(stages, key=lambda stage: stage.hours))
