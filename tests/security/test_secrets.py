"""What is secret is nowhere in the sandbox: not in memory, environment, arguments or files.

An exercise made of markers is graded while its submission sleeps, and every process of the
sandbox is searched for the course's secret, the case's seed, the reference and its answers, the
hints, the judge's context, and for an earlier trainee's name and work.
"""

import contextlib
import os
import re
import signal
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from aatulab.authoring.compare import Context
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_solution_notebook, build_student_notebook
from aatulab.authoring.reference import run_trusted
from aatulab.grading import judge
from aatulab.grading.grader import Grader
from aatulab.grading.policy import Policy
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.variant import Variant
from aatulab.grading.variants import Secret, variant_seed

pytestmark = pytest.mark.sandbox

# each in two halves, so that no source, no compiled file and no cache of ours holds it whole
WORDS = {
    "the reference's source": ("zq-refer", "ence-source-51f0"),
    "its answer": ("zq-right", "-answer-7bd2"),
    "the hint": ("zq-hint-of", "-the-author-90aa"),
    "who is illicit": ("zq-illicit", "-booking-3c1e"),
    "the rubric": ("zq-rubric", "-words-6644"),
    "another trainee": ("zq-zebedee", "-of-elsewhere-8812"),
    "another's work": ("zq-work-of", "-zebedee-2f09"),
    "the course's folder": ("zq-course", "-folder-11c3"),
}
SECRET = Secret(bytes((number * 37 + 11) % 256 for number in range(32)))
EXERCISE = """\
---
assignment: hidden
case: hidden-case
minutes: 5
---
# Hidden

```{code-cell}
one = 1
```

## 1. Which word?

```{code-cell}
:tags: [answer, word]
word = "%s".replace("source", "x") and "-".join(["%s", "%s"])
```

## 2. Why?

+++ {"tags": ["answer", "why"]}

Because.
"""
QUESTIONS = """\
word:
  value: word
  compare: exact
  points: 2
  hints: [{when: wrong_values, say: %s}]
why: {compare: person, rubric: rubric.md, points: 1}
"""
SLEEPS = "import time\nword = 'mine'\ntime.sleep(60)"


def whole(name):
    return "".join(WORDS[name])


@pytest.fixture
def grader(tmp_path, monkeypatch):
    folder = tmp_path / whole("the course's folder") / "hidden"
    folder.mkdir(parents=True)
    parts = (whole("the reference's source"), *WORDS["its answer"])
    (folder / "exercise.md").write_text(EXERCISE % parts)
    (folder / "questions.yml").write_text(QUESTIONS % whole("the hint"))
    (folder / "rubric.md").write_text(whole("the rubric"))
    (folder / "secret").write_text(SECRET.value.hex())

    def make_variant(exercise, _secret, _trainee, _references):
        reference = run_trusted(exercise, SimpleNamespace())
        assert "-".join(WORDS["its answer"]) in repr(reference)
        return Variant({}, reference, Context(frozenset(), frozenset({whole("who is illicit")})))

    monkeypatch.setattr(judge, "make_variant", make_variant)
    limits = Policy(wall_s=60, cell_s=60)
    return Grader(load_exercise(folder), SECRET, limits)


def secrets_of(grader):
    """Return what must not be found, by what it is."""
    seed = variant_seed(SECRET, grader.exercise.assignment, "mallory")
    secrets = {name: whole(name).encode() for name in WORDS}
    secrets["its answer"] = "-".join(WORDS["its answer"]).encode()
    return secrets | {
        "the secret": SECRET.value,
        "the secret as text": SECRET.value.hex().encode(),
        "the seed": str(seed).encode(),
        "the seed as bytes": seed.to_bytes(32),
        "the questions' settings": b"compare: exact",
    }


def search(pid, secrets):
    """Return which secrets are in a process: its memory, environment, arguments or open files."""
    found = set()
    for name in ("environ", "cmdline"):
        text = Path(f"/proc/{pid}/{name}").read_bytes()
        found |= {what for what, secret in secrets.items() if secret in text}
    for place in Path(f"/proc/{pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            target = str(place.readlink()).encode()
            found |= {what for what, secret in secrets.items() if secret in target}
    with Path(f"/proc/{pid}/mem").open("rb") as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            match = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if match and "[v" not in line:
                found |= search_memory(memory, int(match[1], 16), int(match[2], 16), secrets)
    return found


def search_memory(memory, start, end, secrets):
    found = set()
    with contextlib.suppress(OSError):
        memory.seek(start)
        while start < end:
            part = memory.read(min(end - start, 2**24))
            if not part:
                break
            found |= {what for what, secret in secrets.items() if secret in part}
            start += len(part)
    return found


def submission(grader, source):
    data = notebook_bytes(build_student_notebook(grader.exercise)).decode()
    return data.replace("word = ...", source.replace("\n", "\\n")).encode()


def test_no_process_of_the_sandbox_holds_what_is_secret(grader, inside):
    """Can a submission find in its own memory, or its parents', what would give it points?"""
    secrets, found, looked = secrets_of(grader), {}, []
    with WarmSandbox(preload=()) as sandbox:
        other = whole("another's work")
        first = submission(grader, f"word = '{other}'")
        assert b"word = '" in first
        judge.grade_submission(grader, first, whole("another trainee"), sandbox)

        def look():
            end = time.monotonic() + 20
            while len(inside(sandbox)) < 5 and time.monotonic() < end:
                time.sleep(0.02)
            time.sleep(0.5)  # until the cell sleeps
            for pid in inside(sandbox):
                looked.append(pid)
                found[pid] = search(pid, secrets)
            os.kill(looked[-1], signal.SIGKILL)

        looking = threading.Thread(target=look)
        looking.start()
        report = judge.grade_submission(grader, submission(grader, SLEEPS), "mallory", sandbox)
        looking.join()
    assert report.question("word").status == "killed"
    assert len(looked) == 5, "bubblewrap's first process, the warm parent, the job's three"
    assert found == {pid: set() for pid in looked}


def test_the_search_would_find_it(grader, inside):
    """Would it be seen if one of these were there?"""
    secrets = secrets_of(grader) | {"own work": b"zq-own-" + b"work"}
    seen = {}
    with WarmSandbox(preload=()) as sandbox:

        def look():
            end = time.monotonic() + 20
            while not seen.get("own work") and time.monotonic() < end:
                time.sleep(0.1)
                pids = inside(sandbox)
                if len(pids) == 5:
                    seen["own work"] = "own work" in search(pids[-1], secrets)
            os.kill(pids[-1], signal.SIGKILL)

        looking = threading.Thread(target=look)
        looking.start()
        source = SLEEPS.replace("mine", "zq-own-work")
        judge.grade_submission(grader, submission(grader, source), "mallory", sandbox)
        looking.join()
    assert seen == {"own work": True}


def test_the_reference_earns_its_points_all_the_same(grader):
    with WarmSandbox(preload=()) as sandbox:
        data = notebook_bytes(build_solution_notebook(grader.exercise))
        assert judge.grade_submission(grader, data, "ana", sandbox).points == 2
