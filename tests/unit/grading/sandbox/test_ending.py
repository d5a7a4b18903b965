"""The end of a job is told in a sentence that names the step."""

import pytest

from aatulab.errors import SandboxError
from aatulab.grading.sandbox import Job, Step, StepLimits
from aatulab.grading.sandbox.ending import Ending, describe_ending
from aatulab.grading.sandbox.inside.codes import BY_SIGNAL, ENDED_BADLY, SETUP_FAILED
from aatulab.grading.sandbox.recorder import Recorder

JOB = Job("j", (Step("chart", ""),))


@pytest.mark.parametrize(
    ("ending", "status", "last", "said"),
    [
        (Ending("wall"), "timeout", "timeout", "longer than 60 s in step chart"),
        (Ending("step"), "timeout", "timeout", "longer than 15 s in step chart"),
        (Ending("cpu"), "timeout", "timeout", "40 s of processor time"),
        (Ending("memory"), "memory", "killed", "more than 1,024 MiB"),
        (Ending("processes"), "processes", "killed", "more than 64 processes"),
        (Ending("output_limit"), "output_limit", "killed", "more than 8,192 KiB"),
        (Ending("malformed"), "malformed", "killed", "no result"),
        (Ending("parent"), "killed", "killed", "ended from outside"),
        (Ending("", ENDED_BADLY), "killed", "killed", "ended its own process"),
        (Ending("", BY_SIGNAL + 24), "timeout", "timeout", "40 s of processor time"),
        (Ending("", BY_SIGNAL + 9), "killed", "killed", "was killed"),
        (Ending("", BY_SIGNAL + 11), "killed", "killed", "SIGSEGV"),
        (Ending("", BY_SIGNAL + 60), "killed", "killed", "60"),
        (Ending("", -9), "killed", "killed", "ended its own process"),
        (Ending("", 0), "killed", "killed", "ended its own process"),
    ],
)
def test_an_early_end_says_why(ending, status, last, said):
    told = describe_ending(JOB, Recorder(JOB), ending)
    assert told[:2] == (status, last)
    assert said in told[2]


def test_a_job_that_was_done_when_its_time_ran_out_is_finished():
    recorder = Recorder(Job("j", ()))
    recorder.is_done = True
    assert describe_ending(JOB, recorder, Ending("wall"))[0] == "finished"


def test_a_job_that_could_not_be_isolated_is_no_fault_of_its_author():
    recorder = Recorder(JOB)
    recorder.failure = "mount /trainee: refused"
    with pytest.raises(SandboxError, match="mount /trainee: refused"):
        describe_ending(JOB, recorder, Ending("", SETUP_FAILED))


def test_the_limit_that_is_named_is_that_of_the_step():
    job = Job("j", (Step("chart", "", limits=StepLimits(cell_s=2, processes=9)),))
    for ending, said in (("step", "longer than 2 s"), ("processes", "more than 9")):
        assert said in describe_ending(job, Recorder(job), Ending(ending))[2]
