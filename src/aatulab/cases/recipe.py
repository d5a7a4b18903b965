"""How a case is cut: read `datasets/cases/<name>.yml` and check every key."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import CaseError
from aatulab.world.build import read_casts

REQUIREMENTS = (
    "bookings",
    "illicit",
    "prevalence",
    "illicit_of_each_typology",
    "phones_on_three_bookings",
)


@dataclass(frozen=True)
class Recipe:
    """A case as its author describes it; `requires` are ranges that every variant keeps."""

    name: str
    title: str
    story: str
    difficulty: str
    hub: str
    day: date
    history_days: int
    bookings: int
    prevalence: float
    public_seed: int
    requires: Mapping[str, tuple[float, float]]
    typologies: tuple[str, ...] = ()  # those of the world that it is cut from; empty: all

    @property
    def first_day(self) -> date:
        """Return the first day of the world that the case is cut from."""
        return self.day - timedelta(days=self.history_days)


def case_names() -> tuple[str, ...]:
    """Return the names of all cases, in order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yml")))


def read_recipe(name: str) -> Recipe:
    """Return a case's recipe; `CaseError` names what is known or which key is wrong."""
    path = _folder() / f"{name}.yml"
    if name not in case_names():
        known = ", ".join(case_names()) or "none"
        raise CaseError(f"There is no case {name!r}; the cases are: {known}.")
    content = read_yaml(path)
    typologies = _typologies(path, content.pop("typologies", []))
    wanted = {field.name: field.type for field in fields(Recipe) if field.name != "typologies"}
    if set(content) != set(wanted):
        missing, strange = set(wanted) - set(content), set(content) - set(wanted)
        raise CaseError(f"{path}: missing keys {sorted(missing)}, unknown keys {sorted(strange)}.")
    kinds = {str: "a text", int: "a whole number", float: "a number", date: "a day"}
    for key, kind in wanted.items():
        if key != "requires" and not (isinstance(kind, type) and type(content[key]) is kind):
            expected = kinds.get(kind, "a value") if isinstance(kind, type) else "a value"
            raise CaseError(f"{path}: {key}: found {content[key]!r}, expected {expected}.")
    if content["name"] != name:
        raise CaseError(f"{path}: name: found {content['name']!r}, expected {name!r}.")
    requires = _requirements(path, content["requires"])
    return Recipe(**{**content, "requires": requires, "typologies": typologies})  # type: ignore[arg-type]


def _typologies(path: Path, found: object) -> tuple[str, ...]:
    known = {role.name for cast in read_casts().values() for role in cast.of_kind("typology")}
    if not isinstance(found, list) or not set(map(str, found)) <= known:
        raise CaseError(
            f"{path}: typologies: found {found!r}, expected a list of {', '.join(sorted(known))}."
        )
    return tuple(map(str, found))


def _requirements(path: Path, found: object) -> dict[str, tuple[float, float]]:
    if not isinstance(found, dict) or set(found) != set(REQUIREMENTS):
        raise CaseError(f"{path}: requires: expected ranges for {', '.join(REQUIREMENTS)}.")
    ranges: dict[str, tuple[float, float]] = {}
    for key, pair in found.items():
        numbers = isinstance(pair, list) and all(isinstance(n, int | float) for n in pair)
        if not numbers or len(pair) != 2 or not pair[0] <= pair[1]:
            raise CaseError(f"{path}: requires.{key}: found {pair!r}, expected [low, high].")
        ranges[key] = (float(pair[0]), float(pair[1]))
    return ranges


def _folder() -> Path:
    return datasets_dir() / "cases"
