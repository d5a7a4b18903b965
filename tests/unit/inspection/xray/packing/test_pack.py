"""Bags: packed to order, the same for the same seed, nothing inside of anything else."""

import numpy as np
import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.xray.models.weight import grams
from aatulab.inspection.xray.packing.bags import read_bags
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.packing.pack import pack

BAGS = sorted(read_bags())
SEEDS = (1, 2, 3, 4)


def hard_things(scene):
    return [k for k, thing in enumerate(scene.things) if not thing.model.is_soft]


def points_of(contains, scene, thing, rng, count=400):
    """Return points inside the matter of a thing, a little below its surface."""
    solids = scene.of(thing)
    low, high = solids.bounds()
    points = rng.uniform(low, high, (count * 8, 3))
    matter = (contains(solids, points) * solids.mu[:, 1]).sum(axis=1) > 0.02
    return points[matter][:count]


@pytest.mark.parametrize("bag", BAGS)
def test_the_same_seed_packs_the_same_bag_and_another_seed_another(bag):
    one, same, other = (pack(Order(bag=bag), seed) for seed in (7, 7, 8))
    assert (one.solids.centre == same.solids.centre).all()
    assert [t.model.name for t in one.things] == [t.model.name for t in same.things]
    assert (
        one.solids.centre.shape != other.solids.centre.shape
        or (one.solids.centre != other.solids.centre).any()
    )


@pytest.mark.parametrize("bag", BAGS)
@pytest.mark.parametrize("seed", SEEDS)
def test_hard_things_do_not_run_into_each_other(bag, seed, contains):
    scene = pack(Order(bag=bag), seed)
    rng = np.random.default_rng(seed)
    hard = hard_things(scene)
    for one in hard:
        points = points_of(contains, scene, one, rng)
        if not len(points):
            continue
        for other in hard:
            if other != one:
                solids = scene.of(other)
                inside = (contains(solids, points) * solids.mu[:, 1]).sum(axis=1) > 0.02
                names = (scene.things[one].model.name, scene.things[other].model.name)
                assert inside.mean() < 0.02, names


@pytest.mark.parametrize("bag", BAGS)
@pytest.mark.parametrize("seed", SEEDS)
def test_things_lie_inside_the_bag(bag, seed):
    scene = pack(Order(bag=bag), seed)
    low, high = scene.of(-1).bounds()
    for k, thing in enumerate(scene.things):
        thing_low, thing_high = scene.of(k).bounds()
        slack = 2.5 if thing.model.is_soft else 1.2
        assert (thing_low >= low - slack).all(), thing.model.name
        assert (thing_high <= high + slack).all(), thing.model.name


@pytest.mark.parametrize("bag", BAGS)
def test_everything_rests_on_the_floor_or_on_something(bag):
    """Gravity: closely below each thing there is another one, or the floor."""
    scene = pack(Order(bag=bag), 11)
    boxes = [scene.of(k).bounds() for k in range(len(scene.things))]
    floor = min(low[2] for low, _ in boxes)
    for k, (low, high) in enumerate(boxes):
        under = [floor] + [
            other_high[2]
            for j, (other_low, other_high) in enumerate(boxes)
            if j != k
            and (other_low[:2] < high[:2]).all()
            and (low[:2] < other_high[:2]).all()
            and other_low[2] < low[2]
        ]
        assert low[2] - max(under) < 3.0, scene.things[k].model.name


@pytest.mark.parametrize("bag", BAGS)
def test_a_bag_weighs_what_bags_weigh(bag):
    weights = [grams(pack(Order(bag=bag), seed).solids) / 1000 for seed in range(6)]
    assert all(1.0 < weight < 32 for weight in weights), weights
    assert np.mean([len(pack(Order(bag=bag), seed).things) for seed in range(6)]) >= 6


@pytest.mark.parametrize("buried", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("turn", [0, 45, 90])
def test_what_is_to_be_found_is_in_the_bag(buried, turn):
    scene = pack(Order(threat="strapped-notes", turn_deg=turn, buried=buried), 3)
    assert scene.threat.model.name == "strapped-notes"
    assert len(scene.of(scene.hidden)) == 30
    assert len(scene.harmless) + 30 == len(scene.solids)


def test_more_is_above_a_buried_thing():
    def above(buried):
        total = 0.0
        for seed in range(8):
            scene = pack(Order(bag="suitcase", threat="cast-bars", buried=buried), seed)
            mine = scene.of(scene.hidden).bounds()
            for k in range(len(scene.things)):
                low, high = scene.of(k).bounds()
                if (low[:2] < mine[1, :2]).all() and (mine[0, :2] < high[:2]).all():
                    total += high[2] > mine[1, 2]
        return total

    assert above(1.0) > above(0.0)


def test_what_fits_into_no_such_bag_is_refused():
    with pytest.raises(InspectionError, match="watch-tray found no room in a backpack"):
        pack(Order(bag="backpack", threat="watch-tray", turn_deg=90), 1)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (Order(bag="handbag"), "bag: found 'handbag', expected one of"),
        (Order(threat="banana"), "there is no 'banana' in the library"),
    ],
)
def test_an_unknown_name_is_refused(order, said):
    with pytest.raises(InspectionError, match=said):
        pack(order, 1)
