"""A finding is a fair share, a known word, and a sentence for the trainee."""

import math
from types import SimpleNamespace

import pytest

from aatulab.authoring.finding import COUNTED, VOCABULARY, Finding, sentence_for
from aatulab.authoring.question import Hint


def question(*hints):
    return SimpleNamespace(hints=hints)


@pytest.mark.parametrize("fraction", [-0.1, 1.1, math.nan, math.inf])
def test_share_that_is_none_is_refused(fraction):
    with pytest.raises(ValueError, match="fraction must lie from 0 to 1"):
        Finding(fraction, "wrong_values")


def test_word_outside_the_vocabulary_is_refused():
    with pytest.raises(ValueError, match="not a word"):
        Finding(0.0, "sloppy")


def test_hint_of_the_author_takes_the_place_of_a_general_sentence():
    asked = question(Hint("factor_60", "Minutes!"))
    assert sentence_for(asked, Finding(0.0, "factor_60", "60 times too large")) == "Minutes!"
    assert sentence_for(asked, Finding(0.0, "factor_24", "24 times")) == "24 times"


def test_hint_of_the_author_follows_what_was_counted():
    asked = question(Hint("extra_rows", "Count bookings."))
    finding = Finding(0.0, "extra_rows", "Yours has 3 rows too many.")
    assert sentence_for(asked, finding) == "Yours has 3 rows too many. Count bookings."


def test_counted_words_are_words_of_the_vocabulary():
    assert set(VOCABULARY) >= COUNTED
