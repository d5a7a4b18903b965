"""Verdicts against truth and threshold, by the buttons that a reader presses."""

import pandas as pd
import pytest

from aatulab.errors import ResearchError
from aatulab.research.entities import compare_pairs
from aatulab.widgets import PairJudge
from aatulab.widgets.pair_judge import OPEN, SAME, TWO

RECORDS = pd.DataFrame(
    [
        ("r1", "airline", "HALVORSK", "SEVMIL", "1984-04-09", "+33199000001"),
        ("r2", "hostel", "Halvorsk", "Sevmil", None, "01 99 00 00 01"),
        ("r3", "hostel", "Halvorsk", "S.", None, None),
        ("r4", "airline", "KESSELORN", "<i>ANNA</i>", "1990-01-02", None),
    ],
    columns=["record", "source", "surname", "given_names", "birth_date", "phone"],
).assign(written_in="33", address="12 Alder Street")
PAIRS = pd.DataFrame([("r1", "r2"), ("r1", "r3"), ("r1", "r4")], columns=["a", "b"])
TRUTH = pd.Series([True, False, False], index=[10, 11, 12])
BITS = pd.Series([8.0, 3.0, -9.0], index=[10, 11, 12])


@pytest.fixture
def levels():
    return compare_pairs(RECORDS, PAIRS).set_axis([10, 11, 12])


@pytest.fixture
def judge(levels):
    return PairJudge(RECORDS, levels, BITS, TRUTH, threshold=3)


def test_the_truth_is_told_with_the_verdict_and_not_before(judge):
    assert "The drill knows" not in judge.panel_html
    assert judge.pair == 0
    judge.judge(SAME)
    assert judge.pair == 1
    assert "The drill knows" not in judge.panel_html
    judge.pair = 0
    assert "✓ You said: one person. The drill knows: one person." in judge.panel_html


def test_verdicts_and_threshold_are_counted_on_what_was_judged(judge):
    judge.judge(SAME)
    judge.judge(SAME)  # a sister: wrong, and so is the measure at 3 bits
    assert (judge.counts.right, judge.counts.false_merges, judge.counts.apart) == (1, 1, 0)
    assert "2 of 3 judged: you were right on 1, left 0 open, and wrong on 1" in judge.panel_html
    judge.judge(OPEN)
    assert judge.verdicts == {0: SAME, 1: SAME, 2: OPEN}
    judge._slider.value = 4
    assert (judge.counts.false_merges, judge.counts.apart) == (0, 2)
    assert "3 right, 0 false merges, 0 missed" in judge.panel_html


def test_a_verdict_may_be_taken_back(judge):
    judge.judge(TWO)
    judge.pair = 0
    judge.judge(SAME)
    assert judge.verdicts[0] == SAME
    assert "wrong on 0" in judge.panel_html


def test_buttons_do_what_judge_does(judge):
    judge._buttons[1].click()
    assert judge.verdicts == {0: TWO}
    with pytest.raises(ResearchError, match="found 'guilty'"):
        judge.judge("guilty")


def test_without_a_kernel_the_pairs_stand_in_a_table_as_text(judge):
    html, line = judge._fallback()
    assert "HALVORSK" in html
    assert "&lt;i&gt;ANNA" in html
    assert "<i>" not in html
    assert "The drill knows" not in html
    assert line == "3 pairs to judge. The truth about each comes with your word."


def test_rows_that_do_not_belong_together_are_refused(levels):
    with pytest.raises(ResearchError, match="found 3, 2 and 3 rows"):
        PairJudge(RECORDS, levels, BITS.head(2), TRUTH)
    with pytest.raises(ResearchError, match="one pair at least"):
        PairJudge(RECORDS, levels.head(0), BITS.head(0), TRUTH.head(0))
