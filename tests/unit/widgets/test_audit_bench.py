"""A slider over the rates of groups: at once, in words, and without a kernel."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.widgets import AuditBench


@pytest.fixture
def bench():
    index = pd.Index([f"P{number:03d}" for number in range(400)], name="pnr")
    groups = pd.Series(["A", "B"] * 200, index)
    fair = pd.Series([number // 2 for number in range(400)], index)
    unfair = fair + 1_000 * (groups == "B")
    illicit = pd.Series([number % 50 == 0 for number in range(400)], index)
    return AuditBench({"theirs": unfair, "ours": fair}, illicit, groups)


def test_a_list_that_prefers_a_group_is_called_beyond_chance(bench):
    assert bench.shown == "theirs"
    assert "most often of group B" in bench.sentence()
    assert "yes: beyond chance" in bench.panel_html
    bench.shown = "ours"
    assert "yes: beyond chance" not in bench.panel_html


def test_the_line_moves_the_rates(bench):
    assert bench.rates["selected"].sum() == 40
    bench.share = 0.29
    assert bench.rates["selected"].sum() == 116
    assert "29% checked" in bench.panel_html


def test_without_a_widget_there_is_a_table_for_every_list(bench):
    html = bench._repr_mimebundle_()["text/html"]
    assert html.count("<caption") == 2
    assert 'scope="row"' in html
    assert bench._repr_mimebundle_()["text/plain"] == bench.sentence()


def test_no_list_is_no_audit(bench):
    with pytest.raises(TargetingError, match="lists: found none"):
        AuditBench({}, bench._illicit, bench._groups)
