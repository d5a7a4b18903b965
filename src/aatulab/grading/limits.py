"""Join the course's limits with what an exercise's questions ask for: of the job, of each step.

The job gets the most that any of its questions asks for, and time for all of them; a step gets
its own question's share, every other step the course's.  Caps: see authoring/allowance.py.
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, replace

from aatulab.authoring.question import Question
from aatulab.grading.policy import Policy
from aatulab.grading.sandbox import Limits, StepLimits

LONGEST_S = 3_600
_ROOM = ("cell_s", "memory_bytes", "processes", "file_bytes", "output_bytes")


def job_limits(policy: Policy, questions: Sequence[Question]) -> Limits:
    """Return what one submission may use as a whole."""
    most = {
        name: max([getattr(policy, name), *(getattr(q.allowance, name) or 0 for q in questions)])
        for name in _ROOM
    }
    # the answer's cell, and the calls of its function after it
    extra_s = [2 * max(0.0, (q.allowance.cell_s or 0) - policy.cell_s) for q in questions]
    extra_cpu_s = [
        max(more_s, (q.allowance.cpu_s or 0) - policy.cpu_s)
        for q, more_s in zip(questions, extra_s, strict=True)
    ]
    return replace(
        policy.limits,
        wall_s=min(policy.wall_s + sum(extra_s), LONGEST_S),
        cpu_s=min(policy.cpu_s + math.ceil(sum(extra_cpu_s)), LONGEST_S),
        **most,
    )


def step_limits(policy: Policy, question: Question | None) -> StepLimits:
    """Return what one step may use: its question's allowance, else what the course gives."""
    own = {} if question is None else asdict(question.allowance)
    return StepLimits(
        cell_s=own.get("cell_s") or policy.cell_s,
        cpu_s=own.get("cpu_s"),
        memory_bytes=own.get("memory_bytes") or policy.memory_bytes,
        processes=own.get("processes") or policy.processes,
        output_bytes=own.get("output_bytes") or policy.output_bytes,
    )
