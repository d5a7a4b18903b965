import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iso6346 as independent

from aatulab.codes import fixed
from aatulab.codes.iso6346 import (
    EQUIPMENT,
    SERIALS,
    check_digits,
    parse_container,
    write_containers,
)


@given(st.integers(0, SERIALS - 1), st.sampled_from(sorted(EQUIPMENT)))
def test_an_independent_library_takes_what_is_written(serial, equipment):
    text = fixed.to_text(write_containers([serial], equipment))[0].as_py()
    assert independent.validate(text) == text
    read = parse_container(text)
    assert read.is_valid
    assert (read.owner, read.equipment, int(read.serial_number)) == ("ZZZ", equipment, serial)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3), st.integers(0, 9_999_999))
def test_numbers_are_judged_as_an_independent_library_judges_them(owner, digits):
    text = f"{owner}U{digits:07d}"
    assert parse_container(text).is_valid is independent.is_valid(text)


def test_the_published_example_checks():
    assert check_digits(fixed.blank(1, "CSQU305438")).tobytes() == b"3"
    assert parse_container("CSQU 305438 3").is_valid


@given(st.integers(0, SERIALS - 1))
def test_every_changed_digit_is_found_unless_a_remainder_of_0_becomes_10(changed_digits, serial):
    text = fixed.to_text(write_containers([serial]))[0].as_py()
    for changed, *_ in changed_digits(text):
        unseen = changed[10] == text[10] and {remainder(text), remainder(changed)} == {0, 10}
        assert parse_container(changed).is_valid is unseen


def remainder(text):
    counted = [value for value in range(10, 39) if value % 11]
    letters = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", counted, strict=True))
    values = [letters.get(character) or int(character) for character in text[:10]]
    return sum(value * 2**place for place, value in enumerate(values)) % 11


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CSQU30543", "length: found '9 characters', expected 11"),
        ("CSQR3054383", "equipment, position 4: found 'R', expected U, J or Z"),
        ("CS0U3054383", "owner, position 3: found '0', expected a letter"),
        ("CSQU3054384", "check digit, position 11: found '4', expected 3"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_container(text).problems))
