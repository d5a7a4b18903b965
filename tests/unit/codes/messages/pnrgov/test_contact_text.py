import phonenumbers
import pytest

from aatulab.codes.messages.pnrgov import Contact
from aatulab.codes.messages.pnrgov.contact_text import read_contact, write_contact


@pytest.mark.parametrize(
    "contact",
    [
        Contact("phone", "+33199001234"),
        Contact("phone", "+447700900123"),
        Contact("email", "relmind000001@example.org"),
        Contact("email", "a_b.c-d7@example.net"),
    ],
)
def test_a_contact_point_comes_back_as_written(contact):
    assert read_contact(contact.kind, write_contact(contact)) == contact


def test_a_phone_that_is_read_is_a_number_for_an_independent_parser():
    said = read_contact("phone", "/33199001234-1RELMIND/ANNA").value
    parsed = phonenumbers.parse(said, None)
    assert (parsed.country_code, parsed.national_number) == (33, 199001234)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("phone", "/33199001234/FR", "+33199001234"),
        ("phone", "33199001234", "+33199001234"),
        ("email", "/RELMIND.ANNA//EXAMPLE.ORG/EN", "relmind.anna@example.org"),
        ("email", "/A..B./C//EXAMPLE.ORG-1RELMIND/ANNA", "a_b-c@example.org"),
    ],
)
def test_language_and_name_behind_a_contact_point_do_not_belong_to_it(kind, text, value):
    assert read_contact(kind, text).value == value


@pytest.mark.parametrize("text", ["", "/", "/CALL HOME", "/0033199001234", "/331990012341234567"])
def test_a_text_that_is_no_number_is_no_phone(text):
    assert read_contact("phone", text) is None


@pytest.mark.parametrize("text", ["", "/NONE", "/A//B//C", "/A B//EXAMPLE.ORG"])
def test_a_text_that_is_no_address_is_no_email(text):
    assert read_contact("email", text) is None
