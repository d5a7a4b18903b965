"""The small pieces of a typology file, each checked; errors name file, role and key."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from aatulab.errors import ContentError
from aatulab.world.roles.cast import Adaptation, Circle
from aatulab.world.roles.safeguards import HUMAN_REVIEW, RULES
from aatulab.world.roles.signals import Flow, Signal, read_number, read_range, read_signal

_CIRCLE_LEAST = (("size", 1), ("days_apart", 0))
_ADAPTATION = {"to", "after_days", "signals", "because"}


def read_signals(
    path: Path, flow: Flow, entry: Mapping[str, object], key: str
) -> Iterator[tuple[str, Signal]]:
    """Yield the signals that an entry describes."""
    for name, described in read_mapping(path, entry, key).items():
        yield name, read_signal(f"{path}: {entry.get('name')}.{key}", flow, name, described)


def read_circle(path: Path, entry: Mapping[str, object]) -> Circle | None:
    """Return the circle that an entry describes, or nothing."""
    if "circle" not in entry:
        return None
    found = read_mapping(path, entry, "circle")
    where = f"{path}: {entry.get('name')}.circle"
    pairs = [_pair(f"{where}.{key}", found.get(key), least) for key, least in _CIRCLE_LEAST]
    same = found.get("same_traveller", False)
    if not isinstance(same, bool) or (same and pairs[1][0] < 1):
        raise ContentError(f"{where}: the same traveller needs days_apart of at least 1.")
    return Circle(pairs[0], pairs[1], same)


def read_remarks(path: Path, entry: Mapping[str, object]) -> dict[str, float]:
    """Return remarks and how often each is made."""
    if "remarks" not in entry:
        return {}
    remarks = read_mapping(path, entry, "remarks")
    for text, weight in remarks.items():
        if not isinstance(weight, float) or not 0 < weight < 1:
            raise ContentError(f"{path}: remarks.{text}: found {weight!r}, expected 0 to 1.")
    return {text: float(str(weight)) for text, weight in remarks.items()}


def read_value(path: Path, entry: Mapping[str, object]) -> tuple[float, float] | None:
    """Return what would be recovered from one illicit record, in euros, or nothing."""
    if "value_eur" not in entry:
        return None
    where = f"{path}: {entry.get('name')}.value_eur"
    found = read_mapping(path, entry, "value_eur")
    if set(found) != {"typical"}:
        raise ContentError(f"{where}: found {found!r}, expected a mapping with `typical`.")
    return read_range(f"{where}.typical", found["typical"])


def read_linked(path: Path, entry: Mapping[str, object], flow: Flow) -> float:
    """Return how often a circle of a typology belongs to a network of the passenger flow."""
    if "linked" not in entry:
        return 0.0
    where = f"{path}: {entry.get('name')}.linked"
    if flow.name == "passenger":
        raise ContentError(f"{where}: left out, since every circle of passengers is a network's.")
    return read_number(where, entry["linked"], 0.0, 1.0)


def read_adaptations(path: Path, entry: Mapping[str, object], flow: Flow) -> tuple[Adaptation, ...]:
    """Return how a typology adapts to rules that are used against it."""
    adaptations = []
    for place, found in enumerate(read_entries(path, entry, "adapts") if "adapts" in entry else ()):
        where = f"{path}: {entry.get('name')}.adapts[{place}]"
        if not {"to", "after_days", "signals"} <= set(found) <= _ADAPTATION:
            raise ContentError(f"{where}: found {sorted(found)}, expected {sorted(_ADAPTATION)}.")
        rule, after = found["to"], found["after_days"]
        if rule not in flow.signals:
            raise ContentError(
                f"{where}.to: no such signal {rule!r}; known are {', '.join(flow.signals)}."
            )
        if type(after) is not int or not 0 <= after <= 366:
            raise ContentError(f"{where}.after_days: found {after!r}, expected days from 0 to 366.")
        described = {"name": f"{entry.get('name')}.adapts[{place}]", "signals": found["signals"]}
        signals = dict(read_signals(path, flow, described, "signals"))
        if not signals:
            raise ContentError(f"{where}.signals: expected at least one signal that changes.")
        adaptations.append(Adaptation(str(rule), after, signals))
    return tuple(adaptations)


def read_safeguards(path: Path, entry: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Return the safeguards of a typology as pairs of a rule's number and what it asks here."""
    where = f"{path}: {entry.get('name')}.safeguards"
    found = [
        (str(rule), " ".join(str(asks).split()))
        for safeguard in read_entries(path, entry, "safeguards")
        for rule, asks in safeguard.items()
    ]
    for rule, asks in found:
        if rule not in RULES or not asks.endswith("."):
            raise ContentError(
                f"{where}: found {rule}: {asks!r}, expected a rule from R1 to R24 and a sentence."
            )
    rules = [rule for rule, _ in found]
    if len(set(rules)) < len(rules) or HUMAN_REVIEW not in rules:
        raise ContentError(
            f"{where}: found {rules}, expected each rule once and {HUMAN_REVIEW} among them: "
            "nobody is judged by a score alone."
        )
    return tuple(found)


def read_of_victims(path: Path, entry: Mapping[str, object], flow: Flow) -> bool:
    """Return whether those who stand on a typology's records are victims, to be protected."""
    found = entry.get("of_victims", False)
    if not isinstance(found, bool) or (found and flow.name != "passenger"):
        raise ContentError(
            f"{path}: {entry.get('name')}.of_victims: found {found!r}, expected true or false, "
            "and true only where the record is a traveller's."
        )
    return found


def read_entries(path: Path, entry: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
    """Return a list of mappings."""
    found = entry.get(key)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ContentError(f"{path}: {entry.get('name')}.{key}: expected a list of mappings.")
    return found


def read_mapping(path: Path, entry: Mapping[str, object], key: str) -> dict[str, object]:
    """Return a mapping, empty if the key is not there."""
    found = entry.get(key, {})
    if not isinstance(found, dict):
        raise ContentError(f"{path}: {entry.get('name')}.{key}: expected a mapping.")
    return found


def _pair(where: str, found: object, least: int) -> tuple[int, int]:
    numbers = [n for n in found if isinstance(n, int)] if isinstance(found, list) else []
    if len(numbers) != 2 or found != numbers or not least <= numbers[0] <= numbers[1]:
        raise ContentError(f"{where}: found {found!r}, expected [low, high] from {least} up.")
    return numbers[0], numbers[1]
