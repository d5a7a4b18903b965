"""Points add up with their reasons, and what a person is never scores."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.scores import NEVER_SCORES, Rule, score, shortlist


@pytest.fixture
def signals():
    return pd.DataFrame(
        {
            "hours": [10.0, 24.0, None, 80.0],
            "cash": [True, False, True, False],
            "firm": [False, False, True, False],
        },
        index=pd.Index(["D", "C", "B", "A"], name="pnr"),
    )


def test_a_range_holds_its_lower_edge_and_not_its_upper(signals):
    scores = score(signals, [Rule("hours", 2, "late", at_least=24, below=80)])
    assert scores.points.to_dict() == {"C": 2, "A": 0, "B": 0, "D": 0}


def test_a_missing_value_never_gives_points(signals):
    assert score(signals, [Rule("hours", 1, "any", at_least=0)]).loc["B", "points"] == 0
    missing = pd.DataFrame({"cash": pd.array([True, None], dtype="boolean")}, index=["A", "B"])
    assert score(missing, [Rule("cash", 1, "cash")]).points.to_dict() == {"A": 1, "B": 0}


def test_points_can_speak_for_somebody(signals):
    rules = [Rule("cash", 2, "paid in cash"), Rule("firm", -3, "a firm vouches")]
    scores = score(signals, rules)
    assert scores.loc["B", "points"] == -1
    assert scores.loc["B", "reasons"] == "paid in cash (+2); a firm vouches (-3)"


def test_most_points_first_and_ties_by_pnr(signals):
    assert list(score(signals, [Rule("cash", 1, "paid in cash")]).index) == ["B", "D", "A", "C"]


def test_every_point_has_its_reason(signals):
    rules = [Rule("cash", 2, "paid in cash"), Rule("hours", 1, "late", below=50)]
    scores = score(signals, rules)
    for row in scores.itertuples():
        given = sum(
            int(note[note.rindex("(") + 1 : -1]) for note in row.reasons.split("; ") if note
        )
        assert given == row.points


@pytest.mark.parametrize("name", sorted(NEVER_SCORES))
def test_what_a_person_is_never_scores(name):
    with pytest.raises(TargetingError, match="what a person is never scores"):
        Rule(name.upper(), 1, "because")


@pytest.mark.parametrize(
    "rule",
    [
        {"points": 0, "reason": "nothing"},
        {"points": 1, "reason": " "},
        {"points": 1, "reason": "empty range", "at_least": 3, "below": 3},
    ],
)
def test_a_rule_without_effect_or_reason_is_refused(rule):
    with pytest.raises(TargetingError):
        Rule("hours", **rule)


def test_an_unknown_signal_is_named_with_those_there_are(signals):
    with pytest.raises(TargetingError, match=r"'weight'.*hours, cash, firm"):
        score(signals, [Rule("weight", 1, "heavy", at_least=23)])


def test_no_rules_is_no_score(signals):
    with pytest.raises(TargetingError, match="rules"):
        score(signals, [])


def test_a_shortlist_is_plain_text_in_order(signals):
    scores = score(signals, [Rule("cash", 1, "paid in cash")])
    assert shortlist(scores.sample(frac=1, random_state=1), 3) == ["B", "D", "A"]


def test_a_shortlist_needs_a_place(signals):
    with pytest.raises(TargetingError, match="capacity"):
        shortlist(score(signals, [Rule("cash", 1, "paid in cash")]), 0)
