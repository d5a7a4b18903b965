"""The rows of each database, out of the tables of a world or of a case.

A case holds what its unit has, so some databases have no rows there: they are not connected.  The
list of sanctions and the stolen works come from neither and are invented (`invented`).
"""

from collections.abc import Callable, Mapping

import pandas as pd
import pyarrow as pa

from aatulab.research.invented import invented_sanctions, invented_works
from aatulab.world.frames import to_frame

Tables = Mapping[str, pd.DataFrame]


def frames_of(tables: Mapping[str, pa.Table]) -> dict[str, pd.DataFrame]:
    """Return a world's tables as those of a case."""
    needed = {name for names, _ in _SOURCES.values() for name in names}
    return {name: to_frame(table) for name, table in tables.items() if name in needed}


def holdings(tables: Tables, seed: int) -> dict[str, pd.DataFrame]:
    """Return the rows of every database that the tables allow, by its name."""
    held = {
        name: make(tables)
        for name, (needed, make) in _SOURCES.items()
        if all(table in tables for table in needed)
    }
    if "seizures_short" not in held and "seizures" in tables:
        held["seizures_short"] = tables["seizures"][list(_SHORT)]
    held["sanctions"] = invented_sanctions(tables, seed)
    held["works"] = invented_works(seed)
    return held


def _directors(tables: Tables) -> pd.DataFrame:
    people = tables["persons"].set_index("person_id")[["surname", "given_names", "birth_date"]]
    firms = tables["firms"].set_index("firm_id")["name"].rename("firm_name")
    terms = tables["directors"].join(people, on="person_id").join(firms, on="firm_id")
    terms = terms.drop(columns="person_id").reset_index(drop=True)
    terms.insert(0, "term", [f"T{place:08d}" for place in range(1, len(terms) + 1)])
    return terms


def _cargo(tables: Tables) -> pd.DataFrame:
    """Return one row a side of a waybill: who sends or receives what, by which number."""
    masters = tables["waybills"]
    ways = masters.set_index("awb")[["origin", "destination", "routing", "arrives_at"]]
    houses = tables["house_waybills"].join(ways, on="awb")
    shown = ["awb", "hawb", "side", "name", "phone", "goods", "hs_code", "gross_kg",
             "origin", "destination", "routing", "arrives_at"]  # fmt: skip
    sides = [
        bills.assign(side=side, name=bills[f"{side}_name"], phone=bills[f"{side}_phone"])
        for bills in (masters.assign(hawb=None), houses)
        for side in ("shipper", "consignee")
    ]
    rows = pd.concat([each[shown] for each in sides], ignore_index=True)
    rows.insert(0, "entry", [f"H{place:08d}" for place in range(1, len(rows) + 1)])
    return rows


def _table(name: str) -> tuple[tuple[str, ...], Callable[[Tables], pd.DataFrame]]:
    return (name,), lambda tables: tables[name]


_SHORT = ("case_id", "seized_on", "place_type", "direction", "commodity_group", "product",
          "quantity", "unit", "detection_method", "conveyance", "departure", "transit",
          "destination")  # fmt: skip
_SOURCES: Mapping[str, tuple[tuple[str, ...], Callable[[Tables], pd.DataFrame]]] = {
    "documents": _table("reported_documents"),
    "notices": _table("notices"),
    "seizures_short": _table("seizures_short"),
    "seizures": _table("seizures"),
    "firms": _table("firms"),
    "directors": (("directors", "persons", "firms"), _directors),
    "cargo": (("waybills", "house_waybills"), _cargo),
}
