"""A sitting shows what its plan says, keeps every answer, and goes on where it was left."""

import pytest

from aatulab.errors import ContentError, InspectionError
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.training.blocks import BLOCK_MINUTES
from aatulab.inspection.xray.training.compose import answer_key
from aatulab.inspection.xray.training.plan import Course, Plan
from aatulab.inspection.xray.training.scoring import Outcome
from aatulab.inspection.xray.training.sitting import Sitting
from aatulab.inspection.xray.training.trials import Decision, Mark

PLAN = Plan("drill", 4, 10)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "answers.jsonl"


@pytest.fixture
def sitting(path):
    return open_sitting(path)


def open_sitting(path, plan=PLAN):
    return Sitting(plan, path, read_library())


def right(sitting, seconds=3.0):
    """Return the right answer to the image that is shown."""
    image, number = sitting.image, sitting.number
    for view in image.views:
        if view.box is not None:
            middle = (view.box.left + view.box.right) / 2, (view.box.top + view.box.bottom) / 2
            return Decision(number, "search", seconds, Mark(view.name, *middle))
    return Decision(number, "clear", seconds)


def test_a_reader_who_is_always_right_finds_everything(sitting):
    kinds = [sitting.decide(right(sitting)).outcome.kind for _ in range(10)]
    assert set(kinds) == {"hit", "correct rejection"}
    counts = sitting.session().counts()
    assert (counts.hits, counts.threats, counts.false_alarms) == (4, 4, 0)
    assert sitting.number is None
    with pytest.raises(InspectionError, match="all 10 images are answered"):
        _ = sitting.image


def test_it_goes_on_where_it_was_left_with_the_same_images(sitting, path):
    for _ in range(4):
        sitting.decide(right(sitting))
    again = open_sitting(path)
    assert (again.resumed, again.number, again.outcomes) == (4, 4, sitting.outcomes)
    for one in (sitting, again):
        assert one.image.scene.seed == sitting.image.scene.seed
    again.decide(right(again))
    assert [one.trial for one in open_sitting(path).decisions] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("decision", "error", "says"),
    [
        (
            Decision(0, "search", 1.0, Mark("top", 801, 300)),
            InspectionError,
            "inside the picture of 800 x 600",
        ),
        (
            Decision(0, "search", 1.0, Mark("top", -1, 300)),
            InspectionError,
            "mark: found column -1",
        ),
        (Decision(0, "search", 1.0, Mark("top", float("nan"), 3)), InspectionError, "column nan"),
        (Decision(0, "search", 1.0, Mark("back", 300, 300)), ContentError, "found 'back'"),
        (Decision(3, "clear", 1.0), InspectionError, "found trial 3, expected 0"),
        (Decision(0, "search", 1.0, None, "bananas"), InspectionError, "category: found 'bananas'"),
    ],
)
def test_what_cannot_be_is_refused_and_not_kept(sitting, path, decision, error, says):
    with pytest.raises(error, match=says):
        sitting.decide(decision)
    assert sitting.number == 0
    assert open_sitting(path).decisions == ()


def test_feedback_names_the_object_and_what_was_marked_instead(sitting):
    while not sitting.image.has_threat:
        sitting.decide(right(sitting))
    image = sitting.image
    key = answer_key(sitting._trial, image)
    elsewhere = next(
        Mark("top", *at)
        for thing in image.scene.things
        if not key.agrees(Mark("top", *(at := pixel(thing)))) and not thing.model.is_soft
    )
    told = sitting.decide(Decision(sitting.number, "search", 2.0, elsewhere, "gold"))
    assert told.outcome.kind == "wrong place"
    assert told.threat.is_threat
    assert told.marked is not None
    assert not told.marked.is_threat


def pixel(thing):
    """Return about where the top view, which looks from below, shows the middle of a thing."""
    x, y, z = map(float, thing.at)
    return 399.5 + x / 0.09, 299.5 - (y - 2) * 98 / (86 + z) / 0.09


def test_a_break_is_due_when_a_block_is_filled(sitting):
    long = BLOCK_MINUTES * 60 / 2
    sitting.decide(right(sitting, long - 1))
    assert not sitting.is_break_due
    sitting.decide(right(sitting, long + 2))
    assert sitting.is_break_due
    sitting.decide(right(sitting))
    assert not sitting.is_break_due


def test_levels_rise_for_what_is_found_and_fall_for_what_is_missed():
    course = Course(Plan("drill", 2, 40), read_library())
    start = course.levels
    for number in range(40):
        trial = course.trial(number)
        searched = trial.shows_threat and trial.category == "gold"
        course.learn(Outcome(trial, searched, searched, 2.0))
        if trial.shows_threat:
            change = course.levels[trial.category] - start[trial.category]
            assert (change > 0) == (trial.category == "gold")


@pytest.mark.parametrize(
    ("plan", "images", "threats"),
    [
        (Plan("drill", 1, 20), 20, 8),
        (Plan("drill", 1, 20, 0.25), 20, 5),
        (Plan("queue", 1, 100), 100, 2),
        (Plan("test", 1), 128, 64),
    ],
)
def test_a_plan_shows_its_share_of_objects(plan, images, threats):
    course = Course(plan, read_library())
    assert course.images == images
    assert sum(course.trial(k).shows_threat for k in range(images)) == threats


def test_a_drill_keeps_to_its_categories():
    course = Course(Plan("drill", 3, 30, categories=("gold", "pellets")), read_library())
    shown = {course.trial(number).category for number in range(30)}
    assert shown == {"gold", "pellets", None}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("exam", 1, 5), "kind: found 'exam'"),
        (("drill", 1), "images: found None for a drill"),
        (("test", 1, 5), "images: found 5 for a test"),
        (("queue", 1, 0), "images: found 0"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(arguments, says):
    with pytest.raises(InspectionError, match=says):
        Plan(*arguments)


@pytest.mark.parametrize(
    ("plan", "says"),
    [
        (Plan("drill", 1, 10, 0.02), "drill: prevalence: found 0.02"),
        (Plan("queue", 1, 10, 0.3), "queue: prevalence: found 0.3"),
        (Plan("drill", 1, 10, categories=("bananas",)), "categories: found .'bananas'."),
    ],
)
def test_a_course_out_of_bounds_is_refused(plan, says):
    with pytest.raises(InspectionError, match=says):
        Course(plan, read_library())
