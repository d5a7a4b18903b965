"""Postal items as an officer sees them at the office of exchange."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Flags
from aatulab.world.docket import (
    Docket,
    earlier_uses,
    is_label,
    joined_way,
    minutes,
    numbered,
    rows_of,
    taken,
)
from aatulab.world.goods import goods_of
from aatulab.world.post.parties import Parties
from aatulab.world.scene import Scene

_HEAVIER, _SCALES_KG = 1.08, 0.01
_SEVERAL = 2
_SORTED_MIN = 90


def post_docket(scene: Scene, tables: Mapping[str, pa.Table], to: Parties) -> Docket:
    """Return the docket of the items; `to` are their addressees."""
    items, lines = tables["postal_items"], tables["declaration_lines"]
    item = items["item"].combine_chunks()
    arrived = minutes(items["arrived_at"])
    at = arrived + _SORTED_MIN
    phone = items["addressee_phone"].combine_chunks()
    address = numbered(items["addressee_address_id"])
    firm = np.where(to.firm, to.place, -1)
    gross = items["gross_kg"].to_numpy()
    of_line = rows_of(lines, "item", item)

    def any_line(holds: Flags) -> Flags:
        any_of: Flags = np.bincount(of_line, weights=holds, minlength=len(item)) > 0
        return any_of

    return Docket(
        records=item,
        sent=minutes(items["posted_at"]),
        at=at,
        marks={
            "heavier_than_declared": gross
            > items["declared_kg"].to_numpy() * _HEAVIER + _SCALES_KG,
            "no_advance_data": items["advance_at"].is_null().to_numpy(),
            "vague_words": any_line(is_label(lines["description"], *goods_of("post").vaguely)),
            "no_goods_code": any_line(lines["hs_code"].is_null().to_numpy()),
            "no_return_address": items["sender_address_id"].is_null().to_numpy(),
            "cash_postage": is_label(items["payment_form"], "cash"),
            "kept_at_counter": is_label(items["delivery"], "counter", "locker"),
            "phone_on_other_items": earlier_uses(numbered(phone), arrived, at) >= _SEVERAL,
            "address_on_other_items": earlier_uses(address, arrived, at) >= _SEVERAL,
            "note_explains": items["comments"].is_valid().to_numpy(),
        },
        subjects={
            "phone": phone,
            "firm": taken(scene.population.firms.name, firm),
            "consignment": item,
        },
        person=np.where(to.firm, -1, to.place),
        firm=firm,
        persons=np.zeros(len(item), dtype=np.int64),
        kg=gross,
        way=joined_way(items["outward_office"], items["transit_office"], items["inward_office"]),
        flight=pa.nulls(len(item), pa.string()),
        outbound=np.zeros(len(item), dtype=bool),
    )
