"""Ticking a question recounts the belt at once; a pulled parcel shows its form, and its content."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting import OfficerTime
from aatulab.widgets import ParcelBench

ITEMS = ["A", "B", "C", "D"]
QUESTIONS = pd.DataFrame(
    {"cash": [True, True, False, False], "heavy": [True, False, True, False]}, index=ITEMS
)
FORMS = pd.DataFrame({"goods": ["<PIGMENT>", "CREAM", "TOYS", "TEA"]}, index=ITEMS)
ILLICIT = pd.Series([True, False, False, True], index=ITEMS)
FACTS = pd.Series(["the swab reacts", "an invoice", "a toy", "not tea"], index=ITEMS)
TIME = OfficerTime(officers=1, minutes=20, minutes_per_check=10)


@pytest.fixture
def bench():
    return ParcelBench(QUESTIONS, FORMS, ILLICIT, FACTS, TIME, asked=("cash",))


def test_pulled_items_are_counted_against_the_truth_and_the_time(bench):
    outcome = bench.outcome
    assert (outcome.hits, outcome.innocent_stopped, outcome.missed) == (1, 1, 1)
    assert "2 items are pulled, 1 of them innocent; 1 of 2 pass" in bench.panel_html
    assert "100 % of the officers" in bench.panel_html


def test_more_questions_pull_more_and_a_higher_line_fewer(bench):
    bench.ask("cash", "heavy")
    assert bench.outcome.stopped == 3
    bench.ask("cash", "heavy", fewest=2)
    assert bench.outcome.stopped == 1
    assert bench.item == "A"


def test_most_yes_lie_on_the_bench_first_and_the_form_is_escaped(bench):
    bench.ask("cash", "heavy")
    assert bench.item == "A"
    assert "&lt;PIGMENT&gt;" in bench.card_html
    assert "<li>cash</li><li>heavy</li>" in bench.card_html


def test_only_an_opened_parcel_shows_what_was_in_it(bench):
    assert "the swab reacts" not in bench.card_html
    bench.open_it()
    assert "▲ something to find.</b> the swab reacts" in bench.card_html
    bench.item = "B"
    assert "■ innocent.</b> an invoice" in bench.card_html


def test_without_a_question_the_belt_runs(bench):
    bench.ask()
    assert bench.outcome.stopped == 0
    assert "the belt runs" in bench.panel_html
    assert "Nothing is pulled" in bench.card_html


def test_reader_without_a_kernel_sees_what_each_question_does_alone(bench):
    bundle = bench._repr_mimebundle_()
    assert "Each question alone" in bundle["text/html"]
    assert "heavy" in bundle["text/html"]
    assert bundle["text/plain"].startswith("From 1 yes of 1 on: 2 items are pulled")


def test_an_unknown_question_and_an_unknown_item_are_refused_by_name(bench):
    with pytest.raises(TargetingError, match="'colour'"):
        bench.ask("colour")
    with pytest.raises(TargetingError, match="'D'"):
        ParcelBench(QUESTIONS, FORMS, ILLICIT.drop("D"), FACTS, TIME)
