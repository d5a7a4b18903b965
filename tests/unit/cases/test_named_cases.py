"""Every case that we have: worth working on from any seed, whole in itself, and without truth."""

import re
import time
from functools import cache

import pandas as pd
import pytest

from aatulab.cases import build_case, debrief, load_case, write_case
from aatulab.cases.cut import _spec, cut_case
from aatulab.cases.flows import FLOWS, POINTS_OUTSIDE, tables_of
from aatulab.cases.page import PAGE, cases_page
from aatulab.cases.recipe import case_names, read_recipe
from aatulab.cases.requirements import phones_of
from aatulab.content import datasets_dir
from aatulab.world import build_world
from aatulab.world.schemas import read_schema
from aatulab.world.validation import validate

NAMES = case_names()
OTHER_SEEDS = (0, 7, 2**200 + 3)
TRUTH = {"role", "typology", "twin_of", "illicit", "adapted", "network", "fact", "value_eur"}
MIXED = [name for name in NAMES if len(read_recipe(name).flows) > 1]
BANDS = {"live": (0.005, 0.03), "drill": (0.1, 0.2)}
WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"


@cache
def built(name, seed=None):
    """A case and its truth, which no test changes."""
    return build_case(name, seed)


def records(name, seed=None):
    """The records that are work to do: those of past work have no truth to be told."""
    case, recipe = built(name, seed)[0], read_recipe(name)
    first = pd.Timestamp(recipe.day, tz="UTC") - pd.Timedelta(days=recipe.work_days - 1)
    found = set()
    for flow in (FLOWS[flow] for flow in recipe.flows):
        listed = case.tables()[flow.records]
        found |= set(listed.loc[listed[flow.came_at] >= first, flow.key])
    return found


def test_there_are_cases_of_every_flow_rare_and_loaded():
    recipes = [read_recipe(name) for name in NAMES]
    alone = [recipe.flows[0] for recipe in recipes if len(recipe.flows) == 1]
    assert len(recipes) >= 12
    assert [alone.count(flow) >= 2 for flow in FLOWS] == [True] * 4
    assert len(MIXED) >= 2
    assert {recipe.band for recipe in recipes} == {"live", "drill"}
    assert len({recipe.difficulty for recipe in recipes}) == 3
    assert len({recipe.title for recipe in recipes}) == len(recipes)


@pytest.mark.parametrize("name", NAMES)
def test_a_story_fits_its_day_and_names_no_typology(name):
    recipe = read_recipe(name)
    assert len(recipe.story.split()) >= 35
    said = re.search(WEEKDAYS, recipe.story)
    assert said is None or said.group() == f"{recipe.day:%A}"
    assert recipe.typologies, "a typology that is added later must not change the case"
    assert not [typology for typology in recipe.typologies if typology in recipe.story]


@pytest.mark.parametrize("name", NAMES)
def test_tables_are_as_described(name):
    case, truth = built(name)
    assert tuple(case.tables()) == tables_of(read_recipe(name).flows, read_recipe(name).looked_up)
    for table, frame in case.tables().items():
        validate("passenger_list" if table == "passengers" else table, frame)
        assert len(frame) > 0, table
    assert set(truth.index) == records(name)
    assert truth.index.is_unique


@pytest.mark.parametrize("name", NAMES)
def test_references_lead_to_rows_of_the_case(name):
    """But for the few columns of which we say that they lead outside."""
    tables = built(name)[0].tables()
    for table, frame in tables.items():
        schema = read_schema("passenger_list" if table == "passengers" else table)
        for column in (column for column in schema.columns if column.refers_to):
            target, _, key = column.refers_to.partition(".")
            if f"{table}.{column.name}" in POINTS_OUTSIDE:
                continue
            values = frame[column.name].dropna()
            lost = values[~values.isin(tables[target][key]) & ~values.isin(column.apart_from)]
            assert lost.empty, (table, column.name)


@pytest.mark.parametrize("name", NAMES)
def test_no_truth_stands_anywhere(name):
    case, truth = built(name)
    not_ordinary = truth[truth["illicit"] | truth["twin_of"].notna()]
    told = {*not_ordinary["role"], *truth["fact"], *truth["network"].dropna()}
    assert not TRUTH & set(dir(case))
    for frame in case.tables().values():
        assert not TRUTH & set(frame.columns)
        for column in frame.select_dtypes("str"):
            assert not told & set(frame[column].dropna())


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_known_that_comes_later(name):
    case, _ = built(name)
    recipe = read_recipe(name)
    first = pd.Timestamp(recipe.day, tz="UTC") - pd.Timedelta(days=recipe.listed_days - 1)
    for flow in (FLOWS[flow] for flow in recipe.flows):
        came = case.tables()[flow.records][flow.came_at]
        assert came.min() >= first
        assert flow.name == "cargo" or came.max() < case.as_of
    if "cargo" in recipe.flows:
        accepted = case.cargo_events[case.cargo_events["code"] == "RCS"]
        assert set(accepted["awb"]) == set(case.waybills["awb"])
        assert case.cargo_events["at"].max() < case.as_of
        assert case.amendments["at"].max() < case.as_of


@pytest.mark.parametrize("name", NAMES)
def test_every_seed_gives_a_case_worth_working_on(name):
    recipe = read_recipe(name)
    low, high = BANDS[recipe.band]
    for seed in (None, *OTHER_SEEDS):
        truth = built(name, seed)[1]
        assert low <= truth["illicit"].mean() <= high
        illicit = truth.loc[truth["illicit"], "typology"].value_counts()
        assert set(illicit.index) == set(recipe.typologies)
        assert illicit.min() >= 2
        assert truth["twin_of"].notna().sum() >= 2.5 * illicit.sum()


@pytest.mark.parametrize("name", NAMES)
def test_two_seeds_share_no_record_and_so_no_answer(name):
    assert not records(name) & records(name, OTHER_SEEDS[0])
    assert not records(name, OTHER_SEEDS[0]) & records(name, OTHER_SEEDS[1])


def test_a_debriefing_is_read_by_the_record_s_own_key():
    for flow in FLOWS.values():
        name = next(name for name in NAMES if read_recipe(name).flows == (flow.name,))
        told = debrief(name)
        assert told.index.name == flow.key
        assert "flow" not in told.columns
        pd.testing.assert_frame_equal(told, built(name)[1])


@pytest.mark.parametrize("name", MIXED)
def test_a_debriefing_of_several_flows_says_which(name):
    case, truth = built(name)
    assert truth.index.name == "record"
    for flow in read_recipe(name).flows:
        listed = case.tables()[FLOWS[flow].records][FLOWS[flow].key]
        assert set(truth.index[truth["flow"] == flow]) == set(listed)


@pytest.mark.parametrize("name", MIXED)
@pytest.mark.parametrize("seed", [None, OTHER_SEEDS[0]])
def test_a_phone_leads_from_one_flow_to_another_in_the_same_network(name, seed):
    """And between innocent households too, so that a shared phone alone proves nothing?"""
    case, truth = built(name, seed)
    flows = [flow for flow in read_recipe(name).flows if flow != "land"]
    phones = pd.concat([phones_of(case, flow) for flow in flows])
    phones = phones[phones["record"].isin(truth.index)].join(
        truth[["illicit", "network"]], "record"
    )
    pairs = phones.merge(phones, on="phone")
    pairs = pairs[pairs["flow_x"] < pairs["flow_y"]]
    both = pairs[pairs["illicit_x"] & pairs["illicit_y"]]
    assert (both["network_x"] == both["network_y"]).sum() >= 3
    assert (~pairs["illicit_x"] & ~pairs["illicit_y"]).sum() >= 3


def test_before_landing_some_cargo_is_in_the_air_and_some_has_not_left():
    case, _ = built("before-landing")
    events, hub = case.cargo_events, read_recipe("before-landing").hub
    landed = events.loc[(events["code"] == "ARR") & (events["station"] == hub), "awb"]
    left = events.loc[events["code"] == "DEP", "awb"]
    assert 0 < landed.nunique() < left.nunique() < len(case.waybills)
    assert set(case.waybills.loc[case.waybills["arrives_at"] < case.as_of, "awb"]) == set(landed)


def test_a_waybill_shows_what_stood_there_before_a_change_that_is_to_come():
    recipe = read_recipe("before-landing")
    world = build_world(_spec(recipe, recipe.public_seed))
    case, _ = cut_case(recipe, world)
    changes = world.tables["amendments"].to_pandas()
    changes = changes[(changes["at"] >= case.as_of) & changes["awb"].isin(case.waybills["awb"])]
    columns = {"consignee": "consignee_name", "goods": "goods", "routing": "routing"}
    masters, houses = case.waybills.set_index("awb"), case.house_waybills.set_index("hawb")
    assert set(changes["field"]) == set(columns)
    assert changes["hawb"].notna().any()
    for change in changes.to_dict("records"):
        direct = pd.isna(change["hawb"])
        rows, key = (masters, change["awb"]) if direct else (houses, change["hawb"])
        assert rows.loc[key, columns[change["field"]]] == change["before"]


def test_a_stored_case_is_loaded_in_less_than_a_second(tmp_path, monkeypatch):
    largest = "all-doors-open"
    write_case(built(largest)[0], tmp_path / "cases" / largest)
    monkeypatch.chdir(tmp_path)
    begun = time.process_time()  # other work on the machine does not count
    loaded = load_case(largest)
    assert time.process_time() - begun < 1
    for table, frame in built(largest)[0].tables().items():
        pd.testing.assert_frame_equal(loaded.tables()[table], frame)


def test_the_page_of_the_cases_is_fresh():
    written = (datasets_dir() / "dictionary" / PAGE).read_text(encoding="utf-8")
    assert written == cases_page([read_recipe(name) for name in NAMES]), (
        "run `aatulab world dictionary`"
    )
