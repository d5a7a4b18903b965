"""A drill with known truth: one register, three ledgers, and people who come again.

A case says of nobody who he is, and must not.  So the lab takes travellers of the case, lets three
clerks write them down in their own ways, and keeps apart who is who.  Beside them stand those whom
a careless merge would hurt: brothers and sisters who share a phone and a door, and namesakes who
share nothing but a name.  The doors are dealt out at random and say nothing of the case's people.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.columns import need_columns
from aatulab.research.entities.hands import (
    address_by_hand,
    day_with_a_slip,
    in_other_letters,
    in_passport_letters,
    phone_by_hand,
    with_a_slip,
)

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

PEOPLE = 160
_SIBLING, _NAMESAKE, _AGENCY_PHONE = 0.4, 0.15, 0.06
_SAME_INITIAL = 0.6  # of siblings: the pair that an initial alone cannot tell apart
_AGAIN = 0.12  # the same ledger writes somebody down twice


@dataclass(frozen=True)
class _Clerk:
    """A ledger and the habits of who keeps it: how often each thing happens."""

    source: str
    comes: float
    passport: float = 0.0
    initial: float = 0.0
    swapped: float = 0.0
    slip: float = 0.0
    other_letters: float = 0.0
    no_birth: float = 0.0
    birth_slip: float = 0.0
    no_phone: float = 0.0
    no_address: float = 0.0


CLERKS = (
    _Clerk("airline", 0.75, passport=1.0, slip=0.04, birth_slip=0.02, no_phone=0.25,
           no_address=0.7),
    _Clerk("mail counter", 0.55, initial=0.35, swapped=0.1, slip=0.15, no_birth=0.75,
           no_phone=0.3, no_address=0.05),
    _Clerk("hostel", 0.55, swapped=0.15, slip=0.15, other_letters=0.12, no_birth=0.35,
           birth_slip=0.12, no_phone=0.35, no_address=0.25),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Drill:
    """A register and, apart from it, the person behind each record."""

    records: pd.DataFrame
    person: "pd.Series[int]"


def register_drill(case: "Case", rng: np.random.Generator, people: int = PEOPLE) -> Drill:
    """Return a register of some hundred records and who is behind each of them.

    Columns of `records`: `record`, `source`, `surname`, `given_names`, `birth_date` (as text),
    `phone` and `address` as they were written, `written_in` (country code of the place).  The same
    case and generator give the same drill.
    """
    met = _people(case, rng, people)
    rows, owners = [], []
    for number, person in enumerate(met):
        for clerk in _who_write(rng):
            rows.append(_written(person, clerk, rng))
            owners.append(number)
    order = rng.permutation(len(rows))
    records = pd.DataFrame([rows[place] for place in order])
    names = [f"R{number:04d}" for number in range(1, len(rows) + 1)]
    records.insert(0, "record", names)
    person_of = pd.Series(np.array(owners)[order], index=pd.Index(names, name="record"))
    return Drill(records, person_of.rename("person"))


def same_person(pairs: pd.DataFrame, person: "pd.Series[int]") -> "pd.Series[bool]":
    """Return for each pair whether both records are of one person."""
    need_columns(pairs, "pairs", ("a", "b"), "Pass what `pairs_on(...)` returned.")
    ours, theirs = pairs["a"].map(person), pairs["b"].map(person)
    if ours.isna().any() or theirs.isna().any():
        raise ResearchError("pairs: a record is not in `person`. Both must be of one drill.")
    return (ours == theirs).rename("same")


def _people(case: "Case", rng: np.random.Generator, people: int) -> list[dict[str, str]]:
    """Return the people of the drill: travellers of the case, their siblings, their namesakes."""
    phones = case.contacts[case.contacts["kind"] == "phone"].drop_duplicates("pnr")
    known = case.passengers.merge(phones[["pnr", "value"]], on="pnr").sort_values("document_number")
    known = known.drop_duplicates(["surname", "given_names"]).drop_duplicates("value")
    chosen = known.iloc[rng.permutation(len(known))[: 2 * people]]
    spare = chosen.iloc[people:]  # lends given names, dates and phones
    agency = str(spare["value"].iloc[-1])
    found: list[dict[str, str]] = []
    for (_, row), (_, other) in zip(chosen[:people].iterrows(), spare.iterrows(), strict=False):
        one = _person(row, _door(case, rng))
        if rng.random() < _AGENCY_PHONE:
            one["phone"] = agency
        found.append(one)
        if rng.random() < _SIBLING:
            found.append(_sibling(one, spare, rng))
        elif rng.random() < _NAMESAKE:
            own = _person(other, _door(case, rng))
            found.append({**own, "surname": one["surname"], "given_names": one["given_names"]})
    return found


def _sibling(one: dict[str, str], spare: pd.DataFrame, rng: np.random.Generator) -> dict[str, str]:
    """Return somebody of the same name, phone and door, with a given name and a day of his own."""
    begins = spare["given_names"].str[0] == one["given_names"][0]
    if not begins.any() or rng.random() >= _SAME_INITIAL:
        begins = ~begins
    among = spare[begins & (spare["given_names"] != one["given_names"])]
    among = among if len(among) else spare
    own = among.iloc[int(rng.integers(0, len(among)))]
    birth_date = f"{own['birth_date']:%Y-%m-%d}"
    return {**one, "given_names": str(own["given_names"]), "birth_date": birth_date}


def _person(row: "pd.Series", door: tuple[str, str, str]) -> dict[str, str]:
    street, number, town = door
    return {
        "surname": str(row["surname"]),
        "given_names": str(row["given_names"]),
        "birth_date": f"{row['birth_date']:%Y-%m-%d}",
        "phone": str(row["value"]),
        "street": street,
        "number": number,
        "town": town,
    }


def _door(case: "Case", rng: np.random.Generator) -> tuple[str, str, str]:
    row = case.addresses.iloc[int(rng.integers(0, len(case.addresses)))]
    return str(row["street"]), str(row["house_number"]), f"{row['postal_code']} {row['city']}"


def _who_write(rng: np.random.Generator) -> list[_Clerk]:
    """Return the clerks who write a person down, one of them at least."""
    write = [clerk for clerk in CLERKS if rng.random() < clerk.comes]
    write = write or [CLERKS[int(rng.integers(0, len(CLERKS)))]]
    return [clerk for clerk in write for _ in range(1 + int(rng.random() < _AGAIN))]


def _written(person: dict[str, str], clerk: _Clerk, rng: np.random.Generator) -> dict[str, object]:
    def happens(share: float) -> bool:
        return bool(rng.random() < share)

    surname, given = _name(person, clerk, rng)
    birth: str | None = person["birth_date"]
    if birth and happens(clerk.birth_slip):
        birth = day_with_a_slip(birth, rng)
    phone, written_in = phone_by_hand(person["phone"], rng)
    address = address_by_hand(person["street"], person["number"], person["town"], rng)
    return {
        "source": clerk.source,
        "surname": surname,
        "given_names": given,
        "birth_date": None if happens(clerk.no_birth) else birth,
        "phone": None if happens(clerk.no_phone) else phone,
        "written_in": written_in,
        "address": None if happens(clerk.no_address) else address,
    }


def _name(person: dict[str, str], clerk: _Clerk, rng: np.random.Generator) -> tuple[str, str]:
    surname, given = person["surname"], person["given_names"]
    if rng.random() < clerk.slip:
        surname = with_a_slip(surname, rng)
    if rng.random() < clerk.passport:
        surname, given = in_passport_letters(surname), in_passport_letters(given)
    if rng.random() < clerk.other_letters:
        surname, given = in_other_letters(surname), in_other_letters(given)
    if rng.random() < clerk.initial:
        given = f"{given[0]}."
    return (given, surname) if rng.random() < clerk.swapped else (surname, given)
