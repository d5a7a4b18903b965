"""The side of otter-grader in `bench_grading.py --otter VENV`.

otter-grader does not live in the lab's environment.  To measure it, make one for it alone:

    python3 -m venv /tmp/otter
    /tmp/otter/bin/pip install otter-grader ipykernel pandas pyarrow matplotlib pyyaml

It grades the same notebooks, on the same case, with the same tests as the stock side, by
`otter.run` without containers: one process for all submissions, so that it imports once, and
no sandbox.  With containers it would take longer.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from aatulab.authoring.notebooks import SETUP_ID
from aatulab.cases import build_case, write_case

SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = """
import json, pathlib, sys
from otter.run import main
points = {}
for path in sorted(pathlib.Path("submitted").glob("*.ipynb")):
    results = main(str(path), autograder="autograder.zip", output_dir=None, no_logo=True)
    points[path.stem] = sum(result.score for result in results.results.values())
pathlib.Path("points.json").write_text(json.dumps(points))
"""


def write_test(name: str, points: float, source: str) -> str:
    """Return a test in otter's format: each statement of the source is a line of a doctest."""
    code = "".join(f">>> {line}\n" for line in source.splitlines())
    case = {"code": code, "hidden": False, "locked": False}
    suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
    return f"OK_FORMAT = True\ntest = { ({'name': name, 'points': points, 'suites': [suite]})!r}\n"


def make_notebook(data: bytes, setup: str, questions: Mapping[str, str]) -> bytes:
    """Return a submission without our checks; otter runs its tests after the last cell."""
    notebook = json.loads(data)
    kept = []
    for cell in notebook["cells"]:
        grade_id = cell["metadata"]["nbgrader"]["grade_id"]
        if grade_id == SETUP_ID:
            cell["source"] = setup
        if cell["cell_type"] != "code" or grade_id not in questions:
            kept.append(cell)
    notebook["cells"] = kept
    return json.dumps(notebook).encode()


def set_up_otter(
    folder: Path,
    venv: Path,
    case: str,
    tests: Mapping[str, tuple[float, str]],
    submissions: Mapping[str, bytes],
) -> None:
    """Make the autograder and a folder of the submissions."""
    (folder / "tests").mkdir(parents=True)
    (folder / "submitted").mkdir()
    for name, (points, source) in tests.items():
        plain = name.replace("-", "_")
        (folder / "tests" / f"{plain}.py").write_text(write_test(plain, points, source))
    write_case(build_case(case)[0], folder / "cases" / case)
    for name, data in submissions.items():
        (folder / "submitted" / f"{name}.ipynb").write_bytes(data)
    files = [str(path.relative_to(folder)) for path in (folder / "cases" / case).iterdir()]
    otter = [str(venv / "bin" / "otter"), "generate", "-t", "tests", "-o", "autograder.zip"]
    subprocess.run([*otter, *sorted(files)], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def run_otter(folder: Path, venv: Path) -> tuple[float, dict[str, float]]:
    """Grade all submissions; return the seconds it took, and the points by submission."""
    python = venv / "bin" / "python"
    path = f"{venv / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(SOURCE), "HOME": str(folder)}
    start = time.perf_counter()
    with (folder / "log.txt").open("wb") as log:
        ended = subprocess.run(
            [python, "-c", PROGRAM],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            check=False,
        )
    took_s = time.perf_counter() - start
    if ended.returncode:
        sys.exit(f"otter-grader ended with {ended.returncode}; see {folder / 'log.txt'}")
    return took_s, json.loads((folder / "points.json").read_text())
