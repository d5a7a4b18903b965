"""Cut a sitting into blocks with breaks.

European rules let a screener read images for 20 minutes and then ask for 10 minutes of something
else (Regulation (EU) 2015/1998).  The evidence for exactly 20 is thin (Chavaillaz et al. 2019,
Buser et al. 2020), so both numbers can be set; `scoring.time_on_task` shows what time did.
"""

from dataclasses import dataclass
from itertools import pairwise

from aatulab.errors import InspectionError

BLOCK_MINUTES, BREAK_MINUTES = 20.0, 10.0


@dataclass(frozen=True)
class Block:
    """Trials from `first` to `last` (from 0, `last` outside), then a break."""

    first: int
    last: int
    starts_minute: float
    break_minutes: float


def plan_blocks(
    images: int,
    seconds_per_image: float,
    *,
    block_minutes: float = BLOCK_MINUTES,
    break_minutes: float = BREAK_MINUTES,
) -> list[Block]:
    """Return blocks of nearly equal length, none longer than `block_minutes`.

    >>> [(b.first, b.last) for b in plan_blocks(200, 10)]
    [(0, 100), (100, 200)]
    """
    fitting = int(block_minutes * 60 // seconds_per_image) if seconds_per_image > 0 else 0
    if images < 1 or fitting < 1:
        raise InspectionError(
            f"blocks: found {images} images of {seconds_per_image:g} s in {block_minutes:g} "
            "minutes, expected at least one image that fits into a block."
        )
    count = -(-images // fitting)
    edges = [round(images * k / count) for k in range(count + 1)]
    blocks, minute = [], 0.0
    for first, last in pairwise(edges):
        rest = break_minutes if last < images else 0.0
        blocks.append(Block(first, last, minute, rest))
        minute += (last - first) * seconds_per_image / 60 + rest
    return blocks
