"""Build the land crossings of a gateway's region."""

from functools import partial

import numpy as np

from aatulab.codes.fixed import Bytes, blank, digits, to_text
from aatulab.codes.shuffle import shuffled_below
from aatulab.world.land.crossings import crossings_table
from aatulab.world.land.docket import land_docket
from aatulab.world.land.drivers import draw_drivers
from aatulab.world.land.passages import draw_passages
from aatulab.world.land.vehicles import draw_vehicles, vehicles_table
from aatulab.world.networks import attach_cells, memberships_table
from aatulab.world.roles.cast import Cast
from aatulab.world.roles.plan import draw_plan
from aatulab.world.roles.truth import truth_table
from aatulab.world.scene import FlowPart, Scene

# how much of a week's traffic crosses on each day, Monday first
WEEKDAYS = (0.98, 0.92, 0.94, 0.98, 1.14, 1.08, 0.96)
_NUMBERS = 100_000_000


def build_land(scene: Scene, cast: Cast) -> FlowPart:
    """Return the crossings, the vehicles, and the truth about the crossings."""
    gateway, streams = scene.gateway, scene.streams
    plan = draw_plan(gateway, cast, gateway.crossings, WEEKDAYS, streams)
    passages = draw_passages(scene, plan)
    order = np.argsort(passages.at, kind="stable")
    plan, passages = plan.listed(order), passages.listed(order)
    cell = attach_cells(scene.networks, plan, streams)
    driver = draw_drivers(scene, plan)
    vehicles = draw_vehicles(scene, plan, driver, cell)
    crossing_id = _ids(scene, plan.size)
    records, of_crossing = to_text(crossing_id), cell[plan.circle]
    persons = scene.population.persons.ids(driver)
    tables = {
        "crossings": crossings_table(scene, plan, crossing_id, passages, driver, vehicles),
        "vehicles": vehicles_table(scene, vehicles),
    }
    return FlowPart(
        tables=tables,
        truth=truth_table(plan, records, scene.networks.ids(of_crossing), streams),
        memberships=memberships_table(scene.networks, "land", of_crossing, records, persons),
        travellers=np.unique(driver),
        docket=partial(land_docket, scene, tables, driver, vehicles),
    )


def _ids(scene: Scene, count: int) -> Bytes:
    """Return `X` and eight digits, that tell nothing about the order."""
    keys = scene.streams.keys("crossings", "crossing_id")
    number = shuffled_below(scene.gateway.numbers(count), _NUMBERS, keys).astype(np.int64)
    text = blank(count, "X00000000")
    text[:, 1:] = digits(number, 8)
    return text
