"""How a case is cut: read `datasets/cases/<name>.yml` and check every key."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, timedelta
from pathlib import Path

from aatulab.cases.flows import FLOWS
from aatulab.cases.lookups import LOOK_UPS
from aatulab.cases.requirements import required_keys
from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import CaseError
from aatulab.world.build import read_casts

DIFFICULTIES = ("first steps", "practised", "demanding")
# share of illicit records, in words that tell nothing about any of them
BANDS = {
    "live": (0.005, 0.03, "live: as rare as on a working day, 0.5 to 3 in a hundred"),
    "drill": (0.1, 0.2, "drill: far more than on a working day, 10 to 20 in a hundred"),
}
_SENTENCES = {str: "a text", int: "a whole number", float: "a number", date: "a day"}


@dataclass(frozen=True)
class Recipe:
    """A case as its author describes it; `requires` are ranges that every variant keeps."""

    name: str
    title: str
    story: str
    difficulty: str
    hub: str
    day: date
    history_days: int  # of the world, before the day
    bookings: int  # of the world; other flows take their flights and people from them
    prevalence: float
    public_seed: int
    requires: Mapping[str, tuple[float, float]]
    flows: tuple[str, ...] = ("passenger",)  # those that the case shows
    typologies: tuple[str, ...] = ()  # those of the world that it is cut from; empty: all
    looked_up: tuple[str, ...] = ()  # tables of `LOOK_UPS` that the unit has beside its lists
    waybills: int = 0
    items: int = 0
    crossings: int = 0
    listed_days: int = 1  # days whose records are shown, the day itself being the last
    judged_days: int | None = None  # of these the last ones that are work to do; none: all
    hour: int = 24  # of the day (UTC), at which the officer looks
    rules_in_use: Mapping[str, date] = field(default_factory=dict)  # offenders adapt to them

    @property
    def first_day(self) -> date:
        """Return the first day of the world that the case is cut from."""
        return self.day - timedelta(days=self.history_days)

    @property
    def work_days(self) -> int:
        """Return how many of the last listed days are judged; the days before are past work."""
        return self.listed_days if self.judged_days is None else self.judged_days

    @property
    def band(self) -> str:
        """Return `live` or `drill`."""
        return next(
            name for name, (low, high, _) in BANDS.items() if low <= self.prevalence <= high
        )


_OPTIONAL = {
    one.name
    for one in fields(Recipe)
    if one.default is not MISSING or one.default_factory is not MISSING
}


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
    known_keys = {one.name for one in fields(Recipe)}
    missing, strange = known_keys - _OPTIONAL - set(content), set(content) - known_keys
    if missing or strange:
        raise CaseError(f"{path}: missing keys {sorted(missing)}, unknown keys {sorted(strange)}.")
    for one in fields(Recipe):
        found, kind = content.get(one.name), one.type
        if one.name in content and isinstance(kind, type) and type(found) is not kind:
            expected = _SENTENCES[kind]
            raise CaseError(f"{path}: {one.name}: found {found!r}, expected {expected}.")
    flows = _named(path, "flows", content.get("flows", list(Recipe.flows)), FLOWS)
    if not flows:
        raise CaseError(f"{path}: flows: found [], expected at least one.")
    typologies = _named(path, "typologies", content.get("typologies", []), _typologies_of(flows))
    beside = _named(path, "looked_up", content.get("looked_up", []), LOOK_UPS)
    requires = _requirements(path, content["requires"], required_keys(flows))
    read = {
        "flows": flows,
        "typologies": typologies,
        "looked_up": beside,
        "requires": requires,
        "rules_in_use": _rules(path, content.get("rules_in_use", {})),
    }
    recipe = Recipe(**{**content, **read})  # type: ignore[arg-type]
    _check(path, recipe)
    return recipe


def _check(path: Path, recipe: Recipe) -> None:
    """Raise `CaseError` for the first key whose value does not fit."""

    def require(key: str, holds: object, expected: str) -> None:
        if not holds:
            found = getattr(recipe, key)
            raise CaseError(f"{path}: {key}: found {found!r}, expected {expected}.")

    require("name", recipe.name == path.stem, repr(path.stem))
    require("difficulty", recipe.difficulty in DIFFICULTIES, f"one of {', '.join(DIFFICULTIES)}")
    bands = ((low, high) for low, high, _ in BANDS.values())
    in_band = any(low <= recipe.prevalence <= high for low, high in bands)
    require("prevalence", in_band, "0.005 to 0.03 (live) or 0.1 to 0.2 (drill)")
    for flow in FLOWS.values():
        size, shown = getattr(recipe, flow.size), flow.name in recipe.flows
        # people and flights of every flow come from bookings
        needed = shown or flow.size == "bookings"
        require(flow.size, (size > 0) == needed, f"over 0 with the flow {flow.name}, else none")
    require("listed_days", 1 <= recipe.listed_days <= recipe.history_days + 1, "1 to history + 1")
    judged = recipe.judged_days is None or (
        type(recipe.judged_days) is int and 1 <= recipe.judged_days <= recipe.listed_days
    )
    require("judged_days", judged, "a whole number, 1 to listed_days")
    tickets = "onward_tickets" not in recipe.looked_up or "passenger" in recipe.flows
    require("looked_up", tickets, "onward_tickets with the flow passenger only")
    require("hour", 1 <= recipe.hour <= 24, "1 to 24")


def _typologies_of(flows: tuple[str, ...]) -> list[str]:
    casts = read_casts()
    return [role.name for flow in flows for role in casts[flow].of_kind("typology")]


def _named(
    path: Path, key: str, found: object, known: Mapping[str, object] | list[str]
) -> tuple[str, ...]:
    """Return names out of a list, each of them known and none twice."""
    if not isinstance(found, list) or not set(map(str, found)) <= set(known):
        known_names = ", ".join(sorted(known))
        raise CaseError(f"{path}: {key}: found {found!r}, expected a list of {known_names}.")
    if len(set(map(str, found))) != len(found):
        raise CaseError(f"{path}: {key}: found {found!r}, expected each once.")
    return tuple(map(str, found))


def _rules(path: Path, found: object) -> dict[str, date]:
    """Return since when the unit selects by which signal, none where the recipe says none."""
    if not isinstance(found, dict) or not all(type(day) is date for day in found.values()):
        raise CaseError(f"{path}: rules_in_use: found {found!r}, expected a day for each signal.")
    return {str(signal): day for signal, day in found.items()}


def _requirements(
    path: Path, found: object, keys: tuple[str, ...]
) -> dict[str, tuple[float, float]]:
    if not isinstance(found, dict) or set(found) != set(keys):
        raise CaseError(f"{path}: requires: expected ranges for {', '.join(keys)}.")
    ranges: dict[str, tuple[float, float]] = {}
    for key, pair in found.items():
        numbers = isinstance(pair, list) and all(isinstance(n, int | float) for n in pair)
        if not numbers or len(pair) != 2 or not pair[0] <= pair[1]:
            raise CaseError(f"{path}: requires.{key}: found {pair!r}, expected [low, high].")
        ranges[key] = (float(pair[0]), float(pair[1]))
    return ranges


def _folder() -> Path:
    return datasets_dir() / "cases"
