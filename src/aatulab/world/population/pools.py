"""What addresses and firms are composed of, read from `datasets/reference/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyarrow as pa

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError
from aatulab.world.reference import compose, mapping_of
from aatulab.world.roles.signals import read_number

_ACTIVITY = {"words", "chapters", "weight"}


@dataclass(frozen=True)
class Activity:
    """What a firm does; `chapters` are those of the Harmonized System, two digits each."""

    name: str
    words: tuple[str, ...]
    chapters: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Activities:
    """All activities, and the edition of the Harmonized System that their chapters are of."""

    hs_edition: int
    rows: tuple[Activity, ...]

    def trading_in(self, chapter: str) -> tuple[int, ...]:
        """Return the places of the activities whose goods lie in a chapter."""
        return tuple(i for i, row in enumerate(self.rows) if chapter in row.chapters)


@cache
def streets() -> pa.Array:
    """Return the names of all streets."""
    path = _reference("streets")
    content = mapping_of(path, read_yaml(path), "streets")
    bare = compose(path, {"streets": content}, "streets", ("starts", "middles"))
    kinds = compose(path, {"streets": content}, "streets", ("ends",))
    return pa.array([f"{name} {kind}" for name in bare for kind in kinds])


@cache
def legal_forms() -> tuple[str, ...]:
    """Return the legal forms of firms."""
    path = _reference("legal_forms")
    return _texts(f"{path}: legal_forms", read_yaml(path).get("legal_forms"))


@cache
def activities() -> Activities:
    """Return what firms do; `ContentError` names file and key."""
    path = _reference("activities")
    content = read_yaml(path)
    edition = content.get("hs_edition")
    if type(edition) is not int:
        raise ContentError(f"{path}: hs_edition: found {edition!r}, expected a year.")
    found = mapping_of(path, content, "activities")
    return Activities(edition, tuple(_activity(path, str(k), v) for k, v in found.items()))


def _activity(path: Path, name: str, found: object) -> Activity:
    where = f"{path}: activities.{name}"
    if not isinstance(found, Mapping) or set(found) != _ACTIVITY:
        raise ContentError(f"{where}: found {found!r}, expected {sorted(_ACTIVITY)}.")
    chapters = _texts(f"{where}.chapters", found["chapters"]) if found["chapters"] else ()
    for chapter in chapters:
        # 77 is reserved, 98 and 99 are for national use
        if len(chapter) != 2 or not chapter.isdecimal() or not 1 <= int(chapter) <= 97:
            raise ContentError(f"{where}.chapters: found {chapter!r}, expected '01' to '97'.")
    return Activity(
        name,
        _texts(f"{where}.words", found["words"]),
        chapters,
        read_number(f"{where}.weight", found["weight"], 0.001, 1.0),
    )


def _texts(where: str, found: object) -> tuple[str, ...]:
    if not isinstance(found, list) or not found or not all(isinstance(x, str) for x in found):
        raise ContentError(f"{where}: found {found!r}, expected a list of texts.")
    return tuple(found)


def _reference(name: str) -> Path:
    return datasets_dir() / "reference" / f"{name}.yml"
