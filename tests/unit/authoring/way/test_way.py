"""The home page says what is done and opens the next step, whatever lies on the disk."""

import json
import re
from pathlib import Path

import pytest

from aatulab.authoring.asked import asked_path, note_asked
from aatulab.authoring.card import Card
from aatulab.authoring.pages import write_plan
from aatulab.authoring.quiz.store import answers_path, write_answers
from aatulab.authoring.way import my_way
from aatulab.authoring.way.hand_over import FILE as HANDED
from aatulab.authoring.way.page import next_sentence, sentence, way_html
from aatulab.authoring.way.plan import (
    FILE,
    Plan,
    PlannedStep,
    PlannedTrack,
    make_plan,
    plan_bytes,
    read_plan,
)
from aatulab.authoring.way.progress import read_progress

ROOT = Path(__file__).parents[4]
QUIZ = """\
quiz-for: {lesson}
pairs:
  - id: one
    skill: line
    before: {{ask: A?, choices: [a, b, c], right: 1, because: A.}}
    after: {{ask: B?, choices: [a, b, c], right: 2, because: B.}}
  - id: two
    skill: line
    before: {{ask: C?, choices: [a, b, c], right: 1, because: C.}}
    after: {{ask: D?, choices: [a, b, c], right: 1, because: D.}}
"""


def lesson(name, track="t"):
    return PlannedStep(name, True, f"Lesson <{name}>", 60, f"courses/{track}/{name}.ipynb")


PLAN = Plan(
    (
        PlannedTrack(
            "First",
            (
                lesson("l1"),
                PlannedStep("e1", False, "Exercise", 45, "exercises/e1/e1.ipynb", ("q1", "q2")),
                lesson("l2"),
            ),
        ),
        PlannedTrack("Second", (lesson("l3", "u"),)),
    )
)


@pytest.fixture
def home(tmp_path):
    (tmp_path / FILE).write_bytes(plan_bytes(PLAN))
    for step in PLAN.steps:
        here = (tmp_path / step.notebook).parent
        here.mkdir(parents=True, exist_ok=True)
        if step.is_lesson:
            (here / f".{step.id}.quiz.yml").write_text(QUIZ.format(lesson=step.id))
    return tmp_path


def answer(home, name, when, one, two, track="t"):
    chosen = {"one": one, "two": two}
    write_answers(answers_path(home / "courses" / track, name), when, chosen)


def states(home):
    return {each.step.id: each.state for each in read_progress(PLAN, home).steps}


def test_empty_record_begins_at_the_beginning(home):
    progress = read_progress(read_plan(home), home)
    assert {each.state for each in progress.steps} == {"open"}
    assert sentence(progress) == "0 of 4 steps done; 3 h 45 min left."
    assert next_sentence(progress.next_step) == "Next: the lesson Lesson <l1> (1 h)."


def test_lesson_is_begun_by_its_first_answers_and_done_by_its_last(home):
    answer(home, "l1", "before", 0, 2)
    assert states(home)["l1"] == "begun"
    answer(home, "l1", "after", 1, 0)
    first = read_progress(PLAN, home).steps[0]
    assert (first.state, first.gain.before, first.gain.after) == ("done", 1, 2)
    assert first.minutes_left == 0
    assert "1 → 2 of 2" in way_html(read_progress(PLAN, home))


@pytest.mark.parametrize("place", ["exercises/e1", "e1"])
def test_exercise_is_done_when_every_check_looks_right(home, place):
    """Does it count where nbgrader has put it?  Both places do."""
    (home / place).mkdir(exist_ok=True)
    path = asked_path(home / place, "e1")
    note_asked(path, "q1", "right")
    note_asked(path, "q2", "wrong")
    note_asked(path, "q-of-last-year", "right")
    assert states(home)["e1"] == "begun"
    assert "1 of 2" in way_html(read_progress(PLAN, home))
    note_asked(path, "q2", "right")
    assert states(home)["e1"] == "done"


def test_what_is_begun_comes_before_what_is_open(home):
    answer(home, "l3", "before", 0, 0, track="u")
    progress = read_progress(PLAN, home)
    assert next_sentence(progress.next_step).startswith("Go on with the lesson Lesson <l3>")
    answer(home, "l3", "after", 0, 0, track="u")
    assert read_progress(PLAN, home).next_step.step.id == "l1"


def test_everything_done_leaves_nothing_to_do(home):
    for name, track in (("l1", "t"), ("l2", "t"), ("l3", "u")):
        answer(home, name, "after", 0, 0, track=track)
    for question in ("q1", "q2"):
        note_asked(asked_path(home / "exercises" / "e1", "e1"), question, "right")
    progress = read_progress(PLAN, home)
    assert sentence(progress) == "All 4 steps are done."
    assert "Nothing is left" in way_html(progress)


def test_answers_to_an_older_self_check_are_said_to_be_old(home):
    path = answers_path(home / "courses" / "t", "l1")
    write_answers(path, "after", {"three": 0, "four": 1})
    first = read_progress(PLAN, home).steps[0]
    assert first.state == "open"
    assert "other questions" in first.note
    write_answers(path, "after", {"one": 0, "four": 1})
    assert read_progress(PLAN, home).steps[0].state == "begun"


@pytest.mark.parametrize("damage", [b"{", b"[1]", b'{"after": 3}', b"\xff", b"[" * 100_000])
def test_broken_answers_are_named_in_one_sentence_and_the_rest_stands(home, damage):
    answer(home, "l2", "before", 0, 0)
    answers_path(home / "courses" / "t", "l1").write_bytes(damage)
    progress = read_progress(PLAN, home)
    assert "(.l1.answers.json) cannot be read" in progress.steps[0].note
    assert progress.steps[2].state == "begun"


def test_damaged_lines_of_a_record_are_counted(home):
    asked_path(home / "exercises" / "e1", "e1").write_text('{"question"\n')
    assert "left out: 1." in read_progress(PLAN, home).steps[1].note


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (lambda path: path.unlink(), "is not beside this notebook"),
        (lambda path: path.write_bytes(b"{"), "is damaged"),
        (lambda path: path.write_bytes(b'{"format": 1, "tracks": [3]}'), "is damaged"),
        (lambda path: path.write_bytes(b'{"format": 9}'), "format 9, expected 1"),
        (lambda path: path.write_bytes(b"[" * 100_000), "is damaged"),
    ],
)
def test_a_plan_that_cannot_be_read_is_one_clear_sentence(home, write, words):
    write(home / FILE)
    card = my_way(home)
    assert isinstance(card, Card)
    assert words in str(card)
    assert "start the lab again" in str(card).lower()


def test_page_links_to_every_notebook_and_escapes_titles(home):
    html = way_html(read_progress(PLAN, home))
    assert set(re.findall(r'href="([^"]+)"', html)) == {step.notebook for step in PLAN.steps}
    assert "Lesson &lt;l1&gt;" in html
    assert "<l1>" not in html


def test_widget_looks_again_and_stands_as_a_table_without_a_kernel(home):
    way = my_way(home)
    answer(home, "l1", "before", 0, 0)
    assert "begun</td>" not in way._page.outputs[0]["data"]["text/html"].replace("not begun", "")
    way.look_again()
    assert "begun</td>" in way._page.outputs[0]["data"]["text/html"].replace("not begun", "")
    bundle = way._repr_mimebundle_()
    assert bundle["text/plain"].startswith("0 of 4 steps done")
    assert "<table" in bundle["text/html"]


def test_answers_are_handed_over_only_when_asked_and_hold_choices_alone(home):
    answer(home, "l1", "before", 0, 2)
    way = my_way(home)
    assert not (home / HANDED).exists()
    way.hand_over()
    assert json.loads((home / HANDED).read_text()) == {
        "format": 1,
        "answers": {"l1": {"before": {"one": 0, "two": 2}, "after": {}}},
    }
    assert HANDED in way.says


def test_a_disk_that_refuses_is_one_sentence(home):
    way = my_way(home)
    (home / HANDED).mkdir()
    way.hand_over()
    assert "could not be written" in way.says


def test_the_lab_s_own_plan_names_notebooks_that_the_workspace_builds(tmp_path):
    plan = make_plan(ROOT)
    for step in plan.steps:
        source = ROOT / step.notebook
        assert source.with_suffix(".md").exists() or (source.parent / "exercise.md").exists()
        assert step.is_lesson is not bool(step.questions)
    write_plan(ROOT, tmp_path)
    assert read_plan(tmp_path) == plan
