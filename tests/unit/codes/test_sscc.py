import pytest
from biip import ParseError
from biip.sscc import Sscc as IndependentSscc
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes import fixed
from aatulab.codes.sscc import SERIALS, parse_sscc, write_ssccs


def is_sound(text):
    try:
        return IndependentSscc.parse(text) is not None
    except ParseError:
        return False


@given(st.integers(0, SERIALS - 1), st.integers(0, 9))
def test_an_independent_library_takes_what_is_written(serial, extension):
    text = fixed.to_text(write_ssccs([serial], extension))[0].as_py()
    independent = IndependentSscc.parse(text)
    assert independent.extension_digit == extension
    assert independent.prefix.value == "952"
    assert parse_sscc(text).reserved_for == "demonstrations and examples"


def test_every_changed_digit_is_found(changed_digits):
    text = "106141411234567897"
    assert parse_sscc(text).is_valid
    for changed, *_ in changed_digits(text):
        assert not parse_sscc(changed).is_valid
        assert not is_sound(changed)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10614141123456789", "length: found '17 characters', expected 18"),
        ("1O6141411234567897", "prefix, position 2: found 'O', expected a digit"),
        ("(01)106141411234567897", "length: found '22 characters'"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_sscc(text).problems))
