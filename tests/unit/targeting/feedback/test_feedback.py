"""What a unit may conclude from what it has found: known facts, records, luck and loops."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.cases import build_case
from aatulab.errors import TargetingError
from aatulab.targeting.feedback import (
    ROUTES,
    best_rules,
    expected_rate,
    known_to,
    play_weeks,
    practice_debrief,
    practice_months,
    practice_quarters,
    practice_records,
    record_slips,
    short_form,
)
from aatulab.targeting.plots import quarters_chart, where_chart

NINE = pd.Timestamp("2026-03-16 09:00", tz="UTC")


def minutes(number):
    return NINE + pd.Timedelta(minutes=number)


@pytest.fixture(scope="module")
def case():
    return build_case("one-phone-two-doors", None)[0]


@pytest.fixture
def facts():
    rows = [
        ("F1", "post", minutes(0), "customs", minutes(30)),
        ("F2", "customs", minutes(10), "police", pd.NaT),
        ("F3", "police", minutes(5), "post", minutes(6)),
    ]
    return pd.DataFrame(rows, columns=["fact", "service", "arose_at", "told_to", "told_at"])


@pytest.mark.parametrize(
    ("service", "at", "had"),
    [("customs", 9, []), ("customs", 10, ["F2"]), ("customs", 30, ["F2", "F1"]),
     ("police", 500, ["F3"]), ("post", 6, ["F1", "F3"])],
)  # fmt: skip
def test_a_fact_is_had_from_its_minute_on(facts, service, at, had):
    assert known_to(facts, service, minutes(at))["fact"].tolist() == had


def test_no_service_of_a_debrief_had_everything(case):
    for seed in range(6):
        facts, decisions, found_at = practice_debrief(case, np.random.default_rng(seed))
        had = [len(known_to(facts, d.service, d.decided_at)) for d in decisions.itertuples()]
        assert max(had) < len(facts)
        assert (facts["arose_at"] < found_at).all()
        assert (facts["told_at"].isna() | (facts["told_at"] > found_at)).any()


def test_short_form_is_that_of_the_case_and_leaves_referred_persons_at_home(case):
    records = practice_records(case, np.random.default_rng(1))
    short = short_form(records)
    assert list(short.columns) == list(case.seizures_short.columns)
    assert len(short) == (~records["referred"]).sum() < len(records)


def test_slips_are_found_where_they_were_made(case):
    records = practice_records(case, np.random.default_rng(1))
    clean = records.assign(
        quantity=1.0, remarks="found below the lining",
        detection_method=records["selected_by"].map(
            {"lot": "random selection", "partner": "information from a partner",
             "rule": "risk profile", "officer": "observation"}
        ),
    )  # fmt: skip
    assert record_slips(clean).empty
    clean.loc[3, "quantity"] = 0.0
    clean.loc[4, "remarks"] = "Ms Oriel says it was a gift"
    clean.loc[5, "selected_by"] = "lot"
    clean.loc[5, "detection_method"] = "risk profile"
    assert record_slips(clean)["what"].tolist() == ["quantity", "name", "method"]


@given(st.integers(0, 40), st.integers(0, 400), st.floats(0, 1))
def test_what_is_expected_lies_between_the_rule_and_the_middle(hits, more, base):
    checks = hits + more
    rate = expected_rate(hits, checks, base)
    own = hits / checks if checks else base
    assert min(own, base) - 1e-9 <= rate <= max(own, base) + 1e-9


@pytest.mark.parametrize(
    ("arguments", "said"),
    [((5, 3, 0.1), "hits: found 5 of 3"), ((1, 3, 10), "base_rate: found 10"),
     ((1, 3, 0.1, 0), "weight: found 0")],
)  # fmt: skip
def test_a_figure_that_is_none_is_named(arguments, said):
    with pytest.raises(TargetingError, match=said):
        expected_rate(*arguments)


def test_the_best_fall_and_the_worst_rise_on_most_seeds():
    falls = rises = 0
    for seed in range(60):
        quarters = practice_quarters(np.random.default_rng(seed))
        rates = best_rules(quarters, len(quarters))
        falls += rates["rate_2"].head(5).mean() < rates["rate_1"].head(5).mean()
        rises += rates["rate_2"].tail(5).mean() > rates["rate_1"].tail(5).mean()
    assert falls > 50
    assert rises > 45


def looked_most(lot_share, looks_at):
    """Return in how many of thirty lucks the unit looks most where most is."""
    best = max(ROUTES, key=ROUTES.get)
    return sum(
        play_weeks(lot_share, looks_at, seed=seed).groupby("route")["checks"].sum().idxmax() == best
        for seed in range(1, 31)
    )


def test_lots_alone_do_not_help_and_lots_with_a_rate_do():
    assert looked_most(0.3, "finds") < 15
    assert looked_most(0.0, "hit rate") < 15
    assert looked_most(0.3, "hit rate") > 20


@pytest.mark.parametrize("lot_share", [0.0, 0.13, 1.0])
def test_every_week_has_all_its_checks(lot_share):
    weeks = play_weeks(lot_share, checks=41)
    assert (weeks.groupby("week")["checks"].sum() == 41).all()
    assert (weeks["finds"] <= weeks["checks"]).all()


def test_a_share_or_a_word_that_is_none_is_named():
    with pytest.raises(TargetingError, match="lot_share: found 20"):
        play_weeks(20)
    with pytest.raises(TargetingError, match="looks_at: found 'luck', expected finds or hit rate"):
        play_weeks(0.1, "luck")


def test_headlines_of_the_months_are_true_and_mislead():
    for seed in range(8):
        months = practice_months(np.random.default_rng(seed))
        years = months.groupby(months["month"] > 12)[["checks", "finds", "kg"]].sum()
        assert years["finds"][True] > years["finds"][False]
        rate = years["finds"] / years["checks"]
        assert rate[True] < rate[False]
        second = months[months["month"] > 12]
        assert second["kg"].max() > 0.2 * second["kg"].sum()


def test_pictures_draw_every_rule_and_every_route():
    ax = quarters_chart(practice_quarters(np.random.default_rng(3)), title="t")
    assert len(ax.lines) == 24 + 1
    assert len(where_chart(play_weeks(0.2), title="t").lines) == len(ROUTES)
