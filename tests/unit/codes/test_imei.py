import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import imei as independent

from aatulab.codes import fixed
from aatulab.codes.imei import MODELS, SERIALS, parse_imei, write_imeis


@given(st.integers(0, MODELS - 1), st.integers(0, SERIALS - 1))
def test_an_independent_library_takes_what_is_written(model, serial):
    text = fixed.to_text(write_imeis([model], [serial]))[0].as_py()
    assert independent.imei_type(text) == "IMEI"
    assert independent.validate(text) == text
    read = parse_imei(text)
    assert read.is_test
    assert (int(read.type_allocation_code), int(read.serial_number)) == (model, serial)


@given(st.text("0123456789", min_size=15, max_size=15))
def test_numbers_are_judged_as_an_independent_library_judges_them(text):
    assert parse_imei(text).is_valid is independent.is_valid(text)


def test_every_changed_digit_is_found(changed_digits):
    assert parse_imei("490154203237518").is_valid
    changes = changed_digits("490154203237518")
    assert not any(parse_imei(changed).is_valid for changed, *_ in changes)


@pytest.mark.parametrize(
    ("body", "is_test"), [("00", True), ("02", True), ("09", True), ("01", False), ("35", False)]
)
def test_only_the_bodies_kept_for_tests_are_called_tests(body, is_test):
    assert parse_imei(body + "0" * 13).is_test is is_test


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4901542032375187", "length: found '16 characters', expected 15"),
        ("49015420323751B", "check digit, position 15: found 'B', expected a digit"),
        ("490154203237519", "check digit, position 15: found '9', expected 8"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_imei(text).problems))
