import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.mrz import check_digit, parse_mrva, parse_td1, parse_td2, parse_td3

# the specimens printed in ICAO Doc 9303, parts 4 and 5
PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
LONG_NUMBER = (
    "I<UTOD23145890<7349<<<<<<<<<<<",
    "3407127M9507122UTO<<<<<<<<<<<2",
    "STEVENSON<<PETER<JOHN<<<<<<<<<",
)


def test_the_icao_specimen_is_read_without_problems():
    zone = parse_td3(*PASSPORT)
    assert zone.problems == ()
    assert (zone.surname, zone.given_names) == ("ERIKSSON", "ANNA MARIA")
    assert (zone.issuing_state, zone.document_number, zone.sex) == ("UTO", "L898902C3", "F")
    assert (zone.birth_date, zone.expiry_date) == ("740812", "120415")
    assert zone.optional_data == "ZE184226B"


def test_a_number_of_more_than_nine_characters_is_put_together():
    zone = parse_td1(*LONG_NUMBER)
    assert zone.problems == ()
    assert zone.document_number == "D23145890734"
    assert (zone.optional_data, zone.more_optional_data) == ("", "")


def test_the_check_digit_of_a_long_number_is_found_where_it_stands():
    first = LONG_NUMBER[0].replace("7349", "7348")
    whats = {p.what: (p.position, p.expected) for p in parse_td1(first, *LONG_NUMBER[1:]).problems}
    assert whats["document number: check digit"] == (19, "9")
    assert "composite: check digit" in whats


def test_optional_data_behind_a_filled_check_digit_are_no_number_on_a_passport():
    line = PASSPORT[1][:9] + "<" + PASSPORT[1][10:]
    assert parse_td3(PASSPORT[0], line).document_number == "L898902C3"


@given(st.integers(0, 43), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"))
def test_no_single_changed_character_of_the_checked_fields_goes_unseen(place, character):
    line = PASSPORT[1]
    changed = line[:place] + character + line[place + 1 :]
    weight = (7, 3, 1)[place % 3]
    value = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
    # values that are equal modulo ten count alike: that is the standard's weakness, not ours
    blind = (value[character] - value[line[place]]) * weight % 10 == 0
    if not blind and place not in range(10, 13) and place != 20:
        assert parse_td3(PASSPORT[0], changed).problems != ()


@pytest.mark.parametrize(
    ("line", "place", "character", "words"),
    [
        (1, 0, "I", "document code, line 1, position 1: found 'I<', expected a code of TD3"),
        (1, 3, "Q", "issuing State, line 1, position 3: found 'UQO', expected a State's code"),
        (1, 6, "1", "name, line 1, position 7: found '1', expected a letter or <"),
        (1, 6, "-", "character, line 1, position 7: found '-', expected A-Z, 0-9 or <"),
        (2, 9, "7", "document number: check digit, line 2, position 10: found '7', expected 6"),
        (2, 10, "Q", "nationality, line 2, position 11: found 'QTO', expected a State's code"),
        (2, 19, "3", "birth date: check digit, line 2, position 20: found '3', expected 2"),
        (2, 27, "8", "expiry date: check digit, line 2, position 28: found '8', expected 9"),
        (2, 42, "2", "optional data: check digit, line 2, position 43: found '2', expected 1"),
        (2, 43, "1", "composite: check digit, line 2, position 44: found '1', expected 0"),
        (2, 20, "X", "sex, line 2, position 21: found 'X', expected M, F or <"),
        (2, 15, "9", "birth date, line 2, position 14: found '749812', expected a calendar day"),
        (2, 14, "O", "birth date, line 2, position 14: found '7O0812', expected a calendar day"),
    ],
)
def test_each_problem_is_named_with_its_place(line, place, character, words):
    lines = list(PASSPORT)
    old = lines[line - 1]
    lines[line - 1] = old[:place] + character + old[place + 1 :]
    assert words in " | ".join(map(str, parse_td3(*lines).problems))


def test_small_letters_and_spaces_are_no_problem():
    assert parse_td3(f" {PASSPORT[0].lower()}", f"{PASSPORT[1][:20]} {PASSPORT[1][20:]}\n").is_valid


def test_unknown_dates_may_be_filled():
    line = PASSPORT[1][:13] + "<<<<<<0" + PASSPORT[1][20:43]
    composite = check_digit(line[:10] + line[13:20] + line[21:43])
    assert parse_td3(PASSPORT[0], line + str(composite)).problems == ()


def test_empty_optional_data_may_have_a_filler_or_a_zero_as_check_digit():
    for filler in "<0":
        line = PASSPORT[1][:28] + "<" * 14 + filler
        composite = check_digit(line[:10] + line[13:20] + line[21:43])
        assert parse_td3(PASSPORT[0], line + str(composite)).problems == ()


def test_each_line_of_another_length_is_named_and_nothing_else():
    problems = parse_td3(PASSPORT[0][:-1], PASSPORT[1] + "<").problems
    assert list(map(str, problems)) == [
        "length, line 1: found '43 characters', expected 44",
        "length, line 2: found '45 characters', expected 44",
    ]


def test_an_identity_card_s_zone_is_no_passport_s_and_a_passport_s_no_visa():
    card = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
    assert parse_td2(*card).is_valid
    assert [problem.what for problem in parse_td3(*card).problems] == ["length", "length"]
    assert "document code" in {problem.what for problem in parse_mrva(*PASSPORT).problems}
