"""`aatulab grade --watch`: submissions are graded as they arrive, and it stops cleanly."""

import os
import signal
import subprocess
import sys
import threading
import time

import pytest

pytestmark = [pytest.mark.nbgrader, pytest.mark.sandbox]

A = "targeting-1"
LONGEST_S = 120


class Watcher:
    """The command, in a process of its own; what it says can be waited for."""

    def __init__(self, environment, *arguments):
        command = [sys.executable, "-u", "-m", "aatulab.cli", "grade", A, *map(str, arguments)]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.said.append(line.strip())

    def wait_for(self, words):
        end = time.monotonic() + LONGEST_S
        while not any(words in line for line in self.said):
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.05)

    def stop(self, number=signal.SIGINT):
        os.kill(self.process.pid, number)
        code = self.process.wait(LONGEST_S)
        self._reader.join(10)
        self.process.stdout.close()
        return code


@pytest.fixture
def watcher(course, inbox, environment):
    started = []

    def start(*options):
        arguments = ("--course", course.root, "--from", inbox.folder, "--watch", *options)
        started.append(Watcher(environment, *arguments))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.process.wait()


def test_what_arrives_is_graded_and_ctrl_c_ends_well(watcher, inbox, course, solution, scores_of):
    inbox("ana", solution)
    watching = watcher("--workers", 1)
    watching.wait_for("Watching")
    assert scores_of(course) == {"ana": 14}
    inbox("ben", solution)
    watching.wait_for("ben: 14/18")
    with inbox("eve", solution[:1000]).open("ab") as file:  # a slow copy: it comes in two parts
        time.sleep(0.5)
        file.write(solution[1000:])
    watching.wait_for("eve: 14/18")
    inbox("broken", b"{")
    watching.wait_for("broken: refused")
    assert watching.stop() == 1  # one needs attention
    assert watching.said[-1] == "Stopped; everything that was graded is written down."
    assert scores_of(course) == {"ana": 14, "ben": 14, "eve": 14}
    assert not any("Traceback" in line for line in watching.said)


def test_a_corrected_exercise_is_taken_up_while_watching(
    watcher, inbox, course, solution, tmp_path
):
    """Is a change of the limits or of the exercise no reason to start again?"""
    inbox("ana", solution)
    watching = watcher("--workers", 1)
    watching.wait_for("Watching")
    with course.policy_path.open("a") as file:
        file.write("# nothing\n")
    policy = course.policy_path.read_text().replace("cell_s: 15 ", "cell_s: 14 ")
    course.policy_path.write_text(policy)
    end = time.monotonic() + LONGEST_S
    while sum("Watching" in line for line in watching.said) < 2:
        assert time.monotonic() < end, watching.said
        time.sleep(0.05)
    assert watching.stop(signal.SIGTERM) == 0


def test_a_second_grader_is_refused_while_one_watches(watcher, inbox, course, solution, aatulab):
    watching = watcher("--workers", 1)
    watching.wait_for("Watching")
    ran = aatulab("grade", A, "--course", course.root, "--from", inbox.folder)
    assert ran.returncode == 3
    assert f"is being graded already, by process {watching.process.pid}" in ran.stderr
    assert watching.stop() == 0
