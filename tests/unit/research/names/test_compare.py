"""Near names: what makes them near, what does not, and that the reasons say it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.research import Name, compare_names
from aatulab.research.names.compare import best_possible
from aatulab.research.names.dates import compare_days, slips_of
from aatulab.research.names.spelling import spellings_of, words_of

NAMES = st.text("ABCDEILMNORSTUäøß-' ", min_size=0, max_size=14)


def compared(asked, held):
    return compare_names(Name.of(*asked), Name.of(*held))


@pytest.mark.parametrize(
    ("asked", "held", "score", "reason"),
    [
        (("Relmind", "Lemenzi"), ("RELMIND", "LEMENZI"), 100, "every letter is the same"),
        (("Müller", "Jo"), ("MUELLER", "JO"), 100, "two spellings of one name"),
        (("Müller", "Jo"), ("MULLER", "JO"), 100, "two spellings of one name"),
        (("Østrack", "Jo"), ("Ostrack", "Jo"), 100, "two spellings"),
        (("Дарья", "Jo"), ("Daria", "Jo"), 85, "one letter differs"),
        (("Relmind", "Lemenzi"), ("Remlind", "Lemenzi"), 90, "two letters have changed places"),
        (("Relmind", "Lemenzi"), ("Relmint", "Lemenzi"), 90, "one letter differs"),
        (("Lemenzi", "Relmind"), ("Relmind", "Lemenzi"), 96, "have changed places"),
        (("Relmind", "L."), ("Relmind", "Lemenzi"), 90, "L may stand for LEMENZI"),
        (("Relmind", "Lemenzi"), ("Relmind", "L"), 90, "L may stand for LEMENZI"),
        (("Relmind-Vask", "Lemenzi"), ("Relmind", "Lemenzi"), 94, "VASK stands only in the qu"),
        (("Relmind", "Lemenzi"), ("Relmind", "Lemenzi Olo"), 94, "OLO stands only in the record"),
        (("Al Relmind", "Lemenzi"), ("Alrelmind", "Lemenzi"), 100, "in one word on one side"),
        (("O'Relmind", "Lemenzi"), ("ORELMIND", "LEMENZI"), 100, "every letter is the same"),
    ],
)
def test_what_a_clerk_takes_for_the_same_name_is_near(asked, held, score, reason):
    match = compared(asked, held)
    assert match.score >= score
    assert any(reason in each for each in match.reasons), match.reasons


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        (("Relmind", "Lemenzi"), ("Relmind", "Valoris")),
        (("Relmind", "Lemenzi"), ("Vaskorn", "Lemenzi")),
        (("Relmind", "L"), ("Relmind", "Valoris")),
        (("Relmind", ""), ("Vaskorn", "")),
    ],
)
def test_another_name_is_not_near(asked, held):
    assert compared(asked, held).score < 80


def test_a_word_that_is_too_far_is_called_another_word():
    assert "another word" in compared(("Relmind", "Lemenzi"), ("Vaskorn", "Lemenzi")).reasons[0]


def test_nothing_is_near_to_nothing():
    assert compared(("…", ""), ("Relmind", "Lemenzi")).score == 0


@given(NAMES, NAMES, NAMES, NAMES)
@settings(max_examples=150, deadline=None)
def test_nearness_is_the_same_from_both_sides_and_within_bounds(a, b, c, d):
    there, back = compared((a, b), (c, d)), compared((c, d), (a, b))
    assert 0 <= there.score <= 100
    assert there.reasons
    assert there.score == pytest.approx(back.score, abs=25)  # ties may be broken otherwise
    if words_of(a) or words_of(b):
        assert compared((a, b), (a, b)).score == 100


@given(st.text("ABCDELMNORST", min_size=4, max_size=10), st.integers(0, 2), st.randoms())
@settings(max_examples=150, deadline=None)
def test_no_name_is_nearer_than_the_best_that_is_possible(word, errors, random):
    letters = list(word)
    for _ in range(errors):
        letters[random.randrange(len(letters))] = "X"
    changed = "".join(letters)
    wrong = sum(a != b for a, b in zip(word, changed, strict=True))
    asked = Name.of(word, "Jovami")
    assert compare_names(asked, Name.of(changed, "Jovami")).score <= best_possible(asked, wrong) + 1


@pytest.mark.parametrize("raw", ["…", "", "--", "’"])
def test_what_has_no_letter_is_no_word(raw):
    assert words_of(raw) == ()


@given(st.text(max_size=12))
@settings(deadline=None)
def test_every_text_becomes_letters_a_machine_can_read(text):
    for spelling in spellings_of(text):
        assert spelling.isascii()
        assert spelling.isalnum()
        assert spelling == spelling.upper()


@pytest.mark.parametrize(
    ("asked", "held", "verdict"),
    [
        ("1984-04-29", "1984-04-29", "same"),
        ("1984-04-09", "1984-09-04", "slip"),
        ("1984-04-29", "1984-04-28", "slip"),
        ("1984-04-29", "1984-05-28", "different"),
        ("", "1984-04-29", "not known"),
        ("1984-04-29", "", "not known"),
    ],
)
def test_dates_of_birth_are_told_apart(asked, held, verdict):
    assert compare_days(asked, held)[0] == verdict


@given(st.dates())
def test_a_slip_is_what_compare_days_calls_one(day):
    text = day.isoformat()
    assert all(compare_days(slip, text)[0] == "slip" for slip in sorted(slips_of(text))[::7])
