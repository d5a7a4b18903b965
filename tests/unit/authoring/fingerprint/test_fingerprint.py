"""A fingerprint says what exact knowledge says, and gives no value away."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.authoring.compare.exact import ExactKeys, exact_column
from aatulab.authoring.compare.known import KeyDifference, KnownRows
from aatulab.authoring.fingerprint import from_json, make_fingerprint, to_json
from aatulab.authoring.fingerprint.digests import DigestColumn
from aatulab.authoring.fingerprint.sketch import SketchColumn, SketchKeys
from aatulab.authoring.question import Tolerance

TOLERANCE = Tolerance(abs=0.02)


def keys(size):
    return [f"K{number:05d}" for number in range(size)]


def known_rows(values, tolerance=TOLERANCE):
    names = keys(len(values))
    column = exact_column(names, values, tolerance)
    return KnownRows(("pnr",), ExactKeys(frozenset(names)), {"": column})


def both(values, tolerance=TOLERANCE):
    exact = known_rows(values, tolerance)
    coarse = from_json(json.loads(json.dumps(to_json(make_fingerprint(exact, "salt")))))
    return exact, coarse


@pytest.mark.parametrize("size", [5, 200, 201, 1500])
def test_long_columns_are_summed_and_short_ones_digested(size):
    _exact, coarse = both([float(n) for n in range(size)])
    expected = DigestColumn if size <= 200 else SketchColumn
    assert isinstance(coarse.columns[""], expected)


@settings(max_examples=60, deadline=None)
@given(
    values=st.one_of(
        st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=40),
        st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=5).map(lambda some: some * 50),
    ),
    seed=st.integers(0, 2**32 - 1),
)
def test_what_is_within_tolerance_always_matches(values, seed):
    exact, coarse = both(values)
    rng = np.random.default_rng(seed)
    noise = rng.uniform(-0.0199, 0.0199, len(values))
    order = rng.permutation(len(values))
    got = [values[n] + noise[n] for n in order]
    names = [keys(len(values))[n] for n in order]
    for known in (exact, coarse):
        assert known.keys.difference(names) == KeyDifference(0, 0)
        assert known.columns[""].difference(names, got) is None


@pytest.mark.parametrize("size", [40, 1500])
@pytest.mark.parametrize("factor", ["factor_60", "factor_1_60", "factor_3600", "wrong_sign"])
def test_factor_gets_the_same_word(size, factor):
    scale = {"factor_60": 60, "factor_1_60": 1 / 60, "factor_3600": 3600, "wrong_sign": -1}[factor]
    values = list(np.random.default_rng(1).uniform(1, 900, size))
    for known in both(values):
        difference = known.columns[""].difference(keys(size), [v * scale for v in values])
        assert difference.what == factor


@pytest.mark.parametrize("bad", [1, 2, 5, 20])
def test_estimate_of_wrong_rows_is_close(bad):
    values = list(np.random.default_rng(2).uniform(0, 900, 1500))
    got = [v + 100 if n < bad else v for n, v in enumerate(values)]
    exact, coarse = both(values)
    assert exact.columns[""].difference(keys(1500), got).wrong == bad
    assert abs(coarse.columns[""].difference(keys(1500), got).wrong - bad) <= max(1, bad // 4)


def test_one_wrong_row_is_neither_an_offset_nor_lost():
    values = list(np.random.default_rng(3).uniform(0, 900, 320))
    for known in both(values):
        got = [*values[:-1], values[-1] + 1.0]
        assert known.columns[""].difference(keys(320), got).what == "wrong_values"


@pytest.mark.parametrize("size", [30, 700])
def test_missing_and_extra_keys_are_counted(size):
    for known in both([1.0] * size):
        given_keys = [*keys(size)[3:], "other"]
        assert known.keys.difference(given_keys) == KeyDifference(3, 1)


def test_other_keys_altogether_are_all_missing():
    sketch = SketchKeys.of("salt", keys(900), is_range=False)
    others = [f"X{number}" for number in range(900)]
    assert sketch.difference(others) == KeyDifference(900, 900)


@pytest.mark.parametrize("size", [30, 700])
def test_texts_and_flags_are_compared_exactly(size):
    for values, other in ((["a", "b"] * (size // 2), "c"), ([True, False] * (size // 2), None)):
        for known in both(values):
            column = known.columns[""]
            assert column.difference(keys(size), values) is None
            assert column.difference(keys(size), [other, *values[1:]]).what == "wrong_values"


@pytest.mark.parametrize("size", [30, 700])
def test_gaps_of_the_reference_are_no_fault(size):
    values = [None if n % 7 == 0 else float(n) for n in range(size)]
    for known in both(values):
        assert known.columns[""].difference(keys(size), values) is None
        lost = [None if n == 1 else v for n, v in enumerate(values)]
        assert known.columns[""].difference(keys(size), lost).what == "missing_values"
        filled = [1e6 if v is None else v for v in values]
        assert known.columns[""].difference(keys(size), filled) is not None


@pytest.mark.parametrize("size", [1, 3, 50, 400])
def test_no_value_stands_in_the_json(size):
    values = [round(1000 + 7.31 * n, 2) for n in range(size)]
    text = json.dumps(to_json(make_fingerprint(known_rows(values), "salt")))
    assert not [value for value in values if str(value) in text]
    assert not [key for key in keys(size) if key in text]


@pytest.mark.parametrize("size", [3, 400])
@pytest.mark.parametrize("tolerance", [TOLERANCE, Tolerance(0, 0), Tolerance(1e-9, 1e3)])
@pytest.mark.parametrize("huge", [1.7e308, -1.7e308, 5e-324, 2**62])
def test_numbers_at_the_edge_are_wrong_not_a_crash(size, tolerance, huge):
    values = [float(n) for n in range(1, size + 1)]
    for known in both(values, tolerance):
        assert known.columns[""].difference(keys(size), values) is None
        difference = known.columns[""].difference(keys(size), [huge] * size)
        assert tolerance.rel > 1 or difference is not None


@settings(max_examples=200)
@given(value=st.floats(-1e7, 1e7), off=st.floats(6.5, 1e6))
def test_scalar_far_off_never_matches(value, off):
    column = DigestColumn.of("salt", "number", TOLERANCE, [""], [value])
    bound = TOLERANCE.abs + TOLERANCE.rel * abs(value)
    for wrong in (value + off * bound, value - off * bound):
        difference = column.difference([""], [wrong])
        assert difference is not None
