import pytest
from biip import ParseError
from biip.gtin import Gtin as IndependentGtin
from biip.rcn import Rcn
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from aatulab.codes import fixed
from aatulab.codes.gtin import parse_gtin, write_gtins

WIDTHS = (8, 12, 13, 14)


def parsed_independently(text):
    try:
        return IndependentGtin.parse(text)
    except ParseError:
        return None


@given(st.integers(0, 9_999), st.sampled_from(WIDTHS))
def test_two_independent_libraries_take_what_is_written(article, width):
    text = fixed.to_text(write_gtins([article], width))[0].as_py()
    assert ean.is_valid(text)
    independent = IndependentGtin.parse(text)
    assert independent.format.name == f"GTIN_{width}"
    if width == 12:
        assert isinstance(independent, Rcn)
        assert "within a company" in str(independent.prefix)
    else:
        assert "demonstrations" in str(independent.prefix)


@given(st.sampled_from((7, 8, 9, 11, 12, 13, 14, 15)), st.data())
def test_numbers_are_judged_as_an_independent_library_judges_them(width, data):
    text = data.draw(st.text("0123456789", min_size=width, max_size=width))
    assert parse_gtin(text).is_valid is ean.is_valid(text)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_changed_digit_is_found(changed_digits, width):
    text = fixed.to_text(write_gtins([4711], width))[0].as_py()
    assert not any(parse_gtin(changed).is_valid for changed, *_ in changed_digits(text))


def test_the_published_example_is_read():
    assert parse_gtin("4006381333931").facts() == {
        "format": "GTIN-13",
        "prefix": "400",
        "check digit": "1",
    }


def test_the_prefix_is_found_at_every_length():
    assert parse_gtin("614141000036").prefix == "061"
    assert parse_gtin("10614141000033").prefix == "061"
    assert parse_gtin("10614141000033").packing == "1"
    assert parse_gtin("95200019").reserved_for == "demonstrations and examples"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "length: found '0 characters', expected 8, 12, 13 or 14 digits"),
        ("400638133393", "check digit, position 12: found '3'"),
        ("40063813339E1", "article, position 12: found 'E', expected a digit"),
        ("4006381333932", "check digit, position 13: found '2', expected 1"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_gtin(text).problems))
