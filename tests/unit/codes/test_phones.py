import numpy as np
import phonenumbers
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes import phones as module
from aatulab.codes.area_codes import AREA_CODES
from aatulab.codes.phones import (
    POOL_SIZE,
    RESERVED,
    are_phones,
    is_reserved,
    parse_phone,
    phones,
)
from aatulab.codes.shuffle import round_keys

KEYS = round_keys(np.random.default_rng(11))


def test_every_number_of_the_pool_is_different_and_reserved():
    pool = phones(np.arange(POOL_SIZE), KEYS).to_pylist()
    assert len(set(pool)) == POOL_SIZE
    assert all(is_reserved(phone) for phone in pool[::97])


def test_every_reserved_block_has_the_length_of_its_country():
    for head, free in RESERVED:
        number = phonenumbers.parse(head + "0" * free)
        assert phonenumbers.is_possible_number(number), head


def test_every_area_code_is_one_of_the_united_states_or_canada():
    for area in AREA_CODES:
        number = phonenumbers.parse(f"+1{area}2345678")
        assert phonenumbers.region_code_for_number(number) in {"US", "CA"}, area
    assert list(AREA_CODES) == sorted(set(AREA_CODES))


def test_blocks_do_not_overlap():
    heads = [head for head, _ in RESERVED]
    clashes = [(a, b) for a in heads for b in heads if a != b and b.startswith(a)]
    assert clashes == []


@pytest.mark.parametrize(
    ("phone", "reserved"),
    [
        ("+447700900461", True),  # Ofcom's own example of a drama number
        ("+12025550199", True),
        ("+12025550200", False),
        ("+33639981234", True),
        ("+33639971234", False),
        ("+353209112345", True),
        ("+353209212345", False),
        ("+443069990123", True),
        ("+61491570006", False),  # reserved too, but not in our pool
        ("+4477009001234", False),
        ("+44770090012a", False),
        ("447700900123", False),
        ("+44770090012\u0663", False),  # an Arabic digit three
    ],
)
def test_a_number_outside_the_ranges_is_not_reserved(phone, reserved):
    assert is_reserved(phone) is reserved


def test_beyond_the_pool_numbers_come_back_in_the_same_order():
    assert phones([3], KEYS).to_pylist() == phones([3 + POOL_SIZE], KEYS).to_pylist()


def test_the_sources_are_named_beside_the_ranges():
    for regulator in ("Arcep", "ACMA", "ComReg", "Ofcom", "Bundesnetzagentur", "NANPA"):
        assert regulator in str(module.__doc__)


@given(st.from_regex(r"\A\+[1-9][0-9]{6,14}\Z"))
def test_country_and_number_are_those_of_an_independent_library(text):
    read = parse_phone(text)
    assert are_phones(pa.array([text])).tolist() == [read.is_valid]
    try:
        independent = str(phonenumbers.parse(text).country_code)
    except phonenumbers.NumberParseException:
        independent = ""
    assert read.calling_code == independent


def test_every_number_of_the_pool_reads_back_with_the_regulator_that_keeps_it():
    for number in phones(np.arange(0, POOL_SIZE, 997), KEYS).to_pylist():
        read = parse_phone(number)
        assert read.is_valid
        assert read.kept_for_fiction_by
        assert read.text == number == f"+{read.calling_code}{read.national_number}"
    assert are_phones(phones(np.arange(1_000), KEYS)).all()


@pytest.mark.parametrize(
    "text", ["+44 7700 900123", "+44-7700-900123", "+44.7700.900123", "+44 (7700) 900123"]
)
def test_separators_change_nothing(text):
    assert parse_phone(text).text == "+447700900123"
    assert parse_phone(text).is_valid


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "start, position 1: found '', expected a plus sign and the country code"),
        ("00447700900123", "start, position 1: found '0', expected a plus sign"),
        ("+44 7700 9OO123", "number, position 9: found 'O', expected a digit"),
        ("+44 770", "length: found '5 characters', expected 7 to 15 digits"),
        ("+4477009001234567", "length: found '16 characters', expected 7 to 15 digits"),
        ("+0447700900123", "country code, position 2: found '044', expected a country code"),
        ("+999 7700 9001", "country code, position 2: found '999'"),
        ("+44 (0)7700 900123", "trunk prefix: found '(0)'"),
        ("+\u0664\u0664 7700 900123", "number, position 2: found '\u0664', expected a digit"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_phone(text).problems))


@given(st.text() | st.text("+0123456789 ()", max_size=20))
def test_no_text_makes_a_traceback(text):
    for problem in parse_phone(text).problems:
        assert str(problem).isprintable()


@pytest.mark.parametrize("text", ["", "447700900123", "+44770090012x", "+44770\n", None])
def test_another_form_is_no_phone(text):
    assert are_phones(pa.array([text], pa.string())).tolist() == [False]
