import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.content import datasets_dir
from aatulab.world.passengers.flights import WEEKDAYS
from aatulab.world.passengers.signals import PASSENGER
from aatulab.world.roles.plan import draw_plan, role_counts
from aatulab.world.roles.typologies import read_cast
from aatulab.world.spec import WorldSpec
from aatulab.world.streams import Streams

CAST = read_cast(datasets_dir() / "typologies", PASSENGER)
KINDS = np.array([role.kind for role in CAST.roles])


def plan_of(**order):
    spec = WorldSpec(**{"seed": 5, "bookings": 6_000, "days": 10, **order})
    return spec, draw_plan(spec.gateway(0), CAST, spec.bookings, WEEKDAYS, Streams(spec.seed))


@given(st.integers(100, 50_000), st.floats(0.005, 0.2))
def test_counts_add_up_and_twins_are_rounded_up(bookings, prevalence):
    counts = role_counts(bookings, prevalence, CAST)
    assert counts.sum() == bookings
    assert (counts >= 0).all()
    assert counts[KINDS == "typology"].sum() == round(bookings * prevalence)
    assert counts[KINDS == "twin"].sum() >= 3 * counts[KINDS == "typology"].sum()


@settings(max_examples=20, deadline=None)
@given(st.integers(100, 3_000), st.integers(1, 20), st.integers(0, 2**70))
def test_every_record_has_a_circle_and_a_day(bookings, days, seed):
    spec, plan = plan_of(bookings=bookings, days=days, seed=seed)
    assert plan.size == bookings
    assert np.bincount(plan.circle).min() >= 1
    assert plan.day.min() >= 0
    assert plan.day.max() < spec.days
    earliest = plan.first_of_circle[plan.circle]
    assert (plan.rank[earliest] == 0).all()
    assert (plan.day[earliest] <= plan.day).all()
    assert (plan.role == plan.role_of_circle[plan.circle]).all()


def test_circles_keep_the_size_that_their_role_allows():
    _, plan = plan_of()
    sizes = np.bincount(plan.circle)
    for row, role in enumerate(CAST.roles):
        of_role = sizes[plan.role_of_circle == row]
        # the last circle of a role takes what is left
        assert (of_role > role.circle.size[1]).sum() == 0
        least = min(role.circle.size[0], 2)
        assert (of_role < least).sum() <= 1


def test_one_traveller_never_arrives_twice_on_a_day():
    _, plan = plan_of()
    trips = plan.same_traveller[plan.circle] == 1
    pairs = plan.circle[trips] * 1_000 + plan.day[trips]
    assert len(np.unique(pairs)) == trips.sum() > 100


def test_listed_otherwise_it_is_the_same_plan():
    _, plan = plan_of()
    order = np.random.default_rng(1).permutation(plan.size)
    listed = plan.listed(order)
    assert (listed.circle == plan.circle[order]).all()
    assert (order[listed.first_of_circle] == plan.first_of_circle).all()
    assert (listed.rank[listed.first_of_circle] == 0).all()


def test_every_role_is_spread_over_the_days():
    """A day without illicit bookings would make no case."""
    _, plan = plan_of(bookings=20_000)
    illicit = (KINDS == "typology")[plan.role]
    share = np.bincount(plan.day[illicit], minlength=10) / np.bincount(plan.day)
    assert share.min() > 0.005
    assert share.max() < 0.04


def test_typologies_travel_in_the_parties_that_innocents_have():
    _, plan = plan_of(bookings=20_000)
    weights = np.zeros(10)
    for row, role in enumerate(plan.cast.roles):
        if role.kind != "typology":
            for size, weight in role.signals["party_size"].choices:
                weights[int(size)] += weight * np.mean(plan.role == row)
    for role in plan.cast.of_kind("typology"):
        usual = {int(size): weight for size, weight in role.signals["party_size"].choices}
        assert [usual.get(n, 0.0) for n in range(10)] == pytest.approx(weights / weights.sum())
