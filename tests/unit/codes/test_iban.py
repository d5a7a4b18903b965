import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban as independent
from stdnum import numdb
from stdnum.iso7064 import mod_97_10

from aatulab.codes import fixed
from aatulab.codes.iban import ACCOUNTS, check_digits, parse_iban, write_ibans

# examples that a register prints for its members
EXAMPLES = [
    "GB82WEST12345698765432", "NO9386011117947", "MT84MALT011000012345MTLCAST001S",
    "FR1420041010050500013M02606", "XK051212012345678906", "CH9300762011623852957",
]  # fmt: skip


@given(st.integers(0, ACCOUNTS - 1))
def test_check_digits_are_those_of_an_independent_library(account):
    text = fixed.to_text(write_ibans([account]))[0].as_py()
    assert mod_97_10.is_valid(text[4:] + text[:4])
    assert independent.calc_check_digits(text) == text[2:4]
    assert parse_iban(text).account == f"UTOP{account:014d}"


def test_no_bank_takes_what_is_written():
    """The register has no ZZ: could a payment go anywhere?"""
    text = fixed.to_text(write_ibans([1]))[0].as_py()
    assert not independent.is_valid(text)
    assert not numdb.get("iban").info("ZZ")[0][1]


@pytest.mark.parametrize("text", EXAMPLES)
def test_published_examples_are_valid_and_every_changed_digit_is_found(changed_digits, text):
    assert independent.is_valid(text)
    assert parse_iban(text).is_valid
    assert check_digits(fixed.blank(1, text[:2] + text[4:])).tobytes().decode() == text[2:4]
    assert not any(parse_iban(changed).is_valid for changed, *_ in changed_digits(text))


@given(st.data())
def test_every_changed_letter_is_found(data):
    text = EXAMPLES[2]
    place = data.draw(st.sampled_from([i for i, c in enumerate(text) if c.isalpha()]))
    letter = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    changed = text[:place] + letter + text[place + 1 :]
    assert parse_iban(changed).is_valid is (changed == text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("GB82", "length: found '4 characters', expected 15 to 34"),
        ("GB82WEST12345698765432" * 2, "length: found '44 characters'"),
        ("G182WEST12345698765432", "State, position 2: found '1', expected a letter"),
        ("GB8XWEST12345698765432", "check digits, position 4: found 'X', expected a digit"),
        ("GB82WEST1234569876543*", "account, position 22: found '*'"),
        ("GB83WEST12345698765432", "check digits, position 3: found '83', expected 82"),
        ("XX82WEST12345698765432", "State, position 1: found 'XX'"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_iban(text).problems))
