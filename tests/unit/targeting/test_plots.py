"""Pictures show the counts that they are given, and leave the reader's settings alone."""

import colorsys
import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib import style

from aatulab.drawing import BLUE
from aatulab.errors import TargetingError
from aatulab.targeting import plots
from aatulab.targeting.metrics import Confusion
from aatulab.targeting.plots.history import history_in_words
from aatulab.targeting.times import LEAD_TIME_LABELS


@pytest.fixture(autouse=True)
def closed_figures():
    with mpl.rc_context({"backend": "agg"}):
        yield
        plt.close("all")


def heights(ax):
    return [bar.get_height() for bar in ax.patches]


def test_lead_time_chart_has_a_bar_for_every_band_even_an_empty_one():
    ax = plots.lead_time_chart(pd.Series([1.0, 2.0, 700.0]))
    assert [tick.get_text() for tick in ax.get_xticklabels()] == list(LEAD_TIME_LABELS)
    assert heights(ax) == [2, 0, 0, 0, 0, 1]
    assert ax.get_xlabel()
    assert ax.get_ylabel()
    assert ax.get_title()


def test_drawing_leaves_the_readers_settings_alone():
    before = dict(mpl.rcParams)
    plots.bar_chart(pd.Series({"a": 1}), title="t", xlabel="x")
    assert dict(mpl.rcParams) == before


def test_interactive_mode_switched_on_by_the_first_figure_stays_on():
    """A notebook's inline backend does that; without it no later figure of the lesson shows."""
    with mpl.rc_context():
        mpl.interactive(False)
        with plots.lab_style():
            mpl.interactive(True)
        assert mpl.is_interactive()


def test_a_chart_is_drawn_where_one_is_asked_to():
    _, mine = plt.subplots()
    assert plots.points_chart(pd.Series([0, 1, 3]), title="t", threshold=2, ax=mine) is mine
    assert heights(mine) == [1, 1, 0, 1]


def test_everybody_is_drawn_once():
    ax = plots.everybody_chart(
        Confusion(3, hits=5, innocent_stopped=7, missed=2, innocent_passed=40)
    )
    assert [len(group.get_offsets()) for group in ax.collections] == [5, 7, 2, 40]


def test_nobody_is_nothing_to_draw():
    with pytest.raises(TargetingError, match="nobody"):
        plots.everybody_chart(Confusion(3, 0, 0, 0, 0))


def test_found_curve_ends_at_everything_for_a_full_ranking():
    illicit = pd.Series({"A": True, "B": False, "C": True})
    ax = plots.found_curve({"mine": ["A", "B", "C"]}, illicit, share=0.34)
    mine = next(line for line in ax.lines if line.get_label() == "mine")
    assert list(mine.get_ydata()) == [0, 0.5, 0.5, 1]


def test_found_curve_of_nothing_is_refused():
    with pytest.raises(TargetingError, match="nobody"):
        plots.found_curve({"mine": ["A"]}, pd.Series({"A": False}))


def test_route_map_names_every_stop(make):
    ax = plots.route_map(["GRU-LIS", "GRU-CMN-LIS"], make.airports())
    assert {note.get_text() for note in ax.texts} == {"GRU", "CMN", "LIS"}
    assert [line.get_label() for line in ax.lines] == ["GRU-LIS", "GRU-CMN-LIS"]


@pytest.mark.parametrize("itineraries", [[], ["GRU-LIS"] * 4, ["GRU-XXX"]])
def test_a_map_that_cannot_be_drawn_says_why(make, itineraries):
    with pytest.raises(TargetingError):
        plots.route_map(itineraries, make.airports())


def test_contact_web_counts_bookings_and_names_todays(make):
    contacts = make.contacts(("A", "+1"), ("B", "+1"), ("A", "+1"), ("C", "+1"))
    ax = plots.contact_web(contacts, ["+1"], today=["A"])
    texts = {note.get_text() for note in ax.texts}
    assert "A" in texts
    assert "B" not in texts
    assert "+1\n3 bookings" in texts


def test_a_web_of_nothing_is_refused(make):
    with pytest.raises(TargetingError, match="values"):
        plots.contact_web(make.contacts(("A", "+1")), [])


def test_share_chart_labels_per_cent():
    ax = plots.share_chart(pd.Series({"a": 0.1234, "b": 0.5}), title="t")
    assert {text.get_text() for text in ax.texts} == {"12.3%", "50.0%"}


def test_colours_differ_in_lightness_so_that_grey_print_works():
    """Innocent people, stopped or not, have one shape: lightness alone must tell them apart."""
    from aatulab.targeting.plots import selection as looks

    def lightness(colour):
        red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return colorsys.rgb_to_hls(red, green, blue)[1]

    assert abs(lightness(looks.INNOCENT_PASSED) - lightness(looks.INNOCENT_STOPPED)) > 0.3


def test_style_sheet_uses_only_the_colours_of_okabe_and_ito():
    okabe_ito = {"E69F00", "56B4E9", "009E73", "F0E442", "0072B2", "D55E00", "CC79A7", "000000"}
    with style.context(plots.STYLE_SHEET):
        colours = mpl.rcParams["axes.prop_cycle"].by_key()["color"]
    assert {re.sub("^#", "", colour) for colour in colours} <= okabe_ito


def test_known_curve_ends_with_every_booking_and_marks_the_departure():
    utc = [f"2026-04-{day:02d} 12:00Z" for day in (1, 10, 12)]
    booked = pd.Series(pd.to_datetime(utc))
    leaves, lands = pd.Timestamp("2026-04-13 06:00Z"), pd.Timestamp("2026-04-13 12:00Z")
    bookings, api = plots.known_curve(booked, leaves, lands).lines
    assert list(bookings.get_xdata()) == [288, 72, 24, 6]
    assert list(bookings.get_ydata()) == pytest.approx([1 / 3, 2 / 3, 1, 1])
    assert list(api.get_xdata()) == [6, 6, 1]
    with pytest.raises(TargetingError, match="found no booking"):
        plots.known_curve(booked.head(0), leaves, lands)


def test_retention_chart_stacks_every_record_once():
    months = pd.Series([1.0, 2.0, 7.0, 61.0])
    names = pd.Series([True, True, False, True])
    ax = plots.retention_chart(months, names, mask_after=6, delete_after=60)
    assert sum(heights(ax)) == 4
    assert {text.get_text().strip() for text in ax.texts} == {
        "hide names: 6 months",
        "delete: 60 months",
    }


def test_rule_chart_fills_only_dots_that_surely_beat_the_base_rate():
    rows = {"hit_rate": [0.3, 0.03], "low": [0.2, 0.01], "high": [0.4, 0.06]}
    table = pd.DataFrame(rows | {"hits": [30, 3], "checked": [100, 100]}, index=["good", "lots"])
    ax = plots.rule_chart(table, 0.02)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [dot.get_markerfacecolor() for dot in dots] == ["white", BLUE]
    assert "30 of 100" in {text.get_text() for text in ax.texts}
    with pytest.raises(TargetingError, match="no rule was ever checked"):
        plots.rule_chart(table.assign(checked=0), 0.02)


def test_weight_chart_draws_every_waybill_once_and_counts_the_unreported():
    table = pd.DataFrame(
        {"accepted_kg": [10.0, 200.0, 3000.0], "gain_kg": [0.1, 15.0, 40.0],
         "reported": [False, True, False]}
    )  # fmt: skip
    ax = plots.weight_chart(table, pd.Series([False, True, True]), noise=0.003)
    assert [len(group.get_offsets()) for group in ax.collections] == [1, 1, 1]
    labels = ax.get_legend_handles_labels()[1]
    assert labels[2] == "more or less, nobody reported (1)"


def test_ratio_chart_counts_what_is_known_and_hatches_what_is_beyond():
    ratios = pd.Series([0.01, 0.4, 1.0, 1.2, 50.0, None])
    ax = plots.ratio_chart(ratios, below=0.5, above=8)
    assert sum(heights(ax)) == 5
    assert ax.get_legend_handles_labels()[1] == ["within (2)", "beyond the line (3)"]
    assert "1 cannot be compared" in ax.get_xlabel()
    with pytest.raises(TargetingError, match="no number"):
        plots.ratio_chart(pd.Series([None], dtype=float))


def test_trade_chart_has_two_bars_for_each_of_the_most_valuable_chapters():
    figures = pd.DataFrame(
        {"title": ["shoes", "fish", "gold"], "kg": [30.0, 69.0, 1.0], "value": [20.0, 10.0, 70.0]},
        index=["64", "03", "71"],
    )
    ax = plots.trade_chart(figures, title="t", most=2)
    widths = [bar.get_width() for bar in ax.patches]
    assert widths == pytest.approx([0.2, 0.7, 0.3, 0.01])
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["shoes (64)", "gold (71)"]


def test_duty_curve_marks_how_few_hold_the_share():
    ax = plots.duty_curve(pd.Series([0.0, 80.0, 20.0, 0.0]), share=0.8, title="t")
    held, _, corner = ax.lines
    assert held.get_ydata().tolist() == pytest.approx([0, 0.8, 1, 1, 1])
    assert corner.get_xdata()[0] == pytest.approx(0.25)
    with pytest.raises(TargetingError, match="nothing that is due"):
        plots.duty_curve(pd.Series([0.0]), title="t")


def test_history_chart_marks_every_date_of_a_plan_and_says_what_was_changed():
    departs = pd.Timestamp("2026-03-10T06:00Z")
    before = pd.Timedelta(hours=1)
    bookings = pd.DataFrame(
        {"pnr": ["A", "B"], "booked_at": departs - 300 * before, "departs_at": departs,
         "ticketed_at": departs - 20 * before}
    )  # fmt: skip
    changes = pd.DataFrame({"pnr": ["A"], "changed_at": [departs - 5 * before], "kind": ["route"]})
    ax = plots.history_chart(bookings, changes, ["A", "B"])
    marks = [group.get_offsets() for group in ax.collections if len(group.get_offsets())]
    assert sorted(round(float(dots[0][0])) for dots in marks) == [5, 20, 20, 300, 300]
    assert [text.get_text() for text in ax.texts] == ["route"]
    words = history_in_words(bookings.set_index("pnr"), changes)
    assert words.startswith("A: booked 300 hours before departure, tickets issued 20 hours before,")
    assert "route changed 5 hours before; B: booked" in words
    with pytest.raises(TargetingError, match="'C'"):
        plots.history_chart(bookings, changes, ["C"])


def test_mandate_chart_has_a_mark_for_every_power_and_a_ring_where_a_second_person_is_asked():
    mandate = pd.DataFrame(
        {
            "service": ["customs", "customs", "police"],
            "act": ["X-ray", "search", "search"],
            "needs_approval": [False, True, True],
        }
    )
    ax = plots.mandate_chart(mandate, title="t")
    squares, rings = ax.collections
    assert squares.get_offsets().tolist() == [[0, 0]]
    assert rings.get_offsets().tolist() == [[1, 0], [1, 1]]


def test_dossier_chart_draws_each_step_in_hours_from_landing_and_hatches_the_longest():
    at = pd.Timestamp("2026-04-13T06:00Z")
    hours = pd.to_timedelta([1, -4], unit="h")
    steps = pd.DataFrame({"act": ["ask", "match"], "service": ["c", "a"], "came_at": at + hours})
    steps["done_at"] = steps["came_at"] + pd.to_timedelta([30, 120], unit="min")
    ax = plots.dossier_chart(steps, at, title="t")
    assert [(bar.get_x(), bar.get_width()) for bar in ax.patches] == [(-4, 2), (1, 0.5)]
    assert [bar.get_hatch() for bar in ax.patches] == ["//", None]
    with pytest.raises(TargetingError, match="steps: found none"):
        plots.dossier_chart(steps[:0], at, title="t")


def test_mirror_chart_draws_weight_and_value_of_each_kind_of_goods():
    table = pd.DataFrame(
        {"kg_ratio": [1.0, 0.5, float("nan")], "value_ratio": [2.0, 0.5, float("nan")]},
        index=["610910", "330300", "850000"],
    )
    ax = plots.mirror_chart(table, {"610910": "T-shirts"}, title="t")
    weight, value = (line.get_xdata().tolist() for line in ax.get_lines()[1:])
    assert weight == [2.0, -1.0, 0.0]  # from the bottom; what only arrived stands at the edge
    assert value == [2.0, -1.0, 1.0]
    assert ax.get_yticklabels()[-1].get_text() == "T-shirts (610910)"
    with pytest.raises(TargetingError, match="found no goods"):
        plots.mirror_chart(table[:0], {}, title="t")


def test_cash_chart_marks_the_thousand_below_the_limit():
    amounts = pd.Series([500.0, 8_500.0, 9_000.0, 9_999.0, 10_000.0, 55_000.0, None])
    ax = plots.cash_chart(amounts, title="t")
    drawn = heights(ax)
    assert sum(drawn) == 6
    assert drawn[20 + 9] == 2  # the hatched bars come second
    assert drawn[19] == 1  # all that lies beyond the last thousand
    with pytest.raises(TargetingError, match="found no number"):
        plots.cash_chart(amounts[6:], title="t")


def test_yardstick_chart_draws_each_word_from_low_to_high():
    ax = plots.yardstick_chart({"likely": (0.5, 0.8)}, {"probable": (0.6, 0.9)}, title="t")
    assert [(bar.get_x(), round(bar.get_width(), 2)) for bar in ax.patches] == [
        (0.5, 0.3), (0.6, 0.3)
    ]  # fmt: skip
    with pytest.raises(TargetingError, match="from low to high"):
        plots.yardstick_chart({"likely": (55, 80)}, title="t")


def test_bits_chart_has_a_bar_for_each_level_and_hatches_what_speaks_against():
    weights = pd.DataFrame(
        {"field": ["name", "phone"], "level": ["same", "different"], "bits": [2.6, -7.8]}
    )
    ax = plots.bits_chart(weights, title="x")
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert labels == ["phone: different", "name: same"]
    assert [bar.get_width() for bar in ax.patches] == [-7.8, 2.6]
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [True, False]


def test_band_chart_draws_both_lines_and_the_band_that_a_person_decides():
    line = pd.DataFrame(
        {
            "threshold": [-20, 0, 3, 4],
            "precision": [0.5, 0.9, 1.0, None],
            "recall": [1.0, 0.9, 0.5, 0.0],
        }
    )
    ax = plots.band_chart(line, -1, 3)
    precision, recall = ax.lines
    assert precision.get_xdata().tolist() == [0, 3, 4]  # far left nobody would choose
    assert recall.get_ydata().tolist() == [0.9, 0.5, 0.0]
    assert precision.get_linestyle() != recall.get_linestyle()
    assert ax.get_legend_handles_labels()[1][0] == "a person decides"
