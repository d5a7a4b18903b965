"""Does memory stay flat while X-ray images stream by?

    python tests/bench/bench_xray_memory.py [--images 3000] [--workers 2] [--most-mb 64]

The images are whole ones of 800 x 600 pixels, two views, two energies, with their colours, as
`take_images` hands them to a viewer or to an audit; each is looked at and dropped.  What the
process holds is read after the first hundred (by then the library is read, the kernels are compiled
and the allocator has its pages) and at the end, and now and then in between.  Exit code 1 when it
has grown by more than `--most-mb`: that is less than eight of the images that have gone by.
"""

import argparse
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from aatulab.inspection.xray.imaging.stream import take_images
from aatulab.inspection.xray.packing.order import Order

BAGS = ("suitcase", "soft-case", "backpack", "parcel")
THREATS = ("pressed-brick", "tusk", "strapped-notes", None)
FIRST = 100
LINES = 10


def main() -> None:
    """Print what the process holds as the images go by."""
    parser = argparse.ArgumentParser(description="Memory of a long run of X-ray images.")
    parser.add_argument("--images", type=int, default=3_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--most-mb", type=float, default=64.0)
    options = parser.parse_args()
    if options.images <= FIRST:
        parser.error(f"--images: found {options.images}, expected more than {FIRST}.")
    grown = watch(options.images, options.workers)
    print(f"from image {FIRST} to image {options.images}: {grown:+.1f} MB")
    sys.exit(1 if grown > options.most_mb else 0)


def watch(images: int, workers: int) -> float:
    """Return by how many MB the process grew from the first hundred images to the last one."""
    start, began, wall = 0.0, time.process_time(), time.perf_counter()
    every = max(images // LINES, 1)
    for number, image in enumerate(take_images(_orders(images), workers=workers), start=1):
        assert all(view.colour.any() for view in image.views)
        if number == FIRST:
            start = resident_mb()
        if number == FIRST or number % every == 0:
            spent, took = time.process_time() - began, time.perf_counter() - wall
            print(
                f"{number:>8,} images: {resident_mb():7.1f} MB resident, {number / took:6.1f} "
                f"images/s, {spent / number * 1e3:5.1f} ms of one core for each",
                flush=True,
            )
    return resident_mb() - start


def resident_mb() -> float:
    """Return what the process holds in memory now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20


def _orders(images: int) -> Iterator[tuple[Order, int]]:
    for seed in range(images):
        threat = THREATS[seed // len(BAGS) % len(THREATS)]
        bag = "suitcase" if threat else BAGS[seed % len(BAGS)]
        yield Order(bag=bag, threat=threat), seed


if __name__ == "__main__":
    main()
