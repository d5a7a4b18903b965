"""What a signal can be, and how its description becomes numbers.

A typology describes a signal in words that an expert can check: `typical: [6, 90]`,
`probability: 0.6`, `average: 0.5` or `choices: {public: 0.9, marine: 0.1}`.  Which signals there
are is said by each flow, in the `signals.py` of its room.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import isfinite

from aatulab.errors import ContentError

KINDS = ("typical", "probability", "average", "choices")
NEVER_USED = frozenset({"nationality", "sex", "age", "name"})
_COMMENTS = {"shift", "because"}
_SHIFTS = {"lower", "higher"}


@dataclass(frozen=True)
class SignalRow:
    """One line of a flow's table of signals.

    `labels` are the values that `choices` may give weights to; without them the choices are whole
    numbers below ten.  A signal `of_circle` needs others to share with.  One `as_others` is
    written in no typology: there it is drawn as for the innocent records taken together, because
    it would betray what must not count (the size of a party tells whether there are children).
    """

    kind: str
    meaning: str
    where: str
    labels: tuple[str, ...] | Callable[[], tuple[str, ...]] = ()
    of_circle: bool = False
    as_others: bool = False

    @property
    def allowed(self) -> tuple[str, ...]:
        """Return the labels; a list that lies in a file is read when it is asked for."""
        return self.labels() if callable(self.labels) else self.labels


@dataclass(frozen=True, eq=False)
class Flow:
    """What the engine must know about a flow to read its roles."""

    name: str
    signals: Mapping[str, SignalRow]
    purposes: tuple[str, ...] = ("listed serious crime",)
    never_used: frozenset[str] = NEVER_USED

    @property
    def of_circle(self) -> frozenset[str]:
        """Return the signals that need a circle to share with."""
        return frozenset(name for name, row in self.signals.items() if row.of_circle)


@dataclass(frozen=True)
class Signal:
    """One described signal: `low`/`high`, or one number in `low`, or weighted choices."""

    name: str
    low: float = 0.0
    high: float = 0.0
    choices: tuple[tuple[str, float], ...] = ()
    shift: str | None = None

    @property
    def level(self) -> float:
        """Return the middle of a typical range (geometric), a probability or an average."""
        return float((self.low * self.high) ** 0.5) if self.high else self.low


def read_signal(where: str, flow: Flow, name: str, described: object) -> Signal:
    """Return one checked signal; `where` (file and key) leads every error."""
    if name not in flow.signals:
        raise ContentError(f"{where}.{name}: no such signal; known are {', '.join(flow.signals)}.")
    row = flow.signals[name]
    kind = row.kind
    place = f"{where}.{name}"
    if not isinstance(described, dict) or kind not in described:
        raise ContentError(f"{place}: found {described!r}, expected a mapping with `{kind}`.")
    if strangers := set(described) - _COMMENTS - {kind}:
        raise ContentError(f"{place}: unknown keys {sorted(map(str, strangers))}; use `{kind}`.")
    shift = described.get("shift")
    if shift is not None and shift not in _SHIFTS:
        raise ContentError(f"{place}.shift: found {shift!r}, expected lower or higher.")
    value = described[kind]
    if kind == "typical":
        low, high = read_range(f"{place}.typical", value)
        return Signal(name, low, high, shift=shift)
    if kind == "choices":
        return Signal(name, choices=_choices(place, row.allowed, value), shift=shift)
    ceiling = 1.0 if kind == "probability" else 20.0
    return Signal(name, read_number(f"{place}.{kind}", value, 0.0, ceiling), shift=shift)


def read_range(place: str, value: object) -> tuple[float, float]:
    """Return a typical range, [low, high] with low the smaller."""
    if not isinstance(value, list) or len(value) != 2:
        raise ContentError(f"{place}: found {value!r}, expected [low, high].")
    low, high = (read_number(place, bound, 1e-6, 1e8) for bound in value)
    if not low < high:
        raise ContentError(f"{place}: found {value!r}, the first must be the smaller.")
    return low, high


def read_number(place: str, value: object, low: float, high: float) -> float:
    """Return a number of the allowed range."""
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if not numeric or not isfinite(float(str(value))) or not low <= float(str(value)) <= high:
        raise ContentError(f"{place}: found {value!r}, expected a number from {low:g} to {high:g}.")
    return float(str(value))


def _choices(place: str, labels: tuple[str, ...], value: object) -> tuple[tuple[str, float], ...]:
    if not isinstance(value, dict) or not value:
        raise ContentError(f"{place}.choices: found {value!r}, expected {{value: weight}}.")
    weights = {
        str(key): read_number(f"{place}.choices.{key}", weight, 0.0, 1.0)
        for key, weight in value.items()
    }
    if abs(sum(weights.values()) - 1.0) > 1e-6:
        raise ContentError(f"{place}.choices: weights sum to {sum(weights.values()):g}, not to 1.")
    for key in weights:
        known = key in labels if labels else key.isdecimal() and int(key) < 10
        if not known:
            wanted = ", ".join(labels) or "whole numbers below 10"
            raise ContentError(f"{place}.choices: found {key!r}, expected {wanted}.")
    return tuple(weights.items())
