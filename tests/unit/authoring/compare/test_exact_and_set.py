"""Exact values to the last item, sets without order: the judge and check() say the same."""

import numpy as np
import pandas as pd
import pytest

from aatulab.authoring.compare import compare, compare_known, know
from aatulab.authoring.expected import describe_expected
from aatulab.authoring.fingerprint import from_json, make_fingerprint, to_json
from aatulab.authoring.partial import Partial
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError
from aatulab.values import from_plain, to_plain


def value(obj):
    return from_plain(to_plain(obj))


def found(kind, got, reference, **more):
    """Return what the judge finds, after seeing that check() finds the same."""
    question = Question(id="q", compare=kind, points=2, value="x", **more)
    finding = compare(question, value(got), value(reference))
    known = from_json(to_json(make_fingerprint(know(question, value(reference)), "salt")))
    hint = compare_known(question, value(got), known)
    assert (hint.what, hint.detail) == (finding.what, finding.detail)
    return finding.what


@pytest.mark.parametrize(
    ("got", "reference", "what"),
    [
        (3, 3, "correct"),
        (3.0, 3, "correct"),
        (3.0000001, 3, "wrong_values"),
        ("3", 3, "wrong_type"),
        (True, 1, "wrong_type"),
        (1, True, "wrong_type"),
        (False, True, "wrong_values"),
        ("LIS ", "LIS", "wrong_values"),
        ("lis", "LIS", "wrong_values"),
        (float("nan"), 3, "not_finite"),
        ([1, 2, 3], [1, 2, 3], "correct"),
        ((1, 2, 3), [1, 2, 3], "correct"),
        (np.array([1, 2, 3]), [1, 2, 3], "correct"),
        ([3, 2, 1], [1, 2, 3], "wrong_order"),
        ([1, 2, 4], [1, 2, 3], "wrong_values"),
        ([1, 2, "3"], [1, 2, 3], "wrong_values"),
        ([1, 2, True], [1, 2, 1], "wrong_values"),
        ([1, 2, None], [1, 2, "nothing"], "wrong_values"),
        ([1, 2], [1, 2, 3], "missing_items"),
        ([1, 2, 3, 3], [1, 2, 3], "extra_items"),
        (["a", 'b", "c'], ["a", "b", "c"], "missing_items"),
        ([], [1], "missing_items"),
        ([], [], "correct"),
        ({"b": 2, "a": 1}, {"a": 1, "b": 2}, "correct"),
        ({"a": 1, "b": 3}, {"a": 1, "b": 2}, "wrong_values"),
        ({"a": 1}, {"a": 1, "b": 2}, "missing_items"),
        ([1], 1, "wrong_type"),
        (pd.Series([1]), [1], "wrong_type"),
        (..., 3, "unanswered"),
        (None, 3, "wrong_type"),
        (object(), 3, "wrong_type"),
    ],
)
def test_exact_means_kind_value_and_order(got, reference, what):
    assert found("exact", got, reference) == what


@pytest.mark.parametrize(
    ("got", "reference", "what"),
    [
        ({"a", "b"}, {"b", "a"}, "correct"),
        (["b", "a", "a"], {"a", "b"}, "correct"),
        (pd.Index(["a", "b"]), {"a", "b"}, "correct"),
        (pd.Series(["a", "b"]), {"a", "b"}, "correct"),
        (np.array([1.0, 2.0]), {1, 2}, "correct"),
        ({1, 2}, {"1", "2"}, "wrong_items"),
        ({"a"}, {"a", "b"}, "missing_items"),
        ({"a", "b", "c"}, {"a", "b"}, "extra_items"),
        ({"a", "c"}, {"a", "b"}, "wrong_items"),
        (set(), {"a"}, "missing_items"),
        (set(), set(), "correct"),
        ({"a": 1}, {"a"}, "wrong_type"),
        ("a", {"a"}, "wrong_type"),
        (pd.DataFrame({"a": [1]}), {1}, "wrong_type"),
        (..., {"a"}, "unanswered"),
    ],
)
def test_a_set_has_no_order_and_no_repetition(got, reference, what):
    assert found("set", got, reference) == what


def test_naming_everything_earns_little_of_a_set():
    """Does a list of the whole case get partial credit for what it must hold by chance?"""
    question = Question(id="q", compare="set", points=1, value="x", partial=Partial(by_share=True))
    fraction = compare(question, value(set(range(100))), value({1, 2})).fraction
    assert fraction == pytest.approx(0.02)
    assert compare(question, value({1}), value({1, 2})).fraction == 0.5


@pytest.mark.parametrize(("kind", "reference"), [("exact", SystemError), ("set", 3)])
def test_a_reference_of_another_kind_is_the_authors_error(kind, reference):
    question = Question(id="q", compare=kind, points=1, value="x")
    with pytest.raises(ExerciseError, match=f"q: the reference's `x` is a .*compare: {kind} needs"):
        know(question, value(reference))


@pytest.mark.parametrize(
    ("kind", "reference", "said"),
    [
        ("exact", [1, 2], "a list of 2 items, exactly."),
        ("exact", 5, "a number (hours), exactly."),
        ("set", {1, 2}, "a set of 2 items; a list will do, in any order."),
    ],
)
def test_the_expected_shape_is_said_without_its_values(kind, reference, said):
    unit = "hours" if reference == 5 else ""
    question = Question(id="q", compare=kind, points=1, value="x", unit=unit)
    assert describe_expected(question, know(question, value(reference))) == said
