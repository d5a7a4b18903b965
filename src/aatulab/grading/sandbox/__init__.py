"""Run untrusted notebook code so that it can compute values and nothing else.

`WarmSandbox` keeps one bubblewrap container with a warm Python parent; each job is forked from
it into namespaces of its own, with its own files, and ends with everything it started.  Knows
nothing of exercises; sends values, never verdicts; never runs anything without isolation.
"""

from aatulab.grading.sandbox.bubblewrap import ONE_CORE, find_shown
from aatulab.grading.sandbox.job import DEFAULT_MAGICS, Call, Job, Step
from aatulab.grading.sandbox.limits import Limits, StepLimits
from aatulab.grading.sandbox.machine import (
    Problem,
    describe_fences,
    open_container,
    probe,
    require_sandbox,
)
from aatulab.grading.sandbox.transcript import StepResult, Transcript
from aatulab.grading.sandbox.warm import WarmSandbox

__all__ = [
    "DEFAULT_MAGICS",
    "ONE_CORE",
    "Call",
    "Job",
    "Limits",
    "Problem",
    "Step",
    "StepLimits",
    "StepResult",
    "Transcript",
    "WarmSandbox",
    "describe_fences",
    "find_shown",
    "open_container",
    "probe",
    "require_sandbox",
]
