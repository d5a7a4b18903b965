"""Who decides, case by case: an agreement as a decision table that can be checked.

A row of the table says for some situations who decides.  A situation is an act, a place and a
matter; a cell holds one of them, several with a comma between, or `*` for all.  An agreement is
sound when every situation meets rows of exactly one service: none is a gap, two are an overlap.
The State and its services are invented.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import pandas as pd

from aatulab.errors import TargetingError, shown
from aatulab.targeting.tables import need_columns

ACTS = ("stop", "question", "search goods", "search person", "seize goods", "detain", "refer")
PLACES = ("passport control", "arrivals hall", "transit area", "mail centre")
MATTERS = ("duty", "crime", "entry", "protection")
NOBODY = "nobody"  # a row that forbids is an answer, too
DECIDERS = ("customs", "police", "border guard", "post", "head of unit", NOBODY)
ANY = "*"
COLUMNS = ("row", "act", "place", "matter", "decides", "approves", "tell")
_WORDS = {"act": ACTS, "place": PLACES, "matter": MATTERS}
_DOORS = "passport control, arrivals hall, transit area"

# act, place, matter, who decides, who says yes first, who is told at once
_AGREEMENT = (
    ("stop", _DOORS, "duty", "customs", "", ""),
    ("stop", "passport control", "crime", "border guard", "", "police"),
    ("stop", "arrivals hall, transit area", "crime", "customs", "", "police"),
    ("stop", "mail centre", "duty, crime, entry", "post", "", "customs"),
    ("stop", _DOORS, "entry", "border guard", "", ""),
    ("question", ANY, "duty", "customs", "", ""),
    ("question", ANY, "crime", "police", "", "customs"),
    ("question", ANY, "entry", "border guard", "", ""),
    ("search goods", ANY, "duty, crime", "customs", "", "police"),
    ("search goods", ANY, "entry", "border guard", "head of unit", ""),
    ("search person", ANY, "duty", "customs", "head of unit", ""),
    ("search person", ANY, "crime, entry", "police", "head of unit", ""),
    ("seize goods", ANY, "duty, crime", "customs", "", "police"),
    ("seize goods", ANY, "entry", "border guard", "", "police"),
    ("detain", ANY, "duty, crime", "police", "", "head of unit"),
    ("detain", ANY, "entry", "border guard", "", "head of unit"),
    ("refer", ANY, "duty, crime", "head of unit", "", ""),
    ("refer", ANY, "entry", "border guard", "", "head of unit"),
    ("stop, question, search goods, search person, seize goods, refer", ANY, "protection",
     "police", "", "victim service"),
    ("detain", ANY, "protection", NOBODY, "", "victim service"),
)  # fmt: skip


class Situation(NamedTuple):
    """One case in which somebody has to decide.

    >>> str(Situation("stop", "mail centre", "crime"))
    'stop / mail centre / crime'
    """

    act: str
    place: str
    matter: str

    def __str__(self) -> str:
        return " / ".join(self)


def decision_table() -> pd.DataFrame:
    """Return the agreement of a unit without gaps and overlaps, one row a rule.

    >>> len(gaps(decision_table())), len(overlaps(decision_table()))
    (0, 0)
    """
    rows = [(f"R{number:02d}", *rule) for number, rule in enumerate(_AGREEMENT, start=1)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def situations() -> tuple[Situation, ...]:
    """Return every situation that an agreement has to answer.

    >>> len(situations())
    112
    """
    return tuple(Situation(*words) for words in product(ACTS, PLACES, MATTERS))


def rows_for(table: pd.DataFrame, act: str, place: str, matter: str) -> pd.DataFrame:
    """Return the rows of an agreement that a situation meets."""
    need_columns(table, "table", COLUMNS, "decision_table()")
    situation = Situation(act, place, matter)
    for key, known in _WORDS.items():
        word = getattr(situation, key)
        if word not in known:
            raise TargetingError(f"{key}: found {shown(word)}, expected one of {', '.join(known)}.")
    meets = [_meets(rule, situation) for rule in _cells(table)]
    return table[pd.Series(meets, index=table.index, dtype=bool)]


def deciders(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row a situation: `act`, `place`, `matter`, and all who `decide` by the table.

    `decide` is a text, services in their own order with a comma between; empty in a gap.
    """
    need_columns(table, "table", COLUMNS, "decision_table()")
    rules = list(zip(_cells(table), table["decides"].astype(str), strict=True))
    rows = [
        (*situation, ", ".join(_in_order({who for rule, who in rules if _meets(rule, situation)})))
        for situation in situations()
    ]
    return pd.DataFrame(rows, columns=["act", "place", "matter", "decide"])


def gaps(table: pd.DataFrame) -> list[str]:
    """Return the situations that no row answers, each as `act / place / matter`."""
    answered = deciders(table)
    return _named(answered[answered["decide"] == ""])


def overlaps(table: pd.DataFrame) -> list[str]:
    """Return the situations that two services or more would decide."""
    answered = deciders(table)
    return _named(answered[answered["decide"].str.contains(", ", regex=False)])


def _named(found: pd.DataFrame) -> list[str]:
    rows = found[["act", "place", "matter"]].itertuples(index=False, name=None)
    return [str(Situation(*row)) for row in rows]


def _cells(table: pd.DataFrame) -> list[tuple[frozenset[str], ...]]:
    """Return each rule as the sets of acts, places and matters that it answers."""
    return [
        tuple(_read(cell, key) for key, cell in zip(_WORDS, cells, strict=True))
        for cells in table[list(_WORDS)].itertuples(index=False, name=None)
    ]


def _read(cell: object, key: str) -> frozenset[str]:
    if str(cell).strip() == ANY:
        return frozenset(_WORDS[key])
    words = [word.strip() for word in str(cell).split(",")]
    for word in words:
        if word not in _WORDS[key]:
            expected = ", ".join(_WORDS[key])
            raise TargetingError(
                f"{key}: found {shown(word)}, expected {ANY} or some of {expected}."
            )
    return frozenset(words)


def _meets(rule: Sequence[frozenset[str]], situation: Situation) -> bool:
    return all(word in cell for cell, word in zip(rule, situation, strict=True))


def _in_order(services: set[str]) -> Iterator[str]:
    yield from (service for service in DECIDERS if service in services)
    yield from sorted(services - set(DECIDERS))
