"""Who drives: an adult of the population; in some circles the same one every time."""

import numpy as np

from aatulab.world.arrays import Whole
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene


def draw_drivers(scene: Scene, plan: Plan) -> Whole:
    """Return the driver of each crossing, a person's place; he shows a passport."""
    heads = scene.population.heads()
    rng = scene.streams.of("crossings", "driver")
    driver = heads[rng.integers(0, len(heads), plan.size)]
    one: Whole = plan.same_traveller[plan.circle]
    return np.where(one == 1, driver[plan.first_of_circle[plan.circle]], driver)
