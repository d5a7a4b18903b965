"""Four boxes over a mirror: each takes its own gap away, at once, in words, without a kernel."""

import numpy as np
import pytest

from aatulab.research.trade import practice_mirror
from aatulab.widgets import MirrorBench
from aatulab.widgets.mirror_bench import REASONS


@pytest.fixture
def bench():
    return MirrorBench(*practice_mirror(2026, np.random.default_rng(4)), 2026)


def test_all_reasons_together_leave_three_questions(bench):
    assert int(bench.sentence().split()[0]) > 5
    bench.ticked = frozenset(REASONS)
    assert bench.sentence() == "3 questions are left among 10 kinds of goods."
    assert bench.panel_html.count(">?</span>") == 3
    bench.ticked = frozenset()
    assert len(bench.table) == 12


def test_headings_show_the_goods_of_both_codes(bench):
    bench.ticked = frozenset({"two clerks"})
    assert "boots with leather uppers, shoes with leather uppers (6403)" in bench.panel_html


def test_without_a_widget_every_step_is_told(bench):
    html = bench._repr_mimebundle_()["text/html"]
    assert html.count("<li>") == 1 + len(REASONS)
    assert "3 questions are left" in html
    assert bench._repr_mimebundle_()["text/plain"] == bench.sentence()
