"""Circles share what binds them, and some lead to travellers."""

import pytest

from aatulab.content import datasets_dir
from aatulab.world.cargo.signals import CARGO
from aatulab.world.roles.typologies import read_cast

LINKED = {role.name: role.linked for role in
          read_cast(datasets_dir() / "typologies", CARGO).of_kind("typology")}  # fmt: skip


@pytest.fixture(scope="module")
def illicit(big, told):
    rows = big.waybills.merge(told(big), on="awb")
    return rows[rows["illicit"]]


def test_only_illicit_waybills_belong_to_networks_as_often_as_their_typology_says(big, told):
    rows = told(big)
    assert not (rows["network"].notna() & ~rows["illicit"]).any()
    share = rows[rows["illicit"]].groupby("typology")["network"].agg(lambda n: n.notna().mean())
    for name, linked in LINKED.items():
        assert share[name] == pytest.approx(linked, abs=0.12)


def test_memberships_are_those_of_the_truth(big, told):
    rows = told(big).dropna(subset="network").set_index("awb")
    members = big.memberships[big.memberships["flow"] == "cargo"].set_index("record")
    assert members["network"].sort_index().equals(rows["network"].sort_index())
    kinds = big.waybills.set_index("awb")
    direct = members.index[kinds.loc[members.index, "kind"] == "direct"]
    person = kinds.loc[direct, "consignee_kind"] == "person"
    assert (members.loc[direct, "person_id"].notna() == person).all()


def test_the_phone_of_a_consignee_is_that_of_travellers(big, told, shipments):
    """The link that a link analysis over two flows should find."""
    rows = shipments(big).merge(told(big).dropna(subset="network"), on="awb")
    phones = big.contacts[big.contacts["kind"] == "phone"].merge(big.told(), on="pnr")
    phones = phones.dropna(subset="network")
    found = rows.merge(phones, left_on="consignee_phone", right_on="value")
    assert found["awb"].nunique() > 0.25 * rows["awb"].nunique()
    assert (found["network_x"] == found["network_y"]).mean() > 0.9


def test_goods_of_a_network_go_to_its_safe_address_or_its_front_firm(big, told, shipments):
    rows = shipments(big).merge(told(big).dropna(subset="network"), on="awb")
    rows = rows.merge(big.networks, on="network").merge(
        big.firms[["firm_id", "name"]], on="firm_id", suffixes=("", "_firm")
    )
    safe = rows["consignee_address_id"] == rows["address_id"]
    front = rows["consignee_name"] == rows["name"]
    assert safe.groupby(rows["awb"]).any().mean() > 0.05
    assert front.groupby(rows["awb"]).any().mean() > 0.03


def test_circles_without_a_network_share_phones_as_well(illicit):
    own = illicit[illicit["network"].isna() & (illicit["kind"] == "direct")]
    names = own.groupby("consignee_phone")["consignee_name"].nunique()
    assert (names >= 2).sum() > 30
    assert names.max() <= 6


def test_innocent_circles_share_phones_too(big, told):
    rows = big.waybills.merge(told(big), on="awb")
    twins = rows[rows["twin_of"].notna() & (rows["kind"] == "direct")]
    names = twins.groupby("consignee_phone")["consignee_name"].nunique()
    assert (names >= 2).sum() > 100


def test_ordinary_trade_is_between_the_same_two_again_and_again(world, told):
    rows = world.waybills[world.waybills["kind"] == "direct"].merge(told(world), on="awb")
    trade = rows[rows["role"] == "perishables-importer"]
    pairs = trade.groupby(["account", "consignee_name"]).size()
    assert pairs.mean() > 2.5
    spread = trade.groupby(["account", "consignee_name"])["goods"].agg(lambda g: g.nunique())
    assert spread.median() <= 2


def test_a_consolidation_to_one_address_names_many(big, told):
    houses = big.house_waybills.merge(told(big), on="awb")
    doors = houses.groupby("awb")["consignee_address_id"].nunique()
    names = houses.groupby("awb")["consignee_name"].nunique()
    together = doors.index[(doors == 1) & (names >= 2)]
    assert len(together) > 200
    illicit = told(big).set_index("awb").loc[together, "illicit"]
    assert 0.03 < illicit.mean() < 0.35
