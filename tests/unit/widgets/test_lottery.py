"""A slider for the lots: what it says, and what stands there without a kernel."""

import numpy as np
import pandas as pd
import pytest

from aatulab.widgets import LotteryBench


@pytest.fixture(scope="module")
def bench():
    rng = np.random.default_rng(2)
    index = pd.Index([f"P{number:03d}" for number in range(900)], name="pnr")
    illicit = pd.Series(rng.random(900) < 0.1, index)
    signals = pd.DataFrame({"busy": illicit * 1.0 + rng.random(900)}, index)
    day = pd.Series(np.arange(900) // 43, index)
    return LotteryBench(signals, day, illicit, signals["busy"])


def test_without_lots_it_says_that_nothing_is_known(bench):
    bench.lot_share = 0.0
    assert "the unit knows nothing" in bench.panel_html
    bench.lot_share = 0.5
    assert bench.outcome["lots"] > 0
    assert "carry something" in bench.sentence()


def test_the_panel_is_read_out_and_its_bar_has_words(bench):
    bench.lot_share = 0.2
    assert 'role="status" aria-live="polite"' in bench.panel_html
    assert 'role="img"' in bench.panel_html
    assert bench.sentence().split(":")[0] in bench.panel_html


def test_without_a_widget_every_share_stands_in_a_table(bench):
    html = bench._repr_mimebundle_()["text/html"]
    assert "What each share by lot costs and tells" in html
    assert html.count('scope="row"') == 6
    assert bench._repr_mimebundle_()["text/plain"] == bench.sentence()
