"""Write a postal declaration in the plain layout.

FRM CN22 or CN23                        ITM number of the item
CAT category, explanation               SND, ADR sender, addressee: name, street, city, region,
LIN description, quantity, net kg,          postal code, State, phone, mail, reference
value, currency, HS code, origin    TOT gross kg, value, currency, postage
OFC office, day of posting              REF importer's reference
DOC licence, certificate or invoice,    COM comments, such as quarantine
number                              SIG who signed, and when
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from aatulab.codes.messages.cn.model import KIND, ContentLine, PostalDeclaration
from aatulab.codes.messages.party import party_line
from aatulab.codes.messages.plain import Line, line, write_plain


def write_cn(declaration: PostalDeclaration) -> str:
    """Return the declaration as text."""
    return write_plain(KIND, _lines(declaration))


def _lines(said: PostalDeclaration) -> Iterator[Line]:
    yield line("FRM", said.form)
    yield line("ITM", said.item)
    yield line("CAT", said.category, said.explanation)
    yield party_line("SND", said.sender)
    yield party_line("ADR", said.addressee)
    for content in said.lines:
        yield _content(content)
    total = (_number(said.gross_kg), _number(said.total_value), said.currency)
    yield line("TOT", *total, _number(said.postage))
    yield line("OFC", said.office, _day(said.posted_on))
    yield line("REF", said.importer_reference)
    papers = (
        ("licence", said.licences),
        ("certificate", said.certificates),
        ("invoice", said.invoices),
    )
    for kind, numbers in papers:
        for number in numbers:
            yield line("DOC", kind, number)
    yield line("COM", said.comments)
    yield line("SIG", said.signed_by, _day(said.signed_on))


def _content(content: ContentLine) -> Line:
    return line(
        "LIN",
        content.description,
        str(content.quantity),
        _number(content.net_kg),
        _number(content.value),
        content.currency,
        content.hs_code,
        content.origin,
    )


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
