"""Passports: one for each person who crosses a border, issued by Utopia, with a valid zone."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes, to_text
from aatulab.codes.mrz import NamePool, write_td3
from aatulab.codes.travel import document_numbers
from aatulab.world.arrays import Whole
from aatulab.world.columns import day_number, days, labels
from aatulab.world.population.persons import SEXES, YEAR, Persons
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

_ADULT_FROM = 16
_YEARS, _CHILD_YEARS = 10, 5
_STILL_VALID_DAYS = 60  # beyond the last day of the world
_IN_ZONE = {"DEU": "D"}  # Doc 9303 part 3: Germany writes one letter


@dataclass(frozen=True)
class Renewals:
    """Persons, by place and each once, whose passport was issued on a given day since 1970."""

    person: Whole
    day: Whole


NO_RENEWALS = Renewals(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


def passport_numbers(gateway: Gateway, persons: Whole, streams: Streams) -> Bytes:
    """Return the passport number of each person, given by place.

    A flow shows the number; the document itself is made once, for all who cross.
    """
    keys = streams.keys("documents", "document_number")
    return document_numbers(gateway.numbers_of(persons), keys)


def documents_table(
    gateway: Gateway,
    persons: Persons,
    holders: Whole,
    renewals: Renewals,
    streams: Streams,
) -> pa.Table:
    """Return the passports of the holders, each a person's place, in ascending order.

    Whoever is among the renewals is among the holders.
    """
    count = len(holders)
    numbers = passport_numbers(gateway, holders, streams)
    birth = persons.birth[holders]
    issued, term = _validity(gateway, birth, holders, streams)
    issued[np.searchsorted(holders, renewals.person)] = renewals.day
    expires = issued + term
    names = persons.names
    mrz_1, mrz_2 = write_td3(
        names=NamePool(
            names.surnames_mrz, names.given_mrz, persons.surname[holders], persons.given[holders]
        ),
        document_numbers=numbers,
        nationalities=_written(persons.states)[persons.nationality[holders]],
        births=birth.astype("datetime64[D]"),
        sexes=fixed.padded(SEXES, 1, "<")[persons.sex[holders]],
        expiries=expires.astype("datetime64[D]"),
    )
    nothing = np.zeros(count, dtype=np.int64)
    return pa.table(
        {
            "document_number": to_text(numbers),
            "person_id": persons.ids(holders),
            "document_type": labels(["P"], nothing),
            "issuing_state": labels(["UTO"], nothing),
            "issued_on": days(issued),
            "expires_on": days(expires),
            "mrz_1": mrz_1,
            "mrz_2": mrz_2,
        }
    )


def _validity(
    gateway: Gateway, birth: Whole, holders: Whole, streams: Streams
) -> tuple[Whole, Whole]:
    """Return day of issue and days of validity: valid on every journey, not before the birth."""
    today = day_number(gateway.first_day)
    child = today - birth < _ADULT_FROM * YEAR
    term = (np.where(child, _CHILD_YEARS, _YEARS) * YEAR).astype(np.int64)
    most = int(holders[-1]) + 1 if len(holders) else 0
    u = streams.of("documents", "issued_on").random(most)[holders]  # a person's own number
    age = (u * (term - gateway.days - _STILL_VALID_DAYS)).astype(np.int64)
    issued = np.maximum(today - 1 - age, np.minimum(birth + 20, today - 1))
    return issued, term


def _written(states: tuple[str, ...]) -> Bytes:
    return fixed.padded([_IN_ZONE.get(state, state) for state in states], 3, "<")
