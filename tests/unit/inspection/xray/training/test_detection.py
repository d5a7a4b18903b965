"""Sensitivity and response tendency: known vectors, known readers, no free points."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import InspectionError
from aatulab.inspection.xray.training.detection import (
    SLOPE,
    Counts,
    a_prime,
    criterion,
    d_a,
    d_prime,
    difference,
    measure_detection,
    positive_predictive_value,
    rate_interval,
)
from aatulab.inspection.xray.training.readers import Reader

RATES = st.floats(0.01, 0.99)


def test_the_published_vectors_come_out():
    assert d_prime(0.8, 0.1) == pytest.approx(2.1232, abs=5e-5)
    assert criterion(0.8, 0.1) == pytest.approx(0.2200, abs=5e-5)
    assert a_prime(0.8, 0.1) == pytest.approx(0.9132, abs=5e-5)
    assert d_a(0.8, 0.1, 0.6) == pytest.approx(1.9531, abs=5e-5)


@pytest.mark.parametrize(
    ("counts", "sensitivity", "tendency"),
    [(Counts(40, 50, 5, 50), 2.0589, 0.2086), (Counts(50, 50, 0, 50), 4.6675, 0.0)],
)
def test_the_log_linear_vectors_come_out(counts, sensitivity, tendency):
    measured = measure_detection(counts)
    assert measured.d_prime == pytest.approx(sensitivity, abs=5e-5)
    assert measured.criterion == pytest.approx(tendency, abs=5e-5)


@pytest.mark.parametrize(
    ("prevalence", "share"), [(0.005, 0.039), (0.01, 0.075), (0.03, 0.198), (0.2, 0.667)]
)
def test_the_same_reader_stops_in_vain_when_threats_are_rare(prevalence, share):
    assert positive_predictive_value(0.8, 0.1, prevalence) == pytest.approx(share, abs=5e-4)


@given(RATES, RATES)
def test_who_swaps_answers_swaps_sensitivity(h, f):
    assert d_prime(f, h) == pytest.approx(-d_prime(h, f), abs=1e-9)
    assert a_prime(f, h) == pytest.approx(1 - a_prime(h, f), abs=1e-9)
    assert criterion(1 - f, 1 - h) == pytest.approx(-criterion(h, f), abs=1e-9)


@given(RATES)
def test_chance_is_no_sensitivity(rate):
    assert d_prime(rate, rate) == 0
    assert a_prime(rate, rate) == 0.5


@given(RATES, RATES)
def test_d_a_with_equal_widths_is_d_prime(h, f):
    assert d_a(h, f, 1.0) == pytest.approx(d_prime(h, f), abs=1e-9)


def test_who_stops_everything_earns_nothing():
    everything = measure_detection(Counts(50, 50, 50, 50))
    assert everything.d_prime == pytest.approx(0)
    assert everything.criterion < -2


@pytest.mark.parametrize("true", [0.5, 1.5, 2.5])
@pytest.mark.parametrize("leaning", [-0.3, 0.4])
def test_a_reader_of_known_sensitivity_is_recovered_within_the_interval(true, leaning):
    rng = np.random.default_rng(17)
    reader = Reader(true, leaning)
    measured = [measure_detection(reader.read(120, 120, rng)) for _ in range(600)]
    inside = np.mean([one.d_prime_interval.holds(true) for one in measured])
    assert 0.93 <= inside <= 0.985
    assert np.mean([one.d_prime for one in measured]) == pytest.approx(true, abs=0.08)
    assert np.mean([one.criterion for one in measured]) == pytest.approx(leaning, abs=0.05)


@pytest.mark.parametrize("leaning", [-0.2, 0.3, 0.8])
def test_d_a_finds_the_same_reader_however_readily_he_stops(leaning):
    """With unequal widths d' follows the criterion; d_a of the right slope does not."""
    rng = np.random.default_rng(23)
    reader = Reader(1.6, leaning, slope=SLOPE)
    true = 1.6 * SLOPE * sqrt(2 / (1 + SLOPE**2))
    measured = [measure_detection(reader.read(150, 150, rng)) for _ in range(400)]
    assert 0.92 <= np.mean([one.d_a_interval.holds(true) for one in measured]) <= 0.99
    assert np.mean([one.d_a for one in measured]) == pytest.approx(true, abs=0.05)


def test_a_longer_test_has_a_narrower_interval():
    short, long = (
        measure_detection(Counts(8 * n, 10 * n, n, 10 * n)).d_prime_interval for n in (1, 16)
    )
    assert (long.high - long.low) < (short.high - short.low) / 3


def test_a_gain_that_is_none_has_nothing_in_its_interval():
    rng = np.random.default_rng(3)
    reader = Reader(1.2)
    inside = 0
    for _ in range(400):
        before, after = (measure_detection(reader.read(60, 60, rng)) for _ in range(2))
        inside += difference(after, before)[1].holds(0)
    assert 0.92 <= inside / 400 <= 0.985


@given(st.integers(0, 40), st.integers(1, 40))
def test_the_interval_of_a_rate_stays_between_0_and_1_and_holds_the_rate(part, more):
    whole = part + more - 1 or 1
    part = min(part, whole)
    interval = rate_interval(part, whole)
    assert 0 <= interval.low <= part / whole <= interval.high <= 1


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Counts(6, 5, 0, 5), "hits: found 6 of 5"),
        (lambda: Counts(1, 5, -1, 5), "false alarms: found -1 of 5"),
        (lambda: Counts(0, 0, 1, 5), "at least one of each"),
        (lambda: d_prime(1.0, 0.1), "rate: found 1.0, expected more than 0"),
        (lambda: d_a(0.5, 0.1, 0), "slope: found 0"),
        (lambda: rate_interval(1, 0), "rate: found 1 of 0"),
    ],
)
def test_impossible_counts_are_refused(make, said):
    with pytest.raises(InspectionError, match=said):
        make()
