"""Draw a signal for every record at once, each by the description of its role.

`Draws` holds the descriptions as one row a role; drawing looks up the row of each record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.lines import places_on
from aatulab.world.roles.cast import Cast

_TENTH = 1.2815515655446004  # standard deviations from the middle to the outer tenths


@dataclass(frozen=True)
class Draws:
    """The cast's signals as arrays, ready to be drawn from."""

    cast: Cast

    def typical(self, rng: np.random.Generator, signal: str, roles: Whole) -> Floats:
        """Return log-normal values whose outer tenths lie beyond the typical range."""
        signals = [role.signals[signal] for role in self.cast.roles]
        middle, spread = log_normal([(one.low, one.high) for one in signals])
        return np.exp(middle[roles] + spread[roles] * rng.standard_normal(len(roles)))

    def happens(self, rng: np.random.Generator, signal: str, roles: Whole) -> Flags:
        """Return whether it holds, with each role's probability."""
        chances = np.array([role.signals[signal].low for role in self.cast.roles])
        return rng.random(len(roles)) < chances[roles]

    def counts(self, rng: np.random.Generator, signal: str, roles: Whole) -> Whole:
        """Return how often something happens: Poisson with each role's average, at most nine."""
        averages = np.array([role.signals[signal].low for role in self.cast.roles])
        k = np.arange(10)
        factorials = np.cumprod(np.maximum(k, 1))
        weights = np.exp(-averages[:, None]) * averages[:, None] ** k / factorials
        return choose(rng, weights, roles)

    def number(self, rng: np.random.Generator, signal: str, roles: Whole) -> Whole:
        """Return a whole number drawn from weighted choices such as {1: 0.7, 2: 0.3}."""
        weights = np.zeros((len(self.cast.roles), 10))
        for row, role in enumerate(self.cast.roles):
            for value, weight in role.signals[signal].choices:
                weights[row, int(value)] = weight
        return choose(rng, weights, roles)

    def label(self, rng: np.random.Generator, signal: str, roles: Whole) -> Whole:
        """Return places in the signal's `labels`, from weighted choices such as {public: 0.9}."""
        labels = self.cast.flow.signals[signal].allowed
        options = [dict(role.signals[signal].choices) for role in self.cast.roles]
        return choose(rng, _table(options, labels), roles)

    def remark(self, rng: np.random.Generator, roles: Whole) -> tuple[tuple[str, ...], Whole]:
        """Return all remarks and the place of each record's own; the last place is no remark."""
        texts = tuple(dict.fromkeys(text for role in self.cast.roles for text in role.remarks))
        weights = _table([role.remarks for role in self.cast.roles], texts)
        silent = np.clip(1 - weights.sum(axis=1, keepdims=True), 0, None)
        return texts, choose(rng, np.concatenate([weights, silent], axis=1), roles)


def log_normal(ranges: Sequence[tuple[float, float]]) -> tuple[Floats, Floats]:
    """Return mean and deviation of the logarithms, for each typical range."""
    low, high = np.log(ranges).T
    return (low + high) / 2, (high - low) / (2 * _TENTH)


def choose(rng: np.random.Generator, weights: Floats, rows: Whole) -> Whole:
    """Return a column for each entry of `rows`, drawn with the weights of that row."""
    totals = np.cumsum(weights, axis=1)
    totals /= totals[:, -1:]
    totals[:, -1] = 1.0
    # one long ascending line: row r covers r to r + 1, so a single search serves all rows
    line = (totals + np.arange(len(weights))[:, None]).reshape(-1)
    found = places_on(line, rows + rng.random(len(rows)))
    inside: Whole = np.minimum(found - rows * weights.shape[1], weights.shape[1] - 1)
    return inside


def _table(
    options: list[Mapping[str, float]] | list[dict[str, float]], labels: tuple[str, ...]
) -> Floats:
    return np.array([[option.get(label, 0.0) for label in labels] for option in options])
