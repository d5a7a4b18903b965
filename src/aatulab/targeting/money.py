"""Signals of money: who paid, and with what.

Compares the payer's name with the names of the travellers on the same booking, and with
nothing else: no name is ever looked at for what it says about a person.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd

from aatulab.targeting.tables import by_pnr, need_columns

_LETTERS = re.compile(r"[^\W\d_]+")


def paid_cash(payments: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether any part of the booking was paid in cash, indexed by `pnr`."""
    need_columns(payments, "payments", ("pnr", "form"))
    return payments["form"].eq("CA").groupby(payments["pnr"]).any().rename("paid_cash")


def payer_is_not_traveller(payments: pd.DataFrame, passengers: pd.DataFrame) -> "pd.Series[bool]":
    """Return whether nobody on the booking bears a payer's name, indexed by `pnr`.

    A firm, a relative who stays at home and a stranger all count: the signal says that
    somebody else paid, not why.  Order, case and punctuation of a name do not matter.
    """
    need_columns(payments, "payments", ("pnr", "payer_name"))
    need_columns(passengers, "passengers", ("pnr", "surname", "given_names"))
    travellers: dict[str, list[tuple[Any, Any]]] = defaultdict(list)
    for pnr, given_names, surname in _rows(passengers, "pnr", "given_names", "surname"):
        travellers[pnr].append((given_names, surname))
    other = pd.Series(
        [
            not _is_among(payer, travellers.get(pnr, ()))
            for pnr, payer in _rows(payments, "pnr", "payer_name")
        ],
        dtype=bool,
    )
    rows = by_pnr(payments["pnr"], other, "payer_is_not_traveller")
    return rows.groupby(level="pnr").any()


def name_parts(names: Iterable[object]) -> frozenset[str]:
    """Return the words of a name in capitals, without order.

    >>> sorted(name_parts(["Moreau, Lina-Ana"]))
    ['ANA', 'LINA', 'MOREAU']
    """
    text = " ".join([name for name in names if isinstance(name, str)]).upper()
    if text.isascii() and text.replace(" ", "").isalpha():  # most names, and far quicker
        return frozenset(text.split())
    return frozenset(_LETTERS.findall(text))


def _rows(table: pd.DataFrame, *columns: str) -> Iterator[tuple[Any, ...]]:
    # as lists: taking texts one by one out of a column costs more than all that is done with them
    return zip(*(table[column].tolist() for column in columns), strict=True)


def _is_among(payer: object, travellers: Sequence[tuple[Any, Any]]) -> bool:
    # most payers write the name as the list does, and then there is nothing to take apart
    if isinstance(payer, str) and tuple(payer.rsplit(" ", 1)) in travellers:
        return True
    # A payer may write fewer given names than the passport holds: "LINA MOREAU" is the
    # traveller LINA ANA MOREAU, but a shared surname alone ("MOREAU") is not a person.
    parts = name_parts((payer,))
    people = map(name_parts, travellers)
    return any(parts <= person and len(parts) >= min(2, len(person)) for person in people)
