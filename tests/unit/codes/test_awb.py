import re

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes import fixed
from aatulab.codes.awb import SERIALS, are_awbs, check_digits, parse_awb, write_awbs
from aatulab.codes.carriers import carriers

serials = st.integers(0, SERIALS - 1)


def sound(text):
    """Judge a number a second time: no library on PyPI does it offline."""
    return bool(re.fullmatch("[0-9]{11}", text)) and int(text[3:10]) % 7 == int(text[10])


@pytest.mark.parametrize(("serial", "digit"), [("1234567", "5"), ("8114074", "3")])
def test_check_digits_of_the_published_examples(serial, digit):
    assert check_digits(fixed.blank(1, serial)).tobytes().decode() == digit
    assert parse_awb(f"589-{serial}{digit}").is_valid


@given(st.lists(serials, min_size=1, max_size=20), st.sampled_from(carriers()))
def test_what_is_written_is_sound_and_reads_back(numbers, carrier):
    rows = write_awbs(fixed.blank(len(numbers), carrier.awb_prefix), numbers)
    column = fixed.to_text(rows)
    assert are_awbs(column).all()
    for number, text in zip(numbers, column.to_pylist(), strict=True):
        assert sound(text)
        read = parse_awb(text)
        assert read.is_valid
        assert int(read.serial_number) == number
        assert read.carrier == carrier


@given(serials)
def test_every_changed_digit_is_found_unless_it_differs_by_seven(changed_digits, serial):
    text = fixed.to_text(write_awbs(fixed.blank(1, "952"), [serial]))[0].as_py()
    for changed, place, old, new in changed_digits(text):
        by_seven = place < 10 and abs(int(old) - int(new)) == 7
        if place >= 3:  # the check digit does not cover the prefix
            assert parse_awb(changed).is_valid is by_seven, changed


@given(st.text("0123456789O ", min_size=9, max_size=12))
def test_columns_and_single_texts_are_judged_alike(text):
    assert are_awbs(pa.array([text])).tolist() == [sound(text)]
    assert parse_awb(text.replace(" ", "")).is_valid is sound(text.replace(" ", ""))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "length: found '0 characters', expected 11"),
        ("589-8114074", "length: found '10 characters'"),
        ("58O-8114 0743", "airline prefix, position 3: found 'O', expected a digit"),
        ("589-8114 0747", "check digit, position 11: found '7', expected a digit 0-6"),
        ("589-8114 0744", "check digit, position 11: found '4', expected 3, the remainder"),
        ("\x1b[31m\u0663\u0663\u0663\u0663\u0663\u0663", "position 1: found '\\x1b'"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_awb(text).problems))


@given(st.text())
def test_no_text_makes_a_traceback(text):
    assert parse_awb(text).is_valid in {True, False}


@pytest.mark.parametrize("serial", [-1, SERIALS])
def test_a_serial_number_out_of_range_is_refused(serial):
    with pytest.raises(ValueError, match="serial number: expected 0 to 9999999"):
        write_awbs(fixed.blank(1, "952"), [serial])


def test_a_real_airline_s_prefix_is_read_and_named_nobody_s():
    read = parse_awb("020-12345675")
    assert read.is_valid
    assert read.carrier is None


def test_an_empty_column_gives_no_numbers():
    nothing = np.empty((0, 3), dtype=np.uint8)
    assert write_awbs(nothing, []).shape == (0, 11)
    assert are_awbs(pa.array([], pa.string())).tolist() == []
