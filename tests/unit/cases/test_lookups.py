"""What lies beside the lists of a case is what an officer could know at its moment."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from aatulab.cases import build_case
from aatulab.cases.cut import _spec, cut_case
from aatulab.cases.lookups import LOOK_UPS
from aatulab.cases.recipe import case_names, read_recipe
from aatulab.world import build_world
from aatulab.world.frames import to_frame

NAMES = tuple(name for name in case_names() if read_recipe(name).looked_up)


@cache
def world_of(name):
    recipe = read_recipe(name)
    return build_world(_spec(recipe, recipe.public_seed))


@cache
def case_of(name):
    return cut_case(read_recipe(name), world_of(name))


def test_many_cases_have_something_to_look_up_and_every_kind_is_used():
    assert len(NAMES) >= 8
    used = {table for name in NAMES for table in read_recipe(name).looked_up}
    assert used == set(LOOK_UPS)


def test_a_case_that_looks_nothing_up_has_no_such_table():
    case, _ = build_case("first-watch")
    assert not set(LOOK_UPS) & set(case.tables())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_is_looked_up_comes_later(name):
    case, _ = case_of(name)
    recipe = read_recipe(name)
    tables = case.tables()
    first = pd.Timestamp(recipe.day) - pd.Timedelta(days=recipe.listed_days - 1)
    today = case.as_of.tz_localize(None).normalize()
    for table, column in (("sightings", "at"), ("alerts", "at")):
        if table in recipe.looked_up:
            assert tables[table][column].max() < case.as_of
    for table, column, until in (
        ("seizures_short", "seized_on", first),
        ("reported_documents", "reported_on", today),
        ("notices", "issued_on", today),
        ("notices", "withdrawn_on", today),
    ):
        if table in recipe.looked_up:
            assert not (tables[table][column].dropna() >= until).any(), (table, column)


def test_a_notice_that_is_withdrawn_later_still_stands():
    name = "four-grey-cases"
    case, _ = case_of(name)
    notices = to_frame(world_of(name).tables["notices"]).set_index("notice")
    shown = case.notices.set_index("notice")
    kept = notices.loc[shown.index, "withdrawn_on"]
    assert shown["withdrawn_on"].notna().sum() <= kept.notna().sum()
    agree = shown["withdrawn_on"].dropna()
    assert (agree == kept.loc[agree.index]).all()


def test_seizures_come_in_the_short_form_which_names_no_record():
    case, truth = case_of("hand-luggage-only")
    assert "inspection" not in case.seizures_short.columns
    texts = set(case.seizures_short.select_dtypes("str").to_numpy().ravel())
    assert not texts & set(truth.index)


def test_tickets_bought_apart_are_those_of_the_listed_bookings():
    case, truth = case_of("a-ticket-further")
    assert set(case.onward_tickets["pnr"]) <= set(case.bookings["pnr"])
    goes_on = truth["typology"].eq("ftf-travel") & truth.index.isin(case.onward_tickets["pnr"])
    innocent = ~truth["illicit"] & truth.index.isin(case.onward_tickets["pnr"])
    assert goes_on.sum() >= 3
    assert innocent.sum() > 2 * goes_on.sum()


def test_the_lists_are_the_same_with_and_without_what_is_looked_up():
    recipe = read_recipe("a-week-on-the-road")
    bare = replace(recipe, looked_up=())
    case, _ = cut_case(bare, build_world(_spec(bare, recipe.public_seed)))
    pd.testing.assert_frame_equal(case.crossings, case_of(recipe.name)[0].crossings)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if "inspections" in read_recipe(name).looked_up]
)
def test_no_record_that_is_to_be_judged_was_inspected(name):
    """And of past work only what was inspected has a result."""
    case, _ = case_of(name)
    judged = build_case(name)[1]
    assert 0 < len(judged) < len(case.bookings)
    assert not set(case.inspections["record"]) & set(judged.index)
    first = case.as_of - pd.Timedelta(days=read_recipe(name).work_days)
    assert case.inspections["at"].max() < first
    landed = case.bookings.set_index("pnr")["arrives_at"]
    assert (landed[judged.index] >= first).all()
