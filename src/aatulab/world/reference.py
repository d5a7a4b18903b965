"""The fixed part of every world: real airports, invented airlines, invented names.

Read from `datasets/reference/`.  The airports were taken from the `airportsdata` package once
and are kept as a file, so that a new edition of that package cannot change anybody's world.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import cast

import numpy as np
import pyarrow as pa

from aatulab.codes.carriers import carriers as invented_airlines
from aatulab.codes.names import transliterate
from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError, WorldError
from aatulab.world.arrays import Floats

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True)
class Airports:
    """Airports that flights may come from, in order of their code."""

    iata: tuple[str, ...]
    icao: tuple[str, ...]
    name: tuple[str, ...]
    city: tuple[str, ...]
    country: tuple[str, ...]
    country3: tuple[str, ...]
    latitude: Floats
    longitude: Floats

    def index(self, code: str, key: str = "hub") -> int:
        """Return the place of an airport; `WorldError` names `key` if it is unknown."""
        if code not in self.iata:
            raise WorldError(
                f"{key}: {code!r} is not among the lab's {len(self.iata)} airports; "
                f"choose one of {', '.join(self.iata)}."
            )
        return self.iata.index(code)

    def distances_km(self) -> Floats:
        """Return great circle distances between all airports, in kilometres."""
        latitude, longitude = np.radians(self.latitude), np.radians(self.longitude)
        half_chord = (
            np.sin((latitude[:, None] - latitude) / 2) ** 2
            + np.cos(latitude[:, None])
            * np.cos(latitude)
            * np.sin((longitude[:, None] - longitude) / 2) ** 2
        )
        angle: Floats = 2 * np.arcsin(np.sqrt(np.clip(half_chord, 0.0, 1.0)))
        return EARTH_RADIUS_KM * angle


@dataclass(frozen=True)
class Names:
    """Pools of names; `*_mrz` hold the same names as a machine readable zone writes them."""

    surnames: pa.Array
    surnames_mrz: tuple[str, ...]
    given: pa.Array
    given_mrz: tuple[str, ...]
    firms: pa.Array  # the coined part of a firm's name
    firms_mrz: tuple[str, ...]


@cache
def airports() -> Airports:
    """Return the airports of `datasets/reference/airports.csv`."""
    path = datasets_dir() / "reference" / "airports.csv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except FileNotFoundError:
        raise ContentError(f"{path}: there is no such file.") from None

    def texts(key: str) -> tuple[str, ...]:
        return tuple(row[key] for row in rows)

    def numbers(key: str) -> Floats:
        return np.array([float(row[key]) for row in rows])

    return Airports(
        iata=texts("iata"),
        icao=texts("icao"),
        name=texts("name"),
        city=texts("city"),
        country=texts("country"),
        country3=texts("country3"),
        latitude=numbers("latitude"),
        longitude=numbers("longitude"),
    )


@cache
def carriers() -> tuple[tuple[str, str], ...]:
    """Return (designator, name) of the invented airlines."""
    return tuple((carrier.designator, carrier.name) for carrier in invented_airlines())


@cache
def names() -> Names:
    """Return the pools of invented names."""
    path = datasets_dir() / "reference" / "names.yml"
    content = read_yaml(path)
    surnames = compose(path, content, "surnames", ("starts", "middles", "ends"))
    first = compose(path, content, "given_names", ("starts", "ends"))
    # every fifth given name is a pair; a stride that shares no factor mixes the partners
    pairs = [f"{first[i]} {first[(i * 397 + 11) % len(first)]}" for i in range(0, len(first), 4)]
    firms = compose(path, content, "firms", ("starts", "ends"))
    given = [*first, *pairs]
    return Names(
        surnames=pa.array(surnames),
        surnames_mrz=tuple(map(transliterate, surnames)),
        given=pa.array(given),
        given_mrz=tuple(map(transliterate, given)),
        firms=pa.array(firms),
        firms_mrz=tuple(map(transliterate, firms)),
    )


def compose(
    path: Path, content: Mapping[str, object], key: str, parts: Sequence[str], glue: str = ""
) -> list[str]:
    """Return all different names that the lists of a section make, in order."""
    section = mapping_of(path, content, key)
    lists = [cast("list[str]", section.get(part) or []) for part in parts]
    for part, syllables in zip(parts, lists, strict=True):
        if not syllables or not all(isinstance(syllable, str) for syllable in syllables):
            raise ContentError(
                f"{path}: {key}.{part}: expected a list of texts, found {section.get(part)!r}."
            )
    made = list(dict.fromkeys(glue.join(pieces) for pieces in product(*lists)))
    return _rewritten(f"{path}: {key}.instead", made, section.get("instead") or {})


def _rewritten(where: str, made: list[str], instead: object) -> list[str]:
    """Return the names with some of them written otherwise; all others keep their places."""
    known = set(made)
    if not isinstance(instead, dict) or not set(instead) <= known or known & {*instead.values()}:
        raise ContentError(
            f"{where}: found {instead!r}, expected a mapping of names that are made to names that "
            "are not."
        )
    return [instead.get(name, name) for name in made]


def mapping_of(path: Path, content: Mapping[str, object], key: str) -> dict[object, object]:
    """Return a section of a reference file that must not be empty."""
    found = content.get(key)
    if not isinstance(found, dict) or not found:
        raise ContentError(f"{path}: {key}: expected a mapping, found {found!r}.")
    return found
