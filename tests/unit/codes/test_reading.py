from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.reading import Problem, Reading, compact, quoted


@dataclass(frozen=True, kw_only=True)
class Tag(Reading):
    bag_number: str
    owner: str | None = None


def test_a_problem_says_where_what_and_what_instead():
    problem = Problem("check digit", "4", "3", position=10, line=2)
    assert str(problem) == "check digit, line 2, position 10: found '4', expected 3"


def test_facts_are_the_fields_that_hold_something():
    assert Tag(text="7", bag_number="7").facts() == {"bag number": "7"}
    assert Tag(text="7", bag_number="", owner="A").facts() == {"owner": "A"}


def test_a_reading_with_a_problem_is_not_valid():
    assert Tag(text="7", bag_number="7").is_valid
    assert not Tag(text="7", bag_number="7", problems=(Problem("a", "b", "c"),)).is_valid


def test_separators_of_print_and_web_are_left_out():
    assert compact(" 589-8114\u00a0074\u20113\n") == "58981140743"


@given(st.text())
def test_no_character_becomes_an_ascii_letter_that_was_none(text):
    """Would 'ı' pass for I and 'ſ' for S?"""
    assert all(character in text or character.lower() in text for character in compact(text))


@given(st.text())
def test_a_quote_is_one_short_printable_line(text):
    assert len(quoted(text)) <= 42 * 10  # an escaped character takes up to ten
    assert quoted(text).isprintable()
