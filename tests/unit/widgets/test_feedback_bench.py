"""The bench says where the unit looked, and whether most was there."""

import pytest

from aatulab.errors import TargetingError
from aatulab.widgets import FeedbackBench


def test_a_lucky_route_keeps_the_unit_and_a_rate_with_lots_frees_it():
    bench = FeedbackBench()
    assert "but most is on D" in bench.sentence
    bench.set(looks="hit rate", lots=30)
    assert "and that is where most is" in bench.sentence
    assert bench.sentence in bench.panel_html


def test_every_route_has_its_numbers_beside_the_bars():
    bench = FeedbackBench(lot_percent=100)
    table = bench.table
    assert table["checks"].sum() == 1200
    assert (table["checks"] == 300).all()
    html = bench._repr_mimebundle_()["text/html"]
    assert html.count('scope="row"') == 4
    assert html.count('aria-hidden="true"') == 12
    assert bench._repr_mimebundle_()["text/plain"] == bench.sentence


def test_another_luck_is_another_story():
    bench = FeedbackBench()
    before = bench.sentence
    bench.set(luck=9)
    assert bench.sentence != before


def test_what_is_no_way_to_look_is_named():
    with pytest.raises(TargetingError, match="looks_at: found 'luck'"):
        FeedbackBench(looks_at="luck")
