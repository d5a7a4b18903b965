"""The order for a world as plain data: a scenario file for people, and what `world.json` keeps.

Every key of `WorldSpec` may stand in a scenario; `last_day` may stand instead of `days`.  Errors
name file, key, what was found and what is allowed.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from aatulab.content import read_yaml
from aatulab.errors import WorldError, shown
from aatulab.world.build import chosen_casts
from aatulab.world.spec import DEFAULT_FIRST_DAY, MOST_DAYS, WorldSpec


def read_scenario(path: Path, given: Mapping[str, object]) -> WorldSpec:
    """Return the order in a YAML file; what is `given` counts more than what the file says."""
    content = read_yaml(path)
    beside = f", with --{' --'.join(sorted(given)).replace('_', '-')}" if given else ""
    spec = spec_of({**content, **given}, f"{path}{beside}: ")
    try:
        chosen_casts(spec)
    except WorldError as error:
        raise WorldError(f"{path}{beside}: {error}") from None
    return spec


def spec_of(content: Mapping[str, object], where: str = "") -> WorldSpec:
    """Return the order that plain data give; `where` leads every error.

    >>> spec_of({"seed": 7, "first_day": "2026-03-02", "last_day": "2026-03-04"}).days
    3
    """
    for key in content:
        if key not in READERS:
            known = ", ".join(READERS)
            raise WorldError(f"{where}{key}: there is no such key; known are {known}.")
    if "seed" not in content:
        raise WorldError(f"{where}seed: missing; expected a whole number from 0 up.")
    read = {key: READERS[key](f"{where}{key}", found) for key, found in content.items()}
    if "last_day" in read:
        read["days"] = _days_until(where, read)
    try:
        return WorldSpec(**read)
    except WorldError as error:
        raise WorldError(f"{where}{error}") from None


def order_of(spec: WorldSpec) -> dict[str, object]:
    """Return a spec as plain data, from which `spec_of` makes one of the same world."""
    return {
        "seed": spec.seed,
        "bookings": spec.bookings,
        "hub": spec.hub,
        "first_day": spec.first_day.isoformat(),
        "days": spec.days,
        "prevalence": spec.prevalence,
        "gateways": list(spec.gateways),
        "rules_in_use": {
            signal: day.isoformat() for signal, day in sorted(spec.rules_in_use.items())
        },
        "typologies": list(spec.typologies),
        "history": spec.history,
        "waybills": spec.records_of("waybills"),
        "items": spec.records_of("items"),
        "crossings": spec.records_of("crossings"),
    }


def _days_until(where: str, read: dict[str, Any]) -> int:
    """Return the number of days from the first to the last, which leaves `read`."""
    last: date = read.pop("last_day")
    first: date = read.get("first_day", DEFAULT_FIRST_DAY)
    if "days" in read:
        raise WorldError(f"{where}last_day: found beside days; expected one of them.")
    days = (last - first).days + 1
    if not 1 <= days <= MOST_DAYS:
        raise WorldError(
            f"{where}last_day: found {last}, expected a day from {first} (first_day) on, "
            f"{MOST_DAYS} days at most."
        )
    return days


def _whole(where: str, found: object) -> int:
    if type(found) is not int:
        raise WorldError(f"{where}: found {shown(found)}, expected a whole number.")
    return found


def _number(where: str, found: object) -> float:
    if not isinstance(found, int | float) or isinstance(found, bool):
        raise WorldError(f"{where}: found {shown(found)}, expected a number.")
    return float(found)


def _text(where: str, found: object) -> str:
    # YAML reads a bare NO as false: Norwegian codes and the like want quotes
    if not isinstance(found, str):
        raise WorldError(f"{where}: found {shown(found)}, expected a text; put it into quotes.")
    return found


def _texts(where: str, found: object) -> tuple[str, ...]:
    if not isinstance(found, list | tuple):
        raise WorldError(f"{where}: found {shown(found)}, expected a list, in brackets.")
    return tuple(_text(where, item) for item in found)


def _flag(where: str, found: object) -> bool:
    if not isinstance(found, bool):
        raise WorldError(f"{where}: found {shown(found)}, expected true or false.")
    return found


def _day(where: str, found: object) -> date:
    if isinstance(found, date) and not isinstance(found, datetime):
        return found
    try:
        return date.fromisoformat(str(found))
    except ValueError:
        raise WorldError(
            f"{where}: found {shown(found)}, expected a day such as 2026-03-02."
        ) from None


def _rules(where: str, found: object) -> dict[str, date]:
    if not isinstance(found, Mapping):
        raise WorldError(
            f"{where}: found {shown(found)}, expected signals and days: "
            "{lead_time_h: 2026-03-10}."
        )
    return {str(signal): _day(f"{where}.{signal}", day) for signal, day in found.items()}


READERS: Mapping[str, Callable[[str, object], Any]] = {
    "seed": _whole,
    "bookings": _whole,
    "waybills": _whole,
    "items": _whole,
    "crossings": _whole,
    "hub": _text,
    "gateways": _texts,
    "first_day": _day,
    "last_day": _day,
    "days": _whole,
    "prevalence": _number,
    "rules_in_use": _rules,
    "typologies": _texts,
    "history": _flag,
}
