"""A rule book reads as a table, gives reasons for and against, and knows how little it knows."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import TargetingError
from aatulab.targeting.rules import (
    COLUMNS,
    RuleBook,
    checking_queue,
    overlap,
    practice_drill,
    rule_statistics,
    wilson,
)
from aatulab.targeting.rules.statistics import Z90

TABLE = pd.DataFrame(
    [
        ("late", "hours", None, 24, 2, "late", "serious crime", "A", "2026-01-01"),
        ("cash", "cash", None, None, 1, "cash", "serious crime", "A", "2026-01-01"),
        ("paper", "paper", None, None, -2, "a paper", "serious crime", "A", "2026-01-01"),
    ],
    columns=list(COLUMNS),
)
SIGNALS = pd.DataFrame(
    {
        "hours": [2.0, 24.0, 3.0, None],
        "cash": [True, True, False, False],
        "paper": [False, False, True, True],
    },
    index=pd.Index(["D", "C", "B", "A"], name="pnr"),
)
TODAY = pd.Timestamp("2026-03-10", tz="UTC")


@pytest.fixture
def book():
    return RuleBook.from_table(TABLE)


def test_table_comes_back_as_it_was(book):
    again = RuleBook.from_table(book.table())
    assert again == book
    assert list(book.table().columns) == list(COLUMNS)


def test_points_have_reasons_and_what_speaks_for_somebody_stands_apart(book):
    scores = book.scores(SIGNALS)
    assert scores.index.tolist() == ["D", "C", "A", "B"]
    assert scores["points"].to_dict() == {"D": 3, "C": 1, "A": 0, "B": 0}
    assert scores.loc["D", "reasons"] == "late (+2); cash (+1)"
    assert scores.loc["B", "reasons"] == "late (+2)"
    assert scores.loc["B", "speaks_for"] == "a paper (-2)"


def test_nobody_earns_a_free_pass_below_nought(book):
    assert book.scores(SIGNALS).loc["A", "points"] == 0


def test_rules_are_taken_out_and_weighed_anew(book):
    assert [rule.id for rule in book.without(["cash"]).rules] == ["late", "paper"]
    changed = book.with_points({"cash": 3, "late": 0})
    assert [(rule.id, rule.rule.points) for rule in changed.rules] == [("cash", 3), ("paper", -2)]
    with pytest.raises(TargetingError, match="no rule 'cush'; there are late, cash, paper"):
        book.without(["cush"])
    with pytest.raises(TargetingError, match="no rule 'cush'"):
        book.with_points({"cush": 1})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"signal": "nationality"}, "what a person is never scores"),
        ({"points": 1.5}, "points: found 1.5, expected a whole number"),
        ({"points": None}, "expected a whole number"),
        ({"reason": " "}, "a reason in words"),
        ({"rule": "cash"}, "the name 'cash' is used twice"),
        ({"at_least": 30}, "could never apply"),
    ],
)
def test_row_that_cannot_be_defended_is_refused(change, message):
    table = TABLE.astype(object)
    for column, value in change.items():
        table.loc[0, column] = value
    with pytest.raises(TargetingError, match=message):
        RuleBook.from_table(table)


def test_missing_column_and_missing_signal_are_named(book):
    with pytest.raises(TargetingError, match="there is no column 'reason'"):
        RuleBook.from_table(TABLE.drop(columns="reason"))
    with pytest.raises(TargetingError, match="rule 'cash': no signal 'cash'"):
        book.scores(SIGNALS.drop(columns="cash"))
    with pytest.raises(TargetingError, match="at least one rule"):
        RuleBook.from_table(TABLE.head(0))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"purpose": "tax debt"}, "no lawful purpose"),
        ({"owner": None}, "nobody answers for it"),
        ({"reviewed_on": None}, "its hits were never looked at"),
        ({"reviewed_on": "2025-03-09"}, "last looked at on 09 March 2025"),
    ],
)
def test_auditor_s_questions_are_asked(book, change, why):
    assert book.needs_attention(TODAY).empty
    table = TABLE.astype(object)
    table.loc[1, list(change)] = list(change.values())
    asked = RuleBook.from_table(table).needs_attention(TODAY)
    assert asked.to_numpy().tolist() == [["cash", why]]


def test_a_year_to_the_day_is_still_in_order():
    table = TABLE.assign(reviewed_on="2025-03-10")
    assert RuleBook.from_table(table).needs_attention(TODAY).empty


def test_statistics_count_checked_records_only(book):
    found = pd.Series({"D": True, "C": False, "B": False})
    rows = rule_statistics(book, SIGNALS, found, base_rate=0.25)
    assert rows.loc["late", ["fires", "checked", "hits"]].tolist() == [2, 2, 1]
    assert rows.loc["late", "lift"] == pytest.approx(2.0)
    assert rows.loc["paper", ["fires", "checked", "hits"]].tolist() == [2, 1, 0]
    assert rows["only_here"].tolist() == [0, 0, 0]  # D is found by two rules
    alone = rule_statistics(book.without(["cash"]), SIGNALS, found, base_rate=0.25)
    assert alone.loc["late", "only_here"] == 1


def test_rule_that_was_never_checked_has_no_rate_and_every_share_is_possible(book):
    rows = rule_statistics(book, SIGNALS, pd.Series({"A": False}), base_rate=0.25)
    assert np.isnan(rows.loc["late", "hit_rate"])
    assert rows.loc["late", ["low", "high"]].tolist() == [0, 1]


def test_results_of_strangers_and_impossible_base_rates_are_refused(book):
    with pytest.raises(TargetingError, match="'Z' is not among the signals"):
        rule_statistics(book, SIGNALS, pd.Series({"Z": True}), base_rate=0.1)
    with pytest.raises(TargetingError, match="base_rate: found 0"):
        rule_statistics(book, SIGNALS, pd.Series({"D": True}), base_rate=0)


@given(st.integers(1, 500), st.data())
def test_interval_ends_where_the_share_would_just_be_likely(checks, data):
    """Do both ends solve Wilson's own equation, (share - p)^2 = z^2 p (1 - p) / n?"""
    share = data.draw(st.integers(0, checks)) / checks
    for p in wilson(round(share * checks), checks):
        assert (share - p) ** 2 == pytest.approx(Z90**2 * p * (1 - p) / checks, abs=1e-12)


@given(st.integers(1, 500), st.data())
def test_interval_holds_the_share_and_shrinks_with_more_checks(checks, data):
    hits = data.draw(st.integers(0, checks))
    low, high = wilson(hits, checks)
    assert 0 <= low <= hits / checks + 1e-12
    assert hits / checks - 1e-12 <= high <= 1
    more_low, more_high = wilson(4 * hits, 4 * checks)
    assert more_high - more_low < high - low


def test_more_hits_than_checks_are_refused():
    with pytest.raises(TargetingError, match="found 3 of 2 checks"):
        wilson(3, 2)


def test_overlap_is_read_by_rows(book):
    shares = overlap(book, SIGNALS)
    assert shares.loc["late", "cash"] == 0.5
    assert shares.loc["cash", "late"] == 0.5
    assert shares.loc["late", "paper"] == 0.5
    assert shares.loc["cash", "paper"] == 0


def test_queue_goes_by_points_and_ends_with_a_lot(book):
    queue = checking_queue(book.scores(SIGNALS), 3, 1, np.random.default_rng(4))
    assert queue["place"].tolist() == [1, 2, 3]
    assert queue.index[:2].tolist() == ["D", "C"]
    assert queue.index[2] in {"A", "B"}
    assert queue["why"].iloc[2] == "drawn by lot: what do the rules miss?"
    again = checking_queue(book.scores(SIGNALS), 3, 1, np.random.default_rng(4))
    pd.testing.assert_frame_equal(queue, again)


def test_every_record_beyond_the_points_has_the_same_chance(book):
    scores = book.scores(SIGNALS)
    drawn = [checking_queue(scores, 2, 1, np.random.default_rng(n)).index[1] for n in range(150)]
    for name in "CAB":
        assert 30 < drawn.count(name) < 75


@pytest.mark.parametrize(("capacity", "by_lot"), [(3, 0), (3, 3), (1, 1), (5, 1)])
def test_queue_without_a_lot_or_beyond_the_list_is_refused(book, capacity, by_lot):
    with pytest.raises(TargetingError, match=r"expected at least 1|check everybody"):
        checking_queue(book.scores(SIGNALS), capacity, by_lot, np.random.default_rng(1))


def test_drill_is_the_same_for_the_same_generator_and_rewards_what_the_lab_s_couriers_do():
    rng = np.random.default_rng(2)
    day = pd.DataFrame(
        {
            "contact_reuse": rng.integers(1, 12, 400),
            "lead_time_h": rng.uniform(1, 900, 400),
            "paid_cash": rng.random(400) < 0.2,
            "payer_is_not_traveller": rng.random(400) < 0.2,
            "stay_h": rng.uniform(10, 500, 400),
            "one_way": rng.random(400) < 0.2,
            "paper_seen": rng.random(400) < 0.2,
        }
    )
    past, found = practice_drill(day, np.random.default_rng(3), bookings=5_000)
    again = practice_drill(day, np.random.default_rng(3), bookings=5_000)
    pd.testing.assert_frame_equal(past, again[0])
    pd.testing.assert_series_equal(found, again[1])
    assert found.mean() == pytest.approx(0.13, abs=0.02)
    shared = past["contact_reuse"].between(3, 8)
    assert found[shared].mean() > 1.8 * found[~shared].mean()
    assert found[past["paper_seen"]].mean() < 0.3 * found.mean()
