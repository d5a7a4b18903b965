"""Seizure records: one for each finding of goods, without names.

The long form stays in the unit; partners get the short form, which names no record, no firm and
no hour.
"""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import rows, to_text
from aatulab.world.arrays import Floats, Whole
from aatulab.world.columns import days, labels, moments
from aatulab.world.history.files import File
from aatulab.world.history.goods import Goods, goods_of
from aatulab.world.history.inspections import Inspections
from aatulab.world.history.practice import Practices
from aatulab.world.history.selection import REASONS
from aatulab.world.passengers.flights import DAY_MIN
from aatulab.world.population.persons import ids
from aatulab.world.roles.draws import choose, log_normal
from aatulab.world.scene import Scene
from aatulab.world.schemas import read_schema

METHODS = dict(
    zip(
        REASONS,
        ("random selection", "information from a partner", "risk profile", "observation"),
        strict=True,
    )
)
_PACKED = 0.9  # goods weigh less than what they are packed in
_FEWEST = 0.01


def seizures_table(
    scene: Scene, files: Sequence[File], inspections: Inspections, practices: Practices
) -> pa.Table:
    """Return the long form, in the order of the inspections; persons who are referred have none."""
    found = np.flatnonzero(inspections.found)
    listed, place = _goods(scene, files, inspections, found)
    found, place = found[place >= 0], place[place >= 0]
    goods = [listed[one] for one in place.tolist()]
    of_file, record = inspections.file[found], inspections.record[found]
    cases = [
        _case(scene, files[file], practices, row, method)
        for file, row, method in zip(
            of_file.tolist(), record.tolist(), inspections.found_by[found].tolist(), strict=True
        )
    ]
    value = _values(files, of_file, record)
    columns = {key: pa.array([case[key] for case in cases], kind) for key, kind in _CASE.items()}
    reason = inspections.reason[found]
    at = inspections.at[found] + inspections.minutes[found]
    return pa.table(
        {
            "case_id": to_text(ids("S", scene.gateway.numbers(len(found)))),
            "inspection": to_text(rows(inspections.inspection, found)),
            "seized_at": moments(at),
            "seized_on": days(at // DAY_MIN),
            "office": columns["office"],
            "place_type": columns["place_type"],
            "direction": columns["direction"],
            "commodity_group": pa.array([one.group for one in goods], pa.string()),
            "product": pa.array([one.product for one in goods], pa.string()),
            "quantity": _quantities(scene, goods, value, columns["kg"].to_numpy()),
            "unit": pa.array([one.unit for one in goods], pa.string()),
            "value": value,
            "currency": labels(["EUR"], np.zeros(len(found), dtype=np.int64)),
            "detection_method": labels([METHODS[name] for name in REASONS], reason),
            **{key: columns[key] for key in _SHOWN},
        }
    )


def short_form(seizures: pa.Table) -> pa.Table:
    """Return what partners get of the seizures: the view `seizures_short`."""
    return seizures.select([column.name for column in read_schema("seizures_short").columns])


_SHOWN = (
    *("found_by", "conveyance", "flight", "departure", "transit", "destination"),
    *("persons", "firm_id"),
)
_CASE = {
    "office": pa.string(),
    "place_type": pa.string(),
    "direction": pa.string(),
    "kg": pa.float64(),
    **dict.fromkeys(_SHOWN, pa.string()),
    "persons": pa.int64(),
}


def _case(
    scene: Scene, file: File, practices: Practices, record: int, found_by: int
) -> dict[str, object]:
    """Return what a record itself says for its seizure."""
    practice, docket = practices.flows[file.flow], file.docket
    stops = (docket.way[record].as_py() or "").split("-")
    firm = int(docket.firm[record])
    return {
        "office": f"{scene.gateway.hub} {practice.office}",
        "place_type": practice.place_type,
        "direction": "export" if docket.outbound[record] else "import",
        "kg": float(docket.kg[record]),
        "found_by": practice.measures[found_by].name,
        "conveyance": practice.conveyance,
        "flight": docket.flight[record].as_py(),
        "departure": stops[0] if len(stops) > 1 else None,
        "transit": stops[1] if len(stops) > 2 else None,
        "destination": stops[-1] or None,
        "persons": int(docket.persons[record]),
        "firm_id": scene.population.firms.ids(np.array([firm]))[0].as_py() if firm >= 0 else None,
    }


def _goods(
    scene: Scene, files: Sequence[File], inspections: Inspections, found: Whole
) -> tuple[list[Goods], Whole]:
    """Return all goods, and the place of each finding's own among them, -1 for none."""
    names = sorted({name for file in files for name in file.typologies})
    listed = [goods for name in names for goods in goods_of(name)]
    starts, weights = [], np.zeros((max(len(names), 1), max(len(listed), 1)))
    for row, name in enumerate(names):
        starts.append(sum(len(goods_of(before)) for before in names[:row]))
        for offset, goods in enumerate(goods_of(name)):
            weights[row, starts[row] + offset] = goods.share
    typology = np.array(
        [
            names.index(files[file].typologies[files[file].typology[record]])
            for file, record in zip(
                inspections.file[found].tolist(), inspections.record[found].tolist(), strict=True
            )
        ],
        dtype=np.int64,
    )
    seized = weights.sum(axis=1) > 0
    weights[~seized] = 1.0  # chosen for nothing, and thrown away
    place = choose(scene.streams.of("seizures", "product"), weights, typology)
    return listed, np.where(seized[typology], place, -1)


def _quantities(scene: Scene, goods: Sequence[Goods], value: Floats, kg: Floats) -> Floats:
    """Return how much was seized: the value at a drawn price, and no more than the record can hold.

    Weights are given to the gram from ten grams on, everything else in whole units.
    """
    middle, spread = log_normal([one.eur for one in goods] or [(1.0, 2.0)])
    normal = scene.streams.of("seizures", "price").standard_normal(len(goods))
    quantity = value / np.exp(middle[: len(goods)] + spread[: len(goods)] * normal)
    holds = _PACKED * kg / np.array([one.kg for one in goods], dtype=np.float64)
    quantity = np.minimum(quantity, np.maximum(holds, _FEWEST))
    weighed = np.array([one.unit == "kg" for one in goods], dtype=bool)
    return np.where(
        weighed, np.maximum(np.round(quantity, 3), _FEWEST), np.maximum(np.round(quantity), 1)
    )


def _values(files: Sequence[File], of_file: Whole, record: Whole) -> Floats:
    value = np.zeros(len(record))
    for place, file in enumerate(files):
        own = np.flatnonzero(of_file == place)
        value[own] = file.value_eur[record[own]]
    return value
