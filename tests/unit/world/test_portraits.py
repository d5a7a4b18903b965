"""A column's line says what an independent count says, whatever the values."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.world.portraits import PORTRAYED, draw_portraits, portray, sparkline
from aatulab.world.schemas import Column, read_schema, table_names

BLOCKS = "▁▂▃▄▅▆▇█"


def column(kind, **more):
    return Column("thing", kind, "A thing.", "To look at.", 1, **more)


def line(kind, values, arrow=None, **more):
    return portray(column(kind, **more), pa.chunked_array([pa.array(values, arrow)]))


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_a_sparkline_keeps_order_and_tells_something_from_nothing(counts):
    drawn = sparkline(np.array(counts))
    heights = [BLOCKS.index(block) for block in drawn]
    assert len(drawn) == len(counts)
    for a, height_a in zip(counts, heights, strict=True):
        assert (height_a == 0) == (a == 0)
        assert all(
            height_a <= height_b for b, height_b in zip(counts, heights, strict=True) if a <= b
        )
    assert max(heights) == (7 if any(counts) else 0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60))
def test_numbers_show_least_middle_and_greatest(values):
    drawn = line("number", values, pa.float64())
    if min(values) == max(values):
        assert drawn.startswith("always ")
    else:
        assert drawn.startswith("`")
        assert drawn.split("`")[2].count("·") == 2


@pytest.mark.parametrize(
    ("kind", "values", "arrow", "drawn"),
    [
        ("integer", [0, 0, 0, 2], None, "`█▁▄` 0 · 0 · 2"),
        ("integer", [3, 3], None, "always 3"),
        ("flag", [True, False, False, False], None, "25 % true"),
        ("flag", [True, False, None, None], None, "50 % true; 50 % missing"),
        ("text", ["a", "b", "b", None], None, "b 67 %, a 33 %; 25 % missing"),
        ("text", ["a", "b", "c", "d", "e", "e"], None, "e 33 %, a 17 %, b 17 %, c 17 %, …"),
        ("text", ["x", "y", "z"], None, ""),
        ("text", [None, None], pa.string(), "all missing"),
        ("number", [], pa.float64(), ""),
        ("day", [0, 0], pa.date32(), "always 1970-01-01"),
        ("day", [0, 0, 11], pa.date32(), "`█▁▁▁▁▁▁▁▁▁▁▅` 1970-01-01 · 1970-01-12"),
    ],
)
def test_a_line_is_what_its_kind_asks(kind, values, arrow, drawn):
    assert line(kind, values, arrow) == drawn


def test_values_that_reach_far_are_drawn_by_powers():
    drawn = line("number", [1.0, 10.0, 10.0, 10.0, 10_000.0])
    assert drawn == "`▄▁▁█▁▁▁▁▁▁▁▄` 1 · 10 · 10,000 (logarithmic)"


def test_moments_are_drawn_by_the_hour():
    noon = 12 * 3_600_000_000
    drawn = line("moment", [noon, noon + 1, 0], pa.timestamp("us", tz="UTC"))
    assert drawn == "by hour `▅▁▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁`"


def test_identifiers_and_what_refers_to_others_show_no_values():
    assert line("text", ["AA", "AA", "AB"], pattern="[A-Z]{2}") == ""
    assert line("text", ["AA", "AA", "AB"], refers_to="things.code") == ""


def test_every_column_of_every_table_is_portrayed():
    assert set(draw_portraits()) == {
        (name, column.name)
        for name in table_names()
        if not read_schema(name).view_of
        for column in read_schema(name).columns
    }
    assert PORTRAYED.history
