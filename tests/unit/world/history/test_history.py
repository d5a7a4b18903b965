"""History is about all flows, comes last, and can be left out."""

from dataclasses import replace

import pytest

from aatulab.errors import WorldError
from aatulab.world import WorldSpec, build_gateway, build_world
from aatulab.world.build import read_casts
from aatulab.world.docket import earlier_uses
from aatulab.world.frames import to_frame
from aatulab.world.history.practice import practices
from aatulab.world.validation import broken_references, validate

TABLES = {"alerts", "inspections", "notices", "reported_documents", "seizures", "sightings"}


def test_a_world_without_history_is_the_same_otherwise(worlds):
    without = build_world(replace(worlds.spec, history=False))
    assert set(worlds.tables) - set(without.tables) == TABLES
    for name, table in without.tables.items():
        assert table.equals(worlds.tables[name]), name
    for name, table in without.hidden.items():
        assert table.equals(worlds.hidden[name]), name


def test_history_is_ordered_by_true_or_false():
    with pytest.raises(WorldError, match="history: found 1, expected true or false"):
        WorldSpec(seed=1, history=1)


def test_every_flow_is_inspected_and_seen_by_partners(worlds):
    assert set(to_frame(worlds.tables["inspections"])["flow"]) == set(read_casts())
    assert set(to_frame(worlds.tables["seizures"])["conveyance"]) == {
        practice.conveyance for practice in practices().flows.values()
    }
    assert set(to_frame(worlds.tables["sightings"])["about"]) == {"person", "firm", "vehicle"}


def test_history_holds_together_with_all_tables(worlds):
    tables = {name: to_frame(table) for name, table in worlds.tables.items()}
    for name in TABLES:
        validate(name, tables[name])
    assert broken_references(tables) == []


def test_the_same_order_gives_the_same_history(worlds):
    again = build_world(worlds.spec)
    for name in TABLES:
        assert again.tables[name].equals(worlds.tables[name]), name


def test_a_world_with_one_flow_has_a_history_of_its_own():
    """Does leaving a flow out change what was drawn for another?"""
    alone = build_gateway(
        WorldSpec(seed=23, bookings=3_000, days=10, waybills=0, items=0, crossings=0), 0
    )
    rows = to_frame(alone.tables["inspections"])
    assert set(rows["flow"]) == {"passenger"}


def test_a_world_of_one_day_has_a_history():
    tables = build_world(WorldSpec(seed=4, bookings=100, days=1, prevalence=0.005)).tables
    assert tables["inspections"].num_rows >= 4


def test_earlier_uses_count_what_was_known_before():
    import numpy as np

    value = np.array([7, 7, 7, 8, -1, -1])
    known = np.array([1, 5, 30, 2, 1, 1])
    at = np.array([10, 10, 40, 10, 10, 10])
    assert earlier_uses(value, known, at).tolist() == [1, 1, 2, 0, 0, 0]
    assert earlier_uses(value[:0], known[:0], at[:0]).tolist() == []


@pytest.mark.parametrize("typology", ["trafficking-in-persons", "gold-cargo"])
def test_a_world_with_one_typology_has_a_history(typology):
    spec = WorldSpec(seed=4, bookings=400, days=3, prevalence=0.2, typologies=(typology,))
    tables = build_world(spec).tables
    assert tables["inspections"].num_rows > 10
    assert (tables["seizures"].num_rows > 0) == (typology == "gold-cargo")
