"""The library: enough objects, in pairs, of plausible weight, and no hole larger than its body."""

import shutil

import numpy as np
import pytest

from aatulab.content import datasets_dir
from aatulab.errors import ContentError, InspectionError
from aatulab.inspection.xray.models.library import VARIANTS, read_library
from aatulab.inspection.xray.models.solids import rotation
from aatulab.inspection.xray.models.weight import grams
from aatulab.inspection.xray.rendering.depths import optical_depths

FOLDER = datasets_dir() / "xray" / "objects"
LIBRARY = read_library()
MODELS = list(LIBRARY.models())
EIGHT = {
    "bulk-powder",
    "pellets",
    "banknotes",
    "gold",
    "ivory-wildlife",
    "medicines",
    "weapon-parts",
    "undeclared-goods",
}


def test_there_are_enough_objects_in_the_eight_categories():
    assert len(list(LIBRARY.models(threats=False))) >= 60
    assert len(list(LIBRARY.models(threats=True))) >= 30
    assert set(LIBRARY.threat_categories()) == EIGHT


def test_every_object_to_be_found_has_a_twin_in_the_other_set_and_a_cue():
    for name in EIGHT:
        models = LIBRARY.categories[name].models
        assert len(models) >= 4
        for model in models:
            twin = LIBRARY.model(model.pair)
            assert {model.set, twin.set} == {"A", "B"}
            assert len(model.cue) > 20


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_an_object_weighs_and_measures_what_such_a_thing_does(model):
    for variant in model.variants:
        assert 5 < grams(variant.solids) < 4_000
        assert 2 < 2 * variant.half.max() < 45
    assert len(model.variants) == VARIANTS


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_no_hole_takes_away_more_than_there_is(model, scanner):
    """A hole that sticks out of its body would brighten the picture: nature has no such thing."""
    for variant, degrees in zip(
        model.variants, ([0, 0, 0], [90, 0, 0], [30, 40, 10]), strict=False
    ):
        solids = variant.solids.moved(rotation(degrees), np.array([0, 0, 14.0]))
        for view in scanner.views:
            assert optical_depths(solids, scanner, view).min() > -2e-3


def test_variants_differ():
    for model in MODELS:
        halves = {tuple(variant.half.round(4)) for variant in model.variants}
        assert len(halves) == VARIANTS, model.name


def test_an_unknown_object_is_refused():
    with pytest.raises(InspectionError, match="there is no 'banana' in the library"):
        LIBRARY.model("banana")


@pytest.fixture
def folder(tmp_path):
    for name in ("gold", "paper"):
        (tmp_path / "objects").mkdir(exist_ok=True)
        shutil.copy(FOLDER / f"{name}.yml", tmp_path / "objects")
    return tmp_path / "objects"


@pytest.mark.parametrize(
    ("name", "at", "changes", "said"),
    [
        ("paper", (), {"kind": "nice"}, "kind: found 'nice', expected one of"),
        ("paper", (), {"titel": "Paper"}, "unknown keys"),
        ("paper", ("objects", 0), {"title": ""}, "title: found '', expected a text"),
        ("paper", ("objects", 0), {"poses": ["w"]}, "poses: found"),
        ("paper", ("objects", 0), {"set": "A"}, "unknown keys"),
        ("paper", ("objects", 0, "parts", 0), {"of": "jelly"}, "there is no material 'jelly'"),
        ("paper", ("objects", 0, "parts", 0), {"box": [1, 2]}, "box: found .*expected 3 numbers"),
        (
            "paper",
            ("objects", 0, "parts", 0),
            {"box": [1, -2, 3]},
            "expected 3 numbers of at least",
        ),
        ("paper", ("objects", 0, "parts", 0), {"tube": [1, 2]}, "found the shapes"),
        ("paper", ("objects", 0, "parts", 0), {"repeat": 3}, "repeat: found 3, expected a mapping"),
        ("paper", ("objects", 0, "parts", 0), {"repeat": {"count": [3, 1]}}, "low, high"),
        ("paper", ("objects", 0), {"name": "hardback"}, "described twice"),
        ("gold", ("objects", 0), {"pair": "gold-chains"}, "pair: found 'gold-chains'"),
        ("gold", ("objects", 0), {"pair": "nothing"}, "pair: found 'nothing'"),
        ("gold", ("objects", 0), {"cue": None}, "cue: is missing"),
        ("gold", (), {"sources": None}, "sources: is missing"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_by_name(change_yaml, folder, name, at, changes, said):
    change_yaml(folder / f"{name}.yml", at, changes)
    with pytest.raises(ContentError, match=said):
        read_library(folder)
