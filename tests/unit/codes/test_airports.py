import airportsdata
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.airports import parse_airport
from aatulab.world.reference import airports

KNOWN = airportsdata.load("IATA")


def test_the_lab_s_airports_are_found_under_both_codes():
    places = airports()
    for iata, icao, country in zip(places.iata, places.icao, places.country, strict=True):
        for code in (iata, icao.lower()):
            read = parse_airport(code)
            assert (read.iata, read.icao, read.country) == (iata, icao, country)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3))
def test_three_letters_are_an_airport_when_the_list_has_them(code):
    assert parse_airport(code).is_valid is (code in KNOWN)


def test_an_airport_has_a_place():
    facts = parse_airport("LOS").facts()
    assert facts["icao"] == "DNMM"
    assert float(facts["latitude"]) == pytest.approx(6.58, abs=0.05)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "airport: found '', expected three letters (IATA) or four letters or digits (ICAO)"),
        ("L0S", "airport: found 'L0S'"),
        ("LISBON", "airport: found 'LISBON'"),
        ("QQQ", "IATA code: found 'QQQ', expected the code of an airport"),
        ("QQQQ", "ICAO code: found 'QQQQ', expected the code of an airport"),
    ],
)
def test_each_problem_is_named(text, words):
    (problem,) = parse_airport(text).problems
    assert words in str(problem)


@given(st.text(max_size=6))
def test_no_text_makes_a_traceback(text):
    assert parse_airport(text).is_valid in {True, False}
