"""What must hold for the mail, whatever the seed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tracking_numbers import get_tracking_number

from aatulab.codes.s10 import are_items
from aatulab.world import WorldSpec, build_world
from aatulab.world.frames import to_frame
from aatulab.world.goods import goods_of
from aatulab.world.post.signals import MAIL_CLASSES
from aatulab.world.validation import broken_references, validate

TABLES = ("postal_items", "declaration_lines")


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_as_described(mail, table):
    validate(table, mail[table])


def test_every_reference_leads_somewhere(mail):
    assert broken_references(mail) == []


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 2**64), st.integers(100, 900), st.integers(1, 9),
       st.sampled_from(["LIS", "SIN", "AKL"]), st.floats(0.005, 0.2))  # fmt: skip
def test_any_order_gives_mail_that_holds_together(seed, items, days, hub, prevalence):
    spec = WorldSpec(
        seed, 100, hub, days=days, prevalence=prevalence, waybills=0, items=items, crossings=0
    )
    built = build_world(spec)
    tables = {name: to_frame(table) for name, table in built.tables.items()}
    mail = tables["postal_items"]
    assert len(mail) == items
    assert mail["item"].is_unique
    assert broken_references(tables) == []
    truth = to_frame(built.truth)
    assert truth.loc[truth["flow"] == "post", "illicit"].sum() == round(items * prevalence)
    first = pd.Timestamp(spec.first_day, tz="UTC")
    assert mail["arrived_at"].between(first, first + pd.Timedelta(days=days)).all()
    assert (mail["posted_at"] < mail["arrived_at"]).all()
    assert mail["arrived_at"].is_monotonic_increasing


def test_numbers_are_valid_and_say_the_class(mail):
    items = mail["postal_items"]
    import pyarrow as pa

    assert are_items(pa.array(items["item"])).all()
    assert (items["item"].str[0] == items["mail_class"].map(MAIL_CLASSES)).all()
    for text in items["item"][::997]:  # an independent library knows no ZZ: ask for another post
        assert get_tracking_number(text[:11] + "US") is not None


def test_no_number_comes_twice_in_a_world_of_several_gateways():
    spec = WorldSpec(
        seed=4,
        bookings=400,
        days=5,
        gateways=("LIS", "LOS", "SIN"),
        waybills=0,
        items=9_000,
        crossings=0,
    )
    items = build_world(spec).tables["postal_items"]["item"].to_pylist()
    assert len(set(items)) == 9_000


def test_a_run_is_posted_at_one_counter_within_the_hour(mail, told):
    """Shop by shop: near numbers, one office, one return address, minutes apart."""
    runs = told[told["role"] == "online-shop-run"].groupby(["sender_name", "posted_at"]).ngroups
    assert runs > 100
    shop = told[told["role"] == "online-shop-run"].copy()
    shop["serial"] = shop["item"].str[2:10].astype(int)
    shop = shop.sort_values(["outward_office", "sender_name", "posted_at"])
    same = shop["sender_name"].eq(shop["sender_name"].shift())
    gap = shop["serial"].diff().where(same)
    minutes = shop["posted_at"].diff().dt.total_seconds().where(same) / 60
    together = gap.between(1, 3)
    assert together.sum() > 0.5 * len(shop)
    assert (minutes[together].between(0, 60)).mean() > 0.99


def test_values_and_net_weights_add_up(mail):
    items, lines = (mail[name].set_index("item") for name in TABLES)
    sums = lines.groupby("item")[["value", "net_kg"]].sum().loc[items.index]
    assert np.allclose(sums["value"], items["value"], atol=0.006)
    # every line is rounded to a gram, and none is lighter
    assert (sums["net_kg"] <= items["declared_kg"] + 0.005).all()
    assert sums["net_kg"].sum() > 0.7 * items["declared_kg"].sum()
    assert (lines.groupby("item")["line"].max() == lines.groupby("item").size()).all()


def test_letters_weigh_two_kilograms_at_most(mail):
    items = mail["postal_items"]
    letters = items[items["mail_class"].isin(["letter", "registered letter"])]
    assert letters["gross_kg"].max() <= 2.0
    assert items["gross_kg"].max() > 3.0


def test_the_form_follows_the_rule_of_300_sdr_with_few_exceptions(mail):
    items = mail["postal_items"]
    letters = items["mail_class"].isin(["letter", "registered letter"])
    small = letters & (items["value"] <= 348)
    assert (items.loc[small, "form"] == "CN22").all()
    assert 0.03 < (items.loc[~small, "form"] == "CN22").mean() < 0.12
    assert (letters & (items["value"] > 348)).sum() > 20


def test_codes_stand_only_on_trade_goods_and_with_their_edition(mail):
    lines = mail["declaration_lines"].merge(mail["postal_items"], on="item")
    trade = lines["category"].isin(["sale of goods", "commercial sample", "returned goods"])
    assert lines.loc[~trade, "hs_code"].isna().all()
    assert 0.5 < lines.loc[trade, "hs_code"].notna().mean() < 0.9
    for column in ("hs_edition", "origin"):
        assert (lines[column].notna() == lines["hs_code"].notna()).all()
    known = goods_of("post")
    coded = lines.dropna(subset="hs_code")
    fits = {
        (text, code)
        for texts, vague, code in zip(known.described, known.vaguely, known.hs_code, strict=True)
        for text in (*texts, vague)
    }
    assert set(zip(coded["description"], coded["hs_code"], strict=True)) <= fits


def test_papers_are_alone_and_called_documents(mail):
    lines = mail["declaration_lines"].merge(mail["postal_items"], on="item")
    papers = lines["description"].isin(["CONTRACT PAPERS", "CERTIFIED COPIES", "DOCUMENTS"])
    assert (papers == (lines["category"] == "documents")).all()
    assert lines.loc[papers].groupby("item").size().max() == 1


def test_a_name_has_variants_at_one_address(mail, told):
    """Does clustering by address find spellings that counting by name misses?"""
    names = told.groupby("addressee_address_id")["addressee_name"].nunique()
    assert names.max() >= 4
    initials = told["addressee_name"].str.match(r"^\w\. ")
    assert 0.02 < initials.mean() < 0.12
    assert not initials[told["addressee_kind"] == "firm"].any()


def test_most_items_are_posted_in_the_senders_own_state(mail):
    airports = mail["airports"].set_index("iata")["country"]
    items = mail["postal_items"].dropna(subset="sender_address_id")
    states = mail["addresses"].set_index("address_id")["state"]
    by_alpha3 = items["sender_address_id"].map(states)
    by_office = items["outward_office"].map(airports)
    pairs = pd.crosstab(by_alpha3, by_office)
    usual = pairs.max(axis=1).sum() / pairs.to_numpy().sum()
    assert 0.7 < usual < 0.95


def test_the_mail_changes_nothing_in_the_tables_of_the_passengers():
    spec = {"seed": 5, "bookings": 800, "days": 6, "waybills": 0, "crossings": 0}
    alone, both = (build_world(WorldSpec(**spec, items=items)) for items in (0, 700))
    for name in ("flights", "bookings", "passengers", "baggage"):
        assert alone.tables[name].equals(both.tables[name]), name
    assert "postal_items" not in alone.tables
