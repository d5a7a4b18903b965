"""What the lesson on products says of its own analysts, drafts and file is so."""

import re
from pathlib import Path

import numpy as np
import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case
from aatulab.codes.awb import parse_awb
from aatulab.codes.hs import chapters
from aatulab.research import product
from aatulab.targeting.learning import brier

ROOT = Path(__file__).parents[2]
LESSON = (ROOT / "courses" / "research" / "finding-to-product.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def file():
    rng = np.random.default_rng(63)
    return product.practice_judgments(rng).set_index("judgment"), product.practice_pieces(rng)


def text_of(name):
    return re.search(rf'{name} = """\\\n(.*?)"""', LESSON, re.DOTALL)[1]


def test_tomas_does_worse_than_always_saying_half(file):
    judgments = file[0]
    scores = {name: brier(own.chance, own.came) for name, own in judgments.groupby("analyst")}
    assert scores["Tomas"] > 0.25 > scores["Ilse"] > scores["Perrin"]
    tomas = judgments[judgments["analyst"] == "Tomas"]
    assert tomas.came[tomas.chance >= 0.8].mean() == pytest.approx(0.7, abs=0.03)
    assert tomas.came[tomas.chance < 0.2].mean() == pytest.approx(1 / 3, abs=0.05)


def test_the_draft_is_full_of_marks_and_the_nine_lines_have_none():
    names = ["Lune Setrade"]
    assert len(product.check_text(text_of("draft"), names)) == 15
    final = text_of("final")
    assert product.check_text(final, names) == []
    assert len(final.splitlines()) == 9


def test_statements_that_the_lab_itself_can_tell(file):
    nines = [parse_awb(f"589-{serial:07d}9") for serial in range(1_000_000, 1_000_100)]
    assert all(awb.problems for awb in nines)  # the check digit is never a 9
    assert "77" not in chapters()
    assert product.word_for(0.4).name == "unlikely"
    middle, margin = product.KENT["probable"]
    assert round(middle - margin, 2) == 0.63  # what the text says
    assert file[1]["about"].isin(["family", "health"]).any()


@pytest.mark.parametrize("seed", [None, 5])
def test_exercise_has_something_to_find_on_every_variant(seed):
    exercise = load_exercise(ROOT / "exercises" / "research-5")
    answers = run_trusted(exercise, build_case(exercise.case, seed)[0]).answers
    assert 1 <= len(answers["not-held"].items) <= 13
    assert 5 <= len(answers["may-go"].items) < 44
    assert len(answers["instead"].data[0]) >= 10
