"""Measure how well a reader tells bags with a threat from bags without, and how readily he stops.

Hit rate alone means nothing: who stops every bag hits everything.  Sensitivity and response
tendency come from hits and false alarms together (Stanislaw and Todorov 1999, Behav. Res. Methods
31:137).  For X-ray images d_a with a slope of about 0.6 proved a more valid measure than d'
(Buser, Sterchi and Schwaninger 2020, Int. J. Ind. Ergon. 76:102897), so both are given.
"""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from aatulab.errors import InspectionError

SLOPE = 0.6  # of the line of hits against false alarms, both as standard scores
_NORMAL = NormalDist()
_WIDTH = 1.959963984540054  # standard errors to each side of a 95 % interval


@dataclass(frozen=True)
class Interval:
    """A 95 % interval."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Return whether a value lies inside."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Counts:
    """What was shown and what was stopped."""

    hits: int
    threats: int
    false_alarms: int
    harmless: int

    def __post_init__(self) -> None:
        for name, part, whole in (
            ("hits", self.hits, self.threats),
            ("false alarms", self.false_alarms, self.harmless),
        ):
            if not 0 <= part <= whole:
                raise InspectionError(
                    f"{name}: found {part} of {whole} images, expected between 0 and {whole}."
                )
        if not self.threats or not self.harmless:
            raise InspectionError(
                f"found {self.threats} images with a threat and {self.harmless} without; "
                "expected at least one of each, or nothing can be told apart."
            )

    @property
    def hit_rate(self) -> float:
        """Return the hit rate with the log-linear correction, never 0 or 1 (Hautus 1995)."""
        return (self.hits + 0.5) / (self.threats + 1)

    @property
    def false_alarm_rate(self) -> float:
        """Return the false alarm rate with the same correction."""
        return (self.false_alarms + 0.5) / (self.harmless + 1)


@dataclass(frozen=True)
class Detection:
    """How well somebody reads, with 95 % intervals."""

    counts: Counts
    d_prime: float
    d_prime_interval: Interval
    d_a: float
    d_a_interval: Interval
    criterion: float  # above 0: stops rarely; below 0: stops readily
    a_prime: float


def measure_detection(counts: Counts, slope: float = SLOPE) -> Detection:
    """Return all measures of one set of counts.

    >>> round(measure_detection(Counts(40, 50, 5, 50)).d_prime, 4)
    2.0589
    """
    h, f = counts.hit_rate, counts.false_alarm_rate
    hit_error, false_error = _error(h, counts.threats + 1), _error(f, counts.harmless + 1)
    distance, distance_a = d_prime(h, f), d_a(h, f, slope)
    error = sqrt(hit_error**2 + false_error**2)
    error_a = sqrt(2 / (1 + slope**2)) * sqrt(hit_error**2 + (slope * false_error) ** 2)
    return Detection(
        counts=counts,
        d_prime=distance,
        d_prime_interval=_around(distance, error),
        d_a=distance_a,
        d_a_interval=_around(distance_a, error_a),
        criterion=criterion(h, f),
        a_prime=a_prime(h, f),
    )


def d_prime(hit_rate: float, false_alarm_rate: float) -> float:
    """Return the distance of the two distributions in standard deviations.

    >>> round(d_prime(0.8, 0.1), 4)
    2.1232
    """
    return _z(hit_rate) - _z(false_alarm_rate)


def criterion(hit_rate: float, false_alarm_rate: float) -> float:
    """Return how much evidence somebody wants before stopping a bag; 0 leans to neither side.

    >>> round(criterion(0.8, 0.1), 4)
    0.22
    """
    return -(_z(hit_rate) + _z(false_alarm_rate)) / 2


def d_a(hit_rate: float, false_alarm_rate: float, slope: float = SLOPE) -> float:
    """Return the distance when the two distributions are not equally wide.

    >>> round(d_a(0.8, 0.1), 4)
    1.9531
    """
    if not slope > 0:
        raise InspectionError(f"slope: found {slope}, expected more than 0.")
    return sqrt(2 / (1 + slope**2)) * (_z(hit_rate) - slope * _z(false_alarm_rate))


def a_prime(hit_rate: float, false_alarm_rate: float) -> float:
    """Return A', an area under the curve through one point: 0.5 is chance, 1 is perfect.

    >>> round(a_prime(0.8, 0.1), 4)
    0.9132
    """
    h, f = _checked(hit_rate), _checked(false_alarm_rate)
    if h >= f:
        return 0.5 + (h - f) * (1 + h - f) / (4 * h * (1 - f))
    return 0.5 - (f - h) * (1 + f - h) / (4 * f * (1 - h))


def positive_predictive_value(hit_rate: float, false_alarm_rate: float, prevalence: float) -> float:
    """Return how many of the stopped bags hold something, at a share of such bags in the queue.

    >>> round(positive_predictive_value(0.8, 0.1, 0.01), 3)
    0.075
    """
    found = prevalence * hit_rate
    stopped = found + (1 - prevalence) * false_alarm_rate
    return found / stopped if stopped else 0.0


def rate_interval(part: int, whole: int) -> Interval:
    """Return Wilson's interval of a rate, which stays between 0 and 1 (Wilson 1927)."""
    if not 0 <= part <= whole or not whole:
        raise InspectionError(f"rate: found {part} of {whole}, expected a part of at least one.")
    share, spread = part / whole, _WIDTH**2 / whole
    middle = (share + spread / 2) / (1 + spread)
    half = _WIDTH / (1 + spread) * sqrt(share * (1 - share) / whole + spread / (4 * whole))
    # at the ends the bound is 0 or 1, but for the last bit
    return Interval(middle - half if part else 0.0, middle + half if part < whole else 1.0)


def difference(after: Detection, before: Detection) -> tuple[float, Interval]:
    """Return how much d' has grown, with an interval; the two must be different images."""
    change = after.d_prime - before.d_prime
    half = sqrt(sum(_half(one.d_prime_interval) ** 2 for one in (after, before)))
    return change, Interval(change - half, change + half)


def _z(rate: float) -> float:
    return _NORMAL.inv_cdf(_checked(rate))


def _checked(rate: float) -> float:
    if not 0 < rate < 1:
        raise InspectionError(
            f"rate: found {rate}, expected more than 0 and less than 1; use the log-linear "
            "correction (Counts.hit_rate)."
        )
    return rate


def _error(rate: float, images: int) -> float:
    """Return the standard error of a standard score (Gourevitch and Galanter 1967)."""
    return sqrt(rate * (1 - rate) / images) / _NORMAL.pdf(_z(rate))


def _around(value: float, error: float) -> Interval:
    return Interval(value - _WIDTH * error, value + _WIDTH * error)


def _half(interval: Interval) -> float:
    return (interval.high - interval.low) / 2
