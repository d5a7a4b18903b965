import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes import fixed
from aatulab.codes.shape import LETTER, SYMBOL, Part, Shape

SHAPE = Shape("a tag", Part("series", 2, LETTER), Part("number", 3), Part("mark", 1, SYMBOL))


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("AB123Z", []),
        ("A1123Z", [2]),
        ("ABO2I-", [3, 5, 6]),
        ("ab123Z", [1, 2]),
        ("AB12\u0663Z", [5]),  # an Arabic digit three: `str.isdigit` would take it
    ],
)
def test_each_place_that_is_wrong_is_named(text, places):
    assert [problem.position for problem in SHAPE.misfits(text)] == places


def test_of_a_wrong_length_only_the_length_is_named():
    (problem,) = SHAPE.misfits("AB12Z")
    assert str(problem) == (
        "length: found '5 characters', expected 6: 2 of series, 3 of number, 1 of mark"
    )


def test_what_is_missing_is_empty():
    assert SHAPE.split("AB1") == {"series": "AB", "number": "1", "mark": ""}


@given(st.text("AZ09 -az", min_size=6, max_size=6))
def test_columns_and_single_texts_are_judged_alike(text):
    fits = SHAPE.fits(fixed.padded([text], 6, " "))
    assert fits.tolist() == [SHAPE.misfits(text) == []]


def test_an_empty_column_has_no_rows():
    assert SHAPE.fits(np.empty((0, 6), dtype=np.uint8)).tolist() == []
