from datetime import date

import pytest
from biip.gs1_messages import GS1Message
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes import fixed
from aatulab.codes.elements import SEPARATOR, parse_elements, read_day, write_elements
from aatulab.codes.gtin import write_gtins

PLAIN = st.text("ABCXYZabc0123456789-/.", min_size=1, max_size=20)


def gtin(article):
    return fixed.to_text(write_gtins([article], 14))[0].as_py()


@given(st.integers(0, 10**6), st.dates(date(2026, 1, 1), date(2040, 12, 31)), PLAIN, PLAIN)
def test_a_string_is_read_as_an_independent_library_reads_it(article, day, batch, serial):
    raw = f"01{gtin(article)}17{day:%y%m%d}10{batch}{SEPARATOR}21{serial}"
    theirs = GS1Message.parse(raw)
    ours = parse_elements(raw)
    assert ours.is_valid
    assert ours.gtin == theirs.element_strings.filter(ai="01")[0].value
    assert ours.batch == theirs.element_strings.filter(ai="10")[0].value
    assert ours.serial == theirs.element_strings.filter(ai="21")[0].value
    assert ours.expires_on == theirs.element_strings.filter(ai="17")[0].date == day


@given(st.integers(0, 10**6), PLAIN)
def test_brackets_and_scanner_form_say_the_same(article, batch):
    values = {"01": gtin(article), "17": "290930", "10": batch}
    raw = "]d2" + "".join(key + value for key, value in values.items())
    assert parse_elements(write_elements(values)) == parse_elements(raw)


@given(st.text(max_size=60))
def test_no_text_stops_the_reader(text):
    parse_elements(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "start"),
        ("9520000000011", "identifier"),
        ("(99)abc", "identifier"),
        ("(01)0952000000001", "(01) gtin: found '0952000000001', expected 14 digits"),
        ("(01)09520000000012", "(01) gtin, check digit, position 14: found '2', expected 1"),
        ("(17)280230", "(17) expires on: found '280230', expected a day as YYMMDD"),
        ("(10)", "(10) batch: found '', expected 1 to 20 characters"),
        ("(10)AB\u00e4", "expected 1 to 20 characters of the standard's alphabet"),
        ("(10)A(10)B", "(10): found 'B', expected 'A' again"),
        ("(00)095200000000000074", "(00) sscc, check digit"),
    ],
)
def test_a_problem_says_where_what_and_what_was_expected(text, said):
    problems = [str(problem) for problem in parse_elements(text).problems]
    assert any(said in problem for problem in problems), problems


def test_day_00_is_the_last_of_the_month():
    assert read_day("270200") == date(2027, 2, 28)
    assert read_day("280200") == date(2028, 2, 29)
