import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import aatulab.codes
from aatulab.codes.kinds import KINDS

FOLDER = Path(aatulab.codes.__file__).parent
EXAMPLES = {
    "airport": "LIS",
    "awb": "952-1234567 5",
    "card": "4242 4242 4242 4242",
    "carrier": "0Q",
    "cas": "7732-18-5",
    "container": "CSQU 305438 3",
    "gtin": "4006381333931",
    "hs": "3004.90",
    "iban": "GB82 WEST 1234 5698 7654 32",
    "imei": "49-015420-323751-8",
    "mrz": "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6",
    "phone": "+44 7700 900123",
    "plate": "UTO AB 1234 CD",
    "s10": "RB 47312482 9 US",
    "sscc": "1 0614141 123456789 7",
    "uld": "AKE 12345 0Q",
}


@pytest.mark.parametrize("kind", KINDS)
def test_an_example_of_every_kind_is_read(kind):
    read = KINDS[kind].parse(EXAMPLES[kind])
    assert read.problems == ()
    assert read.facts()


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text() | st.text("0123456789AZ<+-. \n", max_size=100))
def test_no_text_makes_a_traceback_or_a_broken_line(kind, text):
    read = KINDS[kind].parse(text)
    assert all(str(problem).isprintable() for problem in read.problems)
    assert all(name.replace(" ", "").isalnum() for name in read.facts())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("character", ["1", "A", "\u0663", "<\n"])
def test_a_text_of_a_million_characters_has_few_problems(kind, character):
    assert 1 <= len(KINDS[kind].parse(character * 1_000_000).problems) <= 2


def test_the_table_of_the_room_names_every_file_that_reads_codes():
    named = set(re.findall(r"`(\w+)/?`", str(aatulab.codes.__doc__)))
    readers = {path.stem for path in FOLDER.glob("*.py") if "\ndef parse_" in path.read_text()}
    assert readers - named == set()
    assert {name for name in named if (FOLDER / name).is_dir()} == {"mrz"}
