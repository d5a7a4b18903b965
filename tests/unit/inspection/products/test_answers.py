from datetime import date, timedelta

import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.products import answer, compare, typed_digits
from aatulab.inspection.products.compare import AS_DESIGN, AS_FAKE, AS_NONE
from aatulab.world.products.catalogue import catalogue

DAY = date(2026, 9, 13)


@pytest.fixture(scope="module")
def reported(product_tables):
    """A product, and a batch of it that was reported as falsified."""
    alerts = product_tables["product_alerts"].to_pandas()
    products = product_tables["products"].to_pandas()
    named = alerts[(alerts.report == "falsified") & alerts.line_id.isin(products.line_id)].iloc[0]
    return products[products.line_id == named.line_id].iloc[0].gtin, named.batch


def test_an_unknown_number_proves_nothing(register):
    said = answer(register, typed_digits("9520000000011"), DAY)
    assert said.record is None
    assert "proves nothing" in str(said)


def test_a_known_number_proves_nothing_either(register, product_tables):
    gtin = product_tables["products"]["gtin"][0].as_py()
    said = str(answer(register, typed_digits(gtin), DAY))
    assert "A copy bears this number, too" in said
    assert "The right holder or a laboratory decides" in said
    assert "@example.org" in said


def test_a_wrong_check_digit_is_said_and_nothing_is_looked_up(register):
    said = answer(register, typed_digits("9520000000012"), DAY)
    assert said.record is None
    assert "check digit, position 13" in str(said)
    assert "proves nothing" not in str(said)


def test_a_reported_batch_is_said(register, reported):
    gtin, batch = reported
    said = str(answer(register, typed_digits(f"(01)0{gtin}(17)280331(10){batch}"), DAY))
    assert f"Batch {batch} was reported falsified" in said
    other = str(answer(register, typed_digits(f"(01)0{gtin}(17)280331(10)ZZZZZZZ"), DAY))
    assert "was reported falsified" not in other


def test_a_day_of_use_in_the_past_is_said(register, reported):
    gtin, _ = reported
    text = f"(01)0{gtin}(17)260831"
    assert "not to be used after 2026-08-31" in str(answer(register, typed_digits(text), DAY))
    before = DAY - timedelta(days=100)
    assert "not to be used" not in str(answer(register, typed_digits(text), before))


def test_an_old_register_asks_to_be_synced(register, reported):
    late = DAY + timedelta(days=31)
    assert "31 days old: sync it" in str(answer(register, typed_digits(reported[0]), late))


def test_a_parcel_leads_to_what_was_packed(register, product_tables):
    unit = product_tables["logistic_units"].to_pylist()[0]
    said = answer(register, typed_digits(unit["sscc"]), DAY)
    assert said.unit["pieces"] == unit["pieces"]
    assert said.record.product["gtin"] == unit["gtin"]
    assert "Count and compare" in str(said)
    assert "proves nothing" in str(answer(register, typed_digits("095200000000000073"), DAY))


def test_an_older_design_is_as_genuine_as_the_newest(register, product_tables):
    for gtin in product_tables["products"]["gtin"].to_pylist()[:60]:
        record = register.by_gtin(gtin)
        for _, design in record.features.groupby("design_id"):
            seen = dict(zip(design.feature, design.genuine, strict=True))
            assert set(compare(record, seen).finding) == {AS_DESIGN}


def test_a_known_fake_and_a_way_that_nobody_registered_are_told_apart(register, product_tables):
    record = register.by_gtin(product_tables["products"]["gtin"][0].as_py())
    known = record.features[record.features.fake.notna()].iloc[0]
    assert compare(record, {known.feature: known.fake}).finding[0] == AS_FAKE
    feature = catalogue().features[known.feature]
    recorded = record.features[record.features.feature == known.feature]
    strange = (
        (set(feature.genuine) | set(feature.fake)) - set(recorded.genuine) - set(recorded.fake)
    )
    assert compare(record, {known.feature: min(strange)}).finding[0] == AS_NONE


@pytest.mark.parametrize("seen", [{"seal": "purple"}, {"smell": "odd"}])
def test_what_the_catalogue_does_not_know_is_refused_with_what_it_does(
    register, product_tables, seen
):
    record = register.by_gtin(product_tables["products"]["gtin"][0].as_py())
    with pytest.raises(InspectionError, match=r"seen: .*expected one of .*\. Choose the nearest"):
        compare(record, seen)
