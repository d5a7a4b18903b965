"""Grade one submission of an ordinary notebook: run it with its tests, and read what they say.

Every question gets a result, whatever happens to the others; a question that a person marks
waits.  What a hidden test says is not repeated to the trainee, since it would give it away.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aatulab.errors import SandboxError
from aatulab.grading.evidence import collect_evidence, one_line
from aatulab.grading.grader import unrun_report
from aatulab.grading.intake import Piece, Slot, Submission
from aatulab.grading.judge import ENDED, Sandbox
from aatulab.grading.ordinary.autotests import is_hidden, read_points, test_steps
from aatulab.grading.ordinary.grader import OrdinaryGrader
from aatulab.grading.rawnotebook import RefusedError
from aatulab.grading.report import Evidence, Guarantee, QuestionResult, QuestionStatus, Report
from aatulab.grading.sandbox import Job, Step, StepResult, Transcript
from aatulab.grading.store import is_disk_full
from aatulab.grading.verdict import BLANK, NOT_RUN, STOPS, WAITS, describe_stop

logger = logging.getLogger(__name__)

# as nbgrader tells the notebooks that it runs
SETUP = Step("nbgrader", "import os\nos.environ['NBGRADER_EXECUTION'] = 'autograde'\ndel os")
HIDDEN_FAILED = "A test that you cannot see was not passed."
GUARANTEE: Guarantee = "tests_in_reach"
ODD_POINTS = "The test gave something that is no number of points; an instructor has to look."


@dataclass(frozen=True)
class _Script:
    """The steps of a submission, and which belong to a question."""

    steps: tuple[Step, ...]
    owned: Mapping[str, tuple[str, ...]]


def grade_ordinary(
    grader: OrdinaryGrader, submission: Path, trainee: str, sandbox: Sandbox
) -> Report:
    """Return the report on one submission; this is the edge where any failure becomes one."""
    try:
        return _grade(grader, submission, trainee, sandbox)
    except RefusedError as error:
        return unrun_report(grader, trainee, "refused", str(error))
    except SandboxError:
        raise
    except Exception as error:
        if is_disk_full(error):
            raise
        logger.exception("grading failed")
        note = "The grader failed on this submission; an instructor has to look."
        return unrun_report(grader, trainee, "failed", f"{note} {type(error).__name__}: {error}")


def _grade(grader: OrdinaryGrader, submission: Path, trainee: str, sandbox: Sandbox) -> Report:
    digest = grader.submission_digest(submission)
    _, cells = grader.read(submission)
    script = _build_script(cells)
    files = grader.files(submission)
    policy = grader.policy
    job = Job(grader.notebook, script.steps, files, policy.limits, policy.magics)
    transcript = sandbox.run(job)
    results = {step.id: step for step in transcript.steps}
    questions = tuple(
        _judge(slot, cells, script, results, grader)
        for slot in grader.slots
        if slot.role in {"check", "written", "task"}
    )
    stopped = any(q.status in {"timeout", "killed", "not_run"} for q in questions)
    return Report(
        assignment=grader.assignment,
        notebook=grader.notebook,
        trainee=trainee,
        submission_digest=digest,
        grader_digest=grader.digest(),
        status="interrupted" if stopped or transcript.status != "finished" else "graded",
        questions=questions,
        notes=(*cells.notes, *_ending(transcript)),
        guarantee=GUARANTEE,
        blank=tuple(
            slot.id
            for slot in grader.slots
            if slot.role == "answer" and cells.source(slot.id).strip() == slot.shown.strip()
        ),
    )


def _ending(transcript: Transcript) -> tuple[str, ...]:
    return () if transcript.status == "finished" else (one_line(transcript.detail) or ENDED,)


def _build_script(cells: Submission) -> _Script:
    steps, owned, since = [SETUP], {}, []
    for place, piece in enumerate(cells.pieces):
        if not _is_run(piece):
            continue
        slot = piece.slot
        if slot is not None and slot.role == "check":
            steps += test_steps(slot.id, slot.source)
        else:
            steps.append(Step(slot.id if slot else f"own-{place}", piece.source))
            since.append(steps[-1].id)
        if slot is not None and slot.role in {"check", "written"}:
            owned[slot.id] = tuple(since)
            since = []
    return _Script(tuple(steps), owned)


def _is_run(piece: Piece) -> bool:
    if piece.kind != "code":
        return False
    # a blank answer that was put back would undo what an own cell has worked out
    return not (piece.restored and piece.slot and piece.slot.role in {"answer", "written"})


def _judge(
    slot: Slot,
    cells: Submission,
    script: _Script,
    results: Mapping[str, StepResult],
    grader: OrdinaryGrader,
) -> QuestionResult:
    ran = [results[name] for name in script.owned.get(slot.id, ()) if name in results]
    evidence = collect_evidence(ran, grader.policy)
    if slot.role == "task":
        return _result(slot, "needs_review", 0.0, WAITS, "needs_person", evidence)
    if slot.role == "written" and cells.source(slot.id).strip() == slot.shown.strip():
        return _result(slot, "failed", 0.0, BLANK, "unanswered", evidence)
    # a test that is no code cannot be run: nbgrader has a person mark it, and so do we
    if slot.role == "written" or slot.kind != "code":
        return _result(slot, "needs_review", 0.0, WAITS, "needs_person", evidence)
    return _judge_test(slot, results, evidence)


def _judge_test(
    slot: Slot, results: Mapping[str, StepResult], evidence: Evidence
) -> QuestionResult:
    test = results.get(slot.id)
    if test is None or test.status == "not_run":
        return _result(slot, "not_run", 0.0, NOT_RUN, "missing", evidence)
    if test.status == "error":
        return _result(slot, "failed", 0.0, _say_failed(slot, test), "wrong_values", evidence)
    if test.status != "ok":
        return _result(slot, STOPS[test.status], 0.0, describe_stop(test), "missing", evidence)
    points = read_points(slot.id, results, slot.points or 0.0)
    if points is None:
        return _result(slot, "needs_review", 0.0, ODD_POINTS, "needs_person", evidence)
    if points == slot.points:
        return _result(slot, "passed", points, "", "correct", evidence)
    return _result(slot, "failed", points, "", "nearly" if points else "wrong_values", evidence)


def _say_failed(slot: Slot, test: StepResult) -> str:
    return HIDDEN_FAILED if is_hidden(slot, test.error_line) else describe_stop(test)


def _result(
    slot: Slot,
    status: QuestionStatus,
    points: float,
    hint: str,
    finding: str,
    evidence: Evidence,
) -> QuestionResult:
    return QuestionResult(slot.id, status, points, slot.points or 0.0, finding, hint, evidence)
