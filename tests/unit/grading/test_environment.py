"""A report holds for as long as everything is the same on which its score depends."""

from dataclasses import replace
from importlib import metadata
from types import SimpleNamespace

import pytest

from aatulab.grading import environment
from aatulab.grading.environment import environment_digest
from aatulab.grading.grader import Grader
from aatulab.grading.policy import Policy
from aatulab.grading.variants import Secret

FRESH = environment_digest.__wrapped__


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of two rooms in place of ours, and data beside it."""
    for name in ("grading/judge.py", "cli/grade.py", "data/case.yml"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text("first")
    place = SimpleNamespace(
        __file__=str(tmp_path / "content.py"), datasets_dir=lambda: tmp_path / "data"
    )
    monkeypatch.setattr(environment, "content", place)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "matters"),
    [("grading/judge.py", True), ("data/case.yml", True), ("cli/grade.py", False)],
)
def test_code_and_data_matter_the_command_line_does_not(package, name, matters):
    before = FRESH()
    (package / name).write_text("second")
    assert (FRESH() != before) is matters


def test_a_new_file_matters(package):
    before = FRESH()
    (package / "data" / "another.yml").write_text("first")
    assert before != FRESH()


def test_another_version_of_a_library_matters(package, monkeypatch):
    before = FRESH()
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.0" if name == "pandas" else real(name))
    assert before != FRESH()


def test_the_tests_own_libraries_do_not_matter(package, monkeypatch):
    before = FRESH()
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "0.0" if name == "pytest" else real(name))
    assert before == FRESH()


def test_the_same_machine_says_the_same():
    assert FRESH() == environment_digest()


@pytest.mark.parametrize("part", ["exercise", "secret", "policy", "environment"])
def test_a_report_is_void_when_any_part_has_changed(tiny, part, monkeypatch):
    """Does the cache know submission, assignment, environment and variant apart?"""
    before = Grader(tiny, Secret(bytes(32)), Policy())
    digest = before.digest()
    if part == "environment":
        monkeypatch.setattr("aatulab.grading.grader.environment_digest", lambda: "another")
    changed = {
        "exercise": {"exercise": replace(tiny, case="another-case")},
        "secret": {"secret": Secret(bytes(31) + b"1")},
        "policy": {"policy": Policy(cell_s=1)},
        "environment": {},
    }
    assert replace(before, **changed[part]).digest() != digest
