"""The course's limits and a question's allowance become those of the job and of each step."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.authoring.allowance import CAPS, Allowance
from aatulab.authoring.question import Question
from aatulab.grading.limits import job_limits, step_limits
from aatulab.grading.policy import Policy

MIB = 1024**2
POLICY = Policy()


def ask(**allowance):
    return Question(id="q", compare="number", points=1, value="x", allowance=Allowance(**allowance))


def test_without_any_wish_the_course_decides():
    assert job_limits(POLICY, [ask(), ask()]) == POLICY.limits
    assert job_limits(POLICY, []) == POLICY.limits
    step = step_limits(POLICY, ask()).within(POLICY.limits)
    assert step == step_limits(POLICY, None).within(POLICY.limits) == POLICY.limits


def test_more_time_for_a_cell_is_more_time_for_the_notebook():
    """Does a cell that may take 45 s still leave the others their minute?"""
    questions = [ask(cell_s=45), ask(cell_s=5), ask()]
    whole = job_limits(POLICY, questions)
    assert (whole.wall_s, whole.cpu_s, whole.cell_s) == (60 + 2 * 30, 40 + 2 * 30, 45)
    steps = [step_limits(POLICY, q).within(whole).cell_s for q in (*questions, None)]
    assert steps == [45, 5, 15, 15]


@pytest.mark.parametrize("name", ["memory_bytes", "processes", "output_bytes"])
def test_more_room_is_for_that_question_alone(name):
    course = getattr(POLICY, name)
    more, less = ask(**{name: 2 * course}), ask(**{name: course // 2})
    whole = job_limits(POLICY, [more, less])
    given_room = [getattr(step_limits(POLICY, q).within(whole), name) for q in (more, less, None)]
    assert given_room == [2 * course, course // 2, course]


def test_room_for_files_is_the_notebooks_since_files_stay():
    whole = job_limits(POLICY, [ask(file_bytes=256 * MIB), ask(file_bytes=MIB)])
    assert whole.file_bytes == 256 * MIB


def test_processor_time_of_a_question_adds_to_the_notebooks():
    whole = job_limits(POLICY, [ask(cpu_s=100), ask(cpu_s=3)])
    assert whole.cpu_s == 100
    assert step_limits(POLICY, ask(cpu_s=3)).within(whole).cpu_s == 3


ALLOWANCES = st.builds(
    Allowance,
    **{
        name: st.none() | (st.floats(*ends) if name == "cell_s" else st.integers(*map(int, ends)))
        for name, ends in CAPS.items()
    },
)


@given(st.lists(ALLOWANCES, max_size=6))
def test_any_wishes_within_the_caps_give_limits_that_the_sandbox_takes(allowances):
    questions = [replace(ask(), allowance=allowance) for allowance in allowances]
    whole = job_limits(POLICY, questions)
    for question in (*questions, None):
        step = step_limits(POLICY, question).within(whole)
        assert all(getattr(step, name) <= getattr(whole, name) for name in CAPS)
