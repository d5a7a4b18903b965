"""Whatever comes to mind: the baseline that a plan has to beat."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from aatulab.joint.partners.desk import Lister, View, Wanted

_BUSY = 0.3  # how often it does something in a minute
_STRANGERS = 6  # records of its lists that it has in mind
_KEYS = {"passengers": "pnr", "bookings": "pnr", "waybills": "awb", "postal_items": "item"}


class Chance:
    """A role that is played by chance."""

    def __init__(self) -> None:
        self._refs: list[str] = []

    def decide(
        self, view: View, news: Sequence[Mapping[str, Any]], rng: np.random.Generator, lists: Lister
    ) -> list[Wanted]:
        """Return something, or nothing."""
        del news
        if not self._refs:
            self._refs = _strangers(view, rng, lists)
        if rng.random() > _BUSY:
            return []
        kind = ("message", "check", "act")[int(rng.integers(3))]
        if kind == "message":
            return _message(view, rng)
        refs = [*view["subjects"], *self._refs]
        if not refs:
            return []
        ref = _one(rng, refs)
        if kind == "check":
            powers = view["powers"]
            steps = [*powers["persons"], *powers["goods"]]
            return [{"do": "check", "subject": ref, "step": _one(rng, steps)}]
        act, facts = _one(rng, view["powers"]["acts"]), [fact["id"] for fact in view["facts"]]
        wanted: Wanted = {"do": act, "subject": ref}
        return [wanted | ({"facts": [_one(rng, facts)]} if facts else {})]


def _message(view: View, rng: np.random.Generator) -> list[Wanted]:
    facts = [fact["id"] for fact in view["facts"]]
    if not facts:
        return []
    others = [role for role in view["roles"] if role != view["role"]]
    return [{"do": "message", "to": [_one(rng, others)], "facts": [_one(rng, facts)]}]


def _strangers(view: View, rng: np.random.Generator, lists: Lister) -> list[str]:
    refs = []
    for table in view["lists"]:
        if table in _KEYS and (rows := lists(table)):
            refs += [_ref(rows[int(rng.integers(len(rows)))], _KEYS[table])
                     for _ in range(_STRANGERS)]  # fmt: skip
    return refs


def _ref(row: Mapping[str, object], key: str) -> str:
    return f"{row[key]}/{row.get('passenger_no', 1)}" if key == "pnr" else str(row[key])


def _one(rng: np.random.Generator, among: Sequence[str]) -> str:
    return among[int(rng.integers(len(among)))]
