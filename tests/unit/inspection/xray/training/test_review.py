"""Spacing over days: what is due comes back, what is known waits, and readers gain by it."""

from collections import Counter
from datetime import date, timedelta
from statistics import mean

import numpy as np
import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.training.answers import read_plan
from aatulab.inspection.xray.training.compose import answer_key
from aatulab.inspection.xray.training.plan import Plan
from aatulab.inspection.xray.training.readers import Memory
from aatulab.inspection.xray.training.review import (
    MOST_OBJECTS,
    Practice,
    agenda,
    begun,
    plan_review,
    practice_in,
    practice_of,
    read_agenda,
    review_at,
)
from aatulab.inspection.xray.training.scoring import Outcome
from aatulab.inspection.xray.training.sessions import competency_test
from aatulab.inspection.xray.training.sitting import Sitting
from aatulab.inspection.xray.training.trials import Decision, Mark

MONDAY = date(2026, 11, 2)
LIBRARY = read_library()


def later(days):
    return MONDAY + timedelta(days=days)


def read(sitting, *, misses):
    """Answer a sitting by its key, but miss the first so many objects; return what was missed."""
    missed = []
    while sitting.number is not None:
        trial, image = sitting._trial, sitting.image
        if not trial.shows_threat:
            decision = Decision(trial.number, "clear", 1.0)
        elif len(missed) < misses:
            missed.append(trial.order.threat)
            decision = Decision(trial.number, "clear", 1.0)
        else:
            view, box = next(iter(answer_key(trial, image).boxes.items()))
            middle = Mark(view, (box.left + box.right) / 2, (box.top + box.bottom) / 2)
            decision = Decision(trial.number, "search", 1.0, middle)
        sitting.decide(decision)
    return missed


@pytest.fixture(scope="module")
def drilled(tmp_path_factory):
    """Return the file of a drill of Monday in which one object was missed, and which one."""
    path = tmp_path_factory.mktemp("reader") / "monday.jsonl"
    plan = Plan("drill", 11, 8, 0.5, day=MONDAY.isoformat())
    (missed,) = read(Sitting(plan, path, LIBRARY), misses=1)
    return path, missed


def test_what_was_missed_comes_back_tomorrow_and_what_was_found_later(drilled):
    path, missed = drilled
    met = practice_in(path, LIBRARY).shown
    assert len(met) > 1
    due = {
        day: {card.name for card in read_agenda([path], later(day), LIBRARY).due}
        for day in (0, 1, 2)
    }
    assert due == {0: set(), 1: {missed}, 2: set(met)}


def test_a_review_shows_what_is_due_and_decides_when_it_comes_back(drilled, tmp_path):
    path, missed = drilled
    again = tmp_path / "tuesday.jsonl"
    plan = plan_review([path], 3, later(1), LIBRARY)
    sitting = Sitting(plan, again, LIBRARY)
    assert plan.objects == (missed,)
    assert read(sitting, misses=0) == []
    assert [one.trial.order.threat for one in sitting.outcomes if one.trial.shows_threat] == [
        missed
    ]
    assert any(not one.trial.shows_threat for one in sitting.outcomes)
    found = read_agenda([again, path], later(1), LIBRARY)  # in any order
    assert found.due == []
    (card,) = [card for card in found.cards if card.name == missed]
    assert card.due == later(1 + 2)


def test_the_same_files_and_day_make_the_same_review_and_a_begun_one_stays(drilled, tmp_path):
    path, _ = drilled
    keep = tmp_path / "review.jsonl"
    plan = review_at(keep, [path], 3, later(2).isoformat(), LIBRARY)
    assert plan == plan_review([path], 3, later(2), LIBRARY)
    Sitting(plan, keep, LIBRARY)
    assert read_plan(keep) == plan
    # on another day, with other files: what was begun goes on
    assert review_at(keep, [path, keep], 3, later(9).isoformat(), LIBRARY) == plan


def test_a_drill_that_goes_on_after_midnight_keeps_its_day(drilled):
    path, _ = drilled
    tomorrow = Plan("drill", 11, 8, 0.5, day=later(1).isoformat())
    assert begun(tomorrow, path).day == MONDAY.isoformat()
    other = Plan("drill", 12, 8, 0.5, day=later(1).isoformat())
    assert begun(other, path) == other  # the file then says that it is another one's


def test_nothing_due_is_said_with_the_day_on_which_something_will_be(drilled):
    path, _ = drilled
    with pytest.raises(
        InspectionError, match=r"nothing is due\. 0 of the .* After that: 2026-11-03"
    ):
        plan_review([path], 3, MONDAY, LIBRARY)
    with pytest.raises(InspectionError, match="read a drill first"):
        plan_review([], 3, MONDAY, LIBRARY)


def test_a_session_without_a_day_is_no_part_of_a_schedule(tmp_path):
    path = tmp_path / "undated.jsonl"
    Sitting(Plan("drill", 1, 5), path, LIBRARY)
    with pytest.raises(InspectionError, match=r"undated\.jsonl: line 1: day: found none"):
        practice_in(path, LIBRARY)


def test_objects_that_only_tests_use_never_come_into_a_review():
    trials = competency_test(LIBRARY, 5)
    outcomes = [Outcome(trial, searched=False, found=False, seconds=2.0) for trial in trials]
    names = set(practice_of(MONDAY, outcomes).shown)
    assert names
    assert {LIBRARY.model(name).set for name in names} == {"A"}
    held_out = next(trial.order.threat for trial in trials if trial.held_out)
    with pytest.raises(InspectionError, match="objects of set A only"):
        Sitting(Plan("review", 1, day="2026-11-02", objects=(held_out,)), None, LIBRARY)


def test_a_review_takes_no_more_objects_than_fit_and_the_oldest_first():
    names = [model.name for model in LIBRARY.models(threats=True) if model.set == "A"]
    late, early = names[: MOST_OBJECTS // 2], names[MOST_OBJECTS // 2 : MOST_OBJECTS + 3]
    found = agenda([Practice(later(1), Counter(late)), Practice(MONDAY, Counter(early))], later(5))
    assert {card.name for card in found.due[: len(early)]} == set(early)
    assert agenda([Practice(later(9), Counter(late))], later(5)).cards == ()  # not yet


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "review"}, "objects: found \\[\\] for a review"),
        ({"kind": "drill", "images": 5, "objects": ("tusk",)}, "objects: found \\['tusk'\\]"),
        ({"kind": "review", "images": 5, "objects": ("tusk",)}, "images: found 5 for a review"),
        ({"kind": "drill", "images": 5, "day": "30.11.2026"}, "day: found '30.11.2026'"),
    ],
)
def test_plans_that_cannot_be_are_refused(change, said):
    with pytest.raises(InspectionError, match=said):
        Plan(**{"seed": 1, **change})


def test_files_of_before_there_were_days_are_read_and_kept_as_they_were():
    old = {"kind": "drill", "seed": 4, "images": 10, "prevalence": None, "categories": []}
    assert Plan.from_json(old).to_json() == old
    new = Plan("review", 4, day="2026-11-30", objects=("tusk",))
    assert Plan.from_json(new.to_json()) == new


# simulated readers

OBJECTS, DAYS, EXAM = [f"object-{k:02}" for k in range(12)], 40, 60


class Reader:
    """Somebody who forgets; says what he found, and counts how often he had to look."""

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)
        self.memory = {name: Memory(float(self.rng.uniform(2.0, 6.0))) for name in OBJECTS}
        self.seen = dict.fromkeys(OBJECTS, 0)
        self.looks = Counter()

    def look(self, name, day):
        since = day - self.seen[name]
        found = bool(self.rng.random() < self.memory[name].chance(since))
        self.memory[name] = self.memory[name].after(since)
        self.seen[name] = day
        self.looks[day] += 1
        return found

    def knows(self, day):
        return mean(self.memory[name].chance(day - self.seen[name]) for name in OBJECTS)


def by_the_schedule(seed):
    reader = Reader(seed)
    practices = [Practice(MONDAY, Counter(OBJECTS), Counter(OBJECTS))]
    for day in range(1, DAYS + 1):
        due = [card.name for card in agenda(practices, later(day)).due]
        found = Counter(name for name in due if reader.look(name, day))
        practices.append(Practice(later(day), Counter(due), found))
    return reader


def in_a_row(seed, looks):
    """Every object as often as the schedule showed one, all in the first days."""
    reader = Reader(seed)
    for k in range(looks):
        reader.look(OBJECTS[k % len(OBJECTS)], 1 + k * 3 // looks)
    return reader


def at_random(seed, looks):
    """On the same days, as many images as the schedule took on each; objects drawn at random."""
    reader = Reader(seed)
    for day, count in sorted(looks.items()):
        for k in reader.rng.integers(len(OBJECTS), size=count):
            reader.look(OBJECTS[k], day)
    return reader


def test_readers_who_follow_the_schedule_know_more_after_the_same_number_of_images():
    gains = []
    for seed in range(20):
        spaced = by_the_schedule(seed)
        looks = spaced.looks.total()
        massed, random = in_a_row(seed, looks), at_random(seed, spaced.looks)
        assert massed.looks.total() == random.looks.total() == looks
        knows = [reader.knows(EXAM) for reader in (spaced, massed, random)]
        gains.append((knows[0] - knows[1], knows[0] - knows[2]))
    over_massed, over_random = np.array(gains).T
    assert (over_massed > 0.3).all()
    assert (over_random > 0).mean() > 0.8
    assert over_random.mean() > 0.05
