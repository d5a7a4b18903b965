from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case
from aatulab.grading import variant
from aatulab.grading.references import References, reference_key
from aatulab.grading.variant import make_variant
from aatulab.grading.variants import Secret

ROOT = Path(__file__).parents[3]
SECRET = Secret(bytes(32))


@pytest.fixture
def references(tmp_path):
    return References(tmp_path / "references")


@pytest.fixture
def reference(tiny):
    return run_trusted(tiny, SimpleNamespace(number=41))


def test_what_is_kept_is_found_again(tiny, references, reference):
    references.keep(tiny, "ana", 7, reference)
    assert references.find(tiny, "ana", 7) == reference


def test_every_shape_of_a_real_exercise_survives(references):
    """Are series, tables, charts, rankings and calls the same after they were kept?"""
    exercise = load_exercise(ROOT / "exercises" / "targeting-1")
    made = run_trusted(exercise, build_case(exercise.case, 11)[0])
    references.keep(exercise, "ana", 11, made)
    assert references.find(exercise, "ana", 11) == made


@pytest.mark.parametrize(
    ("trainee", "seed"), [("ben", 7), ("ana", 8)], ids=["another trainee", "another case"]
)
def test_another_variant_s_reference_is_not_taken(tiny, references, reference, trainee, seed):
    references.keep(tiny, "ana", 7, reference)
    assert references.find(tiny, trainee, seed) is None


def test_a_changed_cell_makes_it_void_and_changed_points_do_not(tiny, references, reference):
    references.keep(tiny, "ana", 7, reference)
    questions = (replace(tiny.questions[0], points=1, hints=()), *tiny.questions[1:])
    assert references.find(replace(tiny, questions=questions), "ana", 7) == reference
    cells = (replace(tiny.cells[0], source="# Another title"), *tiny.cells[1:])
    assert references.find(replace(tiny, cells=cells), "ana", 7) is None


def test_another_environment_makes_it_void(tiny, references, reference, monkeypatch):
    references.keep(tiny, "ana", 7, reference)
    monkeypatch.setattr("aatulab.grading.references.environment_digest", lambda: "another")
    assert references.find(tiny, "ana", 7) is None


def test_a_damaged_file_counts_as_none(tiny, references, reference):
    references.keep(tiny, "ana", 7, reference)
    path = references.folder / "ana" / "tiny.json.z"
    whole = path.read_bytes()
    for damaged in (b"", b"{}", whole[:-5], whole[::-1]):
        path.write_bytes(damaged)
        assert references.find(tiny, "ana", 7) is None


def test_only_the_owner_reads_them(tiny, references, reference):
    references.keep(tiny, "ana", 7, reference)
    assert (references.folder / "ana" / "tiny.json.z").stat().st_mode & 0o777 == 0o600


def test_the_seed_cannot_be_read_off_the_key(tiny):
    assert "123456789" not in reference_key(tiny, 123456789)


def test_the_reference_runs_once_a_variant(references, monkeypatch):
    runs = []

    def run(exercise, case):
        runs.append(exercise.assignment)
        return run_trusted(exercise, case)

    monkeypatch.setattr(variant, "run_trusted", run)
    exercise = load_exercise(ROOT / "exercises" / "targeting-1")
    first, second = (make_variant(exercise, SECRET, "ana", references) for _ in range(2))
    assert first == second
    assert len(runs) == 1
    make_variant(exercise, SECRET, "ben", references)
    assert len(runs) == 2
