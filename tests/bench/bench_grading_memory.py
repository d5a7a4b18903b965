"""How much memory does a run over a thousand submissions take, and does it grow?

Run: python tests/bench/bench_grading_memory.py --submissions 1000

Looks at every process of one `aatulab grade` while it works.  Flat: the grader and its workers
hold, over the last quarter of the run, no more than in the second one (and a tenth).  Worker: what
a submission's own processes hold for themselves, above the warm parent that they share.  Ends with
1 when either is missed.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_solution_notebook

ROOT = Path(__file__).parents[2]
A = "targeting-1"
MIB = 1024
WORKER_MIB, GROWTH = 300, 1.1
EVERY_S = 0.03
_PRIVATE = re.compile(r"^Private_(?:Clean|Dirty):\s+(\d+) kB", re.MULTILINE)
WARM = "sandbox.inside.parent"


def children(process: int) -> Iterator[int]:
    """Give the processes that a process has started."""
    with suppress(OSError):  # it, or a thread of it, has just ended
        for task in Path(f"/proc/{process}/task").iterdir():
            yield from map(int, (task / "children").read_text().split())


def look(process: int, jobs: list[int], place: int = -1) -> int:
    """Return the private memory of grader and workers in KiB; add that of each job to `jobs`.

    `place` is the job's number in `jobs`, for what runs below a warm parent.
    """
    command, private = read_memory(process)
    if place >= 0:
        jobs[place] += private
    is_warm = WARM in command and "bwrap" not in command.split(" ", 1)[0]
    total = private if place < 0 and WARM not in command else 0
    for child in children(process):
        below = place
        if is_warm and place < 0:
            jobs.append(0)
            below = len(jobs) - 1
        total += look(child, jobs, below)
    return total


def read_memory(process: int) -> tuple[str, int]:
    """Return what a process is, and its private memory in KiB."""
    try:
        command = Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:  # it has just ended
        return "", 0
    return command, sum(map(int, _PRIVATE.findall(rollup)))


def watch(process: "subprocess.Popen[bytes]") -> tuple[list[int], int]:
    """Return the private memory of grader and workers over time, and a job's most, in KiB."""
    steady, most = [], 0
    while process.poll() is None:
        jobs: list[int] = []
        steady.append(look(process.pid, jobs))
        most = max([most, *jobs])
        time.sleep(EVERY_S)
    return steady, most


def main() -> int:
    """Grade, watch, and say what was seen."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    chosen = parser.parse_args()
    exercise = load_exercise(ROOT / "exercises" / A)
    notebook = build_solution_notebook(exercise)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "inbox").mkdir()
        for number in range(chosen.submissions):
            notebook.cells[-1].source = f"Reason {number}."
            (folder / "inbox" / f"t{number:05}.ipynb").write_bytes(notebook_bytes(notebook))
        aatulab = [sys.executable, "-m", "aatulab.cli"]
        course = ("--course", str(folder / "course"))
        create = [*aatulab, "course", "create", *course]
        subprocess.run(create, check=True, stdout=subprocess.DEVNULL)
        command = [*aatulab, "grade", A, *course, "--from", str(folder / "inbox")]
        command += ["--workers", str(chosen.workers)]
        start = time.perf_counter()
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
            steady, job = watch(process)
        took_s = time.perf_counter() - start
        if process.returncode:
            sys.exit((folder / "log").read_text()[-2_000:])
    quarter = len(steady) // 4
    second, last = median(steady[quarter : 2 * quarter]), median(steady[-quarter:])
    is_flat, is_small = last <= second * GROWTH, job < WORKER_MIB * MIB
    print(f"{chosen.submissions} submissions in {took_s:.0f} s, {chosen.workers} workers")
    print(
        f"grader and workers: {second / MIB:.0f} MiB in the second quarter of the run,"
        f" {last / MIB:.0f} in the last, {max(steady) / MIB:.0f} at most"
    )
    print(f"a submission's own processes, above its warm parent: {job / MIB:.0f} MiB at most")
    return 0 if is_flat and is_small else 1


if __name__ == "__main__":
    sys.exit(main())
