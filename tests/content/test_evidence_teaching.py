"""What the lesson on evidence says of its own book is so; the exercise agrees with the check."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case
from aatulab.inspection import evidence
from aatulab.inspection.evidence.weights import combined

EXERCISES = Path(__file__).parents[2] / "exercises"
NOW = pd.Timestamp("2026-05-11 08:00", tz="Europe/Amsterdam")


@pytest.fixture(scope="module")
def book():
    return evidence.practice_exhibits(NOW, np.random.default_rng(26))


@pytest.fixture(scope="module")
def said(book):
    findings = evidence.check_entries(book)
    return {exhibit: [f for f in findings if f.exhibit == exhibit] for exhibit in exhibits(book)}


def exhibits(book):
    return {entry.record.exhibit for entry in book}


@pytest.mark.parametrize(
    ("exhibit", "rule", "words"),
    [
        ("E-11", "custody", "courier-2 gives it away, but keeper-1 had it"),
        ("E-02", "seal", "nothing says who changed it"),
        ("E-04", "seal", "the contents were reached under seal"),
        ("E-14", "weight", "33.0 g less than it should be"),
        ("E-08", "weight", "gross"),
        ("E-07", "two persons", "seal broken by chemist-1 alone"),
    ],
)
def test_exhibit_has_what_the_lesson_says_and_nothing_else(said, exhibit, rule, words):
    (finding,) = said[exhibit]
    assert finding.rule == rule
    assert words in finding.words


def test_sound_exhibit_is_sound_and_the_book_untouched(book, said):
    assert said["E-09"] == []
    assert evidence.check_chain(evidence.ledger_of(book)) == []
    assert book[-1].number == 438
    assert book[134].record.exhibit == "E-11"  # of the notes: entry 135 has the gap


def test_numbers_of_the_report_are_those_of_the_book(book):
    opened, after = book[51].record, book[54].record
    assert opened.exhibit == after.exhibit == "E-14"
    samples = [
        e.record.grams("taken_g")
        for e in book[51:54]
        if e.record.exhibit == "E-14" and e.record.act == "sampled"
    ]
    assert len(samples) == 2
    assert (opened.grams("net_g"), round(sum(samples), 2)) == (1132.99, 15.21)
    assert '"net_g":1084.79' in book[54].line()  # what the reader is asked to change


def test_numbers_of_the_self_check_are_right():
    assert abs(812.4 - 812.1) < combined(0.5, 0.05)
    assert pytest.approx(2.8) == 640.0 - 12.3 - 624.9
    assert combined(0.5, 0.5) == pytest.approx(0.7, abs=0.01)
    assert [evidence.units_to_examine(n) for n in (100, 10_000)] == [23, 29]
    assert {evidence.units_to_examine(n, 0.7, 0.9) for n in (30, 50, 100, 1000)} == {6, 7}


@pytest.mark.parametrize("seed", [None, 5])
def test_exercise_finds_what_the_check_finds(seed):
    """Two ways to the same: pandas in the exercise, entry by entry in the check."""
    case = build_case("first-watch", seed=seed)[0]
    answers = run_trusted(load_exercise(EXERCISES / "inspection-6"), case).answers
    rng = np.random.default_rng(list(" ".join(case.bookings.pnr.head(9)).encode()))
    entries = evidence.practice_exhibits(case.as_of, rng, exhibits=30)
    findings = evidence.check_entries(entries)

    def found(rule, words=""):
        return {f.entry for f in findings if f.rule == rule and words in f.words}

    def answered(name, what=None):
        table = answers[name]
        rows = zip(*table.data, strict=True)
        return {int(row[0]) for row in rows if what is None or row[1] == what}

    def exhibits_of(numbers):
        return {entries[number - 1].record.exhibit for number in numbers}

    assert answered("lost") == found("weight", "less than it should")
    assert set(map(int, answers["alone"].items)) == found("two persons")
    assert answered("hands", "minutes") == found("custody", "minutes nobody")
    assert found("custody", "gives it away") <= answered("hands", "giver")
    # the check says a break once, the exercise asks for every entry
    assert found("seal", "named") <= answered("seals", "other-seal")
    reached = exhibits_of(found("seal", "reached"))
    assert reached == exhibits_of(answered("seals", "from-under"))
    assert all(answered(name) for name in ("lost", "hands", "seals"))

    files, kept = evidence.practice_files(case.as_of, rng)
    touched = {
        name
        for name, lines in files.items()
        if evidence.check_chain(evidence.ledger_from(lines), evidence.Kept.parse(kept[name]))
    }
    assert set(answers["touched"].data[0]) == touched
    assert 0 < len(touched) < len(files)
