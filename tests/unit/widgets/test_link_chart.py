"""What the chart holds and says without a browser; `tests/browser` works it by hand and keys."""

import re
from datetime import UTC, datetime

import pandas as pd
import pytest

from aatulab.errors import ResearchError
from aatulab.research.links import link_graph
from aatulab.widgets import LinkChart
from aatulab.widgets.link_chart.content import day_of
from aatulab.widgets.link_chart.marks import MARKS

DAY = pd.Timestamp("2026-05-01 09:00", tz="UTC")
ROWS = [
    ("B1", "passenger", "phone", "+1", 0),
    ("B2", "passenger", "phone", "+1", 3),
    ("B2", "passenger", "card", "<b>c</b>", 3),
    ("I1", "post", "card", "<b>c</b>", 5),
]


def make_graph(rows=ROWS):
    table = [(*row[:4], DAY + pd.Timedelta(days=row[4])) for row in rows]
    return link_graph(pd.DataFrame(table, columns=["record", "flow", "kind", "value", "at"]))


@pytest.fixture
def chart():
    return LinkChart(make_graph(), title="Two doors", notes={"phone +1": "an agency's"})


def test_the_page_gets_nodes_lines_and_kinds_of_the_graph(chart):
    assert {node["id"] for node in chart.nodes} == {"B1", "B2", "I1", "phone +1", "card <b>c</b>"}
    assert [line["day"] for line in chart.lines] == [day_of(DAY) + n for n in (0, 3, 3, 5)]
    ids = [node["id"] for node in chart.nodes]
    first = chart.lines[0]
    assert (ids[first["record"]], ids[first["thing"]]) == ("B1", "phone +1")
    assert [kind["kind"] for kind in chart.kinds] == ["passenger", "post", "phone", "card"]
    assert chart.days == [day_of(DAY), day_of(DAY) + 5]


def test_neighbours_follow_the_node_the_days_and_the_kinds(chart):
    chart.choose("B2")
    assert sorted(chart.neighbours()) == ["card <b>c</b>", "phone +1"]
    chart.choose("card <b>c</b>")
    assert chart.neighbours() == ["B2", "I1"]
    chart.days = [day_of(DAY), day_of(DAY) + 4]
    assert chart.neighbours() == ["B2"]
    chart.hide("passenger")
    assert chart.neighbours() == []
    chart.choose("")
    assert chart.neighbours() == []


def test_what_stands_without_a_script_is_the_picture_and_every_link(chart):
    html = chart.static_html()
    assert html.count("<rect") == 3
    assert html.count("<circle") == 2
    assert html.count("<line ") == 4
    assert "phone +1" in html
    assert "B1, B2" in html
    assert "1 May 2026" in html
    assert "an agency&#x27;s" in html
    assert re.search(r'role="img"[^>]*aria-label="Two doors: 3 records, 2 shared things', html)
    bundle, _ = chart._repr_mimebundle_()
    assert bundle["text/html"] == html
    assert bundle["text/plain"].endswith("4 lines, 1 May 2026 to 6 May 2026")


def test_a_value_is_shown_as_text_and_never_as_markup(chart):
    assert "<b>c</b>" not in chart.static_html()
    assert "innerHTML" not in chart._esm


def test_the_same_graph_makes_the_same_chart():
    one, two = (LinkChart(make_graph(rows), title="x") for rows in (ROWS, ROWS[::-1]))
    assert one.nodes == two.nodes
    assert one.lines == two.lines
    assert one.static_html() == two.static_html()


def test_every_kind_can_be_told_without_colour():
    for is_record in (True, False):
        letters = [mark.letter for mark in MARKS.values() if mark.is_record is is_record]
        assert len(set(letters)) == len(letters)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: LinkChart(make_graph([]), title="x"), "found 0 nodes"),
        (
            lambda: LinkChart(
                make_graph([(f"B{n}", "post", "card", str(n // 2), 0) for n in range(200)]),
                title="x",
            ),
            "found 300 nodes, expected 1 to 120",
        ),
        (lambda: LinkChart(make_graph(), title="x", notes={"B9": "?"}), "'B9' is no node"),
        (
            lambda: LinkChart(
                make_graph([("a", "post", "wish", "w", 0), ("b", "post", "wish", "w", 0)]),
                title="x",
            ),
            "of the kind 'wish'",
        ),
        (lambda: LinkChart(make_graph(), title="x").choose("B9"), "'B9' is not in this chart"),
        (lambda: LinkChart(make_graph(), title="x").hide("firm"), "'firm' is not in this chart"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(make, words):
    with pytest.raises(ResearchError, match=words):
        make()


def test_days_are_counted_in_utc():
    assert day_of(datetime(1970, 1, 2, tzinfo=UTC)) == 1
    assert day_of(datetime(2026, 5, 1, 23, 59, tzinfo=UTC)) == 20_574
