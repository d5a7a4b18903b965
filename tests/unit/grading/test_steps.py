import pytest

from aatulab.grading.intake import exercise_slots, read_submission
from aatulab.grading.policy import Policy
from aatulab.grading.steps import build_script

INPUTS = {"twice": ((1,), (2,))}


@pytest.fixture
def script_of(tiny):
    def build(draft):
        slots = exercise_slots(tiny)
        submission = read_submission("tiny", slots, draft.to_bytes(), Policy(), "ana.ipynb")
        return build_script(tiny, submission, INPUTS, Policy())

    return build


def ids(script):
    return [step.id for step in script.steps]


def test_answers_run_and_checks_become_questions_to_the_namespace(script_of, draft):
    script = script_of(draft())
    assert ids(script) == [
        "setup", "given-1", "answer-total", "ask-total", "answer-twice", "ask-twice",
    ]  # fmt: skip
    asks = {step.id: step for step in script.steps}
    assert asks["ask-total"].ask == ("total",)
    assert asks["ask-twice"].calls[0].arguments == INPUTS["twice"]


def test_no_step_holds_a_check_or_an_answer_of_the_reference(script_of, draft):
    script = script_of(draft({}))
    everything = "\n".join(step.source for step in script.steps)
    assert "open_checks" not in everything
    assert "case.number + 1" not in everything
    assert "check(" in everything  # the stand-in, for own cells that call it


def test_what_an_own_cell_completes_before_the_check_counts(script_of, draft):
    work = draft()
    work.insert(work.place("total"), "total += 0")
    script = script_of(work)
    own = next(step.id for step in script.steps if step.id.startswith("own-"))
    assert ids(script).index(own) < ids(script).index("ask-total")
    assert script.owned["total"] == ("answer-total", own)


def test_a_check_that_was_moved_before_its_answer_asks_after_it(script_of, draft):
    work = draft()
    check = work.cells.pop(work.place("total"))
    work.cells.insert(work.place("answer-total"), check)
    order = ids(script_of(work))
    assert order.index("answer-total") < order.index("ask-total")


def test_without_its_check_an_answer_is_still_asked_for(script_of, draft):
    order = ids(script_of(draft().drop("total")))
    assert order.index("ask-total") == order.index("answer-total") + 1


def test_without_its_answer_cell_a_value_is_asked_for_at_the_end(script_of, draft):
    """Does an answer count that was typed into an own cell at the end?"""
    work = draft().drop("answer-total")
    work.insert(len(work.cells), "total = 42")
    script = script_of(work)
    assert ids(script)[-1] == "ask-total"
    assert "answer-total" not in ids(script)


def test_step_ids_are_never_repeated(script_of, draft):
    work = draft()
    for place in (2, 5, 7):
        work.insert(place, "1", grade_id="answer-total" if place == 5 else None)
    order = ids(script_of(work))
    assert len(set(order)) == len(order)
