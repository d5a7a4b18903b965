"""The builder counts everybody, follows every slider at once, and names reasons for and against."""

import re

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting import OfficerTime
from aatulab.targeting.rules import RuleBook
from aatulab.widgets import RuleBuilder
from aatulab.widgets.slider import LabelledSlider

BOOK = RuleBook.from_table(
    pd.DataFrame(
        [
            ("late", "late", 2, "booked <late>"),
            ("cash", "cash", 2, "in cash"),
            ("paper", "paper", -2, "a paper"),
        ],
        columns=["rule", "signal", "points", "reason"],
    )
)
SIGNALS = pd.DataFrame(
    {
        "late": [True, True, False, False],
        "cash": [True, True, True, False],
        "paper": [False, True, False, False],
    },
    index=list("ABCD"),
)
ILLICIT = pd.Series({"A": True, "B": False, "C": False, "D": True})
TEAM = OfficerTime(officers=1, minutes=30, minutes_per_check=15)


@pytest.fixture
def builder():
    return RuleBuilder(BOOK, SIGNALS, ILLICIT, TEAM, line=4)


def words(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_matrix_counts_everybody(builder):
    outcome = builder.outcome
    assert (outcome.hits, outcome.innocent_stopped, outcome.missed, outcome.innocent_passed) == (
        1, 0, 1, 2,
    )  # fmt: skip
    assert "▲ checked 1 0 hit rate 100.0 %" in words(builder.panel_html)
    assert "△ not checked 1 2 found 50.0 % of all" in words(builder.panel_html)


def test_sliders_change_book_matrix_and_queue_at_once(builder):
    builder.set_points("paper", 0)
    assert [rule.id for rule in builder.book.rules] == ["late", "cash"]
    assert builder.outcome.innocent_stopped == 1
    sliders = [w for w in builder.children if isinstance(w, LabelledSlider)]
    assert len(sliders) == 4
    sliders[-1].value = 2
    assert builder.line == 2
    assert builder.outcome.innocent_stopped == 2
    assert "From 2 points: 3 bookings are checked" in words(builder.panel_html)


def test_reasons_for_and_against_are_shown_and_escaped(builder):
    assert "booked &lt;late&gt; (+2)" in builder.panel_html
    assert "but a paper (-2)" in words(builder.panel_html)
    assert "<late>" not in builder.panel_html


def test_empty_book_checks_nobody_and_does_not_break(builder):
    for rule in ("late", "cash", "paper"):
        builder.set_points(rule, 0)
    assert builder.outcome.stopped == 0
    assert "no reason" in builder.panel_html


def test_record_without_a_result_and_unknown_rule_are_named(builder):
    with pytest.raises(TargetingError, match="'D' is not in its index"):
        RuleBuilder(BOOK, SIGNALS, ILLICIT.drop("D"), TEAM)
    with pytest.raises(TargetingError, match="there are late, cash, paper"):
        builder.set_points("lat", 1)


def test_reader_without_a_kernel_sees_the_panel(builder):
    bundle = builder._repr_mimebundle_()
    assert "Everybody on the list" in bundle["text/html"]
    assert "From 4 points" in bundle["text/plain"]
