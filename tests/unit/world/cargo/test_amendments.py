"""What was changed leads from what stood there to what the waybill says now."""

import pytest

from aatulab.world.goods import goods_of


@pytest.fixture(scope="module")
def amended(world):
    return world.amendments.merge(world.waybills, on="awb", suffixes=("", "_now"))


def test_an_amendment_changes_something_and_says_what_stands_now(world, amended):
    assert (amended["before"] != amended["after"]).all()
    whole = amended[amended["field"] == "routing"]
    assert (whole["after"] == whole["routing"]).all()
    assert whole["hawb"].isna().all()
    direct = amended[amended["kind"] == "direct"]
    for field, column in (("consignee", "consignee_name"), ("goods", "goods")):
        rows = direct[direct["field"] == field]
        assert (rows["after"] == rows[column]).all()
        assert rows["hawb"].isna().all()
        houses = amended[(amended["kind"] == "master") & (amended["field"] == field)]
        houses = houses.merge(world.house_waybills, on=["hawb", "awb"], suffixes=("_m", "_h"))
        assert len(houses) > 5
        assert (houses["after"] == houses[f"{column}_h"]).all()


def test_another_way_begins_and_ends_alike(amended):
    ways = amended.loc[amended["field"] == "routing", ["before", "after"]]
    for before, after in ways.itertuples(index=False):
        assert (before[:3], before[-3:]) == (after[:3], after[-3:])
        assert len(set(before.split("-"))) == len(before.split("-"))


def test_other_goods_were_named_in_the_words_of_the_trade(amended):
    texts = amended.loc[amended["field"] == "goods", "before"]
    assert set(texts) <= set(goods_of("cargo").texts)


def test_amendments_come_between_booking_and_landing_in_order(amended):
    assert (amended["at"] > amended["booked_at"]).all()
    assert (amended["at"] < amended["arrives_at"]).all()
    assert not amended.duplicated(["awb", "field"]).any()
    same = amended["awb"].eq(amended["awb"].shift())
    assert (amended["at"][same] >= amended["at"].shift()[same]).all()
    assert (amended["amendment_no"][~same] == 1).all()


def test_most_waybills_are_never_amended(world, amended):
    assert 0.05 < amended["awb"].nunique() / len(world.waybills) < 0.2
