"""What must hold on every waybill, whatever the seed."""

import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.codes.carriers import carrier_of
from aatulab.codes.phones import is_reserved
from aatulab.errors import WorldError
from aatulab.world import WorldSpec, build_world
from aatulab.world.cargo import numbers
from aatulab.world.cargo.charges import chargeable_kg
from aatulab.world.frames import to_frame
from aatulab.world.validation import broken_references, validate

TABLES = ("waybills", "house_waybills", "cargo_events", "amendments")


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**64), st.integers(1, 400), st.integers(1, 9),
       st.sampled_from(["LIS", "GRU", "AKL"]), st.floats(0.005, 0.2))  # fmt: skip
def test_any_order_gives_waybills_that_hold_together(seed, waybills, days, hub, prevalence):
    spec = WorldSpec(seed=seed, bookings=100, waybills=waybills, days=days, hub=hub,
                     prevalence=prevalence)  # fmt: skip
    world = build_world(spec)
    tables = {name: to_frame(table) for name, table in world.tables.items()}
    assert len(tables["waybills"]) == waybills
    for name in TABLES:
        validate(name, tables[name])
    assert broken_references(tables) == []
    truth = to_frame(world.truth)
    cargo = truth[truth["flow"] == "cargo"]
    assert list(cargo["record"]) == list(tables["waybills"]["awb"])
    assert cargo["illicit"].sum() == round(waybills * prevalence)


def test_a_world_has_a_waybill_to_five_bookings_unless_it_is_said(world):
    assert len(world.waybills) == world.spec.bookings / 5
    assert "waybills" not in build_world(WorldSpec(seed=1, bookings=100, waybills=0)).tables


def test_numbers_have_the_airline_s_prefix_and_a_check_digit(world):
    for awb, flight in zip(world.waybills["awb"], world.waybills["flight"], strict=True):
        assert int(awb[10]) == int(awb[3:10]) % 7
        assert carrier_of(awb[:3]).designator == flight[:2]


def test_an_airline_that_runs_out_of_numbers_is_named(monkeypatch):
    monkeypatch.setattr(numbers, "SERIALS", 30)
    with pytest.raises(WorldError, match="of one airline at gateway 0, expected 30 at most"):
        build_world(WorldSpec(seed=1, bookings=100, waybills=300))


def test_what_is_charged_is_the_gross_weight_or_that_of_the_volume(world):
    """Recomputed in decimals: 6,000 cubic centimetres a kilogram, up to the next half kilogram."""
    for row in world.waybills.itertuples():
        by_volume = Decimal(str(row.volume_m3)) * 1_000_000 / 6_000
        most = max(Decimal(str(row.gross_kg)), round(by_volume, 6))
        assert Decimal(str(row.chargeable_kg)) == Decimal(math.ceil(most * 2)) / 2


def test_a_shadow_of_binary_fractions_is_not_charged():
    assert chargeable_kg(np.array([1.0]), np.array([0.63])).tolist() == [105.0]


def test_houses_add_up_to_their_master(world):
    masters = world.waybills[world.waybills["kind"] == "master"].set_index("awb")
    sums = world.house_waybills.groupby("awb")[["pieces", "gross_kg", "volume_m3"]].sum()
    assert set(sums.index) == set(masters.index)
    for column in sums:
        assert np.allclose(sums[column], masters.loc[sums.index, column])
    assert 2 < world.house_waybills.groupby("awb").size().mean() < 5


def test_a_master_names_forwarders_and_its_houses_name_the_rest(world):
    masters = world.waybills[world.waybills["kind"] == "master"]
    assert (masters[["shipper_kind", "consignee_kind"]] == "forwarder").to_numpy().all()
    assert masters[["hs_code", "declared_value", "account", "broker"]].isna().to_numpy().all()
    assert set(masters["goods"]) == {"CONSOLIDATION AS PER ATTACHED MANIFEST"}
    agents = world.agents.set_index("agent")["name"]
    assert (masters["agent"].map(agents) == masters["shipper_name"]).all()
    assert set(masters["consignee_name"]) <= set(agents)
    direct = world.waybills[world.waybills["kind"] == "direct"]
    assert not (direct["consignee_kind"] == "forwarder").any()


def test_waybills_land_with_their_flight(world):
    belly = world.waybills.dropna(subset="flight_id")
    joined = belly.merge(world.flights, on="flight_id", suffixes=("", "_flown"))
    assert (joined["arrives_at"] == joined["arrives_at_flown"]).all()
    assert (joined["destination"] == joined["destination_flown"]).all()
    assert (joined["routing"].str[-7:-4] == joined["origin_flown"]).all()
    assert (joined["flight"] == joined["carrier"] + joined["flight_number"].astype(str)).all()
    assert (joined["departs_at"] <= joined["departs_at_flown"]).all()
    assert 0.55 < len(belly) / len(world.waybills) < 0.75


def test_a_freighter_is_no_passenger_flight(world):
    freighters = world.waybills[world.waybills["flight_id"].isna()]
    assert freighters["flight"].str.endswith("F").all()
    assert (freighters.groupby("flight")["routing"].agg(lambda r: r.str[-7:].nunique()) == 1).all()
    belly = world.waybills.dropna(subset="flight_id")
    assert set(belly["security_status"]) == {"SPX"}
    assert set(freighters["security_status"]) == {"SPX", "SCO"}


def test_the_way_begins_and_ends_where_the_waybill_says(world):
    assert (world.waybills["routing"].str[:3] == world.waybills["origin"]).all()
    assert (world.waybills["routing"].str[-3:] == world.waybills["destination"]).all()


def test_space_is_booked_before_departure(world):
    lead = world.waybills["departs_at"] - world.waybills["booked_at"]
    assert lead.min() >= pd.Timedelta(hours=5)
    assert pd.Timedelta(days=2) < lead.median() < pd.Timedelta(days=10)


def test_goods_fit_the_business_of_ordinary_consignees(world, told, shipments):
    rows = shipments(world).merge(told(world), on="awb")
    ordinary = rows[(rows["kind"] == "direct") & ~rows["illicit"] & rows["twin_of"].isna()]
    firms = ordinary[ordinary["consignee_kind"] == "firm"]
    assert 0.9 < firms["fits"].mean() < 0.97


def test_consignees_are_firms_and_people_of_the_register(world, shipments):
    rows = shipments(world)
    firms = rows[rows["consignee_kind"] == "firm"]
    assert set(firms["consignee_name"]) <= set(world.firms["name"])
    status = world.firms.set_index("name")["status"]
    assert (firms["consignee_name"].map(status) == "active").all()
    people = world.persons["given_names"] + " " + world.persons["surname"]
    persons = rows[rows["consignee_kind"] == "person"]
    assert set(persons["consignee_name"]) <= set(people)
    contacts = set(world.firms["phone"]) | set(world.households["phone"])
    assert set(rows["consignee_phone"]) <= contacts


def test_a_shipper_is_where_the_goods_begin_to_fly(world, shipments):
    rows = shipments(world)
    state = rows["origin"].map(world.airports.set_index("iata")["country"])
    city = rows["origin"].map(world.airports.set_index("iata")["city"])
    firms = rows["shipper_kind"] == "firm"
    town = rows["shipper_address"].str.split(", ", n=1).str[1]
    assert (town[firms].str[:-5] == city[firms]).all()
    assert town.str[-5:].str.fullmatch(", [A-Z]{3}").all()
    people = town[~firms].str[-3:].groupby(state[~firms]).nunique()
    assert (people == 1).mean() > 0.8  # nobody of some States is known here


def test_an_account_belongs_to_one_shipper_and_is_older_than_its_shipments(world, shipments):
    rows = shipments(world)
    assert (rows["account"].isna() == (rows["shipper_kind"] == "person")).all()
    held = rows.dropna(subset="account")
    assert held["account_days"].min() >= 1
    by_account = held.groupby("account")
    for column in ("shipper_name", "shipper_address", "account_opened_on", "origin"):
        assert by_account[column].nunique().max() == 1
    assert (held["shipments_90d"] <= held["account_days"] / 2).all()
    assert by_account.size().max() >= 5


def test_a_shipment_that_comes_again_counts_the_earlier_ones(world):
    direct = world.waybills[world.waybills["kind"] == "direct"].dropna(subset="account")
    pair = direct.groupby(["account", "consignee_name"])
    often = pair.filter(lambda rows: len(rows) >= 4)
    first = often.groupby(["account", "consignee_name"])["shipments_90d"].first()
    last = often.groupby(["account", "consignee_name"])["shipments_90d"].last()
    assert (last > first).mean() > 0.9


def test_known_consignors_have_had_an_account_for_a_while(world):
    direct = world.waybills[world.waybills["kind"] == "direct"]
    known = direct[direct["secured_by"] == "KC"]
    booked = known["booked_at"].dt.tz_localize(None)
    assert (booked - known["account_opened_on"]).dt.days.min() >= 120
    assert 0.25 < len(known) / len(direct) < 0.65


def test_all_contact_points_are_nobodys(world, shipments):
    rows = shipments(world)
    for side in ("shipper", "consignee"):
        assert all(map(is_reserved, rows[f"{side}_phone"].unique()))
        assert rows[f"{side}_email"].str.contains(r"@example\.(?:org|net|com)$").all()


def test_exporters_share_no_phone_with_the_population(world):
    accounts = world.waybills.dropna(subset="account")
    own = accounts[accounts["shipper_phone"] != accounts["consignee_phone"]]
    taken = set(world.households["phone"]) | set(world.firms["phone"]) | set(world.agents["phone"])
    assert not set(own["shipper_phone"]) & taken


def test_freight_grows_with_weight_and_way(world):
    rows = world.waybills[world.waybills["rate_class"] == "Q"]
    assert np.corrcoef(np.log(rows["freight"]), np.log(rows["chargeable_kg"]))[0, 1] > 0.85
    small = world.waybills[world.waybills["rate_class"] == "N"]
    assert small["chargeable_kg"].max() < 45
    per_kg = rows["freight"] / rows["chargeable_kg"]
    assert per_kg.median() < (small["freight"] / small["chargeable_kg"]).median()


def test_handling_is_that_of_the_goods(world, shipments):
    rows = shipments(world)
    assert not rows.drop_duplicates(["hs_code", "handling"]).duplicated("hs_code").any()
    assert set(rows.loc[rows["handling"] == "VAL", "hs_code"].str[:2]) == {"71"}
    assert (world.waybills.loc[world.waybills["handling"].isin(["VAL", "AVI"]), "rate_class"]
            == "S").all()  # fmt: skip


def test_house_waybills_of_a_master_stand_in_no_telling_order(big, told):
    """Is the one that the truth is about the first of its master's?"""
    houses = big.house_waybills.merge(told(big), on="awb")
    of_gold = houses[houses["illicit"] & (houses["typology"] == "gold-cargo")]
    metal = of_gold["hs_code"].str[:2].isin(["71", "73", "74", "82", "83"])
    place = of_gold.groupby("awb").cumcount()
    assert 0.1 < (place[metal] == 0).mean() < 0.6
