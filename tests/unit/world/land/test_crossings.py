"""What must hold at the land posts, whatever the seed."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.world import WorldSpec, build_world
from aatulab.world.frames import to_frame
from aatulab.world.validation import broken_references, validate


@pytest.mark.parametrize("table", ["crossings", "vehicles", "documents"])
def test_tables_are_as_described(roads, table):
    validate(table, roads[table])


def test_every_reference_leads_somewhere(roads):
    assert broken_references(roads) == []


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**64), st.integers(100, 900), st.integers(1, 9),
       st.sampled_from(["LIS", "SIN", "AKL"]), st.floats(0.005, 0.2))  # fmt: skip
def test_any_order_gives_traffic_that_holds_together(seed, crossings, days, hub, prevalence):
    spec = WorldSpec(
        seed, 100, hub, days=days, prevalence=prevalence, waybills=0, items=0, crossings=crossings
    )
    built = build_world(spec)
    tables = {name: to_frame(table) for name, table in built.tables.items()}
    assert len(tables["crossings"]) == crossings
    assert tables["crossings"]["crossing_id"].is_unique
    assert tables["vehicles"]["plate"].is_unique
    assert broken_references(tables) == []
    truth = to_frame(built.truth)
    illicit = truth.loc[truth["flow"] == "land", "illicit"]
    assert illicit.sum() == round(crossings * prevalence)
    first = pd.Timestamp(spec.first_day, tz="UTC")
    at = tables["crossings"]["at"]
    assert at.between(first, first + pd.Timedelta(days=days)).all()
    assert at.is_monotonic_increasing


def test_codes_come_once_in_a_world_of_several_gateways():
    spec = WorldSpec(
        seed=4,
        bookings=400,
        days=5,
        gateways=("LIS", "LOS", "SIN"),
        waybills=0,
        items=0,
        crossings=6_000,
    )
    tables = build_world(spec).tables
    assert len(set(tables["crossings"]["crossing_id"].to_pylist())) == 6_000
    plates = tables["vehicles"]["plate"].to_pylist()
    assert len(set(plates)) == len(plates)


def test_a_vehicle_that_comes_back_goes_the_other_way(told):
    table = told.sort_values(["plate", "at"], kind="stable")
    again = table["plate"].eq(table["plate"].shift())
    assert again.sum() > 4_000
    turned = table["direction"].ne(table["direction"].shift())
    assert turned[again].all()
    nights = (table["at"].dt.normalize() - table["at"].shift().dt.normalize()).dt.days
    assert (nights == table["nights_since_last"])[again].all()
    more = table["crossings_90d"].diff()[again & (table["crossings_90d"] < 120)]
    assert (more == 1).all()


def test_nobody_drives_two_vehicles_of_his_at_once_every_day(told):
    """The same driver comes back in his own vehicle: does a commuter look like one?"""
    commuters = told[told["role"] == "cross-border-commuter"]
    vehicles = commuters.groupby("document_number")["plate"].nunique()
    assert (vehicles <= 2).mean() > 0.85
    assert commuters.groupby("document_number").size().median() >= 3


def test_no_more_people_than_seats(told):
    assert (told["occupants"] <= told["seats"]).all()


def test_the_scales_show_vehicle_people_and_goods(told):
    ordinary = told[told["role"] == "cross-border-commuter"]
    assert (told["weighed_kg"] % 20 == 0).all()
    assert 10 < ordinary["extra_kg"].median() < 60
    assert (told["weighed_kg"] > told["unladen_kg"]).mean() > 0.99


def test_nothing_declared_weighs_nothing_and_cash_goes_by_the_red_lane(told):
    nothing = told["goods"] == "nothing to declare"
    assert (told.loc[nothing, "goods_kg"] == 0).all()
    assert told.loc[told["goods"] == "tobacco for own use", "goods_kg"].max() <= 1
    declared = told["declared_cash"].notna()
    assert declared.sum() > 50
    assert (told.loc[declared, "lane"] == "red").all()


def test_a_vehicle_was_its_owners_before_it_crossed(told):
    first = told.groupby("plate")["at"].min().dt.tz_localize(None)
    registered = told.groupby("plate")["registered_on"].first()
    assert (registered < first).all()


def test_a_convoy_is_minutes_apart_at_one_post():
    spec = WorldSpec(seed=3, bookings=100, days=60, waybills=0, items=0, crossings=2_000)
    built = build_world(spec)
    truth, crossings = to_frame(built.truth), to_frame(built.tables["crossings"])
    visitors = truth.loc[truth["role"] == "family-visitor", "record"]
    few = crossings[crossings["crossing_id"].isin(visitors)]  # five a day: who is near is together
    near = few["at"].diff() <= pd.Timedelta(minutes=25)
    same = few["border_post"].eq(few["border_post"].shift())
    assert near.sum() > 30
    assert same[near].mean() > 0.6
    assert same[~near].mean() < 0.4


def test_traffic_changes_nothing_in_the_tables_of_the_passengers():
    spec = {"seed": 5, "bookings": 800, "days": 6, "waybills": 0, "items": 0}
    alone, both = (build_world(WorldSpec(**spec, crossings=size)) for size in (0, 700))
    for name in ("flights", "bookings", "passengers", "baggage"):
        assert alone.tables[name].equals(both.tables[name]), name
    assert "vehicles" not in alone.tables


def test_drivers_have_one_passport_whether_they_fly_or_drive(roads):
    documents = roads["documents"]
    assert documents["person_id"].is_unique
    flown = set(roads["passengers"]["document_number"])
    assert set(roads["crossings"]["document_number"]) & flown
