"""The trusted side takes exactly what `to_plain` sends, and says where else it is wrong."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.values import (
    MAX_CELLS,
    MAX_ROWS,
    Absent,
    ChartValue,
    Flag,
    Mapping,
    Mark,
    Number,
    Sequence,
    SeriesValue,
    TableValue,
    Text,
    from_plain,
)


def series(**changes):
    fields = {
        "kind": "series",
        "dtype": "float64",
        "values": [1.5, None],
        "index_names": ["pnr"],
        "index": [["a", "b"]],
    }
    return fields | changes


def table(**changes):
    fields = {
        "kind": "table",
        "columns": ["x"],
        "dtypes": ["int64"],
        "data": [[1, 2]],
        "index_names": [None],
        "index": [[0, 1]],
    }
    return fields | changes


def chart(**changes):
    mark = {"type": "bar", "x": ["a"], "y": [1], "label": ""}
    fields = {"kind": "chart", "marks": [mark | changes.pop("mark", {})]}
    return fields | {"title": "t", "xlabel": "x", "ylabel": "y"} | changes


@pytest.mark.parametrize(
    ("plain", "value"),
    [
        ({"kind": "number", "value": 1.5}, Number(1.5)),
        ({"kind": "number", "value": None, "note": "inf"}, Number(None, "inf")),
        ({"kind": "bool", "value": True}, Flag(True)),
        ({"kind": "text", "value": "é"}, Text("é")),
        ({"kind": "list", "items": ["a", None, 1]}, Sequence(("a", None, 1))),
        ({"kind": "mapping", "items": [["a", 1]]}, Mapping((("a", 1),))),
        (series(), SeriesValue(("pnr",), (("a", "b"),), "float64", (1.5, None))),
        (table(), TableValue(("x",), ("int64",), ((1, 2),), (None,), ((0, 1),))),
        (chart(), ChartValue((Mark("bar", ("a",), (1,)),), "t", "x", "y")),
        ({"kind": "unanswered"}, Absent("unanswered")),
        ({"kind": "missing"}, Absent("missing")),
        ({"kind": "unsupported", "type": "function"}, Absent("unsupported", "function")),
        ({"kind": "too_large", "rows": 300_000}, Absent("too_large", "300,000 rows")),
        ({"kind": "too_large", "rows": None}, Absent("too_large", "")),
    ],
    ids=lambda x: str(x)[:30],
)
def test_a_plain_value_is_read(plain, value):
    assert from_plain(plain) == value


def test_a_table_knows_its_rows():
    assert from_plain(table()).rows == 2


class Text2(str):
    __slots__ = ()


class Dict2(dict):
    pass


@pytest.mark.parametrize(
    ("plain", "said"),
    [
        (None, "value: expected a mapping"),
        ([], "value: expected a mapping"),
        (Dict2(kind="unanswered"), "value: expected a mapping"),
        ({}, "kind: expected one of"),
        ({"kind": "verdict"}, "kind: expected one of"),
        ({"kind": ["number"]}, "kind: expected one of"),
        ({"kind": Text2("unanswered")}, "kind: expected one of"),
        ({"kind": "number"}, "value: missing"),
        ({"kind": "number", "value": "1"}, "value: expected a number"),
        ({"kind": "number", "value": True}, "value: expected a number"),
        ({"kind": "number", "value": float("nan")}, "value: not a finite number"),
        ({"kind": "number", "value": 10**400}, "value: a number out of range"),
        ({"kind": "number", "value": None}, "note: missing"),
        ({"kind": "number", "value": None, "note": "high"}, "note: expected nan"),
        ({"kind": "bool", "value": 1}, "value: expected true or false"),
        ({"kind": "text", "value": 1}, "value: expected a text"),
        ({"kind": "text", "value": "\ud800"}, "value: not valid Unicode"),
        ({"kind": "text", "value": "x" * 200_000}, "value: expected a text of at most"),
        ({"kind": "list", "items": "abc"}, "items: expected a list"),
        ({"kind": "list", "items": [1, [2]]}, r"items\[1\]: a list, expected a scalar"),
        ({"kind": "list", "items": [Text2("a")]}, r"items\[0\]: a Text2"),
        ({"kind": "list", "items": [float("inf")]}, r"items\[0\]: not a finite"),
        ({"kind": "list", "items": [0] * (MAX_ROWS + 1)}, "items: 200,001 items"),
        ({"kind": "mapping", "items": [["a"]]}, r"items\[0\]: expected a key and a value"),
        ({"kind": "mapping", "items": {"a": 1}}, "items: expected a list"),
        (series(values=[1.5]), r"index\[0\]: 2 items where 1 belong"),
        (series(index=[]), "index: 1 names and 0 levels"),
        (series(index_names=[]), "index: 0 names and 1 levels"),
        (series(index_names=[1]), r"index_names\[0\]: expected a printable text"),
        (series(index_names=["\ud800"]), r"index_names\[0\]: expected a printable text"),
        (series(dtype=None), "dtype: expected a printable text"),
        (table(columns=["x", "y"]), "data: 2 column names"),
        (table(columns=[None]), r"columns\[0\]: expected a printable text"),
        (table(data=[[1]]), r"data\[0\]: 1 items where 2 belong"),
        (table(data=[5]), r"data\[0\]: expected a list"),
        (table(index=[5]), r"index\[0\]: expected a list"),
        (chart(marks=None), "marks: expected a list"),
        (chart(marks=[1]), r"marks\[0\]: expected a mapping"),
        (chart(mark={"type": "pie"}), r"marks\[0\].type: expected one of"),
        (chart(mark={"type": []}), r"marks\[0\].type: expected one of"),
        (chart(mark={"x": []}), r"marks\[0\].x: 0 items where 1 belong"),
        (chart(title=5), "title: expected a text"),
        (chart(title="t" * 501), "title: expected a text of at most 500"),
        (series(dtype="\x1b[2J"), "dtype: expected a printable text"),
        (series(index_names=["two\nlines"]), r"index_names\[0\]: expected a printable text"),
        (table(columns=["c" * 201]), r"columns\[0\]: expected a printable text of at most 200"),
        ({"kind": "unsupported", "type": "\u202e"}, "type: expected a printable text"),
        ({"kind": "list", "items": ["x" * 2_001]}, r"items\[0\]: a text of more than 2,000"),
        ({"kind": "unsupported", "type": 1}, "type: expected a printable text"),
        ({"kind": "too_large", "rows": "many"}, "rows: expected a whole number"),
    ],
    ids=lambda x: str(x)[:40],
)
def test_what_is_not_exact_is_refused_with_its_place(plain, said):
    with pytest.raises(ValueError, match=said):
        from_plain(plain)


def test_a_table_of_too_many_cells_is_refused():
    width = 30
    rows = MAX_CELLS // width
    column = [0] * rows
    names = ["c"] * width
    with pytest.raises(ValueError, match="data: more than"):
        from_plain(
            table(columns=names, dtypes=names, data=[column] * width, index=[list(range(rows))])
        )


KINDS = st.sampled_from(
    ["number", "text", "bool", "list", "mapping", "series", "table", "chart", "too_large", "x"]
)
NAMES = st.sampled_from(
    ["value", "items", "values", "index", "index_names", "dtype", "columns", "dtypes", "data",
     "marks", "title", "xlabel", "ylabel", "type", "rows", "note", "x", "y", "label"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@given(KINDS, st.dictionaries(NAMES, JSON, max_size=8))
def test_any_json_is_read_or_refused_and_nothing_else(kind, fields):
    try:
        value = from_plain(json.loads(json.dumps({"kind": kind} | fields)))
    except ValueError:
        return
    hash(value)  # frozen all the way down
