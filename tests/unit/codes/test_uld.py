import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.uld import parse_uld


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("AKE00123XZQ", ("AKE", "00123", "XZQ")),
        ("AKE12340Q", ("AKE", "1234", "0Q")),  # the owner's 0 is not the serial's
        ("PMC123450Q", ("PMC", "12345", "0Q")),
    ],
)
def test_serial_number_and_owner_are_told_apart(text, parts):
    read = parse_uld(text)
    assert (read.type_code, read.serial_number, read.owner) == parts
    assert str(read.carrier) == "Quillon Air (0Q)"


def test_a_real_owner_is_read_and_named_nobody_s():
    assert parse_uld("AKE12345LH").is_valid
    assert parse_uld("AKE12345LH").carrier is None


@pytest.mark.parametrize("text", ["", "AK12345LH", "AKE123LH", "AKE1234567LH", "AKE1234L"])
def test_another_form_is_refused(text):
    (problem,) = parse_uld(text).problems
    assert "three letters, four or five digits" in str(problem)


def has_the_form(text):
    """Judge a code a second time: no library does it."""
    splits = [(text[:3], text[3 : 3 + digits], text[3 + digits :]) for digits in (4, 5)]
    return any(
        len(kind) == 3
        and all(character in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for character in kind)
        and len(serial) == 4 + place
        and all(character in "0123456789" for character in serial)
        and len(owner) in {2, 3}
        for place, (kind, serial, owner) in enumerate(splits)
    )


@given(st.text("AQZ019", min_size=7, max_size=12))
def test_codes_are_judged_as_a_second_reader_judges_them(text):
    assert parse_uld(text).is_valid is has_the_form(text)
