import numpy as np

from aatulab.world.frames import to_frame
from aatulab.world.history.goods import goods_of, seized_goods
from aatulab.world.history.seizures import METHODS, short_form
from aatulab.world.validation import validate


def test_every_finding_of_goods_has_one_seizure_and_nothing_else_has(big_world, results):
    found = results[
        results["found"] & results["typology"].map(lambda one: bool(goods_of(str(one))))
    ]
    assert sorted(big_world.seizures["inspection"]) == sorted(found["inspection"])
    assert len(found) > 500


def test_a_seizure_names_nobody(big_world):
    people = {"person_id", "surname", "given_names", "birth_date", "nationality", "sex", "record"}
    assert not people & set(big_world.seizures.columns)


def test_goods_are_those_of_the_typology(big_world, results):
    rows = big_world.seizures.merge(results, on="inspection")
    for typology, each in rows.groupby("typology"):
        assert set(each["product"]) <= {goods.product for goods in goods_of(typology)}


def test_the_value_is_what_would_be_recovered(big_world, results):
    rows = big_world.seizures.merge(results, on="inspection")
    assert (rows["value"] == rows["value_eur"]).all()
    assert (rows["value"] > 0).all()


def test_quantities_are_plausible(big_world):
    """Prices lie where they are described; nobody carries more than he can."""
    prices = {g.product: g.eur for goods in seized_goods().values() for g in goods}
    rows = big_world.seizures
    for product, each in rows.groupby("product"):
        if len(each) >= 20:
            low, high = prices[product]
            middle = np.exp(np.log(each["value"] / each["quantity"]).mean())
            assert 0.7 * low < middle < 1.4 * high, product
    carried = rows[(rows["unit"] == "kg") & (rows["conveyance"] == "air passenger")]
    assert carried["quantity"].median() > 0.3
    assert carried["quantity"].quantile(0.99) < 30


def test_goods_weigh_no_more_than_the_waybill(big_world, results):
    rows = big_world.seizures.merge(results[["inspection", "record"]], on="inspection")
    rows = rows[rows["unit"] == "kg"].merge(big_world.waybills, left_on="record", right_on="awb")
    assert len(rows) > 20
    assert (rows["quantity"] <= rows["gross_kg"]).all()


def test_items_and_vehicles_hold_what_was_seized(mail_and_road):
    weighs = {g.product: g.kg for goods in seized_goods().values() for g in goods}
    rows = mail_and_road.seizures
    mail = rows[rows["conveyance"] == "mail"].merge(mail_and_road.inspections, on="inspection")
    mail = mail.merge(mail_and_road.postal_items, left_on="record", right_on="item")
    assert len(mail) > 100
    assert (mail["quantity"] * mail["product"].map(weighs) <= mail["gross_kg"] + 0.15).all()
    assert set(rows.loc[rows["conveyance"] == "road", "direction"]) == {"import", "export"}


def test_way_flight_and_method_are_those_of_the_record(big_world, results):
    rows = big_world.seizures.merge(results, on="inspection")
    assert (rows["detection_method"] == rows["reason"].map(METHODS)).all()
    rows = rows.merge(big_world.bookings, left_on="record", right_on="pnr", suffixes=("", "_b"))
    way = (
        rows["departure"].fillna("") + "-" + rows["transit"].fillna("") + "-" + rows["destination"]
    )
    assert (way.str.replace("--", "-") == rows["itinerary"]).all()
    assert (rows["flight"] == rows["flight_id"]).all()
    assert (rows["persons"] == rows["party_size"]).all()


def test_seizures_follow_their_inspections(big_world):
    rows = big_world.seizures.merge(big_world.inspections, on="inspection")
    assert ((rows["seized_at"] - rows["at"]).dt.total_seconds() / 60 == rows["minutes"]).all()
    assert (rows["seized_on"] == rows["seized_at"].dt.tz_localize(None).dt.normalize()).all()
    for row in rows.sample(200, random_state=1).itertuples():
        assert row.found_by in row.measures.split(", ")


def test_the_short_form_leads_to_no_record_and_no_firm(worlds):
    short = to_frame(short_form(worlds.tables["seizures"]))
    validate("seizures_short", short)
    assert not {"inspection", "firm_id", "seized_at", "flight"} & set(short.columns)
    assert len(short) == worlds.tables["seizures"].num_rows > 0
