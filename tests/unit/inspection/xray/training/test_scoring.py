"""Scoring: localisation, categories, transfer, time; answers that do not fit are refused."""

import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.xray.imaging.box import Box
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.training.scoring import learning_curve, score, time_on_task
from aatulab.inspection.xray.training.trials import Decision, Key, Mark, Trial

BOX = Box(100, 50, 200, 90)
INSIDE, NEAR, FAR = Mark("top", 150, 70), Mark("top", 204, 70), Mark("top", 400, 300)


def make_trial(number, *, threat, category="gold", held_out=False):
    return Trial(number, number, Order(threat="cast-bars"), threat, category, held_out)


def make_key(trial):
    boxes = {"top": BOX, "side": Box(10, 10, 30, 40)} if trial.shows_threat else {}
    return Key(trial.number, trial.shows_threat, boxes, (800, 600))


def scored(trials, answers, seconds=4.0):
    """Score a session from (verdict, mark) by trial."""
    keys = {trial.number: make_key(trial) for trial in trials}
    decisions = [
        Decision(trial.number, verdict, seconds + trial.number, mark)
        for trial, (verdict, mark) in zip(trials, answers, strict=True)
    ]
    return score(trials, keys, decisions)


@pytest.mark.parametrize(
    ("threat", "verdict", "mark", "kind"),
    [
        (True, "search", INSIDE, "hit"),
        (True, "search", NEAR, "hit"),
        (True, "search", Mark("side", 20, 20), "hit"),
        (True, "search", FAR, "wrong place"),
        (True, "search", None, "wrong place"),
        (True, "clear", None, "miss"),
        (True, "clear", INSIDE, "miss"),
        (False, "search", INSIDE, "false alarm"),
        (False, "search", None, "false alarm"),
        (False, "clear", None, "correct rejection"),
    ],
)
def test_a_hit_needs_the_mark_on_the_threat(threat, verdict, mark, kind):
    session = scored([make_trial(0, threat=threat)], [(verdict, mark)])
    assert session.outcomes[0].kind == kind


def test_a_search_for_the_wrong_thing_is_no_hit():
    trials = [make_trial(0, threat=True), make_trial(1, threat=True), make_trial(2, threat=False)]
    session = scored(trials, [("search", INSIDE), ("search", FAR), ("clear", None)])
    counts = session.counts()
    assert (counts.hits, counts.threats, counts.false_alarms) == (1, 2, 0)
    assert session.localised_share == 0.5


def test_categories_and_held_out_objects_are_told_apart():
    trials, answers = [], []
    for number in range(80):
        threat, gold, held_out = number % 2 == 0, number % 4 < 2, number >= 40
        category = "gold" if gold else "pellets"
        trials.append(make_trial(number, threat=threat, category=category, held_out=held_out))
        good = gold and not held_out
        answers.append(("search", INSIDE) if threat and good else ("clear", None))
    session = scored(trials, answers)
    measured = session.by_category()
    assert measured["gold"].d_prime > measured["pellets"].d_prime
    change, interval = session.transfer()
    assert change < 0
    assert interval.low < change < interval.high


def test_median_times_are_told_by_kind_of_outcome():
    trials = [make_trial(n, threat=n < 3) for n in range(5)]
    answers = [("search", INSIDE)] * 3 + [("clear", None)] * 2
    assert scored(trials, answers).seconds_by_kind() == {"correct rejection": 7.5, "hit": 5.0}


def test_what_was_not_answered_is_left_out_and_named():
    trials = [make_trial(n, threat=n % 2 == 0) for n in range(6)]
    keys = {trial.number: make_key(trial) for trial in trials}
    session = score(trials, keys, [Decision(0, "search", 2.0, INSIDE), Decision(3, "clear", 2.0)])
    assert session.unanswered == (1, 2, 4, 5)
    assert session.counts().threats == 1


def test_a_learning_curve_rises_when_a_reader_learns():
    trials, answers = [], []
    for number in range(120):
        threat = number % 2 == 0
        trials.append(make_trial(number, threat=threat))
        learned = number >= 60 or number % 8 == 0
        answers.append(("search", INSIDE) if threat and learned else ("clear", None))
    outcomes = scored(trials, answers).outcomes
    curve = learning_curve(outcomes, 30)
    assert [(point.first, point.last) for point in curve] == [
        (1, 30),
        (31, 60),
        (61, 90),
        (91, 120),
    ]
    assert curve[0].detection.d_prime < curve[3].detection.d_prime
    assert curve[0].detection.d_prime_interval.high < curve[3].detection.d_prime
    assert [point.last for point in time_on_task(outcomes)] == [40, 80, 120]


def test_a_stretch_with_threats_only_waits_for_harmless_bags():
    trials = [make_trial(n, threat=n < 10) for n in range(20)]
    outcomes = scored(trials, [("clear", None)] * 20).outcomes
    assert [(point.first, point.last) for point in learning_curve(outcomes, 5)] == [(1, 15)]


@pytest.mark.parametrize(
    ("decisions", "said"),
    [
        ([Decision(9, "clear", 1.0)], "trial 9 is none of the 2"),
        ([Decision(0, "clear", 1.0), Decision(0, "search", 1.0)], "trial 0 is answered twice"),
        ([Decision(0, "search", 1.0, Mark("top", 900, 5))], "column 900, row 5.*800 x 600"),
        ([Decision(0, "search", 1.0, Mark("top", 5, -1))], "row -1"),
        ([Decision(0, "search", 1.0, Mark("bottom", 5, 5))], "view: found 'bottom'"),
    ],
)
def test_answers_that_do_not_fit_the_session_are_refused(decisions, said):
    trials = [make_trial(0, threat=True), make_trial(1, threat=False)]
    keys = {trial.number: make_key(trial) for trial in trials}
    with pytest.raises(InspectionError, match=said):
        score(trials, keys, decisions)


def test_a_decision_comes_back_from_plain_values():
    decision = Decision(3, "search", 4.5, INSIDE, "gold", 0.8)
    assert Decision.from_json(decision.to_json()) == decision
    assert Decision.from_json(Decision(1, "clear", 0.5).to_json()) == Decision(1, "clear", 0.5)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"verdict": "maybe"}, "verdict: found 'maybe'"),
        ({"seconds": -1}, "seconds: found -1"),
        ({"seconds": float("nan")}, "seconds: found nan"),
        ({"seconds": "4"}, "seconds: found '4', expected a number"),
        ({"trial": True}, "trial: found True, expected a whole number"),
        ({"trial": None}, "trial: found None"),
        ({"confidence": 1.5}, "confidence: found 1.5"),
        ({"mark": {"view": "top"}}, "mark: found"),
        ({"mark": {"view": "top", "column": "x", "row": 1}}, "column: found 'x'"),
        ({"points": 10}, r"unknown keys \['points'\]"),
    ],
)
def test_a_malformed_answer_is_refused(changes, said):
    content = {"trial": 1, "verdict": "clear", "seconds": 2.0, **changes}
    with pytest.raises(InspectionError, match=said):
        Decision.from_json(content)
