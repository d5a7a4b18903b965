"""Build the postal flow of a gateway."""

from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import to_text
from aatulab.world.networks import attach_cells, memberships_table
from aatulab.world.post.addressees import Addressees, draw_addressees
from aatulab.world.post.contents import draw_contents, lines_table
from aatulab.world.post.docket import post_docket
from aatulab.world.post.items import Papers, items_table
from aatulab.world.post.numbers import item_numbers
from aatulab.world.post.senders import draw_senders
from aatulab.world.roles.cast import Cast
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import draw_plan
from aatulab.world.roles.truth import truth_table
from aatulab.world.scene import FlowPart, Scene

# how much of a week's mail arrives on each day, Monday first
WEEKDAYS = (1.30, 1.12, 1.04, 1.02, 1.06, 0.86, 0.60)


def build_post(scene: Scene, cast: Cast) -> FlowPart:
    """Return the postal tables and the truth about the items."""
    gateway, streams = scene.gateway, scene.streams
    plan = draw_plan(gateway, cast, gateway.items, WEEKDAYS, streams)
    shuffled = streams.of("postal_items", "order").random(plan.size)
    plan = plan.listed(np.lexsort((shuffled, plan.day)))
    cell = attach_cells(scene.networks, plan, streams)
    draws = Draws(plan.cast)
    run = draws.happens(streams.of("postal_items", "number_run"), "number_run", plan.role)
    mail_class = draws.label(streams.of("postal_items", "mail_class"), "mail_class", plan.role)
    mail_class = np.where(run, mail_class[plan.first_of_circle[plan.circle]], mail_class)
    senders = draw_senders(scene, plan, run)
    addressees = draw_addressees(scene, plan, cell)
    contents = draw_contents(scene, plan, mail_class)
    item = item_numbers(scene, plan, run, mail_class)
    papers = Papers(item, plan, run, mail_class, senders, addressees, contents)
    records, of_item = to_text(item), cell[plan.circle]
    tables = {
        "postal_items": items_table(scene, papers),
        "declaration_lines": lines_table(scene, item, contents, senders),
    }
    return FlowPart(
        tables=tables,
        truth=truth_table(plan, records, scene.networks.ids(of_item), streams),
        memberships=memberships_table(
            scene.networks, "post", of_item, records, _persons(scene, addressees)
        ),
        travellers=np.empty(0, dtype=np.int64),
        docket=partial(post_docket, scene, tables, addressees.parties),
    )


def _persons(scene: Scene, addressees: Addressees) -> pa.Array:
    """Return the persons who receive; missing where a firm does."""
    firm = addressees.parties.firm
    ids = scene.population.persons.ids(np.where(firm, 0, addressees.parties.place))
    return pc.if_else(pa.array(firm), pa.scalar(None, pa.string()), ids)
