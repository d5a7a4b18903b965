"""Length and reliability: the anchor, the formula, and a test with readers who differ."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import InspectionError
from aatulab.inspection.xray.training.reliability import (
    events_needed,
    judge_length,
    one_event,
    spearman_brown,
    split_half,
)


def test_the_published_anchor_and_what_follows_from_it():
    assert one_event() == pytest.approx(0.0228, abs=5e-5)
    assert judge_length(40).reliability == pytest.approx(0.48, abs=0.005)
    assert judge_length(100).reliability == pytest.approx(0.70, abs=0.001)
    assert judge_length(200).reliability == pytest.approx(0.82, abs=0.005)
    assert events_needed() == 100


@given(st.floats(0.01, 0.99), st.floats(0.1, 50))
def test_lengthening_and_shortening_cancel(reliability, times):
    longer = spearman_brown(reliability, times)
    assert spearman_brown(longer, 1 / times) == pytest.approx(reliability)
    assert (longer > reliability) == (times > 1) or times == pytest.approx(1)


def test_a_short_test_says_that_it_ranks_nobody():
    verdict = judge_length(40)
    assert not verdict.can_rank
    assert "too short to rank people (about 100 would do)" in verdict.sentence()
    assert "feedback only" in verdict.sentence()


def test_a_long_test_may_rank_people():
    verdict = judge_length(150)
    assert verdict.can_rank
    assert "enough to compare people" in verdict.sentence()


def test_where_nearly_everything_is_found_no_length_would_do():
    verdict = judge_length(5_000, hit_rate=0.95)
    assert not verdict.can_rank
    assert verdict.needed == inf
    assert "no length would do" in verdict.sentence()


def people(rng, count, images, spread):
    """Return answers of readers whose hit rates differ by `spread`."""
    chances = np.clip(rng.normal(0.7, spread, (count, 1)), 0.02, 0.98)
    return rng.random((count, images)) < chances


def test_split_halves_agree_with_the_correlation_of_two_whole_tests():
    """The reliability of a test is how well it agrees with its like: measured both ways."""
    rng = np.random.default_rng(5)
    halves, truth = [], []
    for _ in range(40):
        chances = np.clip(rng.normal(0.7, 0.1, (200, 1)), 0.02, 0.98)
        one, other = (rng.random((200, 60)) < chances for _ in range(2))
        halves.append(split_half(one))
        truth.append(np.corrcoef(one.mean(axis=1), other.mean(axis=1))[0, 1])
    assert np.mean(halves) == pytest.approx(np.mean(truth), abs=0.03)


def test_readers_who_are_all_alike_cannot_be_ranked():
    rng = np.random.default_rng(6)
    assert np.mean([split_half(people(rng, 60, 50, 0.0)) for _ in range(60)]) < 0.15
    assert split_half(np.ones((10, 20))) == 0.0


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: spearman_brown(1.2, 2), "reliability: found 1.2"),
        (lambda: spearman_brown(0.5, 0), "0 times the length"),
        (lambda: judge_length(0), "events: found 0"),
        (lambda: split_half([[1, 0]]), r"shape \(1, 2\)"),
    ],
)
def test_impossible_requests_are_refused(make, said):
    with pytest.raises(InspectionError, match=said):
        make()
