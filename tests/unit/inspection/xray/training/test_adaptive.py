"""Training that adapts: where staircases settle, who climbs, and that it is faster than chance."""

from datetime import date, timedelta
from itertools import pairwise
from statistics import median

import numpy as np
import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.training.adaptive import Coach, next_trial
from aatulab.inspection.xray.training.blocks import plan_blocks
from aatulab.inspection.xray.training.readers import Learner, clearness
from aatulab.inspection.xray.training.scoring import Outcome
from aatulab.inspection.xray.training.spacing import GAPS_DAYS, Card, due_today
from aatulab.inspection.xray.training.staircase import SMALLEST_STEP, Staircase
from aatulab.inspection.xray.training.trials import Trial

NAMES = tuple("abcdefgh")


def outcome(number, category, *, threat, searched, found=None):
    trial = Trial(number, number, Order(), threat, category)
    return Outcome(trial, searched, searched if found is None else found, 3.0)


@pytest.mark.parametrize("target", [0.7, 0.75, 0.84])
def test_a_staircase_settles_where_the_target_share_succeeds(target):
    """Kaernbach (1991): steps down p / (1 - p) times as large as steps up."""
    rng = np.random.default_rng(9)
    settled = []
    for _ in range(30):
        stairs = Staircase(level=2, target=target)
        for image in range(900):
            chance = 1 / (1 + np.exp(1.1 * (stairs.level - 5)))
            success = rng.random() < chance
            stairs = stairs.after(success=bool(success))
            if image > 300:
                settled.append(success)
    assert np.mean(settled) == pytest.approx(target, abs=0.015)


def test_steps_shrink_with_failures_to_the_smallest():
    stairs = Staircase()
    assert stairs.after(success=True).level == stairs.level + 0.3
    for _ in range(10):
        stairs = stairs.after(success=False)
    assert stairs.step == SMALLEST_STEP
    assert stairs.level == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [({"level": 11}, "level: found 11"), ({"step": 0}, "step 0"), ({"target": 1}, "target 1")],
)
def test_a_staircase_that_leads_nowhere_is_refused(change, said):
    with pytest.raises(InspectionError, match=said):
        Staircase(**change)


def images_until(seed, *, adaptive, chance=0.8, level=6.0, most=4_000):
    """Return how many threat images a learner needs until every category is mastered."""
    rng = np.random.default_rng(seed)
    learners = {name: Learner(skill=float(rng.uniform(0.15, 0.8)), rate=0.05) for name in NAMES}
    coach = Coach.starting(NAMES)
    for image in range(1, most):
        name = coach.category(rng) if adaptive else NAMES[int(rng.integers(len(NAMES)))]
        at = coach.level(name) if adaptive else float(rng.uniform(0, 10))
        right = bool(rng.random() < learners[name].chance(at))
        learners[name] = learners[name].after(at)
        if adaptive:
            coach.learn(outcome(image, name, threat=True, searched=right))
        if all(learner.chance(level) >= chance for learner in learners.values()):
            return image
    return most


def test_adaptive_training_converges_faster_than_random_order():
    """The same learners, the same number of images; only the choice of the next image differs."""
    pairs = [
        (images_until(seed, adaptive=True), images_until(seed, adaptive=False))
        for seed in range(24)
    ]
    assert all(adaptive < at_random for adaptive, at_random in pairs)
    assert median(at_random / adaptive for adaptive, at_random in pairs) > 1.4


def test_a_learner_gains_most_where_84_percent_succeed():
    """Wilson et al. (2019): the best error rate is 15.87 %."""
    learner = Learner(skill=1.0)
    levels = np.linspace(0, 10, 2_001)
    gains = [learner.after(level).skill for level in levels]
    assert learner.chance(levels[int(np.argmax(gains))]) == pytest.approx(0.8413, abs=0.002)
    assert clearness(0) > clearness(10) > 0


def test_weak_categories_come_more_often():
    coach = Coach({"strong": Staircase(level=8), "weak": Staircase(level=2)})
    rng = np.random.default_rng(1)
    drawn = [coach.category(rng) for _ in range(400)]
    assert drawn.count("weak") > 3 * drawn.count("strong")
    assert drawn.count("strong") > 0


def test_who_stops_everything_does_not_climb():
    coach = Coach.starting(["gold"])
    for number in range(20):
        coach.learn(outcome(number, None, threat=False, searched=True))
    before = coach.levels()
    for number in range(20, 40):
        coach.learn(outcome(number, "gold", threat=True, searched=True))
    assert coach.stops_too_much
    assert coach.levels() == before
    for number in range(40, 60):
        coach.learn(outcome(number, None, threat=False, searched=False))
    coach.learn(outcome(60, "gold", threat=True, searched=True))
    assert coach.levels()["gold"] > before["gold"]


def test_a_mark_in_the_wrong_place_is_a_failure():
    coach = Coach.starting(["gold"], level=5)
    coach.learn(outcome(1, "gold", threat=True, searched=True, found=False))
    assert coach.level("gold") < 5


def test_a_category_that_nobody_trains_is_refused():
    with pytest.raises(InspectionError, match="category: found 'ivory', expected one of"):
        Coach.starting(["gold"]).learn(outcome(1, "ivory", threat=True, searched=True))
    with pytest.raises(InspectionError, match="categories: found none"):
        Coach.starting([])


def test_practice_is_spread_over_growing_gaps_and_falls_back_after_a_failure():
    today = date(2026, 11, 2)
    card, gaps = Card("gold", today), []
    for _ in range(7):
        card = card.reviewed(today, found=9, shown=10)
        gaps.append((card.due - today).days)
        today = card.due
    assert gaps == [2, 4, 8, 16, 30, 30, 30]
    assert card.reviewed(today, found=1, shown=10).due == today + timedelta(days=GAPS_DAYS[0])
    assert card.reviewed(today, found=0, shown=0).box == 0
    early = today - timedelta(days=5)
    assert card.reviewed(early, found=1, shown=1) == card
    assert card.reviewed(early, found=0, shown=1).due == early + timedelta(days=GAPS_DAYS[0])


def test_what_has_waited_longest_comes_first():
    today = date(2026, 11, 10)
    cards = [
        Card("gold", today, 2),
        Card("ivory", today - timedelta(days=3)),
        Card("pellets", today + timedelta(days=1)),
    ]
    assert [card.name for card in due_today(cards, today)] == ["ivory", "gold"]


@pytest.mark.parametrize(("images", "seconds"), [(1, 5), (100, 6), (333, 7.5), (500, 30)])
def test_no_block_is_longer_than_it_may_be_and_none_is_left_out(images, seconds):
    blocks = plan_blocks(images, seconds)
    assert blocks[0].first == 0
    assert blocks[-1].last == images
    assert all(a.last == b.first for a, b in pairwise(blocks))
    assert all((b.last - b.first) * seconds <= 20 * 60 for b in blocks)
    assert [b.break_minutes for b in blocks] == [10.0] * (len(blocks) - 1) + [0.0]
    starts = [b.starts_minute for b in blocks]
    assert starts == sorted(starts)


@pytest.mark.parametrize(("images", "seconds"), [(0, 5), (10, 0), (10, 5_000)])
def test_blocks_that_cannot_be_are_refused(images, seconds):
    with pytest.raises(InspectionError, match="blocks: found"):
        plan_blocks(images, seconds)


def test_the_next_image_follows_the_reader():
    library = read_library()
    coach = Coach({name: Staircase(level=6.0) for name in ("gold", "pellets")})
    rng = np.random.default_rng(2)
    trials = [next_trial(coach, library, number, rng, prevalence=0.5) for number in range(200)]
    threats = [trial for trial in trials if trial.shows_threat]
    assert 80 < len(threats) < 120
    assert {trial.category for trial in threats} == {"gold", "pellets"}
    assert {trial.level for trial in threats} == {6.0}
    assert not any(trial.held_out for trial in trials)
    assert np.mean([trial.order.turn_deg for trial in threats]) > 40


def test_a_drill_with_too_few_threats_is_refused():
    coach = Coach.starting(["gold"])
    with pytest.raises(InspectionError, match=r"drill: prevalence: found 0\.02"):
        next_trial(coach, read_library(), 0, np.random.default_rng(1), prevalence=0.02)
