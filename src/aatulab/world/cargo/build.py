"""Build the air cargo of a gateway."""

from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import to_text
from aatulab.world.arrays import Whole
from aatulab.world.cargo.agents import draw_handling
from aatulab.world.cargo.amendments import Written, amendments_table
from aatulab.world.cargo.carriage import carry
from aatulab.world.cargo.consignees import Consignees, draw_consignees
from aatulab.world.cargo.docket import Receivers, cargo_docket
from aatulab.world.cargo.events import events_table
from aatulab.world.cargo.letterheads import fill_boxes
from aatulab.world.cargo.numbers import house_numbers, waybill_numbers
from aatulab.world.cargo.shipments import Shipments, draw_shipments
from aatulab.world.cargo.shippers import draw_shippers
from aatulab.world.cargo.waybills import Papers, houses_table, waybills_table
from aatulab.world.networks import attach_cells, memberships_table
from aatulab.world.roles.cast import Cast
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import draw_plan
from aatulab.world.roles.truth import truth_table
from aatulab.world.scene import FlowPart, Scene

# how much of a week's cargo lands on each day, Monday first
WEEKDAYS = (0.90, 1.02, 1.08, 1.10, 1.12, 0.98, 0.80)


def build_cargo(scene: Scene, cast: Cast) -> FlowPart:
    """Return the cargo's tables and the truth about its waybills."""
    gateway, streams = scene.gateway, scene.streams
    plan = draw_plan(gateway, cast, gateway.waybills, WEEKDAYS, streams)
    carriage = carry(scene, plan)
    plan = carriage.plan
    cell = attach_cells(scene.networks, plan, streams)
    shipments = draw_shipments(carriage, streams)
    shippers = draw_shippers(scene, carriage, shipments)
    consignees = draw_consignees(scene, plan, shipments, cell)
    handling = draw_handling(scene, carriage, shipments)
    one_phone = Draws(plan.cast).happens(
        streams.of("waybills", "same contact"), "same_contact", shipments.role
    )
    letterheads, boxes = fill_boxes(scene, shippers, consignees, one_phone)

    awb = waybill_numbers(scene, carriage)
    papers = Papers(awb, carriage, shipments, shippers, handling, letterheads, boxes)
    waybills = waybills_table(scene, papers)
    houses = _listed_houses(shipments, streams.of("house_waybills", "order"))
    hawb = house_numbers(scene, len(houses))
    written = Written(
        consignee=letterheads.names.take(pa.array(boxes.consignee_name[: plan.size])),
        routing=waybills["routing"].cast(pa.string()).combine_chunks(),
        hawb=_own_houses(shipments, houses, to_text(hawb)),
    )
    tables = {
        "waybills": waybills,
        "house_waybills": houses_table(scene, papers, hawb, houses),
        "cargo_events": events_table(scene, awb, carriage, shipments),
        "amendments": amendments_table(scene, awb, carriage, shipments, written),
    }
    records, of_waybill = to_text(awb), cell[plan.circle]
    person, place = consignees.person[: plan.size], consignees.place[: plan.size]
    receivers = Receivers(
        person=np.where(person, place, -1),
        firm=np.where(person, -1, place),
        phone=letterheads.phones.take(pa.array(boxes.consignee_phone[: plan.size])),
    )
    return FlowPart(
        tables=tables,
        truth=truth_table(plan, records, scene.networks.ids(of_waybill), streams),
        memberships=memberships_table(
            scene.networks, "cargo", of_waybill, records, _persons(scene, consignees, plan.size)
        ),
        travellers=np.empty(0, dtype=np.int64),
        docket=partial(cargo_docket, scene, tables, receivers),
    )


def _listed_houses(shipments: Shipments, rng: np.random.Generator) -> Whole:
    """Return the shipments that are houses, master by master, at random inside one."""
    houses = np.flatnonzero(shipments.is_house)
    return houses[np.lexsort((rng.random(len(houses)), shipments.waybill[houses]))]


def _own_houses(shipments: Shipments, houses: Whole, hawb: pa.Array) -> pa.Array:
    """Return the house waybill of each waybill's own shipment; missing on direct ones."""
    place = np.full(shipments.count, -1)
    place[houses] = np.arange(len(houses))
    place = place[: shipments.waybills]
    return hawb.take(pa.array(place, mask=place < 0))


def _persons(scene: Scene, consignees: Consignees, count: int) -> pa.Array:
    """Return the persons who receive; missing where a firm does."""
    person = consignees.person[:count]
    ids = scene.population.persons.ids(np.where(person, consignees.place[:count], 0))
    return pc.if_else(pa.array(person), ids, pa.scalar(None, pa.string()))
