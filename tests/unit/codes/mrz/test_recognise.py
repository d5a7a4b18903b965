import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.mrz import parse_mrz

NAME_44 = "UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
NAME_36 = "UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<"
# specimens of ICAO Doc 9303, parts 4 to 7
SPECIMENS = {
    "TD1": "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\n"
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    "TD2": f"I<{NAME_36}\nD231458907UTO7408122F1204159<<<<<<<6",
    "TD3": f"P<{NAME_44}\nL898902C36UTO7408122F1204159ZE184226B<<<<<10",
    "MRV-A": f"V<{NAME_44}\nL8988901C4XXX4009078F96121096ZE184226B<<<<<<",
    "MRV-B": f"V<{NAME_36}\nL8988901C4XXX4009078F9612109<<<<<<<<",
}


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_format_is_recognised_in_lines_and_in_one_line(name):
    text = SPECIMENS[name]
    for shape in (text, text.replace("\n", ""), text.replace("\n", "\r\n\n"), f"\n {text} \n"):
        zone = parse_mrz(shape)
        assert (zone.format, zone.problems) == (name, ())
        assert (zone.surname, zone.given_names) == ("ERIKSSON", "ANNA MARIA")


@pytest.mark.parametrize("name", SPECIMENS)
def test_a_line_that_lost_a_character_is_named(name):
    lines = SPECIMENS[name].split("\n")
    lines[1] = lines[1][:-1]
    zone = parse_mrz("\n".join(lines))
    assert zone.format == name
    assert [(problem.what, problem.line) for problem in zone.problems] == [("length", 2)]


@pytest.mark.parametrize("text", ["", "\n \n", "P<UTO", "A\nB\nC\nD"])
def test_other_lines_are_no_zone(text):
    (problem,) = parse_mrz(text).problems
    assert "3 lines of 30 characters (TD1), 2 of 36" in str(problem)


@given(st.text() | st.text("P<VIUTO012\n", max_size=100))
def test_no_text_makes_a_traceback(text):
    for problem in parse_mrz(text).problems:
        assert str(problem).isprintable()
