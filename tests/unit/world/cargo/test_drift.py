"""Offenders notice what their cargo is selected by."""

import pandas as pd

from aatulab.world import WorldSpec, build_world
from aatulab.world.spec import DEFAULT_FIRST_DAY


def test_weights_agree_more_often_once_arrivals_are_weighed(frames, told):
    rule = {"weight_gain": DEFAULT_FIRST_DAY}
    spec = WorldSpec(
        seed=4,
        bookings=1_000,
        waybills=20_000,
        items=0,
        crossings=0,
        prevalence=0.1,
        rules_in_use=rule,
    )
    world = frames(build_world(spec))
    truth = told(world).set_index("awb")
    adapted = truth["adapted"]
    assert set(truth.loc[adapted, "typology"]) == {"rip-on-rip-off"}

    landed = world.waybills.set_index("awb")["arrives_at"]
    days = (landed.dt.tz_localize(None) - pd.Timestamp(DEFAULT_FIRST_DAY)).dt.days
    ripped = truth["typology"] == "rip-on-rip-off"
    assert (adapted == (ripped & (days.loc[truth.index] >= 21))).all()

    events = world.cargo_events
    first = events[events["code"] == "RCS"].set_index("awb")
    last = events[events["code"] == "DLV"].set_index("awb")
    same_pieces = first["pieces"] == last["pieces"]
    gained = (last["kg"] - first["kg"] > 5) & same_pieces
    gained = gained.loc[truth.index]
    assert gained[ripped & ~adapted].mean() > 2 * gained[adapted].mean()
