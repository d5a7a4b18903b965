"""Numbers and addresses written alike, against `phonenumbers` and against hand-worked cases."""

import numpy as np
import phonenumbers
import pytest

from aatulab.codes.phones import RESERVED
from aatulab.research.entities import compare_addresses, compare_phones, e164, plain_address
from aatulab.research.entities.hands import address_by_hand, calling_code_of, phone_by_hand


def reserved_phones():
    """Return a number of every range that is kept for fiction."""
    return [f"{head}{'7' * free}" for head, free in RESERVED]


def test_every_way_to_write_a_number_leads_back_to_it():
    for phone in reserved_phones():
        for seed in range(8):
            text, written_in = phone_by_hand(phone, np.random.default_rng(seed))
            assert e164(text, written_in) == phone, text


@pytest.mark.parametrize("form", ["NATIONAL", "INTERNATIONAL"])
def test_a_number_is_read_as_phonenumbers_writes_it(form):
    for phone in reserved_phones():
        parsed = phonenumbers.parse(phone)
        text = phonenumbers.format_number(parsed, getattr(phonenumbers.PhoneNumberFormat, form))
        assert e164(text, str(parsed.country_code)) == phone, text


@pytest.mark.parametrize(
    ("text", "written_in", "expected"),
    [
        ("06 98 00 01 23", "39", "+390698000123"),  # in Italy the 0 belongs to the number
        ("1 212 555 0101", "1", "+12125550101"),
        ("0209104705", "", ""),
        ("n/a", "33", ""),
        ("", "33", ""),
        ("+999123456789", "33", ""),
        ("12", "33", ""),
    ],
)
def test_a_number_is_read_or_left_and_never_guessed(text, written_in, expected):
    assert e164(text, written_in) == expected


def test_calling_codes_of_the_reserved_ranges_are_those_of_phonenumbers():
    for phone in reserved_phones():
        assert calling_code_of(phone) == str(phonenumbers.parse(phone).country_code)


def test_phones_differ_by_one_digit_or_by_more():
    assert compare_phones("+33199000001", "+33199000002")[0] == "slip"
    assert compare_phones("+33199000001", "+33199000022")[0] == "different"
    assert compare_phones("", "+33199000001")[0] == "not known"


def test_every_way_to_write_an_address_is_one_door():
    for seed in range(20):
        rng = np.random.default_rng(seed)
        one = address_by_hand("Alderbank Street", "12", "10117 Lisbon", rng)
        other = address_by_hand("Alderbank Street", "12", "10117 Lisbon", rng)
        assert compare_addresses(one, other)[0] == "same", (one, other)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("12 Alder Street, 10117 Lisbon", "Alder Str. 12", "same"),
        ("12 Alder Street, 10117 Lisbon", "12 Alder Street, 20445 Porto", "different"),
        ("12 Alderbank Street", "12 Aldrebank Street", "same"),
        ("12 Alder Street", "14 Alder Street", "same street"),
        ("12 Alder Street", "Alder Street", "same street"),
        ("12 Alder Street", "12 Elder Lane", "different"),
        ("12 Alder Street", "", "not known"),
        ("12, 10117", "12 Alder Street", "not known"),
    ],
)
def test_doors_and_streets_are_told_apart(one, other, level):
    found, reason = compare_addresses(one, other)
    assert found == level
    assert reason


def test_a_letter_at_the_number_of_the_house_stays():
    plain = plain_address("Alder Lane 12b, 10117 Lisbon")
    assert (plain.street, plain.number, plain.rest) == ("ALDER LANE", "12B", ("10117", "LISBON"))
