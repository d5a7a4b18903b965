"""The waybills and the house waybills as tables."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.arrays import Whole
from aatulab.world.cargo.agents import Handling, agent_codes
from aatulab.world.cargo.carriage import Carriage, flight_columns
from aatulab.world.cargo.charges import FORMS, RATE_CLASSES, TERMS, charge
from aatulab.world.cargo.letterheads import Boxes, Letterheads, between_forwarders, box_columns
from aatulab.world.cargo.shipments import Shipments, nature_columns, totals
from aatulab.world.cargo.shippers import Shippers, account_columns
from aatulab.world.columns import labels
from aatulab.world.goods import HANDLINGS, goods_of
from aatulab.world.roles.draws import Draws
from aatulab.world.scene import Scene

_CARGO_ONLY = 0.4  # of what flies on freighters, the share that may fly on nothing else
_VETTED_DAYS = 120


@dataclass(frozen=True)
class Papers:
    """Everything that stands on the waybills and house waybills of a gateway."""

    awb: Bytes
    carriage: Carriage
    shipments: Shipments
    shippers: Shippers
    handling: Handling
    letterheads: Letterheads
    boxes: Boxes  # of the shipments


def waybills_table(scene: Scene, papers: Papers) -> pa.Table:
    """Return all waybills in listing order."""
    carriage, shipments, handling = papers.carriage, papers.shipments, papers.handling
    plan, master = carriage.plan, shipments.master
    own = np.arange(plan.size)
    boxes = between_forwarders(
        papers.boxes.of(own),
        papers.letterheads,
        master,
        handling.issuer,
        handling.partner,
        carriage.first,
    )
    whole = totals(shipments)
    care = np.where(master, len(HANDLINGS), goods_of("cargo").handling[shipments.goods[own]])
    charges = charge(carriage, whole.gross_kg, whole.volume_m3, care, scene.streams)
    remarks, remark = Draws(plan.cast).remark(scene.streams.of("waybills", "remarks"), plan.role)
    broker = np.where(master, -1, handling.broker[own])
    return pa.table(
        {
            "awb": to_text(papers.awb),
            "kind": labels(["direct", "master"], master.astype(np.int64)),
            **flight_columns(scene, carriage),
            "agent": agent_codes(scene.population, handling.issuer),
            **account_columns(papers.shippers, own, master),
            **box_columns(papers.letterheads, boxes),
            "broker": agent_codes(scene.population, broker),
            "pieces": whole.pieces,
            "gross_kg": whole.gross_kg,
            "volume_m3": whole.volume_m3,
            "chargeable_kg": charges.chargeable_kg,
            "rate_class": labels(RATE_CLASSES, charges.rate_class),
            **nature_columns(shipments, own, master),
            "freight": charges.freight,
            "charges": labels(TERMS, charges.terms),
            "payment_form": labels(FORMS, charges.form),
            **_security(scene, papers),
            "remarks": labels(remarks, remark),
        }
    )


def houses_table(scene: Scene, papers: Papers, hawb: Bytes, houses: Whole) -> pa.Table:
    """Return all house waybills, under their masters in listing order; `houses` are shipments."""
    shipments, none = papers.shipments, np.zeros(len(houses), dtype=bool)
    return pa.table(
        {
            "hawb": to_text(hawb),
            "awb": to_text(rows(papers.awb, shipments.waybill[houses])),
            **account_columns(papers.shippers, houses, none),
            **box_columns(papers.letterheads, papers.boxes.of(houses)),
            "broker": agent_codes(scene.population, papers.handling.broker[houses]),
            "pieces": shipments.pieces[houses],
            "gross_kg": shipments.gross_kg[houses],
            "volume_m3": shipments.volume_m3[houses],
            **nature_columns(shipments, houses, none),
        }
    )


def _security(scene: Scene, papers: Papers) -> dict[str, pa.Array]:
    """Return the security status; what may fly on freighters only does so.

    A known consignor was vetted, which takes time: persons and new accounts are none.
    """
    carriage, shippers = papers.carriage, papers.shippers
    plan, own = carriage.plan, slice(0, papers.carriage.plan.size)

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("waybills", column)

    cargo_only = carriage.freighter & (rng("security_status").random(plan.size) < _CARGO_ONLY)
    known = Draws(plan.cast).happens(rng("secured_by"), "known_consignor", plan.role)
    known &= shippers.account_days[own] >= _VETTED_DAYS
    return {
        "security_status": labels(["SPX", "SCO"], cargo_only.astype(np.int64)),
        "secured_by": labels(["RA", "KC"], known.astype(np.int64)),
    }
