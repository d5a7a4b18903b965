"""Cases of goods: parcels opened on a table, and the register of products beside them.

A recipe in `datasets/cases/goods/` names the kinds of goods and how many parcels there are of each
role; every variant has as many, so that any seed gives a case worth working on.  It needs no world:
nobody travels.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from aatulab.cases.case import Case
from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import CaseError
from aatulab.world.frames import to_frame
from aatulab.world.portraits import Portraits, portray_frames
from aatulab.world.products.build import build_products
from aatulab.world.products.catalogue import catalogue
from aatulab.world.products.reports import REPORTS, WORDS
from aatulab.world.products.roles import ROLES
from aatulab.world.products.trays import Register, Trays, lay_out
from aatulab.world.streams import Streams

PORTRAYED = "parcel-row"  # the case whose values the dictionary shows
_HOUR = 9  # of the day (UTC), at which the parcels lie on the table


@dataclass(frozen=True)
class GoodsRecipe:
    """A case of goods as its author describes it; `roles` says how many parcels of each."""

    name: str
    title: str
    story: str
    difficulty: str
    day: date
    kinds: tuple[str, ...]
    products: int
    parcels: int
    pieces_a_parcel: int
    public_seed: int
    roles: Mapping[str, int]

    @property
    def band(self) -> str:
        """Return `drill`: a table like this holds far more than a working day would bring."""
        return "drill"


def goods_names() -> tuple[str, ...]:
    """Return the names of all cases of goods, in order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yml")))


def read_goods_recipe(name: str) -> GoodsRecipe:
    """Return a recipe; `CaseError` names the key that is not as it must be."""
    path = _folder() / f"{name}.yml"
    content = read_yaml(path)
    wanted = {field.name for field in fields(GoodsRecipe)}
    if set(content) != wanted:
        missing, strange = sorted(wanted - set(content)), sorted(set(content) - wanted)
        raise CaseError(f"{path}: missing keys {missing}, unknown keys {strange}.")
    _check_lists(path, content)
    for key in ("products", "parcels", "pieces_a_parcel", "public_seed"):
        if type(content[key]) is not int or not content[key]:
            raise CaseError(f"{path}: {key}: found {content[key]!r}, expected a whole number.")
    return GoodsRecipe(**{**content, "kinds": tuple(content["kinds"])})  # type: ignore[arg-type]


def build_goods_case(name: str, seed: int | None = None) -> tuple[Case, pd.DataFrame]:
    """Return a variant of a case of goods, and apart from it the truth, one row a piece."""
    recipe = read_goods_recipe(name)
    start = recipe.public_seed if seed is None else seed
    if start < 0:
        raise CaseError(f"{name}: seed: found {start}, expected a whole number from 0 up.")
    streams = Streams(start)
    tables = {
        table: to_frame(rows)
        for table, rows in build_products(recipe.products, recipe.day, streams).tables.items()
    }
    trays = lay_out(Register(tables), recipe.kinds, recipe.roles, recipe.pieces_a_parcel,
                    recipe.day, streams)  # fmt: skip
    tables["product_alerts"] = _with_reports(tables["product_alerts"], trays)
    case = Case(
        name=recipe.name,
        title=recipe.title,
        as_of=pd.Timestamp(recipe.day, tz="UTC") + pd.Timedelta(hours=_HOUR),
        frames={
            "parcels": trays.parcels,
            "pieces": trays.pieces,
            "pieces_seen": _in_words(trays.seen),
            **tables,
        },
    )
    return case, trays.truth


def portray_goods(name: str = PORTRAYED) -> Portraits:
    """Return what the values of a public case look like, column by column, for the dictionary."""
    case, _ = build_goods_case(name)
    return portray_frames(case.frames)


def _with_reports(alerts: pd.DataFrame, trays: Trays) -> pd.DataFrame:
    """Return the register's reports with those about what lies on the table, in order of days."""
    new = trays.alerts.assign(
        words=trays.alerts["report"].map(dict(zip(REPORTS, WORDS, strict=True))),
        issued_on=pd.to_datetime(trays.alerts["issued_on"]).astype(alerts["issued_on"].dtype),
    )
    joined = pd.concat([alerts.drop(columns="alert_id"), new], ignore_index=True)
    joined = joined.sort_values(["issued_on", "line_id"], kind="stable", ignore_index=True)
    joined.insert(0, "alert_id", [f"A{number:06d}" for number in range(1, len(joined) + 1)])
    return joined


def _in_words(seen: pd.DataFrame) -> pd.DataFrame:
    known = catalogue().features
    codes = zip(seen["feature"].astype(str), seen["seen"].astype(str), strict=True)
    return seen.assign(
        look_at=[known[name].look_at for name in seen["feature"]],
        words=[known[name].words(code) for name, code in codes],
    )


def _check_lists(path: Path, content: Mapping[str, Any]) -> None:
    kinds = [kind.name for kind in catalogue().kinds]
    if not isinstance(content["kinds"], list) or not set(content["kinds"]) <= set(kinds):
        expected = f"a list of {', '.join(kinds)}"
        raise CaseError(f"{path}: kinds: found {content['kinds']!r}, expected {expected}.")
    roles = content["roles"]
    if not isinstance(roles, dict) or not set(roles) <= set(ROLES):
        raise CaseError(f"{path}: roles: found {roles!r}, expected some of {', '.join(ROLES)}.")
    if sum(roles.values()) != content["parcels"]:
        raise CaseError(
            f"{path}: roles: found {sum(roles.values())} parcels, expected {content['parcels']}."
        )


def _folder() -> Path:
    return datasets_dir() / "cases" / "goods"
