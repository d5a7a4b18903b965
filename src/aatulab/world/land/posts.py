"""The border posts of a gateway's region, read from `datasets/reference/border_posts.yml`."""

from functools import cache

import numpy as np

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError
from aatulab.world.arrays import Floats
from aatulab.world.reference import mapping_of
from aatulab.world.roles.signals import read_number


@cache
def border_posts() -> dict[str, float]:
    """Return the posts and the share of the traffic that each has.

    >>> list(border_posts())[0]
    'Highpass'
    """
    path = datasets_dir() / "reference" / "border_posts.yml"
    found = mapping_of(path, read_yaml(path), "border_posts")
    shares = {
        str(name): read_number(f"{path}: border_posts.{name}", share, 0.001, 1.0)
        for name, share in found.items()
    }
    if abs(sum(shares.values()) - 1.0) > 1e-6:
        raise ContentError(f"{path}: border_posts: shares sum to {sum(shares.values()):g}, not 1.")
    return shares


def shares_of_posts() -> Floats:
    """Return the shares in the order of the posts."""
    return np.array(list(border_posts().values()))
