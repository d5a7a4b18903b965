"""How fast X-ray images are made: whole images a second, and how much memory that takes.

    python tests/bench/bench_xray.py [--images 200] [--workers 1 2] [--plain 2]

An image is everything: packing, two views of 800 x 600 pixels at two energies, noise, log signals,
truth mask, factors, colours.  Two loads: bags as the trainer packs them (some 20 things, 400
solids), and bags with 60 objects, laid over each other, that are only exposed and coloured.  The
same scenes go through a plain numpy implementation of the same physics in the same run; the ratio
is wall clock against wall clock.  Milliseconds of one core's work stand beside the wall clock,
which is longer when other programs use the same cores.  Whether memory stays flat over many images
is measured by bench_xray_memory.py.
"""

import argparse
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from aatulab.inspection.xray.imaging.stream import take_images
from aatulab.inspection.xray.models.solids import BOX, CAPSULE, ELLIPSOID, PILLOW, Solids, joined
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.packing.pack import pack
from aatulab.inspection.xray.physics.scanner import Scanner, View, read_scanner
from aatulab.inspection.xray.rendering.colours import colour_view, make_palette
from aatulab.inspection.xray.rendering.depths import make_belt, optical_depths
from aatulab.inspection.xray.rendering.exposure import LOG_STEPS, expose

FLOOR, AIM = 40.0, 100.0
OBJECTS = 60


def main() -> None:
    """Print the rates, the memory and the ratio; exit 1 below the floor (most workers)."""
    parser = argparse.ArgumentParser(description="X-ray images a second.")
    parser.add_argument("--images", type=int, default=200)
    cores = len(os.sched_getaffinity(0))
    parser.add_argument("--workers", type=int, nargs="+", default=sorted({1, min(2, cores)}))
    parser.add_argument("--plain", type=int, default=2, help="scenes for the plain implementation")
    options = parser.parse_args()
    _take(8, max(options.workers))  # compiles, reads the library, warms the allocator

    rates = [
        _report(
            f"whole images, {workers} at a time", options.images, partial(_take, workers=workers)
        )
        for workers in sorted(options.workers)
    ]
    crowded = [_crowded(seed) for seed in range(6)]
    solids = statistics.mean(len(scene) for scene in crowded)
    print(f"{OBJECTS} objects, {solids:.0f} solids a scene:")
    _report("exposed and coloured, one at a time", options.images, partial(_expose_all, crowded))
    _compare(crowded[: options.plain])
    raise SystemExit(0 if rates[-1] >= FLOOR else 1)


def _report(what: str, images: int, work: Callable[[int], None]) -> float:
    """Print rate and memory of a job over `images` images; return images a second."""
    before = _peak_mb()
    wall, cpu = time.perf_counter(), time.process_time()
    work(images)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(
        f"{what}: {images / wall:.1f} images/s by the clock, {cpu / images * 1e3:.1f} ms of one "
        f"core for each; aim {AIM:.0f}, floor {FLOOR:.0f} on two; peak memory {_peak_mb():.0f} MB "
        f"(+{_peak_mb() - before:.0f} MB over {images} images)"
    )
    return images / wall


def _take(images: int, workers: int) -> None:
    for image in take_images(_orders(images), workers=workers):
        for view in image.views:
            assert view.colour.any()


def _orders(images: int) -> Iterator[tuple[Order, int]]:
    threats = ("pressed-brick", "tusk", "pistol-shape", "strapped-notes", None)
    for seed in range(images):
        yield Order(bag="suitcase", threat=threats[seed % len(threats)]), seed


def _crowded(seed: int) -> Solids:
    """Return a shell and 60 objects from several suitcases, laid over each other."""
    parts, count = [], 0
    for bag in range(seed * 10, seed * 10 + 10):
        scene = pack(Order(bag="suitcase"), bag)
        parts += [scene.of(-1)] if not parts else []
        for thing in range(len(scene.things)):
            if count < OBJECTS:
                parts.append(scene.of(thing))
                count += 1
    return joined(parts)


def _expose_all(scenes: list[Solids], images: int) -> None:
    scanner = read_scanner()
    for number in range(images):
        for view in scanner.views:
            made = expose(scanner, view, scenes[number % len(scenes)], None, number)
            colour_view(scanner, made.low, made.high)


def _compare(scenes: list[Solids]) -> None:
    """Time the same scenes in plain numpy, and check that both see the same."""
    scanner = read_scanner()
    wall = time.perf_counter()
    plain = [[_plain(scanner, view, scene) for view in scanner.views] for scene in scenes]
    slow = (time.perf_counter() - wall) / len(scenes)
    wall = time.perf_counter()
    repeats = 10
    _expose_all(scenes, repeats * len(scenes))
    fast = (time.perf_counter() - wall) / repeats / len(scenes)
    for scene, views in zip(scenes, plain, strict=True):
        for view, (depths, _) in zip(scanner.views, views, strict=True):
            exact = optical_depths(scene, scanner, view)
            assert np.abs(exact - depths).max() < 2e-2 * max(1.0, float(exact.max()))
    print(f"plain numpy: {slow:.2f} s an image; ours {fast * 1e3:.1f} ms; {slow / fast:.0f} times")


def _plain(scanner: Scanner, view: View, solids: Solids) -> tuple[np.ndarray, np.ndarray]:
    """Return depths and picture of one view, a solid at a time over the rows that it touches."""
    rays = view.rays(scanner.rows)
    columns = scanner.column_cm()
    depths = np.zeros((3, scanner.rows, scanner.columns))
    folds = make_belt(scanner).folds
    for n in range(len(solids)):
        _plain_solid(depths, solids, n, rays, columns, folds)
    rng = np.random.default_rng(1)
    seen = np.exp(-depths)
    signals = []
    for shares in (scanner.low, scanner.high):
        mean = scanner.quanta * np.tensordot(np.array(shares), seen, axes=1)
        spread = np.sqrt(mean + scanner.electronic_noise**2)
        counted = np.maximum(mean + spread * rng.standard_normal(mean.shape), 4.0)
        signals.append(np.maximum(-np.log(counted / scanner.quanta), 0))
    return depths, _plain_colour(scanner, *signals)


def _plain_solid(
    depths: np.ndarray,
    solids: Solids,
    n: int,
    rays: np.ndarray,
    columns: np.ndarray,
    folds: np.ndarray,
) -> None:
    reach = np.abs(np.linalg.inv(solids.axes[n])) @ solids.extent[n]
    across = np.flatnonzero(np.abs(columns - solids.centre[n, 0]) <= reach[0])
    if not across.size:
        return
    offset = solids.centre[n, 1:] - rays[:, :2]
    near = np.abs(offset[:, 0] * rays[:, 3] - offset[:, 1] * rays[:, 2]) <= np.linalg.norm(reach)
    rows = np.flatnonzero(near)
    nearest = (offset * rays[:, 2:]).sum(axis=1)[rows]
    point = np.zeros((rows.size, across.size, 3))
    point[..., 0] = columns[across] - solids.centre[n, 0]
    point[..., 1:] = (rays[rows, :2] + nearest[:, None] * rays[rows, 2:])[:, None] - solids.centre[
        n, 1:
    ]
    local = point @ solids.axes[n].T
    along = (np.column_stack([np.zeros(rows.size), rays[rows, 2:]]) @ solids.axes[n].T)[:, None]
    along = np.where(np.abs(along) < 1e-7, 1e-7, along)
    length = _plain_length(int(solids.kind[n]), local, along, solids.extra[n], folds)
    block = np.ix_(range(3), rows, across)
    depths[block] += solids.mu[n, :3, None, None] * length


def _plain_length(
    kind: int, local: np.ndarray, along: np.ndarray, extra: np.ndarray, folds: np.ndarray
) -> np.ndarray:
    """Return how far each ray runs inside a solid, from its frame's point and direction."""

    def quadric(scale: np.ndarray, inner: float) -> tuple[np.ndarray, np.ndarray]:
        a = (scale * along**2).sum(axis=-1)
        b = (scale * along * local).sum(axis=-1)
        c = (scale * local**2).sum(axis=-1) - inner
        root = np.sqrt(np.maximum(b * b - a * c, 0))
        return (-b - root) / a, (-b + root) / a

    def slabs(limit: float, axes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        middle, half = -local / along, np.abs(limit / along)
        enter = (middle - half)[..., axes].max(axis=-1)
        return enter, (middle + half)[..., axes].min(axis=-1)

    if kind == BOX:
        enter, leave = slabs(1.0, (0, 1, 2))
        return np.maximum(leave - enter, 0)
    if kind == ELLIPSOID:
        enter, leave = quadric(np.ones(3), 1.0)
        return leave - enter
    if kind == PILLOW:
        box, ball = slabs(1.0, (0, 1, 2)), quadric(np.ones(3), extra[0] ** 2)
        length = np.maximum(np.minimum(box[1], ball[1]) - np.maximum(box[0], ball[0]), 0)
        column = (local[..., 0] * extra[2] * 8 + extra[4] * 37 + 8192).astype(int) & 127
        row = ((local[..., 1] + local[..., 2]) * extra[3] * 8 + extra[4] * 53 + 8192).astype(int)
        return length * (1 + extra[1] * folds[row & 127, column])
    if kind == CAPSULE:
        return _plain_capsule(local, along, float(extra[0]))
    return _plain_tube(local, along, extra)


def _plain_capsule(local: np.ndarray, along: np.ndarray, half: float) -> np.ndarray:
    steps = np.linspace(-1, 1, 160) * (half + 1.5)
    total = np.zeros(local.shape[:-1])
    scale = np.linalg.norm(along, axis=-1)
    for step in steps:  # no closed form needed for the one capsule in a hundred solids
        x, y, z = np.moveaxis(local + along * (step / scale)[..., None], -1, 0)
        total += x * x + y * y + (z - np.clip(z, -half, half)) ** 2 <= 1
    return total * (steps[1] - steps[0]) / scale


def _plain_tube(local: np.ndarray, along: np.ndarray, extra: np.ndarray) -> np.ndarray:
    taper = extra[0]
    lx, ly, lz = np.moveaxis(local, -1, 0)
    dx, dy, dz = np.moveaxis(along, -1, 0)
    a = dx * dx + dy * dy - (taper * dz) ** 2
    b = lx * dx + ly * dy - taper * dz * (1 + taper * lz)
    c = lx * lx + ly * ly - (1 + taper * lz) ** 2
    a = np.where(np.abs(a) < 1e-7, 1e-7, a)
    root = np.sqrt(np.maximum(b * b - a * c, 0)) / np.abs(a)
    first, second = -b / a - root, -b / a + root
    enter, leave = np.full(lx.shape, -1e9), np.full(lx.shape, 1e9)
    for side, lean_x, lean_y in ((1, extra[1], extra[2]), (-1, extra[3], extra[4])):
        slope = side * (dz - lean_x * dx - lean_y * dy)
        slope = np.where(np.abs(slope) < 1e-7, 1e-7, slope)
        edge = (1 - side * (lz - lean_x * lx - lean_y * ly)) / slope
        leave = np.where(slope > 0, np.minimum(leave, edge), leave)
        enter = np.where(slope > 0, enter, np.maximum(enter, edge))
    inside = np.maximum(np.minimum(leave, second) - np.maximum(enter, first), 0)
    outside = np.maximum(np.minimum(leave, first) - enter, 0) + np.maximum(
        leave - np.maximum(enter, second), 0
    )
    return np.where(a > 0, inside, outside)


def _plain_colour(scanner: Scanner, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    palette = make_palette(scanner)
    padded = [np.pad(signal, 1, mode="edge") for signal in (low, high)]
    soft, hard = (
        sum(one[i : i + low.shape[0], j : j + low.shape[1]] for i in range(3) for j in range(3)) / 9
        for one in padded
    )
    row = np.minimum(hard / 8 * 64, 63).astype(int)
    column = np.clip((soft / np.maximum(hard, 1 / LOG_STEPS) - 1) / 2 * 256, 0, 255).astype(int)
    tone = np.round(np.exp(-0.45 * (low + high) / 2) * 255).astype(int)
    return palette.colour[palette.hue[row, column], tone]


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
