"""Give one question its status, points and hint, from what its cells came to.

A right value is right, however it came about: printed warnings, an error after it, a process
that died later take nothing from it.  What is not known is worth nothing.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace

from aatulab.authoring.compare import (
    Answer,
    Calls,
    Finding,
    Raised,
    compare_known,
    know,
    sentence_for,
)
from aatulab.authoring.expected import describe_expected
from aatulab.authoring.question import Question
from aatulab.grading.answers import MalformedAnswerError, read_answer
from aatulab.grading.came import describe_answer
from aatulab.grading.evidence import collect_evidence, one_line
from aatulab.grading.intake import Submission
from aatulab.grading.policy import Policy
from aatulab.grading.report import Evidence, QuestionResult, QuestionStatus
from aatulab.grading.sandbox import StepResult
from aatulab.grading.steps import Script
from aatulab.grading.variant import Variant

logger = logging.getLogger(__name__)

WAITS = "An instructor reads and marks this answer."
BLANK = "There is no answer yet."
TOO_LONG = "It took longer than allowed; is there a loop that never ends?"
MALFORMED = "What the notebook sent back is no value; the answer could not be read."
NOT_RUN = "The notebook ended before this answer could be read; an earlier cell ended it."
NOTHING = Finding(0.0, "missing")
LONGEST_DETAIL = 600
CELL_TIMEOUT = "CellTimeout"  # what the sandbox raises in a call that takes too long
STOPS: Mapping[str, QuestionStatus] = {
    "error": "error",
    "timeout": "timeout",
    "killed": "killed",
}


@dataclass(frozen=True)
class Run:
    """One run of a submission: its cells, its steps, what they came to, the right answers."""

    submission: Submission
    script: Script
    results: Mapping[str, StepResult]
    variant: Variant

    def owned(self, question: Question) -> tuple[StepResult, ...]:
        """Return the results of a question's cells, the ask itself last."""
        ids = (*self.script.owned[question.id], self.script.asks[question.id])
        return tuple(self.results[step_id] for step_id in ids if step_id in self.results)

    def own_cell_notes(self) -> tuple[str, ...]:
        """Return a note for each cell of the trainee's own that stopped."""
        return tuple(
            f"Your own cell {self.script.places[step.id] + 1} stopped: {describe_stop(step)}"
            for step_id, step in self.results.items()
            if step_id.startswith("own-") and step.status in STOPS
        )


def judge_question(question: Question, run: Run, policy: Policy) -> QuestionResult:
    """Return what a question gets."""
    if question.is_manual:
        return _judge_written(question, run.submission)
    evidence = collect_evidence(run.owned(question), policy)
    try:
        answer = _read(question, run)
    except MalformedAnswerError as error:
        logger.warning("%s: malformed answer: %s", question.id, error)
        return _result(question, "error", NOTHING, MALFORMED, evidence)
    finding = NOTHING
    known = know(question, run.variant.reference.answers[question.id], run.variant.context)
    if answer is not None:
        found = compare_known(question, answer, known)
        # a sentence may name what the trainee has named: columns, types
        finding = replace(found, detail=one_line(found.detail, LONGEST_DETAIL))
    status, hint = _verdict(question, run, answer, finding)
    result = _result(question, status, finding, hint, evidence)
    expected = describe_expected(question, known)
    return replace(result, expected=expected, came=describe_answer(answer))


def _read(question: Question, run: Run) -> Answer | None:
    ask = run.results.get(run.script.asks[question.id])
    return read_answer(question, ask, run.variant.reference.inputs) if ask else None


def _verdict(
    question: Question, run: Run, answer: Answer | None, finding: Finding
) -> tuple[QuestionStatus, str]:
    """Return the status and what to say; a right answer stands whatever its cells did."""
    if finding.is_correct:
        return "passed", sentence_for(question, finding)
    stop = find_stop(question, run, finding)
    if stop is not None:
        return STOPS[stop.status], describe_stop(stop)
    if answer is None:
        return "not_run", NOT_RUN
    if isinstance(answer, Calls) and _ran_out_of_time(answer):
        return "timeout", TOO_LONG
    return "failed", sentence_for(question, finding)


def find_stop(question: Question, run: Run, finding: Finding) -> StepResult | None:
    """Return the cell whose stop explains a wrong answer: the answer cell before own cells."""
    stopped = [step for step in run.owned(question) if step.status in STOPS]
    answered = [step for step in stopped if not step.id.startswith("own-")]
    if answered:
        return answered[-1]
    # an own cell that stops explains an answer that is not there, not one that is wrong
    return stopped[-1] if stopped and finding.what == "missing" else None


def describe_stop(step: StepResult) -> str:
    """Return in a sentence how a cell ended."""
    if step.status == "timeout":
        return TOO_LONG
    if step.status == "killed":
        return "The notebook's process ended here."
    where = f" (line {step.error_line})" if step.error_line else ""
    message = one_line(step.error_message or "")
    return f"{one_line(step.error_type or 'an error')}: {message}{where}".replace(": (", " (")


def _ran_out_of_time(calls: Calls) -> bool:
    return any(isinstance(o, Raised) and o.type == CELL_TIMEOUT for o in calls.outputs)


def _judge_written(question: Question, submission: Submission) -> QuestionResult:
    slot = next(p.slot for p in submission.pieces if p.slot and p.slot.question == question.id)
    if submission.source(slot.id).strip() == slot.source.strip():
        return QuestionResult(
            question.id, "failed", 0.0, question.points, finding="unanswered", hint=BLANK
        )
    return QuestionResult(
        question.id, "needs_review", 0.0, question.points, finding="needs_person", hint=WAITS
    )


def _result(
    question: Question, status: QuestionStatus, finding: Finding, hint: str, evidence: Evidence
) -> QuestionResult:
    return QuestionResult(
        question=question.id,
        status=status,
        # rounded for the reader; rounding up must not give more than there is
        points=min(round(finding.fraction * question.points, 6), question.points),
        max_points=question.points,
        finding=finding.what,
        hint=hint,
        evidence=evidence,
    )
