import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tracking_numbers import get_tracking_number

from aatulab.codes import fixed
from aatulab.codes.s10 import SERIALS, check_digits, parse_item, service_of, write_items

PAIRS = [a + b for a in string.ascii_uppercase for b in string.ascii_uppercase]
SERVICES = [pair for pair in PAIRS if service_of(pair)]


def taken(text):
    """Whether an independent library takes a number; it knows no ZZ, so ask for another post."""
    found = get_tracking_number(text[:11] + "US")
    return found is not None and found.courier.code == "s10"


def test_the_published_example_checks():
    assert check_digits(fixed.blank(1, "47312482")).tobytes() == b"9"
    assert parse_item("RB473124829US").is_valid


@given(st.integers(0, SERIALS - 1), st.sampled_from(SERVICES))
def test_an_independent_library_takes_what_is_written(serial, service):
    text = fixed.to_text(write_items(fixed.blank(1, service), [serial]))[0].as_py()
    assert text.endswith("ZZ")
    assert taken(text)
    read = parse_item(text)
    assert read.is_valid
    assert (read.service_indicator, int(read.serial_number)) == (service, serial)


def test_services_are_those_of_an_independent_library():
    assert [pair for pair in PAIRS if taken(f"{pair}473124829US")] == SERVICES


@pytest.mark.parametrize("letter", "JKSTW")
def test_reserved_services_are_refused_by_name(letter):
    (problem,) = parse_item(f"{letter}A473124829US").problems
    assert str(problem) == (
        f"service indicator, position 1: found '{letter}A', "
        f"expected a service that posts may use ({letter}A is reserved)"
    )


@given(st.integers(0, SERIALS - 1))
def test_every_changed_digit_is_found_unless_a_remainder_of_0_becomes_6(changed_digits, serial):
    text = fixed.to_text(write_items(fixed.blank(1, "RR"), [serial]))[0].as_py()
    for changed, *_ in changed_digits(text):
        remainders = {remainder(text), remainder(changed)}
        unseen = changed[10] == text[10] and remainders == {0, 6}
        assert parse_item(changed).is_valid is unseen
        assert taken(changed) is unseen


def remainder(text):
    weights = (8, 6, 4, 2, 3, 5, 9, 7)
    return sum(w * int(d) for w, d in zip(weights, text[2:10], strict=True)) % 11


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("RB473124829", "length: found '11 characters', expected 13"),
        ("R8473124829US", "service indicator, position 2: found '8', expected a letter"),
        ("RB473124828US", "check digit, position 11: found '8', expected 9"),
        ("RB473124829XX", "issuing State, position 12: found 'XX', expected a code of ISO 3166"),
        ("FA473124829US", "(FA is unassigned)"),
        ("AA473124829US", "(AA is unassigned)"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_item(text).problems))


def test_all_problems_of_one_number_are_named():
    whats = [problem.what for problem in parse_item("JA473124820XX").problems]
    assert whats == ["service indicator", "check digit", "issuing State"]
