"""Pack one bag: choose its things, let them settle, and say where everything lies.

Packing goes in layers, as people pack: half the clothes first, then the large and the small
things, then the rest of the clothes; what has to be found takes its turn somewhere in
between.  The same seed packs the same bag on any machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import TypeVar

import numpy as np

from aatulab.errors import InspectionError
from aatulab.inspection.xray.arrays import Floats
from aatulab.inspection.xray.models.library import Library, Model, read_library
from aatulab.inspection.xray.models.solids import Solids, joined, rotation
from aatulab.inspection.xray.packing.bags import Bag, bag_named, stretched
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.packing.scene import SHELL, Scene, Thing
from aatulab.inspection.xray.packing.settle import settle
from aatulab.inspection.xray.physics.scanner import read_scanner
from aatulab.world.streams import Streams

T = TypeVar("T")

ATTEMPTS = 8
_ROOM_SHARE = 0.3  # of the things tried; what comes later seldom finds room
_TRIES = 96  # places tried for each thing
_SMALL_CM = 8.0  # what is longer lies along the bag, what is shorter lies anyhow
_SIZE = 0.08  # an object is up to this much larger or smaller
_SHIFT_CM = 2.5  # bags do not lie in the middle of the belt
_TILT_DEG = 4.0  # nothing lies quite flat
_CEILINGS = (0.36, 0.92, 1.0)  # how high each layer may reach, of the bag's height
_UP = {"z": rotation([0, 0, 0]), "y": rotation([90, 0, 0]), "x": rotation([0, -90, 0])}


@dataclass(frozen=True)
class _Choice:
    """One object chosen, before it has a place."""

    model: Model
    variant: int
    size: float
    turn: Floats
    layer: int = 1
    yaw: float | None = None  # in radians; None lies any way

    @property
    def half(self) -> Floats:
        return self.model.variants[self.variant].half * self.size

    @property
    def solids(self) -> Solids:
        return self.model.variants[self.variant].solids


def pack(order: Order, seed: int) -> Scene:
    """Return the packed bag; `InspectionError` when what is to be found never finds room."""
    bag, library = bag_named(order.bag), read_library()
    for attempt in range(ATTEMPTS):
        # what finds no room is packed earlier, until it is the first
        buried = order.buried + (1 - order.buried) * attempt / (ATTEMPTS - 1)
        draw = _draws(Streams(seed), attempt)
        scene = _try_to_pack(replace(order, buried=buried), seed, bag, library, draw)
        if order.threat is None or scene.hidden is not None:
            return scene
    raise InspectionError(
        f"seed {seed}: {order.threat} found no room in a {order.bag} in {ATTEMPTS} attempts; "
        "choose a larger bag, or fewer things."
    )


def _draws(streams: Streams, attempt: int) -> Mapping[str, np.random.Generator]:
    """Return one generator for each kind of choice, so that none depends on another."""
    names = ("bag", "things", "threat", "places")
    return {name: streams.of("xray packing", f"{name} {attempt}") for name in names}


def _try_to_pack(
    order: Order, seed: int, bag: Bag, library: Library, draw: Mapping[str, np.random.Generator]
) -> Scene:
    stretch = draw["bag"].uniform(*bag.stretch, 3)
    inside = np.array(bag.size) * stretch
    chosen = _choose(draw["things"], bag, library, order.things)
    chosen = [one for one in chosen if (np.sort(one.half) * 2 < np.sort(inside)).all()]
    if order.threat is not None:
        threat = _threat(draw["threat"], library.model(order.threat), order, inside[2])
        chosen.insert(round((1 - order.buried) * _ROOM_SHARE * len(chosen)), threat)
    flat = np.array([np.abs(one.turn) @ one.half for one in chosen]).reshape(-1, 3)
    soft = np.array([one.model.is_soft for one in chosen], dtype=bool)
    ceiling = inside[2] * np.array([_CEILINGS[one.layer] for one in chosen])
    placed = settle(inside, flat, soft, ceiling, _tries(draw["places"], flat, chosen))
    floor = np.array([0.0, 0.0, bag.inside_at * stretch[2]])
    laid = [(one, at, floor) for one, at in zip(chosen, placed, strict=True) if at[4] > 0]
    shell = stretched(bag.shell, stretch)
    heading = rotation([0, 0, draw["bag"].normal(0, 3)])
    shift = _onto_the_belt(shell.moved(heading, np.zeros(3)), draw["bag"])
    return _assemble(order, seed, shell, laid, (heading, shift))


def _onto_the_belt(shell: Solids, rng: np.random.Generator) -> Floats:
    """Return how far a bag is moved from the middle of the picture, never out of it."""
    (low_x, low_y, _), (high_x, high_y, _) = shell.bounds()
    free = max(0.0, float(read_scanner().column_cm()[-1]) - 0.5 - (high_x - low_x) / 2)
    along = -(low_x + high_x) / 2 + rng.uniform(-1, 1) * min(_SHIFT_CM, free)
    return np.array([along, -(low_y + high_y) / 2 + rng.uniform(-0.4, 0.4), 0.0])


def _choose(
    rng: np.random.Generator, bag: Bag, library: Library, count: int | None
) -> list[_Choice]:
    """Return harmless things in the order in which they are packed."""
    number = int(rng.integers(bag.things[0], bag.things[1] + 1)) if count is None else count
    names = list(bag.holds)
    weights = np.array([bag.holds[name] for name in names])
    drawn = rng.choice(len(names), size=number, p=weights / weights.sum())
    models = [
        _one_of(library.categories[names[category]].models, pick)
        for category, pick in zip(drawn, rng.random(number), strict=True)
    ]
    layers = [_layer(model, draw) for model, draw in zip(models, rng.random(number), strict=True)]
    choices = _lay(rng, models, [layer for layer, _ in layers])
    ordered = [choices[k] for k in sorted(range(number), key=layers.__getitem__)]
    return list(_without_twins(ordered))


def _without_twins(choices: list[_Choice]) -> Iterator[_Choice]:
    """Yield every choice, but hard things only once: nobody packs the same one twice."""
    seen: set[str] = set()
    for one in choices:
        if one.model.is_soft or one.model.name not in seen:
            seen.add(one.model.name)
            yield one


def _one_of(choices: Sequence[T], draw: float) -> T:
    return choices[int(draw * len(choices))]


def _layer(model: Model, draw: float) -> tuple[int, float]:
    """Return the place in packing: first some clothes, then things by size, then clothes."""
    if model.is_soft:
        return (0 if draw < 0.5 else 2), draw
    x, y, z = model.variants[0].half
    return 1, 0.8 * draw - log(x * y * z)


def _lay(rng: np.random.Generator, models: list[Model], layers: list[int]) -> list[_Choice]:
    """Return each object on one of the sides that it lies on, either way up, not quite flat."""
    number = len(models)
    variant, pose = rng.random(number), rng.random(number)
    up = [_UP[_one_of(model.poses, draw)] for model, draw in zip(models, pose, strict=True)]
    over, tilt = np.zeros((number, 3)), np.zeros((number, 3))
    over[:, 0] = 180.0 * rng.integers(2, size=number)
    lean = np.array([1.0 if model.is_soft else _TILT_DEG / 2 for model in models])
    tilt[:, :2] = rng.normal(0, 1, (number, 2)) * lean[:, None]
    size = rng.uniform(1 - _SIZE, 1 + _SIZE, number)
    turn = rotation(tilt) @ rotation(over) @ np.array(up).reshape(-1, 3, 3)
    return [
        _Choice(model, int(variant[k] * len(model.variants)), float(size[k]), turn[k], layers[k])
        for k, model in enumerate(models)
    ]


def _threat(rng: np.random.Generator, model: Model, order: Order, height: float) -> _Choice:
    """Return what is to be found, its flat side turned away by a wanted angle.

    It leans over its long side; over its short side too where the bag is high enough.
    """
    variant = int(rng.integers(len(model.variants)))
    size = float(rng.uniform(1 - _SIZE, 1 + _SIZE))
    half = model.variants[variant].half * size
    angle = order.turn_deg * float(rng.choice([-1, 1]))
    over_long, over_short = rotation([angle, 0, 0]), rotation([0, angle, 0])
    stands = rng.random() < 0.35 and 2 * (np.abs(over_short) @ half)[2] < 0.7 * height
    # turned about its long side it faces along the belt when that side lies across
    yaw = (0.0 if stands else np.pi / 2) if order.along_belt else None
    return _Choice(model, variant, size, over_short if stands else over_long, yaw=yaw)


def _tries(rng: np.random.Generator, half: Floats, chosen: list[_Choice]) -> Floats:
    """Return (n, tries, 3): places and angles; long things lie along the bag or across it."""
    tries = rng.random((len(half), _TRIES, 3))
    # things are pushed to the walls, so that the middle stays free for what is large
    tries[..., :2] = (1 - np.cos(np.pi * tries[..., :2])) / 2
    quarter = np.floor(tries[..., 2] * 4) * np.pi / 2
    along = quarter + rng.normal(0, 0.09, tries.shape[:2])
    is_small = half[:, :2].max(axis=1, initial=0.0) * 2 < _SMALL_CM
    tries[..., 2] = np.where(is_small[:, None], tries[..., 2] * 2 * np.pi, along)
    for k, one in enumerate(chosen):
        if one.yaw is not None:
            tries[k, :, 2] = one.yaw + rng.normal(0, 0.09, _TRIES)
    return tries


def _assemble(
    order: Order,
    seed: int,
    shell: Solids,
    laid: list[tuple[_Choice, Floats, Floats]],
    belt: tuple[Floats, Floats],
) -> Scene:
    """Put all solids into the frame of the belt at once."""
    heading, shift = belt
    yaw = np.zeros((len(laid), 3))
    yaw[:, 2] = np.degrees([at[3] for _, at, _ in laid])
    lying = np.array([one.turn for one, _, _ in laid]).reshape(-1, 3, 3)
    turns = np.concatenate([heading[None], heading @ rotation(yaw) @ lying])
    places = np.array([shift, *(heading @ (at[:3] + floor) + shift for _, at, floor in laid)])
    sizes = np.array([1.0, *(one.size for one, _, _ in laid)])
    counts = [len(shell), *(len(one.solids) for one, _, _ in laid)]
    owner = np.repeat(np.arange(len(counts)), counts)
    everything = joined([shell, *(one.solids for one, _, _ in laid)])
    moved = everything.moved(turns[owner], places[owner], sizes[owner])
    things = tuple(
        Thing(one.model, turn, at, one.variant, one.size)
        for (one, _, _), turn, at in zip(laid, turns[1:], places[1:], strict=True)
    )
    hidden = [k for k, thing in enumerate(things) if thing.model.name == order.threat]
    return Scene(
        seed=seed,
        bag=order.bag,
        things=things,
        hidden=hidden[0] if hidden else None,
        solids=moved,
        owner=owner + SHELL,
    )
