"""Grade one submission, whatever it is graded with; called by worker.py and the plug-ins."""

from pathlib import Path

from aatulab.grading.judge import Sandbox, grade_one
from aatulab.grading.ordinary.grader import OrdinaryGrader
from aatulab.grading.ordinary.judge import grade_ordinary
from aatulab.grading.papers import AnyGrader
from aatulab.grading.report import Report


def judge(grader: AnyGrader, submission: Path, trainee: str, sandbox: Sandbox) -> Report:
    """Return the report on one submission; whatever goes wrong with it is in there."""
    if isinstance(grader, OrdinaryGrader):
        return grade_ordinary(grader, submission, trainee, sandbox)
    return grade_one(grader, submission, trainee, sandbox)
