"""Any object of a trainee's becomes plain JSON data, and never an exception."""

import datetime as dt
import decimal
import enum
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.values import MAX_ROWS, MAX_TEXT, from_plain, to_plain

NEW_YEAR = "2026-01-01T00:00:00Z"


class Colour(enum.Enum):
    RED = 1


def lines(*_):
    return None


@pytest.mark.parametrize(
    ("obj", "value"),
    [
        (1, 1),
        (2.5, 2.5),
        (-0.0, 0.0),
        (np.int64(7), 7),
        (np.float32(0.5), 0.5),
        (np.array(3.5), 3.5),
        (decimal.Decimal("1.25"), 1.25),
        (2**70, float(2**70)),
    ],
)
def test_a_number_is_a_plain_number(obj, value):
    assert to_plain(obj) == {"kind": "number", "value": value}
    assert type(to_plain(obj)["value"]) in {int, float}


@pytest.mark.parametrize(
    ("obj", "note"),
    [
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (-np.inf, "-inf"),
        (np.nan, "nan"),
        (pd.NaT, "nan"),
        (pd.NA, "nan"),
        (10**400, "inf"),
        (-(10**400), "-inf"),
    ],
    ids=str,
)
def test_a_number_without_a_finite_value_says_which(obj, note):
    assert to_plain(obj) == {"kind": "number", "value": None, "note": note}


@pytest.mark.parametrize("obj", [True, np.bool_(True)])
def test_a_flag_is_no_number(obj):
    assert to_plain(obj) == {"kind": "bool", "value": True}


@pytest.mark.parametrize(
    ("obj", "value"),
    [
        ("LIS", "LIS"),
        (np.str_("LIS"), "LIS"),
        (pd.Timestamp("2026-01-01", tz="UTC"), NEW_YEAR),
        (pd.Timestamp("2026-01-01 01:00", tz="Europe/Paris"), NEW_YEAR),
        (pd.Timestamp("2026-01-01"), NEW_YEAR),
        (np.datetime64("2026-01-01"), NEW_YEAR),
        (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), NEW_YEAR),
        (pd.Timestamp("2026-01-01 00:00:00.25", tz="UTC"), "2026-01-01T00:00:00.250000Z"),
        (dt.date(2026, 1, 1), "2026-01-01"),
        (pd.Interval(0, 24), "(0, 24]"),
    ],
)
def test_texts_and_times_are_texts(obj, value):
    assert to_plain(obj) == {"kind": "text", "value": value}


def test_a_time_reads_the_same_alone_and_in_a_column():
    stamps = pd.Series(pd.to_datetime(["2026-01-01T00:00:00.5", "2026-01-01"], format="ISO8601"))
    alone = [to_plain(stamp)["value"] for stamp in stamps]
    assert to_plain(stamps)["values"] == alone


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_a_time_does_not_depend_on_the_unit_that_holds_it(unit):
    stamps = pd.Series(pd.to_datetime(["2026-01-01", None])).astype(f"datetime64[{unit}]")
    assert to_plain(stamps)["values"] == [NEW_YEAR, None]


@pytest.mark.parametrize("name", ["a\nb", "\x1b[2J", "\u202ex", "n" * 999, "ok"])
def test_a_name_that_is_sent_can_be_printed(name):
    """Can the name of a column or a type clear the screen of whoever reads the sentence?"""
    table = pd.DataFrame({name: [1]}, index=pd.Index([0], name=name))
    read = from_plain(to_plain(table))
    kind = from_plain(to_plain(type(name, (), {})()))
    for said in (*read.columns, *read.index_names, kind.detail):
        assert said.isprintable()
        assert len(said) <= 200


def test_dots_are_unanswered():
    assert to_plain(...) == {"kind": "unanswered"}


@pytest.mark.parametrize(
    ("obj", "name"),
    [
        (None, "NoneType"),
        (len, "builtin_function_or_method"),
        (lines, "function"),
        (object(), "object"),
        (1j, "complex"),
        ([[1]], "list"),
        ({"a": [1]}, "dict"),
        ((n for n in "ab"), "generator"),
        (np.zeros((2, 2)), "numpy.ndarray of 2 dimensions"),
        (pd.DataFrame({"a": [1]}).groupby("a"), "DataFrameGroupBy"),
        (pd.MultiIndex.from_tuples([(1, 2)]), "pandas.MultiIndex"),
    ],
    ids=lambda x: str(x)[:20],
)
def test_what_is_not_read_is_named(obj, name):
    plain = to_plain(obj)
    assert plain["kind"] == "unsupported"
    assert name in plain["type"]


@pytest.mark.parametrize(
    ("obj", "items"),
    [
        (["K7PL2M", 3, None], ["K7PL2M", 3, None]),
        ((1, 2), [1, 2]),
        (range(3), [0, 1, 2]),
        pytest.param({"b", "a"}, ["a", "b"], id="a set of texts"),
        pytest.param({3, "a", None}, [None, 3, "a"], id="a mixed set"),
        ({"x": 1}.keys(), ["x"]),
        (np.array([1.5, np.nan]), [1.5, None]),
        (np.array(["a", "b"]), ["a", "b"]),
        (np.array([1, "a"], dtype=object), [1, "a"]),
        (pd.Index(["a", "b"]), ["a", "b"]),
        (pd.Series(["a", "b"]).array, ["a", "b"]),
        (pd.Series(["a"]).unique(), ["a"]),
        ([float("inf")], [None]),
    ],
    ids=lambda x: str(x)[:20],
)
def test_a_list_of_scalars_is_a_list(obj, items):
    assert to_plain(obj) == {"kind": "list", "items": items}


def test_a_dict_of_scalars_keeps_its_order():
    assert to_plain({"b": 1, "a": None}) == {"kind": "mapping", "items": [["b", 1], ["a", None]]}


def test_a_series_has_levels_names_and_values():
    series = pd.DataFrame({"k": ["a", "b"], "n": [1, 2], "x": [1.5, np.inf]}).set_index(["k", "n"])
    assert to_plain(series["x"]) == {
        "kind": "series",
        "dtype": "float64",
        "values": [1.5, None],
        "index_names": ["k", "n"],
        "index": [["a", "b"], [1, 2]],
    }


def test_a_table_is_sent_by_column():
    table = pd.DataFrame(
        {
            "text": ["x", None],
            "time": pd.to_datetime(["2026-01-01", None], utc=True),
            "kind": pd.Categorical(["u", None]),
            "whole": pd.array([1, None], dtype="Int64"),
            "flag": [True, False],
            "list": [[1, "b"], {2}],
            "span": pd.to_timedelta([1, 2], unit="h"),
        },
        index=pd.Index([5, 6], name="row"),
    )
    plain = to_plain(table)
    assert plain["columns"] == list(table.columns)
    assert plain["data"][:5] == [
        ["x", None],
        [NEW_YEAR, None],
        ["u", None],
        [1, None],
        [True, False],
    ]
    assert plain["data"][5] == ["1, b", "2"]
    assert all(isinstance(span, str) for span in plain["data"][6])  # no number: hours are asked
    assert (plain["index_names"], plain["index"]) == (["row"], [[5, 6]])


def test_columns_of_the_same_name_are_both_sent():
    table = pd.DataFrame([[1, 2]], columns=["a", "a"])
    assert to_plain(table)["data"] == [[1], [2]]


def test_levels_of_column_names_become_one_text():
    table = pd.DataFrame({"k": [1, 1], "x": [1, 3]}).groupby("k").agg({"x": ["min", "max"]})
    assert to_plain(table)["columns"] == ["x min", "x max"]


@pytest.mark.parametrize(
    "obj",
    [
        range(MAX_ROWS + 1),
        np.zeros(MAX_ROWS + 1),
        pd.Series(range(MAX_ROWS + 1)),
        pd.DataFrame(np.zeros((10_000, 300))),
        pd.DataFrame(np.zeros((1, 2_000))),
        dict.fromkeys(range(MAX_ROWS + 1)),
        "x" * (MAX_TEXT + 1),
    ],
    ids=["range", "array", "series", "cells", "columns", "dict", "text"],
)
def test_what_is_too_large_is_not_sent(obj):
    plain = to_plain(obj)
    assert plain["kind"] == "too_large"
    assert len(json.dumps(plain)) < 100


@pytest.mark.parametrize("error", [RuntimeError, SystemExit, RecursionError, MemoryError])
@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: [x], lambda x: {"a": x}])
def test_an_object_that_raises_is_unsupported(error, wrap):
    class Hostile:
        def __getattribute__(self, name):
            raise error(name)

    assert to_plain(wrap(Hostile()))["kind"] == "unsupported"


def test_an_interrupt_while_reading_is_let_through():
    class Slow:
        def __getattribute__(self, name):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        to_plain(Slow())


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.datetimes(), st.dates()
)


@given(
    st.one_of(
        SCALARS,
        st.lists(SCALARS),
        st.sets(SCALARS),
        st.dictionaries(SCALARS, SCALARS),
        st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)),
        st.lists(SCALARS).map(lambda items: pd.Series(items, dtype=object)),
        st.lists(st.tuples(SCALARS, SCALARS)).map(lambda rows: pd.DataFrame(rows, dtype=object)),
    )
)
def test_what_is_packed_can_be_sent_and_read(obj):
    sent = json.dumps(to_plain(obj), allow_nan=False)
    from_plain(json.loads(sent))
