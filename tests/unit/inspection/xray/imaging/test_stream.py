"""Many images: in order, the same however many workers, never more under way than needed."""

import gc
import subprocess
import sys
import weakref
from pathlib import Path

import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.xray.imaging.stream import AHEAD, take_images
from aatulab.inspection.xray.packing.order import Order


def orders(count):
    return [(Order(bag="parcel"), seed) for seed in range(count)]


def test_any_number_of_workers_yields_the_same_images_in_the_same_order():
    one, two = (
        [image.views[0].low.tobytes() for image in take_images(orders(5), workers=workers)]
        for workers in (1, 3)
    )
    assert one == two
    assert len(set(one)) == 5


def test_orders_are_taken_as_they_are_needed_and_images_are_let_go():
    taken = []

    def endless():
        seed = 0
        while True:
            taken.append(seed)
            yield Order(bag="parcel"), seed
            seed += 1

    images = take_images(endless(), workers=1)
    seen = [weakref.ref(next(images)) for _ in range(4)]
    gc.collect()
    assert len(taken) <= 4 + AHEAD
    assert [ref() for ref in seen[:-1]] == [None] * 3
    images.close()


def test_what_cannot_be_packed_stops_the_stream_with_its_reason():
    impossible = [(Order(bag="backpack", threat="watch-tray", turn_deg=90), 1)]
    with pytest.raises(InspectionError, match="found no room"):
        list(take_images(impossible))


BENCH = Path(__file__).parents[4] / "bench" / "bench_xray_memory.py"
STRAY_MB = 40  # an image is 8 MB, its smallest picture (a mask) half a MB, and 100 go by


def test_a_hundred_images_go_by_and_none_stays():
    """The bench for a long run, in a process of its own: what it holds does not grow."""
    command = [sys.executable, str(BENCH), "--images", "200", "--most-mb", str(STRAY_MB)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "from image 100 to image 200" in run.stdout
