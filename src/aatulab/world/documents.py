"""Passports: one for each person, issued by Utopia, with a valid machine readable zone."""

import numpy as np
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes, to_text
from aatulab.codes.mrz import NamePool, write_td3
from aatulab.codes.travel import document_numbers
from aatulab.world.columns import day_number, days, labels
from aatulab.world.draws import Whole
from aatulab.world.people import SEXES, YEAR, People
from aatulab.world.reference import Names
from aatulab.world.spec import WorldSpec
from aatulab.world.streams import Streams

_ADULT_FROM = 16
_YEARS, _CHILD_YEARS = 10, 5
_STILL_VALID_DAYS = 60  # beyond the last day of the world
_IN_ZONE = {"DEU": "D"}  # Doc 9303 part 3: Germany writes one letter


def draw_documents(
    spec: WorldSpec, people: People, names: Names, streams: Streams
) -> tuple[Bytes, pa.Table]:
    """Return the document number of each person, and the documents as a table."""
    count = len(people.person_id)
    numbers = document_numbers(np.arange(count), streams.keys("documents", "document_number"))
    issued, expires = _validity(spec, people, streams)
    mrz_1, mrz_2 = write_td3(
        names=NamePool(names.surnames_mrz, names.given_mrz, people.surname, people.given),
        document_numbers=numbers,
        nationalities=_written(people.states)[people.nationality],
        births=people.birth.astype("datetime64[D]"),
        sexes=fixed.padded(SEXES, 1, "<")[people.sex],
        expiries=expires.astype("datetime64[D]"),
    )
    nothing = np.zeros(count, dtype=np.int64)
    table = pa.table(
        {
            "document_number": to_text(numbers),
            "person_id": to_text(people.person_id),
            "document_type": labels(["P"], nothing),
            "issuing_state": labels(["UTO"], nothing),
            "issued_on": days(issued),
            "expires_on": days(expires),
            "mrz_1": mrz_1,
            "mrz_2": mrz_2,
        }
    )
    return numbers, table


def _validity(spec: WorldSpec, people: People, streams: Streams) -> tuple[Whole, Whole]:
    """Return days of issue and expiry: valid on every journey, and not older than the holder."""
    today = day_number(spec.first_day)
    child = today - people.birth < _ADULT_FROM * YEAR
    term = (np.where(child, _CHILD_YEARS, _YEARS) * YEAR).astype(np.int64)
    u = streams.of("documents", "issued_on").random(len(term))
    age = (u * (term - spec.days - _STILL_VALID_DAYS)).astype(np.int64)
    issued = np.maximum(today - 1 - age, np.minimum(people.birth + 20, today - 1))
    return issued, issued + term


def _written(states: tuple[str, ...]) -> Bytes:
    return fixed.padded([_IN_ZONE.get(state, state) for state in states], 3, "<")
