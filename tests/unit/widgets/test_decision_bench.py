"""The bench says who decides, that nobody does, or that two would."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.unit import decision_table
from aatulab.widgets import DecisionBench


def test_one_row_decides_and_says_who_must_agree_and_who_is_told():
    bench = DecisionBench(act="search person")
    assert bench.verdict == "The decision is that of police, when the head of unit has said yes."
    bench.ask(act="stop", matter="protection")
    assert bench.verdict == "The decision is that of police. Tell at once: victim service."
    assert "✔" in bench.panel_html


def test_gap_and_overlap_are_told_apart():
    table = decision_table()
    assert DecisionBench(table.iloc[1:], "stop", "arrivals hall", "duty").verdict.startswith(
        "A gap"
    )
    more = pd.concat([table, table.iloc[[3]].assign(place="*")], ignore_index=True)
    bench = DecisionBench(more, "stop", "arrivals hall", "duty")
    assert bench.verdict.startswith("An overlap: customs and post would decide")
    assert "✘" in bench.panel_html


def test_a_row_that_forbids_is_no_gap():
    bench = DecisionBench(act="detain", matter="protection")
    assert "that is no gap" in bench.verdict


def test_reader_without_a_kernel_sees_the_whole_agreement():
    bundle = DecisionBench()._repr_mimebundle_()
    assert bundle["text/html"].count("<tr>") == 2 + 1 + len(decision_table())
    assert bundle["text/plain"].startswith("The decision is that of customs")


def test_unknown_place_is_named():
    with pytest.raises(TargetingError, match="place: found 'roof'"):
        DecisionBench(place="roof")
