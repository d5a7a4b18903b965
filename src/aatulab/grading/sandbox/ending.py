"""Say how a job ended: a status, the status of the step that was running, a sentence."""

import signal
from dataclasses import dataclass

from aatulab.errors import SandboxError
from aatulab.grading.sandbox.inside.codes import BY_SIGNAL, SETUP_FAILED
from aatulab.grading.sandbox.job import Job
from aatulab.grading.sandbox.limits import MIB, Limits
from aatulab.grading.sandbox.recorder import Recorder
from aatulab.grading.sandbox.transcript import JobStatus, StepStatus


@dataclass(frozen=True)
class Ending:
    """Why a job ended: a reason of ours or of the warm parent's (empty: by itself), its code."""

    reason: str
    code: int = 0


def describe_ending(
    job: Job, recorder: Recorder, ending: Ending
) -> tuple[JobStatus, StepStatus, str]:
    """Return the job's status, that of the step that was running, and a sentence.

    Raises `SandboxError` when the job could not be isolated: that is no fault of its author.
    """
    if ending.code == SETUP_FAILED:
        raise SandboxError(
            f"A job could not be isolated, so it did not run: {recorder.failure or 'no reason'}"
        )
    if recorder.is_done and ending.reason not in {"output_limit", "malformed"}:
        return "finished", "ok", ""
    limits = recorder.limits
    where = f" in step {recorder.running()}" if recorder.running() else ""
    endings: dict[str, tuple[JobStatus, StepStatus, str]] = {
        "wall": (
            "timeout",
            "timeout",
            f"The notebook ran longer than {job.limits.wall_s:g} s{where}.",
        ),
        "step": (
            "timeout",
            "timeout",
            f"The cell ran longer than {limits.cell_s:g} s{where}; it had to be ended.",
        ),
        "cpu": ("timeout", "timeout", _say_cpu(limits, where)),
        "memory": (
            "memory",
            "killed",
            f"The notebook used more than {limits.memory_bytes // MIB:,} MiB of memory{where}.",
        ),
        "processes": (
            "processes",
            "killed",
            f"The notebook started more than {limits.processes} processes or threads{where}.",
        ),
        "output_limit": (
            "output_limit",
            "killed",
            f"The notebook sent more than {limits.output_bytes // 1024:,} KiB of output{where}.",
        ),
        "malformed": (
            "malformed",
            "killed",
            f"The notebook's process sent something that is no result{where}.",
        ),
        "parent": (
            "killed",
            "killed",
            f"The sandbox was ended from outside{where}, most likely for want of memory.",
        ),
    }
    return endings[ending.reason] if ending.reason else _by_itself(limits, ending.code, where)


def _by_itself(limits: Limits, code: int, where: str) -> tuple[JobStatus, StepStatus, str]:
    number = code - BY_SIGNAL if code > BY_SIGNAL else 0
    if number == signal.SIGXCPU:
        return "timeout", "timeout", _say_cpu(limits, where)
    if number == signal.SIGKILL:
        return "killed", "killed", f"The notebook's process was killed{where}: out of memory?"
    if number:
        name = signal.Signals(number).name if number in set(signal.Signals) else str(number)
        return "killed", "killed", f"The notebook's process crashed{where} ({name})."
    return "killed", "killed", f"The notebook ended its own process{where}."


def _say_cpu(limits: Limits, where: str) -> str:
    return f"The notebook used more than {limits.cpu_s} s of processor time{where}."
