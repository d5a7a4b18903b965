"""Turn a submission into the steps that the sandbox runs, and say which belong to a question.

The setup is ours and has no check in it; locked cells are ours; check cells are where values
are asked for.  No step holds a reference value, a tolerance or a hint: what the sandbox sees,
the trainee may see.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from aatulab.authoring.exercise import Exercise
from aatulab.authoring.notebooks import SETUP_ID
from aatulab.authoring.question import Question
from aatulab.authoring.reference import Inputs
from aatulab.grading.intake import Piece, Submission
from aatulab.grading.limits import step_limits
from aatulab.grading.policy import Policy
from aatulab.grading.sandbox import Call, Step

SETUP = '''\
from aatulab.cases import load_case


def check(*questions):
    """Stand in for the notebook's check(): when graded, the judge compares, outside."""
'''


@dataclass(frozen=True)
class Script:
    """The steps in order, and for each question the ids of the steps that are its own."""

    steps: tuple[Step, ...]
    owned: Mapping[str, tuple[str, ...]]
    asks: Mapping[str, str]
    places: Mapping[str, int]


def build_script(
    exercise: Exercise, submission: Submission, inputs: Inputs, policy: Policy
) -> Script:
    """Return what to run for a submission; `inputs` are the function questions' arguments."""
    questions = {q.id: q for q in exercise.questions if not q.is_manual}
    asked_at = {name: _ask_place(submission, name) for name in questions}
    steps: list[Step] = []
    owned: dict[str, tuple[str, ...]] = {}
    places: dict[str, int] = {}
    since: list[str] = []
    for place, piece in enumerate(submission.pieces):
        if _is_run(piece):
            step = _run_step(place, piece, questions, policy)
            steps.append(step)
            places[step.id] = place
            if piece.slot is None or piece.slot.role == "answer":
                since.append(step.id)
        for name, asked in asked_at.items():
            if asked == place:
                steps.append(_ask_step(questions[name], inputs, policy))
                owned[name] = tuple(since)
                since = []
    return Script(tuple(steps), owned, {name: f"ask-{name}" for name in questions}, places)


def _is_run(piece: Piece) -> bool:
    if piece.kind != "code" or (piece.slot and piece.slot.role == "check"):
        return False
    # a blank answer that was put back would undo what an own cell has worked out
    return not (piece.restored and piece.slot and piece.slot.role == "answer")


def _run_step(place: int, piece: Piece, questions: Mapping[str, Question], policy: Policy) -> Step:
    slot = piece.slot
    if slot is None:
        return Step(f"own-{place}", piece.source, limits=step_limits(policy, None))
    source = SETUP if slot.id == SETUP_ID else piece.source
    question = questions.get(slot.question or "")
    return Step(slot.id, source, slot.question, limits=step_limits(policy, question))


def _ask_step(question: Question, inputs: Inputs, policy: Policy) -> Step:
    name = str(question.value)
    calls: tuple[Call, ...] = ()
    if question.compare == "function":
        calls = (Call(name, inputs[question.id]),)
    return Step(
        id=f"ask-{question.id}",
        source="",
        question=question.id,
        ask=(name,),
        calls=calls,
        limits=step_limits(policy, question),
    )


def _ask_place(submission: Submission, question: str) -> int:
    """Return after which piece a value is read: where its check stands, not before its answer.

    An own cell between the two may complete the answer.  When the answer cell is gone, its
    work may stand anywhere, so the value is read at the end.
    """
    last = len(submission.pieces) - 1
    places = []
    for place, piece in enumerate(submission.pieces):
        if piece.slot is not None and piece.slot.question == question:
            if piece.slot.role == "answer" and piece.restored:
                return last
            if not piece.restored:
                places.append(place)
    return max(places, default=last)
