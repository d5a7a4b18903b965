"""Offenders adapt some days after a rule came into use."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from aatulab.content import datasets_dir
from aatulab.world import WorldSpec, build_world
from aatulab.world.frames import to_frame
from aatulab.world.passengers.signals import PASSENGER
from aatulab.world.roles.drift import drift_of
from aatulab.world.roles.typologies import read_cast

CAST = read_cast(datasets_dir() / "typologies", PASSENGER)
FIRST = date(2026, 3, 2)
SPEC = {"seed": 4, "bookings": 30_000, "days": 60, "prevalence": 0.1, "first_day": FIRST,
        "items": 0, "crossings": 0}  # fmt: skip
NAMES = [role.name for role in CAST.roles]
COURIER = NAMES.index("drug-courier")


def test_without_rules_nobody_adapts():
    drift = drift_of(CAST, {}, FIRST)
    assert drift.cast.roles == CAST.roles
    assert drift.changes == ()


def test_who_adapts_to_two_rules_keeps_what_he_learned_from_the_first():
    rules = {"shared_phone": FIRST, "lead_time_h": FIRST + timedelta(days=10)}
    drift = drift_of(CAST, rules, FIRST)
    days = np.arange(60)
    role = drift.apply(np.full(60, COURIER), days)
    kinds = [drift.cast.roles[place] for place in role.tolist()]
    shared = np.array([kind.signals["shared_phone"].low for kind in kinds])
    lead = np.array([kind.signals["lead_time_h"].level for kind in kinds])
    assert (np.diff(shared) != 0).nonzero()[0].tolist() == [13]
    assert (np.diff(lead) != 0).nonzero()[0].tolist() == [30]
    assert {kind.name for kind in kinds} == {"drug-courier"}
    assert [kind.adapted for kind in kinds] == (days >= 14).tolist()


def test_a_rule_in_use_for_long_has_been_adapted_to_from_the_first_day():
    drift = drift_of(CAST, {"lead_time_h": FIRST - timedelta(days=100)}, FIRST)
    (role,) = drift.apply(np.array([COURIER]), np.array([0])).tolist()
    assert drift.cast.roles[role].adapted


def test_innocents_never_adapt():
    drift = drift_of(CAST, dict.fromkeys(PASSENGER.signals, FIRST), FIRST)
    changed = {before for _, before, _ in drift.changes}
    assert all(drift.cast.roles[place].kind == "typology" for place in changed)


def test_a_rule_finds_less_once_offenders_have_adapted():
    rule = {"lead_time_h": FIRST + timedelta(days=9)}
    world = build_world(WorldSpec(**SPEC, rules_in_use=rule))
    truth = to_frame(world.truth).rename(columns={"record": "pnr"})
    told = to_frame(world.tables["bookings"]).merge(truth, on="pnr")
    couriers = told[told["role"] == "drug-courier"]
    since = pd.Timestamp(FIRST, tz="UTC") + pd.Timedelta(days=9 + 21)
    assert (couriers["adapted"] == (couriers["arrives_at"] >= since)).all()
    late = (couriers["departs_at"] - couriers["booked_at"]) < pd.Timedelta(hours=72)
    assert late[~couriers["adapted"]].mean() > 0.45
    assert late[couriers["adapted"]].mean() < 0.3
    assert not told.loc[~told["illicit"], "adapted"].any()


def test_what_came_before_the_adaptation_stays_as_it_was():
    rule = {"lead_time_h": FIRST + timedelta(days=9)}
    plain, adapted = (
        to_frame(build_world(WorldSpec(**SPEC, rules_in_use=rules)).tables["bookings"])
        for rules in ({}, rule)
    )
    before = plain["arrives_at"] < pd.Timestamp(FIRST, tz="UTC") + pd.Timedelta(days=30)
    pd.testing.assert_frame_equal(plain[before], adapted[before])
