"""Chances against what came."""

import pandas as pd
import pytest
from sklearn.metrics import brier_score_loss

from aatulab.errors import TargetingError
from aatulab.targeting.learning import brier, reliability
from aatulab.targeting.plots import calibration_chart


@pytest.fixture
def said():
    return pd.Series([0.0, 0.04, 0.05, 0.39, 0.4, 1.0], index=list("ABCDEF"))


@pytest.fixture
def came():
    return pd.Series([False, False, True, False, True, True], index=list("FEDCBA"))


def test_a_band_holds_its_lower_edge_and_the_last_one_holds_one(said, came):
    bands = reliability(said, came)
    assert bands["cases"].to_dict() == {"0-5 %": 2, "5-10 %": 1, "20-40 %": 1, "40-100 %": 2}
    assert bands["came"].tolist() == [1.0, 0.0, 1.0, 0.0]
    assert bands.loc["40-100 %", "said"] == pytest.approx(0.7)
    assert (bands["low"] <= bands["came"]).all()
    assert (bands["came"] <= bands["high"]).all()


def test_only_bookings_with_a_result_count(said, came):
    assert reliability(said, came.drop(["A", "B"]))["cases"].sum() == 4


def test_the_brier_score_is_that_of_scikit_learn(said, came):
    expected = brier_score_loss(came.reindex(said.index), said)
    assert brier(said, came) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("chances", "found", "message"),
    [
        ([20.0, 30.0], ["A", "B"], "chances: found 20 to 30, expected numbers from 0 to 1"),
        ([0.2, 0.3], ["X", "Y"], "no booking of `chances` has a result; index both by pnr"),
    ],
)
def test_what_is_no_chance_or_has_no_result_is_said(chances, found, message):
    with pytest.raises(TargetingError, match=message):
        reliability(pd.Series(chances, ["A", "B"]), pd.Series([True, False], found))


def test_edges_rise(said, came):
    with pytest.raises(TargetingError, match="expected two rising numbers"):
        reliability(said, came, edges=(0.5, 0.1))


def test_the_picture_shows_every_band(said, came):
    bands = reliability(said, came)
    ax = calibration_chart(bands, title="t")
    assert ax.lines[1].get_ydata().tolist() == bands["came"].tolist()
    assert ax.get_xlabel() == "chance that the model gave"
    with pytest.raises(TargetingError, match="nothing to draw"):
        calibration_chart(bands.iloc[:0])


def test_the_axes_say_who_gave_the_chances_and_of_what(said, came):
    ax = calibration_chart(reliability(said, came), who="Tomas", what="judgments")
    assert ax.get_xlabel() == "chance that Tomas gave"
    assert ax.get_ylabel() == "share that came (above: judgments)"
