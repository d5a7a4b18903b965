"""Grade one submission: a pure function of exercise, file, trainee, secret and limits.

The trainee's cells run in the sandbox on a case that nobody has seen; here, outside, their
values are compared with the reference's on the same case.  Nothing that came out of the
sandbox is believed beyond being data.  No database, no file written; called by worker.py and by
the nbgrader bridge.
"""

import logging
from pathlib import Path
from typing import Protocol

from aatulab.errors import AatuLabError, SandboxError
from aatulab.grading.evidence import one_line
from aatulab.grading.grader import Grader, digest_of, unrun_report
from aatulab.grading.limits import job_limits
from aatulab.grading.rawnotebook import RefusedError
from aatulab.grading.report import QuestionResult, Report, ReportStatus
from aatulab.grading.sandbox import Job, Transcript
from aatulab.grading.steps import build_script
from aatulab.grading.store import is_disk_full
from aatulab.grading.variant import make_variant
from aatulab.grading.verdict import Run, judge_question

logger = logging.getLogger(__name__)

ENDED = "The notebook was ended before its last cell."


class Sandbox(Protocol):
    """Whatever runs a job in isolation: a WarmSandbox, or a stand-in in tests."""

    def run(self, job: Job) -> Transcript:
        """Return what the steps of a job came to."""


def grade_submission(
    grader: Grader, submission: bytes | Path, trainee: str, sandbox: Sandbox
) -> Report:
    """Return the report on one submission; a file that cannot be graded gives one, too."""
    try:
        data, cells = grader.read(submission)
    except RefusedError as error:
        return unrun_report(grader, trainee, "refused", str(error))
    variant = make_variant(grader.exercise, grader.secret, trainee, grader.references)
    script = build_script(grader.exercise, cells, variant.reference.inputs, grader.policy)
    transcript = sandbox.run(
        Job(
            name=grader.exercise.assignment,
            steps=script.steps,
            files=variant.files,
            limits=job_limits(grader.policy, grader.exercise.questions),
            magics=grader.policy.magics,
        )
    )
    run = Run(cells, script, {step.id: step for step in transcript.steps}, variant)
    results = tuple(
        judge_question(question, run, grader.policy) for question in grader.exercise.questions
    )
    return Report(
        assignment=grader.exercise.assignment,
        trainee=trainee,
        submission_digest=digest_of(data),
        grader_digest=grader.digest(),
        status=_status(transcript, results),
        questions=results,
        notes=(*cells.notes, *_ending(transcript), *run.own_cell_notes()),
    )


def grade_one(grader: Grader, submission: bytes | Path, trainee: str, sandbox: Sandbox) -> Report:
    """Return the report on one submission; this is the edge where any failure becomes one."""
    try:
        report = grade_submission(grader, submission, trainee, sandbox)
    except SandboxError:
        raise
    except Exception as error:
        if is_disk_full(error):
            raise
        logger.exception("grading failed")
        known = isinstance(error, AatuLabError)
        what = str(error) if known else f"{type(error).__name__}: {error}"
        note = f"The grader failed on this submission; an instructor has to look. {what}"
        return unrun_report(grader, trainee, "failed", note)
    logger.info("graded one submission: %s", report.status)
    return report


def _status(transcript: Transcript, results: tuple[QuestionResult, ...]) -> ReportStatus:
    stopped = any(result.status in {"timeout", "killed", "not_run"} for result in results)
    return "interrupted" if stopped or transcript.status != "finished" else "graded"


def _ending(transcript: Transcript) -> tuple[str, ...]:
    if transcript.status == "finished":
        return ()
    return (one_line(transcript.detail) or ENDED,)
