"""The travel document inside a service request DOCS, as it stands in a booking.

Fields stand between slashes: kind, issuing State, number, nationality, birth, sex, expiry,
surname, given names; days are written 14SEP93.
"""

import re
from dataclasses import dataclass
from datetime import date

from aatulab.codes.messages.fields import Century, birth_year, near_year
from aatulab.codes.messages.pnrgov.model import Service

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True)
class BookedDocument:
    """What the booking says of a traveller's document; unreadable days are missing."""

    kind: str
    issuing_state: str
    number: str
    nationality: str
    birth_date: date | None
    sex: str
    expires_on: date | None
    surname: str
    given_names: str


def write_docs(document: BookedDocument, carrier: str) -> Service:
    """Return the service request that carries a document."""
    fields = (
        document.kind,
        document.issuing_state,
        document.number,
        document.nationality,
        _written(document.birth_date),
        document.sex,
        _written(document.expires_on),
        document.surname,
        document.given_names,
    )
    return Service("DOCS", carrier=carrier, text="/" + "/".join(fields))


def read_docs(service: Service, made: date) -> BookedDocument | None:
    """Return the document of a DOCS, or nothing where its text has another form.

    >>> text = "/P/UTO/U2TT2FLTC/BGR/14SEP93/F/11SEP33/WIRVELALT/TALOLETH"
    >>> found = read_docs(Service("DOCS", text=text), date(2026, 3, 10))
    >>> found.number, str(found.birth_date), str(found.expires_on)
    ('U2TT2FLTC', '1993-09-14', '2033-09-11')
    """
    fields = service.text.removeprefix("/").split("/")
    if service.code != "DOCS" or len(fields) < 9:
        return None
    kind, state, number, nationality, birth, sex, expiry, surname, given, *middle = fields
    return BookedDocument(
        kind=kind,
        issuing_state=state,
        number=number,
        nationality=nationality,
        birth_date=_read(birth, birth_year(made)),
        sex=sex,
        expires_on=_read(expiry, near_year(made)),
        surname=surname,
        given_names=" ".join([given, *(name for name in middle if name)]),
    )


def _written(day: date | None) -> str:
    return "" if day is None else f"{day:%d}{_MONTHS[day.month - 1]}{day:%y}"


def _read(text: str, century: Century) -> date | None:
    parts = re.fullmatch(r"([0-9]{2})([A-Z]{3})([0-9]{2})", text)
    if parts is None or parts.group(2) not in _MONTHS:
        return None
    try:
        month = _MONTHS.index(parts.group(2)) + 1
        return date(century(int(parts.group(3))), month, int(parts.group(1)))
    except ValueError:
        return None
