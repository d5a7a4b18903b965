"""The reference files of history are refused with file, key and what is expected."""

import shutil

import pytest
import yaml

from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world import WorldSpec, build_world
from aatulab.world.history import goods, intelligence, practice

READERS = {
    "inspections": (practice.practices,),
    "seizures": (goods.seized_goods,),
    "intelligence": (intelligence.alert_habits, intelligence.sighting_habits,
                     intelligence.document_reports, intelligence.notice_habits),
}  # fmt: skip


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """Change one key of a reference file and read it again."""
    for folder in ("reference", "typologies", "schemas"):
        shutil.copytree(datasets_dir() / folder, tmp_path / folder)

    def change(name, keys, value):
        path = tmp_path / "reference" / f"{name}.yml"
        content = yaml.safe_load(path.read_text())
        entry = content
        for key in keys[:-1]:
            entry = entry[key]
        entry[keys[-1]] = value
        path.write_text(yaml.safe_dump(content))
        for module in (practice, goods, intelligence):
            monkeypatch.setattr(module, "datasets_dir", lambda: tmp_path)

    for reader in (reader for readers in READERS.values() for reader in readers):
        reader.cache_clear()
    yield change
    for reader in (reader for readers in READERS.values() for reader in readers):
        reader.cache_clear()


@pytest.mark.parametrize(
    ("name", "keys", "value", "said"),
    [
        ("inspections", ("flows", "cargo", "lot"), 0.5, "cargo.lot: found 0.5"),
        ("inspections", ("flows", "cargo", "office"), 3, "cargo.office: found 3"),
        ("inspections", ("flows", "cargo", "observed"), [0.1], "expected .illicit, others"),
        ("inspections", ("flows", "cargo", "extra"), 1, "flows.cargo: found"),
        ("inspections", ("flows", "post", "rules", "cash_postage"), "much", "cash_postage: found"),
        ("inspections", ("flows", "post", "measures", "dog"), 2, "measures.dog: found 2"),
        ("inspections", ("found", "nps-post", "dog"), 1.5, "found.nps-post.dog: found 1.5"),
        ("inspections", ("found",), {"nps-post": {"dog": 0.1}}, "found: expected `default`"),
        ("inspections", ("found", "nps-post"), [], "expected a mapping of names to shares"),
        ("seizures", ("seized", "default"), [], "seized: expected `default`"),
        ("seizures", ("seized", "nps-post"), "drugs", "expected a list of goods"),
        ("seizures", ("seized", "nps-post", 0, "share"), 0.5, "the shares sum to 0.5"),
        ("seizures", ("seized", "nps-post", 0, "colour"), "red", r"nps-post\[0\]: found"),
        ("seizures", ("seized", "nps-post", 0, "eur"), [5, 1], "the first must be the smaller"),
        ("intelligence", ("alerts", "wrong"), -1, "alerts.wrong: found -1"),
        ("intelligence", ("alerts", "texts", "phone"), ["Call."], "every text needs {subject}"),
        ("intelligence", ("alerts", "texts", "phone"), "Call.", "expected a list of texts"),
        ("intelligence", ("alerts", "grades", "wrong"), [1.0], "the weights of A, B and C"),
        (
            "intelligence",
            ("alerts", "followed"),
            {"phone": 1.0},
            "alerts.followed: expected the kinds",
        ),
        ("intelligence", ("sightings", "services"), [], "services: found"),
        ("intelligence", ("documents", "reasons", "own"), {"lost": 0.5}, "must sum to 1"),
        ("intelligence", ("notices", "own"), None, "notices.own: found None"),
    ],
)
def test_a_wrong_entry_is_refused(changed, name, keys, value, said):
    changed(name, keys, value)
    with pytest.raises(ContentError, match=said) as error:
        [reader() for reader in READERS[name]]
    assert f"{name}.yml" in str(error.value)


def test_a_rule_without_a_mark_is_refused(changed):
    changed("inspections", ("flows", "passenger", "rules", "nationality"), 1.0)
    with pytest.raises(ContentError, match=r"no such marks \['nationality'\]; known are late"):
        build_world(WorldSpec(seed=1, bookings=200))


def test_a_flow_whose_unit_is_not_described_is_refused():
    with pytest.raises(ContentError, match="flows: expected 'rail', which gives a docket"):
        practice.practices().of("rail")


def test_a_typology_that_is_not_named_is_found_and_seized_like_the_default():
    known = practice.practices()
    assert known.thoroughly("cargo", "unheard-of") == known.thoroughly("cargo", "default") > 0.5
    assert goods.goods_of("unheard-of") == goods.goods_of("default") != ()
    assert goods.goods_of("trafficking-in-persons") == ()
