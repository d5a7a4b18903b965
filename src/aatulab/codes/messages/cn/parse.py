"""Read a postal declaration in the plain layout strictly, line by line."""

from decimal import Decimal

from aatulab.codes.messages.cn.model import (
    FORMS,
    KIND,
    MOST_LINES,
    Category,
    ContentLine,
    PostalDeclaration,
)
from aatulab.codes.messages.fields import amount, matching, one_of, required, whole
from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.party import read_party
from aatulab.codes.messages.plain import Line, Lines, iso_day, read_plain

_FORESEEN = dict.fromkeys(
    ("FRM", "ITM", "CAT", "SND", "ADR", "TOT", "OFC", "REF", "COM", "SIG"), 1
) | {"LIN": MOST_LINES, "DOC": 30}
_PAPERS = ("licence", "certificate", "invoice")


def parse_cn(text: str) -> PostalDeclaration:
    """Return the declaration; raises `FormatError` (a `MessageError`)."""
    return read_cn(text)[0]


def read_cn(text: str, *, strict: bool = True) -> tuple[PostalDeclaration, list[Finding]]:
    """Return the declaration and what is wrong with the message's total."""
    raw, findings = read_plain(text, KIND, strict=strict)
    lines = Lines(raw, _FORESEEN)
    form, item = lines.required("FRM", "the first line"), lines.required("ITM", "FRM")
    category, total = lines.required("CAT", "ITM"), lines.one("TOT")
    office, signed = lines.one("OFC"), lines.one("SIG")
    papers = [(one_of(d, 1, _PAPERS), required(d, 2, "a number")) for d in lines.all("DOC")]
    declaration = PostalDeclaration(
        form=one_of(form, 1, FORMS),
        item=required(item, 1, "the number of the item"),
        category=Category(one_of(category, 1, tuple(Category))),
        lines=tuple(_content(each) for each in lines.all("LIN")),
        sender=read_party(lines.one("SND")),
        addressee=read_party(lines.one("ADR")),
        explanation=category.value(2),
        gross_kg=_amount_if(total, 1, "the gross weight in kg"),
        total_value=_amount_if(total, 2, "the total value"),
        currency=matching(total, 3, "[A-Z]{3}|", "a currency"),
        postage=_amount_if(total, 4, "the postage"),
        office=office.value(1),
        posted_on=iso_day(office, 2),
        importer_reference=lines.one("REF").value(1),
        licences=tuple(number for kind, number in papers if kind == "licence"),
        certificates=tuple(number for kind, number in papers if kind == "certificate"),
        invoices=tuple(number for kind, number in papers if kind == "invoice"),
        comments=lines.one("COM").value(1),
        signed_by=signed.value(1),
        signed_on=iso_day(signed, 2),
    )
    return declaration, findings


def _content(content: Line) -> ContentLine:
    return ContentLine(
        description=content.value(1),
        quantity=whole(content, 2, "the quantity"),
        net_kg=amount(content, 3, "the net weight in kg"),
        value=amount(content, 4, "the value"),
        currency=matching(content, 5, "[A-Z]{3}", "a currency"),
        hs_code=matching(content, 6, "[0-9]{6,10}|", "an HS code of at least six digits"),
        origin=matching(content, 7, "[A-Z]{2,3}|", "the State of origin"),
    )


def _amount_if(one: Line, field: int, what: str) -> Decimal | None:
    return amount(one, field, what) if one.value(field) else None
