"""How each unit works, read from `datasets/reference/inspections.yml`.

Which rules a score is made of, how many records a day can be inspected, what is done then, and
how likely each measure finds what is there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError
from aatulab.world.arrays import Floats
from aatulab.world.reference import mapping_of
from aatulab.world.roles.signals import read_number

_TEXTS = ("office", "place_type", "conveyance")
_NUMBERS = {"capacity": 0.2, "lot": 0.2, "irregular": 1.0, "noise": 10.0}
_KEYS = {*_TEXTS, *_NUMBERS, "observed", "rules", "measures"}


@dataclass(frozen=True)
class Measure:
    """One thing that an officer does with a record."""

    name: str
    taken: float
    minutes: float


@dataclass(frozen=True)
class Practice:
    """How the unit of one flow selects and inspects; shares are of the flow or of a selection."""

    office: str
    place_type: str
    conveyance: str
    capacity: float
    lot: float
    irregular: float
    noise: float
    observed: tuple[float, float]  # illicit records, others
    rules: Mapping[str, float]
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Practices:
    """All units by flow, and how likely each measure finds each typology."""

    flows: Mapping[str, Practice]
    found: Mapping[str, Mapping[str, float]]

    def of(self, flow: str) -> Practice:
        """Return how the unit of a flow works; `ContentError` says that the flow is missing."""
        if flow not in self.flows:
            raise ContentError(
                f"{_path()}: flows: expected {flow!r}, which gives a docket; "
                f"found {', '.join(self.flows)}."
            )
        return self.flows[flow]

    def chances(self, flow: str, typology: str) -> Floats:
        """Return how likely each measure of a flow, in its order, finds a typology."""
        known = self.found.get(typology, self.found["default"])
        return np.array([known.get(one.name, 0.0) for one in self.flows[flow].measures])

    def thoroughly(self, flow: str, typology: str) -> float:
        """Return how likely a typology is found if every measure of the flow is taken.

        >>> round(practices().thoroughly("passenger", "drug-courier"), 2)
        0.96
        """
        return float(1 - np.prod(1 - self.chances(flow, typology)))


@cache
def practices() -> Practices:
    """Return the practices; `ContentError` names file, key and what is expected."""
    path = _path()
    content = read_yaml(path)
    flows = {
        str(flow): _practice(path, f"flows.{flow}", found)
        for flow, found in mapping_of(path, content, "flows").items()
    }
    found = {
        str(typology): shares(f"{path}: found.{typology}", chances)
        for typology, chances in mapping_of(path, content, "found").items()
    }
    if "default" not in found:
        raise ContentError(f"{path}: found: expected `default`, for typologies not named.")
    return Practices(flows, found)


def shares(where: str, found: object) -> dict[str, float]:
    """Return a mapping of names to shares from 0 to 1."""
    if not isinstance(found, dict) or not found:
        raise ContentError(f"{where}: found {found!r}, expected a mapping of names to shares.")
    return {str(key): read_number(f"{where}.{key}", value, 0, 1) for key, value in found.items()}


def _path() -> Path:
    return datasets_dir() / "reference" / "inspections.yml"


def _practice(path: Path, key: str, found: object) -> Practice:
    where = f"{path}: {key}"
    if not isinstance(found, dict) or set(found) != _KEYS:
        raise ContentError(f"{where}: found {found!r}, expected {sorted(_KEYS)}.")
    office, place_type, conveyance = (_text(f"{where}.{name}", found[name]) for name in _TEXTS)
    numbers = {
        name: read_number(f"{where}.{name}", found[name], 0.0, most)
        for name, most in _NUMBERS.items()
    }
    observed = found["observed"]
    if not isinstance(observed, list) or len(observed) != 2:
        raise ContentError(f"{where}.observed: found {observed!r}, expected [illicit, others].")
    illicit, others = (read_number(f"{where}.observed", share, 0.0, 1.0) for share in observed)
    rules = mapping_of(path, found, "rules")
    measures = mapping_of(path, found, "measures")
    return Practice(
        office,
        place_type,
        conveyance,
        **numbers,
        observed=(illicit, others),
        rules={
            str(rule): read_number(f"{where}.rules.{rule}", weight, -10.0, 10.0)
            for rule, weight in rules.items()
        },
        measures=tuple(_measure(f"{where}.measures.{m}", str(m), v) for m, v in measures.items()),
    )


def _measure(where: str, name: str, found: object) -> Measure:
    if not isinstance(found, dict) or set(found) != {"taken", "minutes"}:
        raise ContentError(f"{where}: found {found!r}, expected `taken` and `minutes`.")
    return Measure(
        name,
        read_number(f"{where}.taken", found["taken"], 0.0, 1.0),
        read_number(f"{where}.minutes", found["minutes"], 0.5, 600.0),
    )


def _text(where: str, found: object) -> str:
    if not isinstance(found, str) or not found:
        raise ContentError(f"{where}: found {found!r}, expected a text.")
    return found
