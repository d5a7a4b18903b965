"""What a case must have to be worth working on: measures by name, one table of them a flow.

A recipe states a range for each measure of its flows; a variant whose case misses one makes way
for the next.
"""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from aatulab.cases.case import Case
from aatulab.cases.flows import FLOWS

Measure = Callable[[Case], float]


def _phones_on_three_bookings(case: Case) -> float:
    phones = case.contacts[case.contacts["kind"] == "phone"]
    return float((phones.groupby("value")["pnr"].nunique() >= 3).sum())


def _amended_waybills(case: Case) -> float:
    return float(case.amendments["awb"].nunique())


def _phones_on_three_items(case: Case) -> float:
    return float((case.postal_items["addressee_phone"].value_counts() >= 3).sum())


def _vehicles_seen_again(case: Case) -> float:
    return float((case.crossings["plate"].value_counts() >= 2).sum())


# beside the number of records of the flow, which every case states
_OF_FLOW: Mapping[str, Mapping[str, Measure]] = {
    "passenger": {"phones_on_three_bookings": _phones_on_three_bookings},
    "cargo": {
        "house_waybills": lambda case: len(case.house_waybills),
        "amended_waybills": _amended_waybills,
    },
    "post": {"phones_on_three_items": _phones_on_three_items},
    "land": {"vehicles_seen_again": _vehicles_seen_again},
}
_OF_TRUTH = ("illicit", "prevalence", "illicit_of_each_typology")
_LINKED = "linked_illicit"


def required_keys(flows: Sequence[str]) -> tuple[str, ...]:
    """Return the measures for which a recipe of these flows states a range.

    >>> required_keys(["land"])
    ('crossings', 'illicit', 'prevalence', 'illicit_of_each_typology', 'vehicles_seen_again')
    """
    sizes = (FLOWS[flow].size for flow in flows)
    own = (key for flow in flows for key in _OF_FLOW[flow])
    return (*sizes, *_OF_TRUTH, *own, *((_LINKED,) if len(flows) > 1 else ()))


def measure(
    case: Case, truth: pd.DataFrame, flows: Sequence[str], typologies: Sequence[str]
) -> dict[str, float]:
    """Return every measure of a case; `truth` is one row a record, by record.

    A typology that is named and of which nothing is in the case counts as 0.
    """
    illicit = truth[truth["illicit"]]
    of_each = illicit["typology"].value_counts()
    if typologies:
        of_each = of_each.reindex(list(typologies), fill_value=0)
    seen = {FLOWS[flow].size: float(len(case.tables()[FLOWS[flow].records])) for flow in flows}
    seen |= {
        "illicit": len(illicit),
        "prevalence": len(illicit) / max(len(truth), 1),
        "illicit_of_each_typology": of_each.min() if len(of_each) else 0,
    }
    seen |= {key: of_case(case) for flow in flows for key, of_case in _OF_FLOW[flow].items()}
    if len(flows) > 1:
        seen[_LINKED] = _linked(case, illicit, flows)
    return seen


def _linked(case: Case, illicit: pd.DataFrame, flows: Sequence[str]) -> float:
    """Return how many illicit records carry a phone that an illicit record of another flow has."""
    phones = pd.concat([phones_of(case, flow) for flow in flows if flow in _PHONES])
    phones = phones[phones["record"].isin(illicit.index)]
    flows_of_phone = phones.drop_duplicates(["phone", "flow"])["phone"].value_counts()
    shared = phones[phones["phone"].map(flows_of_phone) > 1]
    return float(shared["record"].nunique())


# where phones stand: table, the column of the record, the column of the phone
_PHONES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "passenger": (("contacts", "pnr", "value"),),
    "cargo": (
        ("waybills", "awb", "consignee_phone"),
        ("house_waybills", "awb", "consignee_phone"),
    ),
    "post": (("postal_items", "item", "addressee_phone"),),
}


def phones_of(case: Case, flow: str) -> pd.DataFrame:
    """Return the phones of those who travel or receive: flow, record, phone."""
    listed = [
        case.tables()[table][[record, phone]].set_axis(["record", "phone"], axis="columns")
        for table, record, phone in _PHONES[flow]
    ]
    phones = pd.concat(listed).dropna()
    return phones[phones["phone"].str.startswith("+")].assign(flow=flow)
