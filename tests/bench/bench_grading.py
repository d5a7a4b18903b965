"""How fast is `aatulab grade` beside stock `nbgrader autograde`?

Run: python tests/bench/bench_grading.py

Sixty submissions of targeting-1, the same on both sides, one after the other on the same
cores.  The stock side is an ordinary nbgrader assignment: the same notebooks, with autograder
tests written in place of our checks, executed in kernels without any sandbox.  Both commands are
timed as an instructor types them, start and imports included.  The honest submissions must get
the same scores on both sides.  Ends with 1 below the target.

With `--otter VENV`, otter-grader grades them, too; see bench_grading_otter.py.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench_grading_otter import make_notebook, run_otter, set_up_otter

from aatulab.authoring.exercise import Exercise, load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import (
    SETUP_ID,
    build_solution_notebook,
    build_student_notebook,
    build_wrong_notebook,
)
from aatulab.authoring.wrong import load_wrong
from aatulab.cases import build_case, write_case

ROOT = Path(__file__).parents[2]
A = "targeting-1"
SUBMISSIONS = 60
TARGET = 10.0

# what an instructor would write for the same questions on the visible case
STOCK_SETUP = "from aatulab.cases import load_case"
STOCK_TESTS = {
    "lead-time": """\
b = case.bookings.set_index("pnr")
expected = (b.departs_at - b.booked_at).dt.total_seconds() / 3600
assert ((lead_time_h - expected.reindex(lead_time_h.index)).abs() < 0.02).all()
assert set(lead_time_h.index) == set(expected.index)""",
    "shared-phones": """\
expected = case.contacts[case.contacts.kind == "phone"].groupby("value").pnr.nunique()
expected = expected[expected >= 3]
assert dict(zip(shared_phones.phone, shared_phones.pnrs)) == expected.to_dict()""",
    "risk-points": """\
assert risk_points(0.0, False, True, 1, None, "public") == 3
assert risk_points(24.0, False, True, 1, None, "public") == 2
assert risk_points(72.0, True, False, 8, 1, "public") == 7
assert risk_points(500.0, False, True, 1, 9, "marine") == 0""",
    "lead-time-chart": """\
assert len(ax.patches) == 6
assert sum(bar.get_height() for bar in ax.patches) == len(case.bookings)
assert ax.get_title() and ax.get_xlabel() and ax.get_ylabel()""",
    "shortlist": """\
assert len(shortlist) == len(set(shortlist)) == len(case.bookings) * 5 // 100
assert set(shortlist) <= set(case.bookings.pnr)""",
}


def make_submissions(exercise: Exercise, number_of: int) -> dict[str, bytes]:
    """Return so many notebooks: the reference's with varied texts, the wrong ones, a blank one."""
    made = {w.name: build_wrong_notebook(exercise, w) for w in load_wrong(exercise)}
    made["untouched"] = build_student_notebook(exercise)
    for number in range(number_of - len(made)):
        notebook = build_solution_notebook(exercise)
        notebook.cells[-1].source += f"\n\nTrainee {number}."
        made[f"trainee-{number:02d}"] = notebook
    return {name: notebook_bytes(notebook) for name, notebook in made.items()}


def make_stock(data: bytes) -> bytes:
    """Return the same notebook with ordinary autograder tests in place of our checks."""
    notebook = json.loads(data)
    for cell in notebook["cells"]:
        grade_id = cell["metadata"]["nbgrader"]["grade_id"]
        if grade_id == SETUP_ID:
            cell["source"] = STOCK_SETUP
        if cell["cell_type"] == "code" and grade_id in STOCK_TESTS:
            cell["source"] = STOCK_TESTS[grade_id]
    return json.dumps(notebook).encode()


def run(*command: object, folder: Path, **variables: str) -> float:
    """Run a command and return how long it took; what it says goes to a log beside."""
    # alembic, which stock nbgrader calls by name, lies beside Python
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "AATULAB"))}
    start = time.perf_counter()
    with (folder / "log.txt").open("ab") as log:
        ended = subprocess.run(
            [sys.executable, "-m", *map(str, command)],
            cwd=folder,
            env={**kept, "HOME": str(folder), "PATH": path, **variables},
            stdout=log,
            stderr=log,
            check=False,
        )
    took = time.perf_counter() - start
    if ended.returncode not in {0, 1}:
        sys.exit(f"{command} ended with {ended.returncode}; see {folder / 'log.txt'}")
    return took


def set_up_stock(folder: Path, exercise: Exercise, submissions: dict[str, bytes]) -> None:
    """Make a stock nbgrader course with the submissions collected in it."""
    folder.mkdir(parents=True)
    settings = f'c = get_config()\nc.CourseDirectory.root = "{folder}"\n'
    settings += 'c.CourseDirectory.course_id = "stock"\nc.ClearSolutions.enabled = False\n'
    (folder / "nbgrader_config.py").write_text(settings)
    source = folder / "source" / A
    source.mkdir(parents=True)
    (source / f"{A}.ipynb").write_bytes(
        make_stock(notebook_bytes(build_student_notebook(exercise)))
    )
    write_case(build_case(exercise.case)[0], source / "cases" / exercise.case)
    run("nbgrader", "generate_assignment", A, folder=folder)
    for name, data in submissions.items():
        place = folder / "submitted" / name / A
        place.mkdir(parents=True)
        (place / f"{A}.ipynb").write_bytes(make_stock(data))


def set_up_ours(folder: Path, submissions: dict[str, bytes]) -> Path:
    """Make our course and a folder of the submissions; return that folder."""
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    run("aatulab.cli", "course", "create", "--course", folder / "course", folder=folder)
    for name, data in submissions.items():
        (inbox / f"{name}.ipynb").write_bytes(data)
    return inbox


def time_otter(
    folder: Path, venv: Path, exercise: Exercise, submissions: dict[str, bytes]
) -> tuple[float, dict[str, float]]:
    """Return how long otter-grader takes, and its points."""
    points = {question.id: question.points for question in exercise.questions}
    tests = {name: (points[name], source) for name, source in STOCK_TESTS.items()}
    made = {
        name: make_notebook(data, STOCK_SETUP, STOCK_TESTS) for name, data in submissions.items()
    }
    set_up_otter(folder, venv, exercise.case, tests, made)
    return run_otter(folder, venv)


def read_scores(database: Path) -> dict[str, float]:
    """Return the sum of automatic scores of every submission that has some."""
    query = (
        "select s.student_id, sum(g.auto_score) from grade g"
        " join submitted_notebook n on n.id = g.notebook_id"
        " join submitted_assignment s on s.id = n.assignment_id"
        " where g.auto_score is not null group by 1"
    )
    with sqlite3.connect(database) as connection:
        return dict(connection.execute(query))


def check_scores(theirs: dict[str, float], ours: dict[str, float], wanted: int) -> None:
    """End unless everything was graded, and the honest submissions got the same."""
    if [len(theirs), len(ours)] != [wanted, wanted]:
        sys.exit(f"not everything was graded: {len(theirs)} there, {len(ours)} here of {wanted}")
    honest = [name for name in ours if name.startswith("trainee-")]
    differ = [name for name in honest if theirs[name] != ours[name]]
    if differ:
        name = differ[0]
        sys.exit(f"other scores for {name}: {theirs[name]} there, {ours[name]} here")
    print(f"{len(honest)} honest submissions: {ours[honest[0]]:g} points on both sides")


def main() -> int:
    """Time both sides and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--submissions", type=int, default=SUBMISSIONS)
    parser.add_argument("--otter", type=Path, help="a venv with otter-grader in it")
    chosen = parser.parse_args()
    exercise = load_exercise(ROOT / "exercises" / A)
    submissions = make_submissions(exercise, chosen.submissions)
    ours_s, stock_s, otter_s = [], [], []
    with tempfile.TemporaryDirectory() as scratch:
        for number in range(chosen.rounds):
            stock, ours = Path(scratch) / f"stock-{number}", Path(scratch) / f"ours-{number}"
            set_up_stock(stock, exercise, submissions)
            inbox = set_up_ours(ours, submissions)
            stock_s.append(run("nbgrader", "autograde", A, folder=stock))
            grade = ("grade", A, "--course", ours / "course", "--from", inbox)
            ours_s.append(run("aatulab.cli", *grade, "--workers", chosen.workers, folder=ours))
            databases = (stock / "gradebook.db", ours / "course" / "gradebook.db")
            scores = read_scores(databases[1])
            check_scores(read_scores(databases[0]), scores, chosen.submissions)
            if chosen.otter:
                beside = Path(scratch) / f"otter-{number}"
                took_s, points = time_otter(beside, chosen.otter, exercise, submissions)
                otter_s.append(took_s)
                check_scores(points, scores, chosen.submissions)
            print(f"round {number + 1}: stock {stock_s[-1]:.1f} s, ours {ours_s[-1]:.1f} s")
    best_stock, best_ours = min(stock_s), min(ours_s)
    ratio, many = best_stock / best_ours, chosen.submissions
    load = os.getloadavg()[0]
    print(f"{many} of {A}, {os.cpu_count()} cores, {chosen.workers} workers, load {load:.1f}")
    print(f"stock nbgrader autograde  {best_stock:6.1f} s  {best_stock / many:.2f} s each")
    print(f"aatulab grade, sandboxed  {best_ours:6.1f} s  {best_ours / many:.2f} s each")
    for took_s in sorted(otter_s)[:1]:
        print(f"otter-grader              {took_s:6.1f} s  {took_s / many:.2f} s each")
        print(f"throughput ratio, otter   {took_s / best_ours:6.2f}")
    print(f"throughput ratio, stock   {ratio:6.2f}    target {TARGET:g}")
    return 0 if ratio >= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
