import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn as independent

from aatulab.codes import fixed
from aatulab.codes.luhn import TEST_CARDS, check_digits, parse_card
from aatulab.codes.shuffle import round_keys
from aatulab.codes.travel import masked_cards


@given(st.text("0123456789", min_size=1, max_size=18))
def test_check_digits_are_those_of_an_independent_library(payload):
    digit = check_digits(fixed.blank(1, payload)).tobytes().decode()
    assert digit == independent.calc_check_digit(payload)


@given(st.text("0123456789", min_size=12, max_size=19))
def test_numbers_are_judged_as_an_independent_library_judges_them(text):
    assert parse_card(text).is_valid is independent.is_valid(text)


@pytest.mark.parametrize("card", [*TEST_CARDS, "4532015112830366"])
def test_published_numbers_are_valid_and_every_changed_digit_is_found(changed_digits, card):
    assert parse_card(card).is_valid
    assert not any(parse_card(changed).is_valid for changed, *_ in changed_digits(card))


def test_a_swap_of_neighbours_is_found_but_for_zero_and_nine():
    for first in range(10):
        for second in range(10):
            payload = f"4242{first}{second}4242424"
            card = payload + check_digits(fixed.blank(1, payload)).tobytes().decode()
            swapped = f"4242{second}{first}4242424{card[-1]}"
            unseen = first == second or {first, second} == {0, 9}
            assert parse_card(swapped).is_valid is unseen


def test_the_masked_cards_of_the_tables_are_read_as_test_cards(rng):
    for text in fixed.to_text(masked_cards(range(50), round_keys(rng))).to_pylist():
        card = parse_card(text)
        assert (card.problems, card.masked, card.published_for_tests) == ((), "yes", "yes")
        assert (card.issuer_prefix, card.last_digits) == (text[:6], text[-4:])


def test_a_number_that_nobody_publishes_is_not_called_a_test_card():
    assert parse_card("4532015112830366").published_for_tests == "no"
    assert parse_card("453201******0366").published_for_tests == "no"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4242", "length: found '4 characters', expected 12 to 19 digits"),
        ("42424*******4242", "position 6: found '*', expected a digit"),
        ("424242*******242", "position 13: found '*', expected a digit"),
        ("424242xx4242x242", "position 7: found 'X', expected a digit or *"),
        ("4242424242424241", "check digit, position 16: found '1', expected 2"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_card(text).problems))
