"""A dossier stops at the step that was done last, and a practice week has every kind of slip."""

import numpy as np
import pandas as pd
import pytest

from aatulab.cases import load_case
from aatulab.targeting.unit import (
    lying_minutes,
    may_get,
    outside_mandate,
    practice_handling,
    practice_shared,
    stopped,
    without_approval,
)

AT = pd.Timestamp("2026-04-13T10:00Z")


def steps(*rows):
    """Return steps from (dossier, act, minutes after ten)."""
    table = pd.DataFrame(rows, columns=["dossier", "act", "minute"])
    came = AT + pd.to_timedelta(table["minute"], unit="min")
    return table.assign(service="customs", came_at=came, done_at=came + pd.Timedelta(minutes=9))


@pytest.fixture(scope="module", params=[1, 2, 3])
def week(request):
    rng = np.random.default_rng(request.param)
    log = practice_handling(load_case("first-watch"), rng)
    return log, practice_shared(log, rng)


def test_last_step_is_the_one_that_was_done_last_and_not_the_one_filed_last():
    filed = steps(("D1", "open bag", 50), ("D1", "question", 5), ("D2", "report back", 60),
                  ("D2", "match", 0))  # fmt: skip
    assert stopped(filed).to_dict("records") == [
        {"dossier": "D1", "act": "open bag", "service": "customs"}
    ]


def test_waiting_runs_from_the_desk_to_the_act():
    assert lying_minutes(steps(("D1", "match", 0))).tolist() == [9.0]


def test_same_generator_gives_the_same_week():
    case = load_case("first-watch")
    one, other = (practice_handling(case, np.random.default_rng(5)) for _ in range(2))
    pd.testing.assert_frame_equal(one, other)


def test_a_week_has_every_kind_of_slip_and_most_of_it_is_in_order(week):
    log, shared = week
    for slips in (outside_mandate(log), without_approval(log)):
        assert 2 <= slips.sum() < 0.15 * len(log)
    assert (log["approved_by"] == log["officer"]).any()
    assert 5 <= len(stopped(log)) < 0.6 * log["dossier"].nunique()
    loose = [not may_get(*pair) for pair in zip(shared["data"], shared["receiver"], strict=True)]
    assert 5 <= sum(loose) < 0.25 * len(shared)


def test_steps_of_a_dossier_follow_each_other_in_time_and_each_act_comes_once(week):
    log = week[0]
    assert (log["done_at"] > log["came_at"]).all()
    assert not log.duplicated(["dossier", "act"]).any()
    for _, rows in log.sort_values("done_at").groupby("dossier"):
        assert (rows["came_at"].iloc[1:].to_numpy() >= rows["done_at"].iloc[:-1].to_numpy()).all()
        assert rows["done_at"].is_unique


def test_only_a_dossier_that_reviews_itself_has_one_officer_for_both(week):
    log = week[0]
    officers = log[log["act"].isin(["match", "review"])].pivot_table(
        index="dossier", columns="act", values="officer", aggfunc="first"
    )
    same = (officers["match"] == officers["review"]).sum()
    assert 1 <= same < 0.4 * len(officers)
