"""Waybills as an officer sees them when the goods lie in the shed.

What stands on a house waybill counts for its master: a mark holds for a waybill if it holds for
the direct waybill itself or for any house under it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Flags, Whole
from aatulab.world.docket import (
    Docket,
    earlier_uses,
    is_label,
    minutes,
    numbered,
    odd_ways,
    rows_of,
    taken,
)
from aatulab.world.goods import goods_of
from aatulab.world.passengers.flights import DAY_MIN
from aatulab.world.scene import Scene

_NEW_DAYS, _SEVERAL = 120, 2
_HEAVIER, _SCALES_KG = 1.012, 1.5


@dataclass(frozen=True)
class Receivers:
    """Who receives each waybill's own shipment: places, -1 for none, and the phone to notify."""

    person: Whole
    firm: Whole
    phone: pa.Array


def cargo_docket(scene: Scene, tables: Mapping[str, pa.Table], receivers: Receivers) -> Docket:
    """Return the docket of the waybills."""
    waybills, houses = tables["waybills"], tables["house_waybills"]
    awb = waybills["awb"].combine_chunks()
    under = rows_of(houses, "awb", awb)
    direct = is_label(waybills["kind"], "direct")
    booked = minutes(waybills["booked_at"])
    accepted, received, at = _weighed(tables["cargo_events"], awb)
    vague = tuple(dict.fromkeys(goods_of("cargo").vaguely))
    route = waybills["routing"]
    amended = tables["amendments"].filter(is_label(tables["amendments"]["field"], "consignee"))
    remark = waybills["remarks"].is_valid().to_numpy()

    def either(of_waybill: Flags, of_house: Flags) -> Flags:
        holds = direct & of_waybill
        holds[under[of_house]] = True
        return holds

    value = waybills["declared_value"].fill_null(np.inf).to_numpy()
    return Docket(
        records=awb,
        sent=minutes(waybills["departs_at"]),
        at=at,
        marks={
            "new_account": either(_is_new(waybills, booked), _is_new(houses, booked[under])),
            "vague_goods": either(
                is_label(waybills["goods"], *vague), is_label(houses["goods"], *vague)
            ),
            "private_consignee": either(_is_private(waybills), _is_private(houses)),
            "cash": is_label(waybills["payment_form"], "cash"),
            "odd_route": odd_ways(route, scene.airports),
            "heavier_at_arrival": received > accepted * _HEAVIER + _SCALES_KG,
            "consignee_amended": np.isin(np.arange(len(awb)), rows_of(amended, "awb", awb)),
            "cleared_by_himself": either(_clears_himself(waybills), _clears_himself(houses)),
            "dear_freight": waybills["freight"].to_numpy() > value,
            "phone_on_other_waybills": _uses(receivers, booked, at) >= _SEVERAL,
            "known_consignor": is_label(waybills["secured_by"], "KC"),
            "remark_explains": remark,
        },
        subjects={
            "phone": receivers.phone,
            "firm": taken(scene.population.firms.name, receivers.firm),
            "route": route.cast(pa.string()).combine_chunks(),
            "consignment": awb,
        },
        person=receivers.person,
        firm=receivers.firm,
        persons=np.zeros(len(awb), dtype=np.int64),
        kg=waybills["gross_kg"].to_numpy(),
        way=route.cast(pa.string()).combine_chunks(),
        flight=waybills["flight"].cast(pa.string()).combine_chunks(),
        outbound=np.zeros(len(awb), dtype=bool),
    )


def _uses(receivers: Receivers, booked: Whole, at: Whole) -> Whole:
    return earlier_uses(numbered(receivers.phone), booked, at)


def _is_new(table: pa.Table, booked: Whole) -> Flags:
    opened = table["account_opened_on"].cast(pa.int32()).fill_null(-(10**6)).to_numpy()
    new: Flags = booked // DAY_MIN - opened < _NEW_DAYS
    return new


def _is_private(table: pa.Table) -> Flags:
    return is_label(table["consignee_kind"], "person")


def _clears_himself(table: pa.Table) -> Flags:
    missing: Flags = table["broker"].is_null().to_numpy()
    return missing


def _weighed(events: pa.Table, awb: pa.Array) -> tuple[Whole, Whole, Whole]:
    """Return the weight at acceptance and at arrival, and when it was first received here.

    The events of a waybill are in order, and the last landing of its flights is here.
    """
    waybill, kg, at = rows_of(events, "awb", awb), events["kg"].to_numpy(), minutes(events["at"])
    accepted = np.flatnonzero(is_label(events["code"], "RCS"))
    landed = np.flatnonzero(is_label(events["code"], "ARR"))
    last = np.append(waybill[landed][1:] != waybill[landed][:-1], True)
    received = landed[last] + 1
    return kg[accepted], kg[received], at[received]
