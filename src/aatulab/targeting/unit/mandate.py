"""Who may do what, on which ground, with whose approval; and who may get which kind of data.

Two short tables of an invented State, kept as code so that they hold where graded work runs.
"""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns

SERVICES = (
    "analyst",
    "head of unit",
    "border police",
    "customs",
    "criminal police",
    "airport security",
)
RECEIVERS = (*SERVICES, "victim service", "partner unit")
APPROVED = ("search person", "tell partner")  # a second person says yes first: the head of unit
_PASSENGER_LAW, _AGREEMENT = "passenger data law", "agreement of the unit"

# service -> act -> legal ground
_MANDATE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "analyst": {
            "match": _PASSENGER_LAW,
            "review": _PASSENGER_LAW,
            "tell partner": _PASSENGER_LAW,
            "report back": _AGREEMENT,
        },
        "head of unit": {"task": _AGREEMENT, "report back": _AGREEMENT},
        "border police": {"check document": "border law", "question": "border law"},
        "customs": {
            "question": "customs law",
            "X-ray": "customs law",
            "open bag": "customs law",
            "search person": "customs law",
            "seize": "customs law",
        },
        "criminal police": {
            "question": "criminal procedure",
            "search person": "criminal procedure",
            "seize": "criminal procedure",
            "arrest": "criminal procedure",
        },
        "airport security": {"X-ray": "aviation security rules"},
    }
)

# kind of data -> who may get it
_SHARING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "booking": ("analyst", "head of unit"),
        "passenger list": ("analyst", "head of unit", "border police"),
        "watch-list answer": ("analyst", "head of unit", "criminal police"),
        "task": ("border police", "customs", "criminal police"),
        "bag tag": ("customs", "airport security"),
        "X-ray image": ("customs", "criminal police", "airport security"),
        "need of protection": ("head of unit", "criminal police", "victim service"),
        "victim's statement": ("criminal police", "victim service"),
        "result": (
            "analyst",
            "head of unit",
            "border police",
            "customs",
            "criminal police",
            "partner unit",
        ),
    }
)


def mandate_table() -> pd.DataFrame:
    """Return one row a permitted act: `service`, `act`, `ground`, `needs_approval`."""
    rows = [
        (service, act, ground, act in APPROVED)
        for service, acts in _MANDATE.items()
        for act, ground in acts.items()
    ]
    return pd.DataFrame(rows, columns=["service", "act", "ground", "needs_approval"])


def sharing_table() -> pd.DataFrame:
    """Return one row a permitted transfer: `data`, `receiver`."""
    rows = [(data, receiver) for data, receivers in _SHARING.items() for receiver in receivers]
    return pd.DataFrame(rows, columns=["data", "receiver"])


def may_get(data: str, receiver: str) -> bool:
    """Return whether a receiver may get a kind of data.

    >>> may_get("booking", "customs"), may_get("task", "customs")
    (False, True)
    """
    if data not in _SHARING:
        raise TargetingError(f"data: found {data!r}, expected one of {', '.join(_SHARING)}.")
    if receiver not in RECEIVERS:
        expected = ", ".join(RECEIVERS)
        raise TargetingError(f"receiver: found {receiver!r}, expected one of {expected}.")
    return receiver in _SHARING[data]


def outside_mandate(log: pd.DataFrame) -> "pd.Series[bool]":
    """Return for each entry whether its service has no power for its act."""
    need_columns(log, "log", ("service", "act"))
    allowed = {(service, act) for service, acts in _MANDATE.items() for act in acts}
    pairs = zip(log["service"], log["act"], strict=True)
    return pd.Series([pair not in allowed for pair in pairs], index=log.index)


def without_approval(log: pd.DataFrame) -> "pd.Series[bool]":
    """Return for each entry whether a second person should have approved and none did.

    Who approves the own act is no second person.
    """
    need_columns(log, "log", ("act", "officer", "approved_by"))
    nobody_else = log["approved_by"].isna() | (log["approved_by"] == log["officer"])
    return log["act"].isin(APPROVED) & nobody_else
