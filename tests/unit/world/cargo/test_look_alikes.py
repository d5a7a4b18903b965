"""Every cargo typology has innocent twins, and no single signal settles anything."""

import numpy as np
import pandas as pd
import pytest
import yaml

from aatulab.content import datasets_dir
from aatulab.world.cargo.signals import CARGO
from aatulab.world.goods import goods_of
from aatulab.world.passengers.signals import PASSENGER
from aatulab.world.roles.typologies import read_cast

CHANCE = 4.5  # standard deviations, as in the tests of fairness
FOLDER = datasets_dir() / "typologies"
CAST = read_cast(FOLDER, CARGO)
TYPOLOGIES = [role.name for role in CAST.of_kind("typology")]
NUMBERS = {"account_age_days": "account_days", "gross_kg": "gross_kg", "density_factor": "density",
           "value_factor": "price"}  # fmt: skip


def flags_of(world, rows):
    """Signals as an officer reads them, one row a shipment."""
    events = world.cargo_events
    accepted, delivered, notified = (
        events[events["code"] == code].set_index("awb") for code in ("RCS", "DLV", "NFD")
    )
    gain = delivered["kg"] - accepted["kg"]
    heavier = gain.index[(gain > 5) & (gain / accepted["kg"] > 0.01)]
    more = accepted.index[delivered["pieces"] > accepted["pieces"]]
    quick = accepted.index[delivered["at"] - notified["at"] < pd.Timedelta(hours=4)]
    amended = world.amendments.groupby("field")["awb"].agg(set)
    phones = rows.groupby("consignee_phone")["consignee_name"].nunique()
    doors = rows.groupby("consignee_address_id")["consignee_name"].nunique()
    age = pd.Timestamp(world.spec.first_day) - rows["registered_on"]
    firm = rows["consignee_kind"] == "firm"
    names = goods_of("cargo").names
    codes = dict(zip(goods_of("cargo").hs_code, names, strict=True))
    flags = {
        "new account": rows["account_days"] < 120,
        "never sent before": rows["shipments_90d"] == 0,
        "low value": rows["price"] < 0.45,
        "dense": rows["density"] > 1.6,
        "private consignee": ~firm,
        "other business": firm & ~rows["fits"],
        "young firm": firm & (age.dt.days < 730),
        "lodged firm": firm & rows["office"].map(world.firms["address_id"].value_counts()).gt(1),
        "vague": rows["goods"].isin(goods_of("cargo").vaguely),
        "phone of several": rows["consignee_phone"].map(phones) >= 2,
        "address of several": rows["consignee_address_id"].map(doors) >= 3,
        "phone on both sides": rows["shipper_phone"] == rows["consignee_phone"],
        "no broker": rows["broker"].isna(),
        "cash": rows["payment_form"] == "cash",
        "consolidated": rows["kind"] == "master",
        "heavier": rows["awb"].isin(heavier),
        "a piece more": rows["awb"].isin(more),
        "collected at once": rows["awb"].isin(quick),
        "other consignee": rows["awb"].isin(amended["consignee"]),
        "other way": rows["awb"].isin(amended["routing"]),
        "other goods": rows["awb"].isin(amended["goods"]),
    }
    flags |= {f"goods: {name}": rows["hs_code"].map(codes) == name for name in names}
    return pd.DataFrame({"awb": rows["awb"], **flags}).groupby("awb").any()


@pytest.fixture(scope="module")
def truth(big, told):
    return told(big).set_index("awb")


@pytest.fixture(scope="module")
def flags(big, truth, shipments):
    return flags_of(big, shipments(big)).loc[truth.index]


def test_there_are_seven_typologies():
    assert set(TYPOLOGIES) == {
        "rip-on-rip-off", "live-wildlife", "counterfeit-goods", "firearm-parts", "precursors",
        "cultural-goods", "gold-cargo",
    }  # fmt: skip


def test_each_typology_has_three_twins_a_waybill_at_least(truth):
    illicit, twins = truth["typology"].value_counts(), truth["twin_of"].value_counts()
    assert set(illicit.index) == set(TYPOLOGIES)
    assert (twins.reindex(illicit.index) >= 3 * illicit).all()


def test_the_densest_drill_leaves_room_for_ordinary_cargo():
    """At a prevalence of a fifth, one waybill and its look-alikes are less than five."""
    twins = CAST.of_kind("twin")
    assert 3 <= sum(
        role.share * sum(twin.share for twin in twins if twin.typology == role.name)
        for role in CAST.of_kind("typology")
    ) < 4  # fmt: skip


def test_no_role_has_the_name_of_a_passenger_s():
    others = {role.name for role in read_cast(FOLDER, PASSENGER).roles}
    assert not others & {role.name for role in CAST.roles}


@pytest.mark.parametrize("name", TYPOLOGIES)
def test_every_signal_says_why_and_every_typology_what_it_is_worth(name):
    content = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    assert all(signal.get("because", "").endswith(".") for signal in content["signals"].values())
    assert 0 < content["linked"] < 1
    assert content["value_eur"]
    assert len(content["sources"]) >= 2


def test_no_single_signal_finds_more_than_it_stops_in_vain(truth, flags):
    """At three percent, more than is usual live, so that live is easier to pass."""
    illicit = truth["illicit"]
    for name in flags:
        chosen = flags[name]
        if chosen.sum() >= 50:
            assert illicit[chosen].mean() < 0.35, name
        assert illicit[chosen].sum() < 0.75 * illicit.sum(), name


def test_each_illicit_waybill_has_three_innocent_ones_with_two_of_its_signals(truth, flags):
    illicit = truth["illicit"].to_numpy()
    shown = flags.to_numpy(dtype=np.float32)[illicit]
    innocent = flags.to_numpy(dtype=np.float32)[~illicit][:8_000]
    telling = shown[shown.sum(axis=1) >= 2]
    assert len(telling) > 0.95 * len(shown)
    assert ((telling @ innocent.T >= 2).sum(axis=1) >= 3).all()


def test_signals_together_say_much_more_than_chance(truth, flags):
    illicit = truth["illicit"].to_numpy()
    half = np.arange(len(flags)) % 2 == 0
    rates = [
        np.clip(flags[half & (illicit == flag)].mean(), 0.002, 0.998) for flag in (False, True)
    ]
    weight = np.log(rates[1] / rates[0]), np.log((1 - rates[1]) / (1 - rates[0]))
    others = flags[~half].to_numpy(dtype=float)
    score = others @ weight[0].to_numpy() + (1 - others) @ weight[1].to_numpy()
    first = np.argsort(-score, kind="stable")[: len(score) // 20]
    recall = illicit[~half][first].sum() / illicit[~half].sum()
    assert 0.25 < recall < 0.75


@pytest.mark.parametrize("signal", NUMBERS)
def test_twins_show_the_numbers_that_they_share_as_their_typology_does(
    big, truth, shipments, auc, signal
):
    rows = shipments(big)
    rows = rows[rows["kind"] == "direct"].merge(truth.reset_index(), on="awb")
    # one of each circle: what a circle shares is one draw
    rows = rows.drop_duplicates("account")
    compared = 0
    for typology in CAST.of_kind("typology"):
        alike = [
            twin.name
            for twin in CAST.of_kind("twin")
            if twin.typology == typology.name and twin.signals[signal] == typology.signals[signal]
            and typology.signals[signal] != CAST.ordinary.signals[signal]
        ]  # fmt: skip
        for twin in alike:
            both = rows[rows["role"].isin([typology.name, twin])].dropna(subset=NUMBERS[signal])
            area, error = auc(both[NUMBERS[signal]], both["role"] == typology.name)
            assert abs(area - 0.5) < CHANCE * error, (typology.name, twin)
            compared += 1
    assert compared >= 5


def test_every_waybill_has_a_fact_that_settles_it(truth):
    facts = truth.groupby("fact")["illicit"]
    assert (facts.min() == facts.max()).all()
    assert truth["fact"].str.endswith(".").all()
    assert (truth["typology"].notna() == truth["illicit"]).all()
    assert (truth["value_eur"] > 0).equals(truth["illicit"])
