import re

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.codes import fixed
from aatulab.codes.plates import PLATES, are_plates, parse_plate, write_plates

PATTERN = re.compile(r"UTO[A-HJ-NPR-TV-Z]{2}[0-9]{4}[A-HJ-NPR-TV-Z]{2}")


@given(st.integers(0, PLATES - 1))
def test_what_is_written_fits_the_pattern_and_reads_back(number):
    text = fixed.to_text(write_plates([number]))[0].as_py()
    assert PATTERN.fullmatch(text)
    assert parse_plate(text).is_valid


@settings(deadline=None)  # the first column of a process is slow
@given(st.text("UTOABIQ019X", min_size=9, max_size=12).map(lambda tail: "UTO" + tail[3:]))
def test_a_column_is_judged_as_the_pattern_judges(text):
    assert are_plates(pa.array([text])).tolist() == [PATTERN.fullmatch(text) is not None]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("UTOAB123CD", "length: found '10 characters', expected 11: UTO, two letters"),
        ("PRTAB1234CD", "State, position 1: found 'PRT', expected UTO"),
        ("UTOAQ1234CD", "letter, position 5: found 'Q', expected one of ABC"),
        ("UTOAB12E4CD", "digit, position 8: found 'E', expected a digit"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_plate(text).problems))
