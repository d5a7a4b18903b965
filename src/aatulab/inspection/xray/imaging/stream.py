"""Take many images: in order, one at a time, with the processor's cores busy and memory flat.

Each worker takes whole images on one thread; that wastes less than all cores working on each
picture in turn.  Only a few images are under way at once, and none is kept.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from aatulab.inspection.xray.imaging.image import XrayImage, take_image
from aatulab.inspection.xray.packing.order import Order

AHEAD = 2  # images under way for each worker


def take_images(orders: Iterable[tuple[Order, int]], *, workers: int = 1) -> Iterator[XrayImage]:
    """Yield the image of each order and seed, in their order, the same on any number of workers."""
    todo = iter(orders)
    with ThreadPoolExecutor(workers) as pool:
        under_way: deque[Future[XrayImage]] = deque()
        for order, seed in islice(todo, workers * AHEAD):
            under_way.append(pool.submit(_take, order, seed))
        while under_way:
            image = under_way.popleft().result()
            for order, seed in islice(todo, 1):
                under_way.append(pool.submit(_take, order, seed))
            yield image


def _take(order: Order, seed: int) -> XrayImage:
    """Return an image with its colours made, so that the worker and not the taker waits."""
    image = take_image(order, seed)
    for view in image.views:
        _ = view.colour
    return image
