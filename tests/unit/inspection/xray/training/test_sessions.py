"""Designs: pairs, held-out look-alikes, views, prevalence; the same seed gives the same session."""

from collections import Counter
from dataclasses import replace

import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.training.compose import answer_key, image_of, nearest_to_level
from aatulab.inspection.xray.training.difficulty import measured_level
from aatulab.inspection.xray.training.sessions import competency_test, drill, programme, queue

LIBRARY = read_library()


@pytest.fixture(scope="module")
def test_trials():
    return competency_test(LIBRARY, 3)


def test_every_bag_is_shown_with_and_without(test_trials):
    shown = Counter((trial.seed, trial.order) for trial in test_trials)
    assert set(shown.values()) == {2}
    assert sum(trial.shows_threat for trial in test_trials) == len(test_trials) / 2 == 64


def test_the_two_images_of_a_bag_are_far_apart(test_trials):
    first = {}
    for trial in test_trials:
        if trial.seed in first:
            assert trial.number - first[trial.seed] >= len(test_trials) / 4 - 1
        first.setdefault(trial.seed, trial.number)


def test_half_of_the_objects_are_held_out_and_half_of_the_views_are_rotated(test_trials):
    for name in LIBRARY.threat_categories():
        part = [trial for trial in test_trials if trial.category == name]
        assert len(part) == 16
        assert sum(trial.held_out for trial in part) == 8
        assert sum(trial.rotated for trial in part) == 8
        assert all((trial.order.turn_deg > 50) == trial.rotated for trial in part)


def test_which_image_of_a_pair_comes_first_says_nothing(test_trials):
    first_half = test_trials[: len(test_trials) // 2]
    assert sum(trial.shows_threat for trial in first_half) == len(first_half) / 2


@pytest.mark.parametrize(
    "make",
    [
        lambda seed: drill(LIBRARY, seed, 60, prevalence=0.5),
        lambda seed: queue(LIBRARY, seed, 300, prevalence=0.03),
    ],
)
def test_held_out_objects_are_never_trained_with(make):
    for seed in range(5):
        for trial in make(seed):
            if trial.order.threat is not None:
                assert LIBRARY.model(trial.order.threat).set == "A"
                assert not trial.held_out


@pytest.mark.parametrize(("prevalence", "threats"), [(0.2, 20), (0.35, 35), (0.5, 50)])
def test_a_drill_shows_as_many_threats_as_asked(prevalence, threats):
    trials = drill(LIBRARY, 1, 100, prevalence=prevalence)
    assert sum(trial.shows_threat for trial in trials) == threats
    assert [trial.number for trial in trials] == list(range(100))


@pytest.mark.parametrize(("images", "prevalence", "threats"), [(500, 0.02, 10), (20, 0.01, 1)])
def test_a_queue_shows_few_threats_but_at_least_one(images, prevalence, threats):
    trials = queue(LIBRARY, 1, images, prevalence=prevalence)
    assert sum(trial.shows_threat for trial in trials) == threats


def test_drill_and_queue_take_turns():
    sittings = programme(LIBRARY, 1, rounds=2)
    shares = [sum(t.shows_threat for t in sitting) / len(sitting) for sitting in sittings]
    assert shares[0] == shares[2] == 0.4
    assert shares[1] == shares[3] == 0.02
    assert len({trial.seed for sitting in sittings for trial in sitting}) == 260


def test_a_seed_is_a_session():
    assert competency_test(LIBRARY, 3) == competency_test(LIBRARY, 3)
    assert competency_test(LIBRARY, 3) != competency_test(LIBRARY, 4)
    assert drill(LIBRARY, 3, 20) == drill(LIBRARY, 3, 20)
    assert drill(LIBRARY, 3, 20) != queue(LIBRARY, 3, 20)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: drill(LIBRARY, 1, 10, prevalence=0.05), "drill: prevalence: found 0.05"),
        (lambda: queue(LIBRARY, 1, 10, prevalence=0.4), "queue: prevalence: found 0.4"),
        (lambda: drill(LIBRARY, 1, 0), "images: found 0"),
        (lambda: drill(LIBRARY, 1, 9, categories=["bananas"]), r"categories: found \['bananas'\]"),
        (lambda: competency_test(LIBRARY, 1, pairs_per_category=9), "at most 2"),
    ],
)
def test_a_design_that_is_none_is_refused(make, said):
    with pytest.raises(InspectionError, match=said):
        make()


def test_every_trial_of_a_test_can_be_shown_and_has_its_key(test_trials):
    for trial in test_trials[::9]:
        image = image_of(trial)
        key = answer_key(trial, image)
        assert image.has_threat == trial.shows_threat == bool(key.boxes)
        assert key.size == (800, 600)
        if trial.shows_threat:
            assert set(key.boxes) == {"top", "side"}


def test_an_image_is_found_near_the_level_that_is_asked_for():
    drilled = drill(LIBRARY, 5, 12, prevalence=0.5)
    trials = [trial for trial in drilled if trial.shows_threat][:3]
    mean = {}
    for level in (1.0, 8.0):
        found = []
        for trial in trials:
            harder = replace(
                trial,
                level=level,
                order=replace(trial.order, turn_deg=8.5 * level, buried=level / 10),
            )
            chosen, image = nearest_to_level(harder, candidates=3)
            found.append(measured_level(view.factors for view in image.views))
            assert image.views[0].low.tobytes() == image_of(chosen).views[0].low.tobytes()
        mean[level] = sum(found) / len(found)
    assert mean[8.0] > mean[1.0] + 0.5
