"""A world has the typologies that its order names, and the rest of it stays as it was."""

import numpy as np

from aatulab.world import WorldSpec, build_world
from aatulab.world.build import read_casts
from aatulab.world.frames import to_frame

ALONE = {"waybills": 0, "items": 0, "crossings": 0}
ORDER = {"seed": 5, "bookings": 4_000, "days": 20, "prevalence": 0.05, **ALONE}
CAST = read_casts()["passenger"]


def truth_of(*typologies):
    world = build_world(WorldSpec(**ORDER, typologies=typologies))
    return world, to_frame(world.truth)


def test_only_the_named_ones_and_their_twins_are_there():
    _, truth = truth_of("cash-courier", "ftf-travel")
    assert truth["illicit"].sum() == 200
    assert set(truth["typology"].dropna()) == {"cash-courier", "ftf-travel"}
    assert set(truth["twin_of"].dropna()) == {"cash-courier", "ftf-travel"}


def test_their_shares_grow_in_proportion():
    _, truth = truth_of("cash-courier", "drug-courier", "falsified-medicines-baggage")
    found = truth["typology"].value_counts() / truth["illicit"].sum()
    share = {role.name: role.share for role in CAST.of_kind("typology")}
    total = sum(share[name] for name in found.index)
    for name, part in found.items():
        assert abs(part - share[name] / total) <= 1 / 200


def test_all_of_them_are_the_same_as_none_named():
    casts = read_casts().values()
    names = tuple(role.name for cast in casts for role in cast.of_kind("typology"))
    one, other = build_world(WorldSpec(**ORDER)), truth_of(*names)[0]
    assert all(table.equals(other.tables[name]) for name, table in one.tables.items())


def test_the_order_of_the_names_changes_nothing():
    (one, _), (other, _) = truth_of("ftf-travel", "cash-courier"), truth_of(
        "cash-courier", "ftf-travel"
    )  # fmt: skip
    assert all(table.equals(other.tables[name]) for name, table in one.tables.items())


def test_a_flow_without_any_of_them_has_no_illicit_records():
    flows = {"waybills": 1_000, "items": 2_000, "crossings": 1_000}
    order = WorldSpec(**(ORDER | flows), typologies=("nps-post",))
    world = build_world(order)
    truth = to_frame(world.truth)
    illicit = truth.groupby("flow")["illicit"].sum()
    assert illicit.to_dict() == {"cargo": 0, "land": 0, "passenger": 0, "post": 100}
    assert truth["network"].isna().all()
    assert world.hidden["networks"].num_rows == world.hidden["memberships"].num_rows == 0
    mix = truth[truth["flow"] == "passenger"]["role"].value_counts(normalize=True)
    assert np.isclose(mix["leisure-trip"], 0.283, atol=1e-3)
