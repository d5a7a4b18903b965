"""What the lesson on X-ray images says of its own pictures and numbers is so."""

from pathlib import Path

import numpy as np
import pytest

from aatulab.authoring.quiz import read_quiz
from aatulab.inspection.xray.imaging.image import take_image
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.physics.atomic_number import log_signals
from aatulab.inspection.xray.physics.attenuation import attenuation_table
from aatulab.inspection.xray.physics.materials import read_materials
from aatulab.inspection.xray.physics.scanner import read_scanner
from aatulab.inspection.xray.training.detection import (
    Counts,
    criterion,
    d_prime,
    measure_detection,
    positive_predictive_value,
)
from aatulab.inspection.xray.training.reliability import judge_length

LESSON = Path(__file__).parents[2] / "courses" / "inspection" / "x-ray-reading.md"
QUIZ = {pair.id: pair for pair in read_quiz(LESSON.with_name("x-ray-reading.quiz.yml")).pairs}


def through(material, cm):
    scanner = read_scanner()
    per_cm = attenuation_table(read_materials(), scanner)[material]
    return [float(np.exp(-one)) for one in log_signals(scanner, np.array(per_cm[:3]) * cm)]


def test_metal_stops_the_softer_rays_and_cloth_and_water_treat_both_alike():
    for material, cm, most in (("steel", 0.2, 0.1), ("gold", 0.05, 0.01)):
        soft, hard = through(material, cm)
        assert soft < most
        assert hard > 4 * soft
    for material in ("cotton", "water"):
        soft, hard = through(material, 4)
        assert soft < hard < 1.2 * soft


def test_there_are_three_harmless_kinds_for_each_that_is_looked_for():
    library = read_library()
    harmless, threats = (len(list(library.models(threats=kind))) for kind in (False, True))
    assert round(harmless / threats) == 3


def test_the_suitcase_holds_what_the_reader_is_sent_to_find():
    scene = take_image(Order(bag="suitcase"), 102).scene
    titles = {thing.model.title for thing in scene.things}
    assert {"Padlock", "Travel iron", "Coiled belt", "Spectacles in a case"} <= titles


def test_what_the_top_view_loses_the_side_view_keeps():
    flat, turned = (
        take_image(Order(bag="suitcase", threat="pressed-slab", turn_deg=turn, buried=0.3), 12)
        for turn in (0, 85)
    )
    for image, clear, narrow in ((flat, 0, 1), (turned, 1, 0)):
        difficulty = [view.factors.view_difficulty for view in image.views]
        assert difficulty[clear] < 0.1
        assert difficulty[narrow] > 0.7


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_the_parcel_holds_something_that_can_be_marked(seed):
    image = take_image(Order(bag="parcel", threat="blister-bundles", buried=0.3), seed)
    assert all(view.box is not None for view in image.views)


def test_ada_reads_better_than_bo_and_cy_guesses():
    ada, bo, cy = (
        measure_detection(Counts(hits, 50, alarms, 50))
        for hits, alarms in ((40, 5), (45, 20), (50, 50))
    )
    assert ada.d_prime > bo.d_prime > cy.d_prime == 0
    assert ada.criterion > 0 > bo.criterion > cy.criterion
    assert d_prime(0.8, 0.1) == pytest.approx(2.1, abs=0.05)
    assert d_prime(0.9, 0.4) == pytest.approx(1.5, abs=0.05)


def test_the_numbers_of_the_self_check_are_right():
    before, after = (QUIZ["rare"].before, QUIZ["rare"].after)
    for item, rates, words in (
        (before, (0.8, 0.1, 0.01), "7"),
        (after, (0.9, 0.05, 0.02), "27"),
    ):
        assert f"{100 * positive_predictive_value(*rates):.0f}" == words
        assert words in item.choices[item.right]
    told = QUIZ["sensitivity"].after.because.replace("−", "-")
    for hit, alarm in ((0.8, 0.16), (0.9, 0.3)):
        assert f"{d_prime(hit, alarm):.2f}" in told
        assert f"{criterion(hit, alarm):.2f}" in told


def test_sixty_objects_are_too_few_and_a_hundred_enough():
    assert not judge_length(60).can_rank
    assert judge_length(100).can_rank
