"""Partial credit is explicit, finite, and never all of the points."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.authoring.compare import compare
from aatulab.authoring.fields import Fields
from aatulab.authoring.finding import VOCABULARY, Finding
from aatulab.authoring.partial import Partial, read_partial
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError
from aatulab.values import from_plain, to_plain


def read(partial):
    return read_partial(Fields.of("questions.yml: q", {"partial": partial}))


@pytest.mark.parametrize(
    ("stated", "fraction"),
    [
        (False, 0),
        (True, 0.75),
        ({"wrong_values": 0.5}, 0.5),
        ({"wrong_values": "share"}, 0.75),
        ({"wrong_values": 0}, 0),
        ({"rounded": 0.5}, 0),
        ({}, 0),
    ],
)
def test_what_is_not_right_earns_what_the_author_says(stated, fraction):
    finding = Finding(0.75, "wrong_values", "1 of 4 rows")
    assert read(stated).credit(finding) == Finding(fraction, "wrong_values", "1 of 4 rows")


def test_without_a_word_from_the_author_nothing_is_partly_right():
    assert read_partial(Fields.of("q", {})) == Partial()
    assert Partial().credit(Finding(0.9, "wrong_values")).fraction == 0


@pytest.mark.parametrize(("stated", "fraction"), [(False, 0.5), ({"missing_label": 0.8}, 0.8)])
def test_a_chart_without_its_labels_is_half_right_unless_the_author_says_otherwise(
    stated, fraction
):
    assert read(stated).credit(Finding(0.5, "missing_label")).fraction == fraction


@pytest.mark.parametrize(
    "worth", [1, 1.0, 1.5, -0.1, math.nan, math.inf, -math.inf, True, "half", None, [0.5], "0.5"]
)
def test_a_worth_that_is_no_part_is_refused(worth):
    with pytest.raises(ExerciseError, match=r"q: partial: wrong_values: expected a number from 0"):
        read({"wrong_values": worth})


@pytest.mark.parametrize(
    "word", ["correct", "unanswered", "missing", "too_large", "needs_person", "sloppy"]
)
def test_nothing_is_given_for_nothing(word):
    with pytest.raises(ExerciseError, match=f"partial: {word}: expected a word"):
        read({word: 0.5})


@pytest.mark.parametrize("partial", [0.5, "share", ["wrong_values"], None])
def test_what_is_neither_a_flag_nor_a_mapping_is_refused(partial):
    with pytest.raises(ExerciseError, match="partial: expected true or false"):
        read(partial)


@pytest.mark.parametrize("stated", [True, False, {"rounded": 0.5, "wrong_values": "share"}])
def test_it_is_written_as_it_was_read(stated):
    assert read(stated).to_yaml() == stated


SERIES = pd.Series([1.5, 2.5, 3.5, 4.5], index=pd.Index(list("abcd"), name="pnr"))
WORTHS = st.floats(0, 1, exclude_max=True) | st.just("share")
PARTS = st.booleans() | st.dictionaries(
    st.sampled_from(sorted(set(VOCABULARY) - {"correct", "unanswered", "missing", "too_large"})),
    WORTHS,
).map(lambda stated: {w: v for w, v in stated.items() if w != "needs_person"})


@given(
    PARTS,
    st.lists(st.floats(width=16) | st.sampled_from([1.5, 2.5, 3.5, 4.5]), min_size=4, max_size=4),
)
def test_any_answer_earns_a_finite_part_and_all_only_when_all_is_right(stated, values):
    question = Question(id="q", compare="series", points=2, value="x", partial=read(stated))
    got = from_plain(to_plain(pd.Series(values, index=SERIES.index)))
    finding = compare(question, got, from_plain(to_plain(SERIES)))
    assert 0 <= finding.fraction <= 1
    right = [abs(a - b) <= 1e-5 for a, b in zip(values, SERIES, strict=True)]
    assert (finding.fraction == 1) == all(right)
    if stated is True:
        assert finding.fraction == sum(right) / 4
