"""A large world is made of gateways that are built apart and fit together."""

import pandas as pd
import pytest

from aatulab.errors import WorldError
from aatulab.world import WorldSpec, build_gateway, build_world
from aatulab.world.frames import to_frame
from aatulab.world.validation import broken_references, validate

ALONE = {"waybills": 0, "items": 0, "crossings": 0}  # the passengers
SPEC = WorldSpec(seed=8, bookings=1_500, days=6, gateways=("LIS", "GRU", "SIN"), prevalence=0.05)


@pytest.fixture(scope="module")
def three():
    world = build_world(SPEC)
    return {name: to_frame(table) for name, table in {**world.tables, **world.hidden}.items()}


def test_codes_are_unique_in_the_whole_world(three):
    for table, frame in three.items():
        validate(table, frame)
    assert broken_references(three) == []
    assert set(three["flights"]["destination"]) == {"LIS", "GRU", "SIN"}


def test_a_gateway_is_built_alone_as_in_the_world(three):
    """In any order, on any worker: does a part depend on its number only?"""
    part = build_gateway(SPEC, 2)
    for name, table in {**part.tables, **part.hidden}.items():
        alone = to_frame(table)
        together = three[name].tail(len(alone)).reset_index(drop=True)
        assert alone.equals(together), name
    assert set(three) - {*part.tables, *part.hidden} == {"airports", "carriers"}


def test_records_are_spread_evenly():
    sizes = [WorldSpec(seed=1, bookings=700_001, **ALONE).gateway(n).bookings for n in range(4)]
    assert sum(sizes) == 700_001
    assert max(sizes) - min(sizes) <= 1


def test_no_gateway_has_more_records_than_a_worker_should_hold():
    for order in ({"bookings": 200_001}, {"waybills": 200_001}, {"crossings": 399_999}):
        assert len(WorldSpec(seed=1, **order).hubs) == 2
    assert len(WorldSpec(seed=1, bookings=200_000, **ALONE).hubs) == 1
    assert len(set(WorldSpec(seed=1, bookings=20_000_000, hub="ZRH", **ALONE).hubs)) == 100


def test_no_gateway_has_more_people_than_numbers():
    """Each record of every flow brings people; a million of them have numbers."""
    full = {"bookings": 200_000, "waybills": 200_000, "items": 200_000, "crossings": 200_000}
    assert len(WorldSpec(seed=1, **full).hubs) == 3
    people = build_gateway(WorldSpec(seed=1, bookings=1_000, **(ALONE | {"waybills": 60_000})), 0)
    persons, bookings = people.tables["persons"].num_rows, people.tables["bookings"].num_rows
    assert (persons - 2.6 * bookings) / 60_000 < 2.1


@pytest.fixture(scope="module")
def full():
    """The most that one gateway has."""
    spec = WorldSpec(seed=1, bookings=200_000, history=False, **ALONE)
    return {name: to_frame(table) for name, table in build_gateway(spec, 0).tables.items()}


def test_strangers_share_no_phone_at_a_full_gateway(full):
    """161,000 phones for 238,000 owners made two of three owners share one with a stranger."""
    owners = pd.concat([full["households"], full["firms"], full["agents"]])
    assert len(owners) > 230_000
    assert owners["phone"].is_unique
    assert owners["email"].is_unique


def test_strangers_share_no_card_at_a_full_gateway(full):
    """With 80,000 cards, one stood for six persons."""
    holders = full["payments"].dropna(subset="card").groupby("card")["payer_name"].nunique()
    assert len(holders) > 100_000
    assert holders.max() == 1


def test_a_world_takes_a_further_gateway_before_its_owners_run_out_of_phones():
    assert len(WorldSpec(seed=1, bookings=130_000).hubs) == 1
    assert len(WorldSpec(seed=1, bookings=140_000).hubs) == 2
    for flows in ({}, {"items": 60_000}, {"crossings": 60_000}, {"waybills": 60_000}):
        spec = WorldSpec(seed=1, bookings=3_000, history=False, **(ALONE | flows))
        tables = build_gateway(spec, 0).tables
        owners = sum(tables[name].num_rows for name in ("households", "firms", "agents"))
        agents = tables["agents"].num_rows  # they do not grow with the gateway as the others do
        assert owners - agents < 1.25 * 3_000 + 0.9 * sum(flows.values())


def test_gateways_have_streams_of_their_own(three):
    hubs = three["bookings"]["itinerary"].str[-3:]
    first = three["bookings"]["fare"].groupby(hubs).first()
    assert first.nunique() == 3


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ({"gateways": ("LIS", "LIS")}, "airports named once each"),
        ({"gateways": ("LIS", "gru")}, "gateways: found 'gru'"),
        ({"gateways": ("LIS",), "bookings": 500_000}, "4 to 5000 airports for 500,000 bookings"),
        ({"gateways": ("LIS", "GRU"), "bookings": 150}, "1 to 1 airports"),
        ({"items": -1}, "items: found -1, expected 0 to 20,000,000"),
        ({"rules_in_use": {"cash_payment": 3}}, "rules_in_use.cash_payment: found 3"),
        ({"bookings": 20_000_000, "days": 1}, "3 at least, for the bookings"),
        (
            {"bookings": 20_000_000, "items": 20_000_000, "crossings": 20_000_000},
            r"bookings: found 20000000, expected fewer records in all: these need 2\d\d gateways",
        ),
    ],
)
def test_an_impossible_order_is_refused(order, said):
    with pytest.raises(WorldError, match=said):
        WorldSpec(seed=1, **order)


def test_a_gateway_that_is_not_there_is_refused():
    with pytest.raises(WorldError, match="gateway: found 3, expected 0 to 2"):
        build_gateway(SPEC, 3)
    with pytest.raises(WorldError, match="'XXX' is not among"):
        build_world(WorldSpec(seed=1, gateways=("LIS", "XXX")))
