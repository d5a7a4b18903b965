import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mrz.checker.td3 import TD3CodeChecker
from mrz.generator.td3 import TD3CodeGenerator

from aatulab.codes import fixed
from aatulab.codes.mrz import NamePool, check_digit, check_digits, parse_td3, write_td3

# the specimen printed in ICAO Doc 9303 part 4
SPECIMEN = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
letters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=18)
days = st.dates(
    min_value=np.datetime64("1925-01-01").item(), max_value=np.datetime64("2049-12-31").item()
)


def write_one(surname, given_names, number="L898902C3", state="UTO", birth="1974-08-12",
              sex="F", expiry="2012-04-15"):  # fmt: skip
    zero = np.array([0])
    one, two = write_td3(
        names=NamePool([surname], [given_names], zero, zero),
        document_numbers=fixed.padded([number], 9, "<"),
        nationalities=fixed.padded([state], 3, "<"),
        births=np.array([birth], dtype="datetime64[D]"),
        sexes=fixed.blank(1, sex),
        expiries=np.array([expiry], dtype="datetime64[D]"),
    )
    return one[0].as_py(), two[0].as_py()


@pytest.mark.parametrize(
    ("field", "digit"),
    [("L898902C3", 6), ("740812", 2), ("120415", 9), ("ZE184226B<<<<<", 1), ("<<<", 0)],
)
def test_check_digits_of_the_icao_specimen(field, digit):
    assert check_digit(field) == digit
    assert check_digits(fixed.blank(2, field)).tobytes() == f"{digit}{digit}".encode()


def test_a_character_that_no_zone_holds_has_no_check_digit():
    with pytest.raises(ValueError, match="A-Z, 0-9"):
        check_digit("ab1")


def test_the_icao_specimen_is_read_without_problems():
    zone = parse_td3(*SPECIMEN)
    assert zone.problems == ()
    assert (zone.surname, zone.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert (zone.issuing_state, zone.document_number, zone.sex) == ("UTO", "L898902C3", "F")
    assert (zone.birth_date, zone.expiry_date) == ("740812", "120415")
    assert zone.optional_data == "ZE184226B"


@given(letters, letters, st.sampled_from("MF"), days, days)
def test_written_zones_are_those_of_an_independent_generator(
    surname, given_names, sex, birth, expiry
):
    lines = write_one(surname, given_names, birth=str(birth), sex=sex, expiry=str(expiry))
    expected = TD3CodeGenerator(
        "P", "UTO", surname, given_names, "L898902C3", "UTO",
        birth.strftime("%y%m%d"), sex, expiry.strftime("%y%m%d"), force=True,
    )  # fmt: skip
    first, second = str(expected).split("\n")
    assert lines[0] == first
    # the check digit of empty optional data may be 0 or <: both count zero
    assert lines[1][:42] == second[:42]
    assert lines[1][43] == second[43]
    assert (
        TD3CodeChecker("\n".join(lines), check_expiry=False, compute_warnings=False).result
        is not None
    )
    assert parse_td3(*lines).problems == ()


def test_a_long_name_is_cut_at_the_end_of_the_line():
    line, _ = write_one("A" * 50, "B")
    assert line == "P<UTO" + "A" * 39
    line, _ = write_one("A" * 30, "B" * 30)
    assert line == "P<UTO" + "A" * 30 + "<<" + "B" * 7


@given(st.integers(0, 43), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_no_single_changed_character_of_the_checked_fields_goes_unseen(place, character):
    line = SPECIMEN[1]
    changed = line[:place] + character + line[place + 1 :]
    weight = (7, 3, 1)[place % 3]
    value = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
    # values that are equal modulo ten count alike: that is the standard's weakness, not ours
    blind = (value[character] - value[line[place]]) * weight % 10 == 0
    if not blind and place not in range(10, 13) and place != 20:
        assert parse_td3(SPECIMEN[0], changed).problems != ()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ((9, "7"), "document number"),
        ((19, "3"), "birth date"),
        ((27, "8"), "expiry date"),
        ((42, "2"), "optional data"),
        ((43, "1"), "composite"),
        ((20, "X"), "sex"),
        ((15, "9"), "calendar day"),
        ((0, "a"), "outside"),
    ],
)
def test_each_problem_is_named(change, word):
    place, character = change
    line = SPECIMEN[1][:place] + character + SPECIMEN[1][place + 1 :]
    assert any(word in problem for problem in parse_td3(SPECIMEN[0], line).problems)


def test_an_identity_card_is_no_passport():
    assert any("document code" in p for p in parse_td3("I" + SPECIMEN[0][1:], SPECIMEN[1]).problems)


def test_unknown_dates_may_be_filled():
    line = SPECIMEN[1][:13] + "<<<<<<0" + SPECIMEN[1][20:43]
    composite = check_digit(line[:10] + line[13:20] + line[21:43])
    assert parse_td3(SPECIMEN[0], line + str(composite)).problems == ()


def test_lines_of_another_length_are_refused():
    with pytest.raises(ValueError, match="43 characters"):
        parse_td3(SPECIMEN[0], SPECIMEN[1][:-1])


def test_an_empty_column_gives_empty_lines():
    nothing = np.array([], dtype=np.int64)
    one, two = write_td3(
        names=NamePool(["A"], ["B"], nothing, nothing),
        document_numbers=np.empty((0, 9), dtype=np.uint8),
        nationalities=np.empty((0, 3), dtype=np.uint8),
        births=nothing.astype("datetime64[D]"),
        sexes=np.empty((0, 1), dtype=np.uint8),
        expiries=nothing.astype("datetime64[D]"),
    )
    assert (len(one), len(two)) == (0, 0)
