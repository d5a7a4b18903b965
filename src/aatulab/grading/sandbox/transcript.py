"""What came back from the sandbox: per step its status, printed text, pictures and values.

Everything in it was written by the trainee's process, so it is evidence and raw values, never
a verdict.  Values stay the plain dicts that were received; `aatulab.values.from_plain` reads them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

JobStatus = Literal[
    "finished", "timeout", "memory", "processes", "output_limit", "killed", "malformed"
]
StepStatus = Literal["ok", "error", "timeout", "killed", "not_run"]
Plain = dict[str, Any]


@dataclass(frozen=True)
class StepResult:
    """What one step did.

    `values` holds the names that were asked for, and every called function's name.  `calls`
    holds one plain dict per argument list, a value or {"kind": "raised", "type", "message"};
    None when the name is no function (then see `values`).
    """

    id: str
    status: StepStatus
    error_type: str | None = None
    error_message: str | None = None
    error_line: int | None = None
    stdout: str = ""
    images: tuple[bytes, ...] = field(default=(), repr=False)
    values: Mapping[str, Plain] = field(default_factory=dict)
    calls: Mapping[str, tuple[Plain, ...] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Transcript:
    """The whole run; `detail` is a sentence for the report when the job did not finish."""

    steps: tuple[StepResult, ...]
    status: JobStatus
    detail: str = ""
    seconds: float = 0.0

    def step(self, step_id: str) -> StepResult:
        """Return the result of one step; raises `KeyError` for an id that the job has not."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)
