"""What the lesson on documents says is so, and the exercise agrees with the check."""

from pathlib import Path

import numpy as np
import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case
from aatulab.inspection.documents import check_page, practice_pages, read_pages

EXERCISES = Path(__file__).parents[2] / "exercises"


def doubts(case, rng):
    pages, stamps = practice_pages(case, rng)
    today, reports = case.as_of.date(), case.reported_documents
    return {page.name: check_page(page, reports, today) for page in read_pages(pages, stamps)}


@pytest.fixture(scope="module")
def said():
    return doubts(build_case("a-ticket-further")[0], np.random.default_rng(1))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("P41", "birth date: the page says 820904, the zone 850904"),
        ("P77", "document number"),
        ("P26", "surname"),
        ("P38", "over 10 years"),
        ("P15", "signed"),
        ("P05", "NBO of 2020-05-26 is older than the passport (2020-07-26)"),
        ("P14", "older than the passport"),
        ("P10", "two times entry"),
        ("P09", "by the page the holder is"),
        ("P31", "birth date: check digit"),
    ],
)
def test_passport_shows_what_the_lesson_says(said, page, words):
    assert words in said[page][0].words


def test_two_out_of_three_have_nothing(said):
    assert sum(not found for found in said.values()) / len(said) == pytest.approx(2 / 3, abs=0.03)


@pytest.mark.parametrize("seed", [None, 5])
def test_exercise_finds_what_the_check_finds(seed):
    case = build_case("a-ticket-further", seed=seed)[0]
    answers = run_trusted(load_exercise(EXERCISES / "inspection-4"), case).answers
    rng = np.random.default_rng(list(" ".join(case.bookings.pnr.head(9)).encode()))
    said = doubts(case, rng)

    def found(*rules):
        return {name for name, each in said.items() if any(d.rule in rules for d in each)}

    def answered(name):
        return set(answers[name].data[0])

    assert answered("zones") == found("zone")
    assert answered("digits") == found("digit")
    assert set(answers["reported"].items) == found("reported")
    assert answered("dates") == found("date", "answer")
    assert answered("stamps") == found("stamp")
    assert all(found(rule) for rule in ("zone", "digit", "reported", "date", "answer", "stamp"))
