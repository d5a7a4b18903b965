"""The detector: what it counts, how that varies, and that the same seed makes the same bytes."""

import numpy as np
import pytest

from aatulab.inspection.xray.models import shapes
from aatulab.inspection.xray.physics.atomic_number import log_signals
from aatulab.inspection.xray.rendering.depths import optical_depths
from aatulab.inspection.xray.rendering.exposure import LOG_STEPS, expose

WATER = np.array([0.24, 0.20, 0.18, 1.0])


def slab(stand, thick):
    """Return a slab so wide that the middle of the picture is even along a row."""
    return stand(shapes.box(90, 90, thick), mu=WATER)


def counts(scanner, codes):
    """Return what the detector counted, from the stored log signal."""
    return scanner.quanta * np.exp(-codes.astype(float) / LOG_STEPS)


@pytest.mark.parametrize("thick", [2, 10, 25])
def test_the_variance_is_poissons_and_the_electronics(thick, scanner, stand):
    view = scanner.view("top")
    made = expose(scanner, view, slab(stand, thick), None, 11)
    depths = optical_depths(slab(stand, thick), scanner, view).astype(float)
    means = [scanner.quanta * np.exp(-s) for s in log_signals(scanner, depths)]
    middle = np.s_[250:350, 100:700]
    for codes, mean in zip((made.low, made.high), means, strict=True):
        counted, expected = counts(scanner, codes)[middle], mean[middle]
        # storing in steps of the logarithm adds a little: a twelfth of a step, squared
        steps = (expected / LOG_STEPS) ** 2 / 12
        ratio = (counted - expected) ** 2 / (expected + scanner.electronic_noise**2 + steps)
        assert ratio.mean() == pytest.approx(1, abs=0.025)
        assert (counted / expected).mean() == pytest.approx(1, abs=2e-4)


def test_where_nothing_comes_through_the_electronics_remain(scanner, stand):
    steel = stand(shapes.box(90, 90, 5), mu=np.array([20.0, 9.0, 5.0, 8.0]))
    made = expose(scanner, scanner.view("top"), steel, None, 3)
    seen = counts(scanner, made.low)[250:350, 100:700]
    assert np.percentile(seen, 97.5) == pytest.approx(1.96 * scanner.electronic_noise, rel=0.06)


def test_noise_of_channels_rows_and_columns_is_independent(scanner, stand):
    made = expose(scanner, scanner.view("top"), slab(stand, 10), None, 5)
    low, high = (
        codes[250:350, 100:700].astype(float) - codes[250:350, 100:700].mean()
        for codes in (made.low, made.high)
    )
    low -= low.mean(axis=1, keepdims=True)
    high -= high.mean(axis=1, keepdims=True)

    def correlation(a, b):
        return abs(np.corrcoef(a.ravel(), b.ravel())[0, 1])

    assert correlation(low, high) < 0.02
    assert correlation(low[:, 1:], low[:, :-1]) < 0.02
    assert correlation(low[1:], low[:-1]) < 0.02


def test_the_same_key_makes_the_same_bytes(scanner, stand):
    bag, hidden = slab(stand, 4), stand(shapes.ellipsoid(9, 8, 5), (10, 20, 30), mu=WATER)
    made, again, other = (
        expose(scanner, scanner.view("side"), bag, hidden, key) for key in (77, 77, 78)
    )
    for one, same in zip(made, again, strict=True):
        assert one.tobytes() == same.tobytes()
    assert other.low.tobytes() != made.low.tobytes()
    assert other.mask.tobytes() == made.mask.tobytes()


def test_the_fast_path_shows_what_the_exact_depths_are(scanner, stand):
    bag, hidden = slab(stand, 4), stand(shapes.ellipsoid(9, 8, 5), (10, 20, 30), mu=WATER)
    view = scanner.view("side")
    made = expose(scanner, view, bag, hidden, 1)
    together = optical_depths(bag, scanner, view) + optical_depths(hidden, scanner, view)
    low, high = log_signals(scanner, together.astype(float))
    for codes, exact in ((made.low, low), (made.high, high)):
        error = (codes / LOG_STEPS - exact)[exact < 5]
        assert abs(error.mean()) < 1e-3
        assert np.abs(error).max() < 0.2
    assert (made.mask == (optical_depths(hidden, scanner, view)[1] > 0.01)).all()
