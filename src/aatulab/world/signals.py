"""What a signal can be, and how its description becomes numbers.

A typology describes a signal in words that an expert can check: `typical: [6, 90]`,
`probability: 0.6`, `average: 0.5` or `choices: {public: 0.9, marine: 0.1}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from aatulab.errors import ContentError

# signal -> (how it is described, what it is, where a trainee sees it)
SIGNALS: Mapping[str, tuple[str, str, str]] = {
    "lead_time_h": ("typical", "hours between booking and departure", "bookings.booked_at"),
    "stay_nights": ("typical", "nights at the destination", "bookings.nights"),
    "trips_last_90_days": ("typical", "arrivals in 90 days", "passengers.arrivals_90d"),
    "bag_kg": ("typical", "kilograms of one checked bag", "baggage.weight_kg"),
    "fare_factor": ("typical", "fare, against the usual one of the route", "bookings.fare"),
    "itinerary_changes": ("average", "changes of date, route or name", "bookings.changes"),
    "one_way": ("probability", "no return booked", "bookings.one_way"),
    "cash_payment": ("probability", "paid in cash", "payments.form"),
    "voucher_payment": ("probability", "paid by voucher or transfer", "payments.form"),
    "third_party_payer": ("probability", "the payer does not travel", "payments.payer_name"),
    "firm_payer": ("probability", "such a payer is a firm", "payments.payer_name"),
    "odd_route": ("probability", "a connection far off the straight way", "bookings.itinerary"),
    "excess_baggage": ("probability", "a fee paid for a further bag", "baggage.excess_paid"),
    "phone_given": ("probability", "a phone is in the booking", "contacts.value"),
    "email_given": ("probability", "an e-mail address is in the booking", "contacts.value"),
    "shared_phone": ("probability", "the circle's phone, not one's own", "contacts.value"),
    "shared_email": ("probability", "the circle's e-mail, not one's own", "contacts.value"),
    "shared_agency": ("probability", "the circle's travel agency", "bookings.agency"),
    "shared_payer": ("probability", "such a payer is the circle's", "payments.payer_name"),
    "bags_per_person": ("choices", "checked bags of one passenger", "baggage"),
    "party_size": ("choices", "travellers on the booking", "bookings.party_size"),
    "fare_type": ("choices", "kind of fare", "bookings.fare_type"),
}
CIRCLE_SIGNALS = ("shared_phone", "shared_email", "shared_agency", "shared_payer")
FARE_TYPES = ("public", "corporate", "marine", "group", "student", "humanitarian")
_COMMENTS = {"shift", "because"}
_SHIFTS = {"lower", "higher"}


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


def read_signal(where: str, name: str, described: object) -> Signal:
    """Return one checked signal; `where` (file and key) leads every error."""
    if name not in SIGNALS:
        raise ContentError(f"{where}.{name}: no such signal; known are {', '.join(SIGNALS)}.")
    kind = SIGNALS[name][0]
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
        low, high = _range(place, value)
        return Signal(name, low, high, shift=shift)
    if kind == "choices":
        return Signal(name, choices=_choices(place, name, value), shift=shift)
    ceiling = 1.0 if kind == "probability" else 20.0
    return Signal(name, _number(f"{place}.{kind}", value, 0.0, ceiling), shift=shift)


def _range(place: str, value: object) -> tuple[float, float]:
    if not isinstance(value, list) or len(value) != 2:
        raise ContentError(f"{place}.typical: found {value!r}, expected [low, high].")
    low, high = (_number(f"{place}.typical", bound, 1e-6, 1e6) for bound in value)
    if not low < high:
        raise ContentError(f"{place}.typical: found {value!r}, the first must be the smaller.")
    return low, high


def _choices(place: str, name: str, value: object) -> tuple[tuple[str, float], ...]:
    if not isinstance(value, dict) or not value:
        raise ContentError(f"{place}.choices: found {value!r}, expected {{value: weight}}.")
    weights = {
        str(key): _number(f"{place}.choices.{key}", weight, 0.0, 1.0)
        for key, weight in value.items()
    }
    if abs(sum(weights.values()) - 1.0) > 1e-6:
        raise ContentError(f"{place}.choices: weights sum to {sum(weights.values()):g}, not to 1.")
    for key in weights:
        known = key in FARE_TYPES if name == "fare_type" else key.isdecimal() and int(key) < 10
        if not known:
            wanted = ", ".join(FARE_TYPES) if name == "fare_type" else "whole numbers below 10"
            raise ContentError(f"{place}.choices: found {key!r}, expected {wanted}.")
    return tuple(weights.items())


def _number(place: str, value: object, low: float, high: float) -> float:
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    if not numeric or not isfinite(float(str(value))) or not low <= float(str(value)) <= high:
        raise ContentError(f"{place}: found {value!r}, expected a number from {low:g} to {high:g}.")
    return float(str(value))
