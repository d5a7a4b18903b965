import pytest
from hypothesis import given
from hypothesis import strategies as st
from mrz.base.functions import hash_string

from aatulab.codes import fixed
from aatulab.codes.mrz.check import CHARACTERS, check_digit, check_digits


@pytest.mark.parametrize(
    ("field", "digit"),
    [("L898902C3", 6), ("740812", 2), ("120415", 9), ("ZE184226B<<<<<", 1), ("<<<", 0)],
)
def test_check_digits_of_the_icao_specimen(field, digit):
    assert check_digit(field) == digit
    assert check_digits(fixed.blank(2, field)).tobytes() == f"{digit}{digit}".encode()


@given(st.text(CHARACTERS, min_size=1, max_size=40))
def test_check_digits_are_those_of_an_independent_library(field):
    assert str(check_digit(field)) == hash_string(field)
    assert check_digits(fixed.blank(1, field)).tobytes().decode() == hash_string(field)


@pytest.mark.parametrize("text", ["ab1", "\u0663", "-"])
def test_a_character_that_no_zone_holds_has_no_check_digit(text):
    with pytest.raises(ValueError, match="A-Z, 0-9"):
        check_digit(text)
