"""Goods and money: each figure against numbers that are worked out by hand or by SciPy."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from aatulab.errors import ResearchError
from aatulab.research import trade

NOW = pd.Timestamp("2026-05-11 08:00", tz="UTC")


def exports(*rows):
    columns = ["departed", "mode", "code", "kg", "value"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(departed=pd.to_datetime(table["departed"]))


def imports(*rows):
    columns = ["arrived", "code", "kg", "value", "consigned_from"]
    table = pd.DataFrame(rows, columns=columns).assign(origin="A")
    return table.assign(arrived=pd.to_datetime(table["arrived"]))


SENT = exports(
    ("2025-12-20", "sea", "640391", 10.0, 100.0),
    ("2026-03-01", "air", "640391", 20.0, 200.0),
    ("2026-12-20", "sea", "640399", 30.0, 300.0),
    ("2026-06-01", "air", "300490", 5.0, 500.0),
)
GOT = imports(
    ("2026-01-19", "640391", 10.0, 108.0, "A"),
    ("2026-03-03", "640399", 20.0, 216.0, "A"),
    ("2026-06-03", "300490", 5.0, 540.0, "A"),
    ("2026-07-03", "300490", 2.0, 216.0, "C"),
)


def test_by_departure_and_code_nothing_agrees():
    table = trade.mirror(SENT, GOT, 2026)
    assert table["exported"].to_dict() == {"300490": 500.0, "640391": 200.0, "640399": 300.0}
    assert table["imported"].to_dict() == {"300490": 756.0, "640391": 108.0, "640399": 216.0}
    assert table.loc["300490", "value_ratio"] == pytest.approx(1.512)
    assert table.loc["640391", "kg_ratio"] == pytest.approx(0.5)


def test_each_explanation_takes_its_own_gap_away():
    table = trade.mirror(
        SENT, GOT, 2026, by="heading", freight=0.08, by_arrival=True, direct_only=True
    )
    assert table["value_ratio"].tolist() == pytest.approx([1.0, 1.0])
    assert table["kg_ratio"].tolist() == pytest.approx([1.0, 1.0])
    assert set(trade.reading(table)) == {"agrees"}


def test_goods_that_only_one_side_knows():
    table = trade.mirror(SENT[:1], GOT[2:3], 2026, by_arrival=True)
    assert np.isnan(table.loc["300490", "kg_ratio"])
    assert trade.reading(table).to_dict() == {"300490": "more arrives", "640391": "less arrives"}


@pytest.mark.parametrize(
    ("kg", "value", "words"),
    [
        (1.0, 1.0, "agrees"),
        (1.0, 1.15, "agrees"),
        (1.0, 1.16, "dearer on arrival"),
        (1.0, 1 / 1.16, "cheaper on arrival"),
        (0.5, 0.5, "less arrives"),
        (0.5, 2.0, "less arrives"),  # weight first
        (1.2, 1.2, "more arrives"),
        (1.1, 1.0, "agrees"),
        (1.1, 0.94, "cheaper on arrival"),  # a tenth more goods for less money
    ],
)
def test_two_ratios_are_read_in_words(kg, value, words):
    table = pd.DataFrame({"kg_ratio": [kg], "value_ratio": [value]})
    assert trade.reading(table).tolist() == [words]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"by": "HS6"}, "by: found 'HS6'"),
        ({"freight": 8}, "a share such as 0.08"),
    ],
)
def test_a_wrong_wish_is_refused(arguments, message):
    with pytest.raises(ResearchError, match=message):
        trade.mirror(SENT, GOT, 2026, **arguments)


def test_a_mode_that_nobody_knows_is_refused_where_days_are_needed():
    road = SENT.assign(mode="road")
    trade.mirror(road, GOT, 2026)
    with pytest.raises(ResearchError, match="mode: found 'road', expected air or sea"):
        trade.mirror(road, GOT, 2026, by_arrival=True)


def test_spread_is_scipys_median_deviation():
    rng = np.random.default_rng(1)
    lines = pd.DataFrame({"code": "a", "kg": 2.0, "value": rng.lognormal(3, 0.4, 41)})
    logs = np.log(lines["value"] / 2)
    expected = (logs - logs.median()) / stats.median_abs_deviation(logs, scale="normal")
    found = trade.spread(lines)["far"]
    assert found.tolist() == pytest.approx(expected.tolist(), rel=1e-4)


def test_one_gold_bar_does_not_hide_itself():
    prices = [10.0, 10.5, 11.0, 11.5, 12.0, 12.5, 13.0, 13.5, 60_000.0]
    lines = pd.DataFrame({"code": "a", "kg": 1.0, "value": prices})
    far = trade.spread(lines)["far"]
    assert far.iloc[-1] > 30
    by_mean = (lines["value"] - lines["value"].mean()) / lines["value"].std()
    assert by_mean.max() < 3  # it moves the mean and the deviation that should show it


def test_few_or_equal_prices_have_no_spread():
    few = pd.DataFrame({"code": "a", "kg": 1.0, "value": [1.0, 2.0, 900.0]})
    same = pd.DataFrame({"code": "b", "kg": 1.0, "value": [5.0] * 9})
    assert trade.spread(pd.concat([few, same]))["far"].isna().all()
    with pytest.raises(ResearchError, match="weighs or costs nothing"):
        trade.spread(few.assign(kg=0.0))


def cash(*rows):
    table = pd.DataFrame(rows, columns=["hours", "traveller", "phone", "amount"])
    table.insert(0, "entry", range(1, len(table) + 1))
    return table.assign(at=NOW + pd.to_timedelta(table.pop("hours"), unit="h"))


def test_a_run_is_the_window_with_the_largest_sum():
    table = cash(
        (0, "T1", "p", 3_000.0),
        (100, "T2", "p", 6_000.0),
        (130, "T3", "p", 6_000.0),
        (171, "T4", "p", 1_000.0),
        (173, "T5", "p", 9_000.0),
        (0, "T6", "q", 9_000.0),
        (80, "T7", "q", 9_000.0),
        (1, "T8", "r", 12_000.0),
        (2, "T9", "r", 900.0),
    )
    found = trade.runs(table)
    assert found.index.tolist() == ["p"]
    row = found.loc["p"]
    # T3 + T4 + T5 in 43 hours; with T2 it would be 73
    assert (row["entries"], row["travellers"], row["total"]) == (3, 3, 16_000.0)
    assert row["last"] - row["first"] == pd.Timedelta("43h")


def test_longer_windows_and_lower_limits_find_more():
    table = cash((0, "T6", "q", 9_000.0), (80, "T6", "q", 9_000.0))
    assert trade.runs(table).empty
    assert trade.runs(table, hours=80)["travellers"].tolist() == [1]
    assert trade.runs(cash((0, "T1", "q", 9_000.0)), limit=9_500).empty


def test_wrong_limits_are_refused():
    with pytest.raises(ResearchError, match="limit: found 0"):
        trade.runs(cash((0, "T6", "q", 9_000.0)), limit=0)
    with pytest.raises(ResearchError, match="within: found 10"):
        trade.just_below(pd.Series([1.0]), within=10)
    with pytest.raises(ResearchError, match="amounts: found none"):
        trade.round_share(pd.Series([], dtype="float64"))


def test_balance_counts_returns_and_refunds():
    trail = pd.DataFrame(
        [
            ("A", "cargo", "in", 1_000.0),
            ("A", "post", "out", 100.0),  # sent back
            ("A", "money", "out", 2_000.0),
            ("A", "money", "in", 200.0),  # refunded
            ("B", "cargo", "in", 500.0),
        ],
        columns=["partner", "flow", "direction", "value"],
    )
    table = trade.balance(trail)
    assert table.loc["A", ["goods", "paid", "open"]].tolist() == [900.0, 1_800.0, 900.0]
    assert table.loc["A", "share"] == pytest.approx(0.5)
    assert table.loc["B", "open"] == -500.0
    assert table.index.tolist() == ["A", "B"]


@pytest.mark.parametrize(
    "call",
    [
        lambda table: trade.mirror(table, GOT, 2026),
        lambda table: trade.mirror(SENT, table, 2026),
        trade.reading,
        trade.spread,
        trade.runs,
        trade.balance,
    ],
)
def test_a_wrong_table_is_named(call):
    with pytest.raises(ResearchError, match="there is no column"):
        call(pd.DataFrame({"a": [1]}))


@pytest.fixture(scope="module", params=range(5))
def practice(request):
    rng = np.random.default_rng(request.param)
    sent, got = trade.practice_mirror(2026, rng)
    return sent, got, trade.practice_cash(NOW, rng), trade.practice_firm(NOW, rng)


def test_practice_is_the_same_for_everybody():
    one, other = (trade.practice_mirror(2026, np.random.default_rng(3)) for _ in range(2))
    for ours, theirs in zip(one, other, strict=True):
        pd.testing.assert_frame_equal(ours, theirs)


def test_innocent_reasons_explain_all_but_three_stories(practice):
    sent, got, _, _ = practice
    before = trade.reading(trade.mirror(sent, got, 2026, freight=0.08))
    after = trade.reading(
        trade.mirror(sent, got, 2026, by="heading", freight=0.08, by_arrival=True, direct_only=True)
    )
    assert (before != "agrees").sum() > (after != "agrees").sum()
    assert sorted(after[after != "agrees"]) == [
        "cheaper on arrival", "dearer on arrival", "less arrives"
    ]  # fmt: skip


def test_one_firm_is_cheap_for_its_goods(practice):
    _, got, _, _ = practice
    far = trade.spread(got)["far"]
    low = got[far < -3.5]
    assert (low["firm"] == "Ardmoor Import").sum() >= 2


def test_cash_holds_rings_without_and_families_with_paper(practice):
    _, _, cash_table, _ = practice
    found = trade.runs(cash_table)
    papers = cash_table.groupby("phone")["paper"].mean().reindex(found.index)
    assert (papers == 0).sum() >= 4
    assert (papers == 1).sum() >= 1
    assert cash_table["traveller"].is_unique
    assert cash_table["phone"].str.startswith("+442079460").all()


def test_one_partner_is_paid_for_goods_that_never_came(practice):
    trail = practice[3]
    assert trail["at"].between(NOW - pd.Timedelta(days=366), NOW).all()  # nothing is paid tomorrow
    table = trade.balance(trail)
    assert (table["share"] > 0.5).sum() == 1
    assert (table["share"] < -0.2).sum() == 1
