"""Sliders of belief: nothing is given away before the button, then each chance has its price."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.widgets import CalibrationBench

STATEMENTS = pd.Series({"Water boils": True, "Mules fly": False, "Ice sinks": False})


def test_nothing_is_given_away_before_the_button():
    bench = CalibrationBench(STATEMENTS)
    bundle = bench._repr_mimebundle_()
    for text in (bench.panel_html, bundle["text/html"], bundle["text/plain"]):
        assert "not true" not in text
        assert "Brier" not in text
    bench.show()
    assert bench.panel_html.count("not true") == 2


def test_score_is_worked_out_by_hand():
    bench = CalibrationBench(STATEMENTS)
    assert "0.25" in bench.sentence()  # untouched: 50 % everywhere
    assert "sure of nothing" in bench.sentence()
    bench.chances = pd.Series({"Water boils": 0.9, "Mules fly": 0.1, "Ice sinks": 1.0})
    assert bench.sentence().startswith("Brier score 0.34")  # (0.01 + 0.01 + 1) / 3
    assert bench.sentence().endswith("Of 3 of which you were sure, 2 were right.")


def test_no_statement_or_one_twice_is_refused():
    with pytest.raises(TargetingError, match="expected one at least"):
        CalibrationBench(STATEMENTS[:0])
    with pytest.raises(TargetingError, match="each of them once"):
        CalibrationBench(pd.concat([STATEMENTS, STATEMENTS]))
