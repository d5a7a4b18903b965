"""Goods on a table: every seed gives the same mixture, no truth is there, codes are whole."""

import shutil

import pandas as pd
import pytest
import yaml

from aatulab.cases import build_case, debrief, load_case, write_case
from aatulab.cases import goods as module
from aatulab.cases.goods import goods_names, read_goods_recipe
from aatulab.codes.elements import parse_elements
from aatulab.codes.gtin import parse_gtin
from aatulab.codes.s10 import parse_item
from aatulab.content import datasets_dir
from aatulab.errors import CaseError, WorldError
from aatulab.world.products.roles import ROLES
from aatulab.world.schemas import goods_table_names
from aatulab.world.validation import broken_references, validate

NAME = "parcel-row"
SEEDS = (None, 0, 2**200 + 3)


@pytest.fixture(scope="module")
def built():
    return {seed: build_case(NAME, seed) for seed in SEEDS}


def test_every_seed_gives_as_many_parcels_of_each_role(built):
    recipe = read_goods_recipe(NAME)
    for case, truth in built.values():
        parcels = case.pieces.merge(truth.reset_index(), on="piece").drop_duplicates("parcel")
        assert parcels.role.value_counts().to_dict() == dict(recipe.roles)
        assert len(case.pieces) == recipe.parcels * recipe.pieces_a_parcel
        assert 0.1 <= truth.illicit.mean() <= 0.2
        assert truth.twin_of.notna().sum() >= 2.5 * truth.illicit.sum()


@pytest.mark.parametrize("seed", SEEDS)
def test_every_table_is_as_the_dictionary_describes_it(built, seed):
    case, _ = built[seed]
    assert set(case.frames) == set(goods_table_names())
    for name, frame in case.frames.items():
        validate(name, frame)
    assert broken_references(case.frames) == []


def test_a_table_that_is_not_as_described_is_refused_with_column_and_value(built):
    pieces = built[None][0].pieces.assign(digits="952")
    with pytest.raises(WorldError, match=r"table pieces: .*digits.*'952'"):
        validate("pieces", pieces)


def test_the_same_seed_gives_the_same_case_and_another_shares_no_piece(built):
    again, truth = build_case(NAME, 0)
    case, told = built[0]
    for name, table in case.tables().items():
        pd.testing.assert_frame_equal(again.tables()[name], table)
    pd.testing.assert_frame_equal(truth, told)
    assert not set(case.pieces.piece) & set(built[None][0].pieces.piece)
    pd.testing.assert_frame_equal(debrief(NAME), built[None][1])


def test_no_truth_stands_anywhere(built):
    for case, truth in built.values():
        told = {*truth.role, *truth.fact}
        for frame in case.tables().values():
            assert not {"role", "illicit", "twin_of", "fact"} & set(frame.columns)
            for column in frame.select_dtypes("str"):
                assert not told & set(frame[column].dropna())


def test_only_copies_have_a_wrong_digit_or_tell_two_stories(built):
    wrong = stories = 0
    for case, truth in built.values():
        for row in case.pieces.itertuples():
            is_copy = truth.illicit[row.piece]
            is_wrong = not parse_gtin(row.digits).is_valid
            wrong += is_wrong
            assert is_copy or not is_wrong
            if isinstance(row.code, str):
                inside = parse_elements(row.code)
                assert inside.is_valid
                differs = f"{inside.expires_on:%Y-%m}" != row.expires
                stories += differs
                assert is_copy or not differs
    assert wrong
    assert stories


def test_parcels_are_of_the_lab_and_pieces_lead_to_them(built):
    for case, _ in built.values():
        assert all(parse_item(item).issuing_state == "ZZ" for item in case.parcels.parcel)
        assert set(case.pieces.parcel) == set(case.parcels.parcel)
        assert set(case.pieces_seen.piece) == set(case.pieces.piece)


def test_reports_stay_in_order_of_their_days(built):
    for case, _ in built.values():
        assert case.product_alerts.issued_on.is_monotonic_increasing
        assert case.product_alerts.alert_id.is_unique
        assert case.product_alerts.issued_on.max() < case.as_of.tz_convert(None)


def test_a_stored_case_is_loaded_as_it_was(built, tmp_path):
    case = built[None][0]
    write_case(case, tmp_path / NAME)
    loaded = load_case(NAME, folder=tmp_path / NAME)
    pd.testing.assert_frame_equal(loaded.pieces, case.pieces)
    pd.testing.assert_frame_equal(loaded.product_alerts, case.product_alerts)


@pytest.fixture
def path(tmp_path, monkeypatch):
    shutil.copytree(datasets_dir() / "cases", tmp_path / "cases")
    monkeypatch.setattr(module, "datasets_dir", lambda: tmp_path)
    return tmp_path / "cases" / "goods" / f"{NAME}.yml"


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("title", None, r"missing keys \['title'\]"),
        ("colour", "red", r"unknown keys \['colour'\]"),
        ("kinds", ["cars"], r"kinds: found \['cars'\], expected a list of tablets"),
        ("roles", {"smuggler": 60}, "roles: found .* expected some of newest-design"),
        ("roles", {"copy": 3}, "roles: found 3 parcels, expected 60"),
        ("products", "many", "products: found 'many', expected a whole number"),
    ],
)
def test_a_recipe_that_breaks_a_rule_is_refused_by_key(path, key, value, said):
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content[key] = value
    if value is None:
        del content[key]
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(CaseError, match=said):
        read_goods_recipe(NAME)


def test_a_seed_below_0_is_refused():
    with pytest.raises(CaseError, match="seed: found -1"):
        build_case(NAME, -1)


def test_every_story_is_told_and_names_nothing():
    for name in goods_names():
        recipe = read_goods_recipe(name)
        assert len(recipe.story.split()) >= 35
        assert f"{recipe.day:%A}" in recipe.story
        assert not [role for role in ROLES if role in recipe.story]
