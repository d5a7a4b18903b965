"""The line between the processes carries plain data: nothing on it is ever unpickled or run.

Shown three ways: by what the sources import and call, by what is loaded when the sandbox is, and
by grading with every unpickler broken.
"""

import ast
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import aatulab
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_solution_notebook
from aatulab.grading.grader import Grader
from aatulab.grading.judge import grade_submission
from aatulab.grading.policy import Policy
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.variants import Secret

PACKAGE = Path(aatulab.__file__).parent
ROOT = PACKAGE.parents[1]
# all that handles what a trainee's process sent, on either side
SOURCES = sorted(
    path
    for pattern in ("grading/**/*.py", "values/*.py", "authoring/compare/*.py")
    for path in PACKAGE.glob(pattern)
)
UNSAFE_MODULES = {
    "pickle", "_pickle", "cPickle", "pickletools", "marshal", "shelve", "dbm", "copyreg", "dill",
    "cloudpickle", "joblib", "multiprocessing", "runpy", "code", "codeop", "xmlrpc",
}  # fmt: skip
UNSAFE_CALLS = {"eval", "exec", "compile", "__import__", "read_pickle", "to_pickle"}
YAML_LOADERS = {"load", "load_all", "unsafe_load", "full_load"}


def unsafe_parts(tree):
    """Return the lines of a module that could turn received bytes into objects or code."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        if {name.partition(".")[0] for name in names} & UNSAFE_MODULES:
            yield node.lineno, names
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            owner = getattr(getattr(node.func, "value", None), "id", "")
            if name in UNSAFE_CALLS and owner != "re":
                yield node.lineno, name
            if owner == "yaml" and name in YAML_LOADERS:
                yield node.lineno, f"yaml.{name}"
            if any(keyword.arg == "allow_pickle" for keyword in node.keywords):
                yield node.lineno, "allow_pickle"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_source_can_turn_received_bytes_into_objects_or_code(path):
    assert list(unsafe_parts(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from pickle import loads",
        "import multiprocessing.connection",
        "pd.read_pickle(f)",
        "np.load(f, allow_pickle=False)",
        "eval(text)",
        "yaml.load(text)",
        "__import__(name)",
    ],
)
def test_the_search_would_find_it(source):
    assert list(unsafe_parts(ast.parse(source)))


def test_the_sandbox_does_not_even_load_a_pickler():
    code = (
        "import sys, aatulab.grading.sandbox.warm, aatulab.values\n"
        "print(*{'pickle', '_pickle', 'multiprocessing', 'dill'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == []


@pytest.mark.sandbox
def test_grading_works_with_every_unpickler_broken(monkeypatch):
    def refuse(*_arguments, **_named):
        raise AssertionError("somebody unpickles")

    exercise = load_exercise(ROOT / "exercises" / "targeting-1")
    grader = Grader(exercise, Secret(bytes(32)), Policy())
    for name in ("load", "loads", "Unpickler", "_loads", "_Unpickler"):
        monkeypatch.setattr(pickle, name, refuse)
    with WarmSandbox() as sandbox:
        data = notebook_bytes(build_solution_notebook(exercise))
        assert grade_submission(grader, data, "ana", sandbox).points == 14
