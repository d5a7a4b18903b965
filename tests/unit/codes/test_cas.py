import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import casrn as independent

from aatulab.codes.cas import check_digit, parse_cas


@given(st.text("0123456789", min_size=4, max_size=9))
def test_check_digits_are_those_of_an_independent_library(digits):
    body = f"{digits[:-2]}-{digits[-2:]}-"
    assert str(check_digit(digits)) == independent.calc_check_digit(body)
    assert parse_cas(body + str(check_digit(digits))).is_valid


@given(st.from_regex(r"\A[1-9][0-9]{1,6}-[0-9]{2}-[0-9]\Z"))
def test_numbers_are_judged_as_an_independent_library_judges_them(text):
    assert parse_cas(text).is_valid is independent.is_valid(text)


@pytest.mark.parametrize("text", ["299-42-3", "103-79-7", "7732-18-5", "67-64-1"])
def test_known_numbers_are_valid(text):
    assert parse_cas(text).facts() == {"registry number": text, "check digit": text[-1]}


def test_a_changed_digit_is_found_where_the_weight_shares_no_factor_with_ten(changed_digits):
    text = "7732-18-5"
    weights = {0: 6, 1: 5, 2: 4, 3: 3, 5: 2, 6: 1, 8: None}
    for changed, place, old, new in changed_digits(text):
        weight = weights[place]
        unseen = weight is not None and weight * (int(old) - int(new)) % 10 == 0
        assert parse_cas(changed).is_valid is unseen


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "registry number: found ''"),
        ("29942-3", "expected 2 to 7 digits, a hyphen, 2 digits, a hyphen, 1 digit"),
        ("299-42-x", "registry number: found '299-42-X'"),
        ("299-42-4", "check digit, position 8: found '4', expected 3"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_cas(text).problems))


@given(st.text())
def test_no_text_makes_a_traceback(text):
    assert parse_cas(text).is_valid in {True, False}


@pytest.mark.parametrize("digits", ["", "29-942", "\u0663"])
def test_only_digits_have_a_check_digit(digits):
    with pytest.raises(ValueError, match="digits only"):
        check_digit(digits)
