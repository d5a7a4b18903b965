"""The data drawn on matplotlib axes can be read back, however it was drawn."""

import pandas as pd
import pytest
from matplotlib import pyplot as plt

from aatulab.values import Mark, from_plain, to_plain

BANDS = ["0-24", "24-72"]


@pytest.fixture(autouse=True)
def _no_window():
    plt.switch_backend("agg")
    yield
    plt.close("all")


@pytest.fixture
def ax():
    return plt.figure().gca()


def marks(obj):
    return from_plain(to_plain(obj)).marks


def bars(ax):
    ax.bar(BANDS, [3, 4.5])


def bars_with_ticks(ax):
    ax.bar([0, 1], [3, 4.5])
    ax.set_xticks([0, 1], labels=BANDS)


def bars_with_old_tick_labels(ax):
    ax.bar([0, 1], [3, 4.5])
    ax.set_xticks([0, 1])
    ax.set_xticklabels(BANDS)


def bars_of_pandas(ax):
    pd.Series([3, 4.5], index=BANDS).plot.bar(ax=ax)


def bars_lying(ax):
    ax.barh(BANDS, [3, 4.5])


def bars_lying_of_pandas(ax):
    pd.Series([3, 4.5], index=BANDS).plot.barh(ax=ax)


def bars_narrow(ax):
    ax.bar(BANDS, [3, 4.5], width=0.1)


@pytest.mark.parametrize(
    "draw",
    [
        bars,
        bars_with_ticks,
        bars_with_old_tick_labels,
        bars_of_pandas,
        bars_lying,
        bars_lying_of_pandas,
        bars_narrow,
    ],
)
def test_bars_are_labels_and_lengths(ax, draw):
    draw(ax)
    assert marks(ax) == (Mark("bar", tuple(BANDS), (3.0, 4.5)),)


def test_bars_on_a_scale_of_numbers_keep_their_places(ax):
    ax.bar([10, 20], [1, 2])
    assert marks(ax) == (Mark("bar", (10.0, 20.0), (1, 2)),)


def test_grouped_bars_stand_under_the_same_labels():
    table = pd.DataFrame({"hits": [1, 2], "misses": [3, 4]}, index=BANDS)
    drawn = marks(table.plot.bar())
    assert drawn == (
        Mark("bar", tuple(BANDS), (1, 2), "hits"),
        Mark("bar", tuple(BANDS), (3, 4), "misses"),
    )


def test_a_histogram_is_bars_at_the_middle_of_its_bins(ax):
    ax.hist([1, 2, 2, 3], bins=[0.5, 1.5, 2.5, 3.5])
    assert marks(ax) == (Mark("bar", (1.0, 2.0, 3.0), (1.0, 2.0, 1.0)),)


def test_a_line_is_points(ax):
    ax.plot([1, 2, 3], [4, None, 6], label="seen")
    assert marks(ax) == (Mark("line", (1, 2, 3), (4.0, None, 6.0), "seen"),)


def test_a_line_over_time_has_times(ax):
    ax.plot(pd.date_range("2026-01-01", periods=2, tz="UTC"), [1, 2])
    assert marks(ax)[0].x == ("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")


def test_a_line_over_words_has_words(ax):
    ax.plot(BANDS, [1, 2])
    assert marks(ax)[0].x == tuple(BANDS)


def test_a_scatter_is_points(ax):
    ax.scatter([1, 2], [3, 4])
    assert marks(ax) == (Mark("scatter", (1.0, 2.0), (3.0, 4.0)),)


def test_a_pie_is_shares(ax):
    ax.pie([1, 3], labels=BANDS)
    (mark,) = marks(ax)
    assert (mark.type, mark.x) == ("wedge", tuple(BANDS))
    assert mark.y == pytest.approx((0.25, 0.75))


def test_titles_are_read(ax):
    bars(ax)
    ax.set(title="Lead time", xlabel="hours", ylabel="bookings")
    value = from_plain(to_plain(ax))
    assert (value.title, value.xlabel, value.ylabel) == ("Lead time", "hours", "bookings")


def test_a_title_on_the_left_or_above_the_figure_counts(ax):
    ax.set_title("left", loc="left")
    assert from_plain(to_plain(ax)).title == "left"
    ax.set_title("", loc="left")
    ax.get_figure().suptitle("above")
    assert from_plain(to_plain(ax)).title == "above"


def test_a_figure_is_its_first_drawn_axes():
    figure, (_, second) = plt.subplots(1, 2)
    bars(second)
    assert marks(figure) == (Mark("bar", tuple(BANDS), (3.0, 4.5)),)


def test_what_bar_returns_is_read_as_its_axes(ax):
    assert marks(ax.bar(BANDS, [1, 2])) == (Mark("bar", tuple(BANDS), (1.0, 2.0)),)


@pytest.mark.parametrize("make", [plt.figure, lambda: plt.figure().gca()])
def test_nothing_drawn_is_a_chart_without_marks(make):
    assert marks(make()) == ()


def test_too_many_lines_are_not_sent(ax):
    for _ in range(250):
        ax.plot([1, 2])
    assert to_plain(ax)["kind"] == "too_large"
