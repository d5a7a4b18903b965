"""The five roles of Customs: what each asks of a record, and which columns of its paper answer.

What they ask stands in `datasets/reference/customs-roles.yml`; this reads it and picks records of
a case to try it on.  Called by the first lesson and by `aatulab.widgets.five_roles`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import TargetingError
from aatulab.targeting.cargo import consignments

if TYPE_CHECKING:  # the questions need no case machinery to be read
    from aatulab.cases import Case

KINDS = ("consignment", "parcel", "crossing")
_OF_WAYBILL = ("origin", "arrives_at", "security_status", "secured_by")


@dataclass(frozen=True)
class Role:
    """One of the five: `columns` are by kind of record, `silent_on` is what no paper says."""

    name: str
    asks: str
    columns: Mapping[str, tuple[str, ...]]
    silent_on: str
    first_step: str


@dataclass(frozen=True)
class Paper:
    """One record as its paper shows it: what kind, which number, and every field by its name."""

    kind: str
    number: str
    fields: Mapping[str, object]

    def answers(self, role: Role) -> dict[str, object]:
        """Return the fields that a role reads on this paper; None where nothing is written."""
        return {name: self.fields[name] for name in role.columns[self.kind]}


@cache
def customs_roles() -> tuple[Role, ...]:
    """Return the five roles in the order in which the lesson names them.

    >>> [role.name for role in customs_roles()][:2]
    ['revenue', 'national security']
    """
    content = read_yaml(datasets_dir() / "reference" / "customs-roles.yml")
    return tuple(_role(cast("Mapping[str, Any]", entry)) for entry in content.values())


def paper(case: "Case", kind: str, number: str) -> Paper:
    """Return one record's paper, with every field that one of the roles reads on this kind.

    A consignment is a direct waybill or a house, with what its waybill says of flight and
    security; a parcel is a postal item; a crossing is one at a land post.
    """
    readers = {"consignment": _consignments, "parcel": _parcels, "crossing": _crossings}
    if kind not in readers:
        raise TargetingError(f"kind: found {kind!r}, expected one of {', '.join(KINDS)}.")
    rows = readers[kind](case)
    if number not in rows.index:
        example = rows.index[0]
        raise TargetingError(
            f"number: case {case.name!r} has no {kind} {number!r}; try for example {example!r}."
        )
    fields = dict.fromkeys(name for role in customs_roles() for name in role.columns[kind])
    row = rows.loc[number]
    return Paper(kind, number, {name: None if pd.isna(row[name]) else row[name] for name in fields})


def _role(entry: Mapping[str, Any]) -> Role:
    columns = {kind: tuple(entry["columns"][kind]) for kind in KINDS}
    return Role(entry["name"], entry["asks"], columns, entry["silent_on"], entry["first_step"])


def _consignments(case: "Case") -> pd.DataFrame:
    flown = case.waybills.set_index("awb")[list(_OF_WAYBILL)]
    return consignments(case.waybills, case.house_waybills).join(flown, on="awb")


def _parcels(case: "Case") -> pd.DataFrame:
    return case.postal_items.set_index("item")


def _crossings(case: "Case") -> pd.DataFrame:
    return case.crossings.set_index("crossing_id")
