"""The case that everybody sees, and its variants."""

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.cases import build_case
from aatulab.cases import cut as module
from aatulab.cases.cut import missed_requirements
from aatulab.cases.recipe import case_names, read_recipe
from aatulab.errors import CaseError
from aatulab.world.validation import validate

NAME = "arrivals-tuesday"
RECIPE = read_recipe(NAME)


def test_tables_are_as_described(public):
    case, truth = public
    for name, frame in case.tables().items():
        validate("passenger_list" if name == "passengers" else name, frame)
        assert isinstance(frame.index, pd.RangeIndex), name
    told = truth.reset_index().rename(columns={"pnr": "record"})
    told.insert(0, "flow", "passenger")
    validate("truth", told)


def test_texts_moments_and_days_have_the_types_that_pandas_users_expect(public):
    case, _ = public
    assert str(case.bookings["pnr"].dtype) == "str"
    assert str(case.bookings["booked_at"].dtype) == "datetime64[us, UTC]"
    assert case.passengers["birth_date"].dtype.kind == "M"
    assert case.bookings["one_way"].dtype == bool
    assert case.bookings["nights"].dtype == float


def test_no_truth_stands_anywhere_on_a_case(public):
    case, truth = public
    secret = {"role", "typology", "twin_of", "illicit", "adapted", "network", "fact", "value_eur"}
    for frame in case.tables().values():
        assert not secret & set(frame.columns)
    assert not secret & set(dir(case))
    texts = {text for frame in case.tables().values() for column in frame.select_dtypes("str")
             for text in frame[column].dropna().unique()}  # fmt: skip
    assert not texts & set(truth["role"])
    assert not texts & set(truth["fact"])


def test_everything_is_of_the_day_and_contact_points_of_the_days_before_too(public):
    case, truth = public
    pnrs = set(case.bookings["pnr"])
    assert case.as_of == pd.Timestamp("2026-03-11", tz="UTC")
    assert case.bookings["arrives_at"].dt.day_name().unique().tolist() == ["Tuesday"]
    assert case.flights["arrives_at"].dt.day_name().unique().tolist() == ["Tuesday"]
    assert set(case.bookings["flight_id"]) <= set(case.flights["flight_id"])
    assert case.bookings["booked_at"].max() < case.as_of
    for name in ("passengers", "payments"):
        assert set(getattr(case, name)["pnr"]) == pnrs
    assert set(case.baggage["pnr"]) < pnrs
    assert set(truth.index) == pnrs
    earlier = set(case.contacts["pnr"]) - pnrs
    assert len(earlier) > 5 * len(pnrs)


def test_the_order_of_contact_points_is_that_of_the_arrivals(public):
    case, _ = public
    known = case.contacts["pnr"].isin(case.bookings["pnr"])
    assert known[known].index.min() > known[~known].index.max()


@pytest.mark.parametrize("seed", [*range(12), 2**256 - 1, 2**128 + 5])
def test_every_seed_gives_a_case_worth_working_on(seed):
    case, truth = build_case(NAME, seed)
    illicit = truth[truth["illicit"]]
    assert 1_200 <= len(truth) <= 1_600
    assert len(illicit) >= 15
    assert 0.01 <= truth["illicit"].mean() <= 0.03
    assert truth["typology"].value_counts().min() >= 2
    assert len(truth["typology"].dropna().unique()) >= 3
    assert (truth["twin_of"].notna()).sum() >= 2 * len(illicit)
    phones = case.contacts[case.contacts["kind"] == "phone"].groupby("value")["pnr"].nunique()
    assert (phones >= 3).sum() >= 5
    lead = case.bookings["departs_at"] - case.bookings["booked_at"]
    assert (lead < pd.Timedelta(days=1)).sum() >= 10
    assert (case.payments["form"] == "CA").sum() >= 20
    assert case.baggage["bag_tag"].is_unique
    known = case.passengers.drop(columns="frequent_flyer")  # most people have no such card
    assert not any(known[column].isna().any() for column in known)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 2**256 - 1))
def test_a_seed_gives_one_variant_only(seed):
    (one, truth), (again, truth_again) = build_case(NAME, seed), build_case(NAME, seed)
    for name, frame in one.tables().items():
        pd.testing.assert_frame_equal(frame, again.tables()[name])
    pd.testing.assert_frame_equal(truth, truth_again)


def test_variants_share_no_booking(public):
    other, _ = build_case(NAME, 1)
    assert not set(public[0].bookings["pnr"]) & set(other.bookings["pnr"])


def test_without_a_seed_it_is_the_public_case(public):
    same, _ = build_case(NAME, RECIPE.public_seed)
    pd.testing.assert_frame_equal(same.bookings, public[0].bookings)


def test_a_world_that_misses_a_requirement_makes_way_for_the_next(monkeypatch):
    """Are the worlds tried those of the seed, and never twice the same?"""
    tried = []
    built = module.build_world

    def watch(spec):
        tried.append(spec.seed)
        return built(spec)

    outcomes = iter([["too few"], ["too few"], []])
    monkeypatch.setattr(module, "build_world", watch)
    monkeypatch.setattr(module, "missed_requirements", lambda *_: next(outcomes))
    build_case(NAME, 77)
    assert tried[0] == 77
    assert len(set(tried)) == 3


def test_a_seed_without_any_good_world_is_an_error_that_says_what_was_missed(monkeypatch):
    monkeypatch.setattr(module, "_MOST_ATTEMPTS", 2)
    monkeypatch.setattr(module, "missed_requirements", lambda *_: ["illicit is 3, required 16"])
    with pytest.raises(CaseError, match="illicit is 3, required 16"):
        build_case(NAME, 77)


def test_missed_requirements_are_told_with_what_was_seen(public):
    strict = replace(RECIPE, requires={**RECIPE.requires, "illicit": (500.0, 600.0)})
    (told,) = missed_requirements(strict, *public)
    assert told.startswith("illicit is ")
    assert told.endswith("required 500 to 600")
    assert missed_requirements(RECIPE, *public) == []


def test_a_negative_seed_is_refused():
    with pytest.raises(CaseError, match="from 0 up"):
        build_case(NAME, -1)


def test_the_public_case_meets_its_recipe_at_once():
    """Nobody should wait for a second world when the lab opens."""
    for name in case_names():
        recipe = read_recipe(name)
        world = module.build_world(module._spec(recipe, recipe.public_seed))
        assert missed_requirements(recipe, *module.cut_case(recipe, world)) == []
