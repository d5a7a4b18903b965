"""Check a postal declaration: form and value, descriptions, weights, totals, codes, signature.

The limit of the small form is 300 SDR.  What an SDR is worth changes daily, so the rate is the
caller's: the value of one SDR in the currency of the declaration.
"""

from collections.abc import Iterator
from decimal import Decimal

from aatulab.codes.hs import CURRENT, EDITIONS, edition_on, parse_hs
from aatulab.codes.messages.cn.model import (
    CN22_LIMIT_SDR,
    COMMERCIAL,
    Category,
    ContentLine,
    PostalDeclaration,
)
from aatulab.codes.messages.cn.parse import read_cn
from aatulab.codes.messages.descriptions import is_placeholder, is_vague
from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.readings import code_findings
from aatulab.codes.s10 import parse_item

_ASK = "ask the post of origin or the addressee"


def check_cn_message(text: str, sdr_rate: Decimal | None = None) -> list[Finding]:
    """Return what does not hold in a message; raises `FormatError` where it cannot be read."""
    declaration, findings = read_cn(text, strict=False)
    return [*findings, *check_declaration(declaration, sdr_rate)]


def check_declaration(
    declaration: PostalDeclaration, sdr_rate: Decimal | None = None
) -> list[Finding]:
    """Return what does not hold in a declaration.

    `sdr_rate` is the value of one SDR in the declaration's currency; without it, or where lines
    have different currencies, the limit of the CN 22 is not checked.
    """
    return [
        *_item(declaration),
        *_form(declaration, sdr_rate),
        *_parties(declaration),
        *_category(declaration),
        *(found for n, line in enumerate(declaration.lines, 1) for found in _line(line, n)),
        *_goods_codes(declaration),
        *_commercial(declaration),
        *_weights(declaration),
        *_values(declaration),
        *_signature(declaration),
    ]


def _item(said: PostalDeclaration) -> Iterator[Finding]:
    yield from code_findings("item-number", "item", parse_item(said.item), _ASK)


def _form(said: PostalDeclaration, sdr_rate: Decimal | None) -> Iterator[Finding]:
    currencies = {line.currency for line in said.lines}
    if said.form != "CN22" or sdr_rate is None or len(currencies) > 1:
        return
    declared = said.total_value if said.total_value is not None else _sum_of_values(said)
    limit = CN22_LIMIT_SDR * sdr_rate
    if declared > limit:
        found = f"a CN 22 for {declared} {said.currency}".rstrip()
        expected = f"a CN 23, since more than 300 SDR ({limit:.2f}) are declared"
        yield Finding("form", "form", found, expected, _ASK)


def _parties(said: PostalDeclaration) -> Iterator[Finding]:
    for who, party in (("sender", said.sender), ("addressee", said.addressee)):
        if not party.name or not party.address:
            missing = "name" if not party.name else "address"
            yield Finding("party", who, f"no {missing}", "name and address", _ASK)
        elif is_placeholder(party.name):
            yield Finding("party", who, repr(party.name), "the name of a person or firm", _ASK)


def _category(said: PostalDeclaration) -> Iterator[Finding]:
    if said.category is Category.OTHER and not said.explanation:
        yield Finding("category", "category", "other, without explanation", "an explanation", _ASK)
    if not said.lines:
        yield Finding("contents", "contents", "no line", "a line for each kind of article", _ASK)


def _line(line: ContentLine, number: int) -> Iterator[Finding]:
    place = f"line {number} of the contents"
    if not line.description or is_vague(line.description):
        found = f"the description {line.description!r}"
        yield Finding("vague", place, found, "what the article is, in plain words", _ASK)
    for what, value in (("quantity", line.quantity), ("weight", line.net_kg)):
        if not value:
            yield Finding("nothing", place, f"no {what}", f"a {what} above 0", _ASK)


def _goods_codes(said: PostalDeclaration) -> Iterator[Finding]:
    """Check six digits of each code in the edition of the day of posting."""
    posted = said.posted_on
    known = posted is not None and posted >= min(EDITIONS.values())
    edition = edition_on(posted) if posted and known else CURRENT
    for number, line in enumerate(said.lines, 1):
        if line.hs_code:
            goods = parse_hs(line.hs_code[:6], edition)
            yield from code_findings("hs-code", f"line {number} of the contents", goods, _ASK)


def _commercial(said: PostalDeclaration) -> Iterator[Finding]:
    if said.category not in COMMERCIAL:
        return
    for number, line in enumerate(said.lines, 1):
        missing = [n for n, v in (("HS code", line.hs_code), ("origin", line.origin)) if not v]
        if missing:
            found = "no " + ", no ".join(missing)
            expected = f"HS code and origin, since it is a {said.category}"
            yield Finding("hs-code", f"line {number} of the contents", found, expected, _ASK)


def _weights(said: PostalDeclaration) -> Iterator[Finding]:
    net = sum((line.net_kg for line in said.lines), Decimal(0))
    if said.gross_kg is None:
        yield Finding("weight", "total", "no gross weight", "the weight of the item", _ASK)
    elif net > said.gross_kg:
        found = f"a gross weight of {said.gross_kg} kg"
        yield Finding(
            "weight", "total", found, f"at least {net} kg, the net weights together", _ASK
        )


def _values(said: PostalDeclaration) -> Iterator[Finding]:
    currencies = sorted({line.currency for line in said.lines} | {said.currency} - {""})
    if len(currencies) > 1:
        yield Finding("currency", "total", " and ".join(currencies), "one currency", _ASK)
    elif said.total_value is None:
        yield Finding("value", "total", "no value", "the value of the contents", _ASK)
    elif said.total_value != _sum_of_values(said):
        found = f"a value of {said.total_value}"
        yield Finding("value", "total", found, f"{_sum_of_values(said)}, as in the lines", _ASK)


def _signature(said: PostalDeclaration) -> Iterator[Finding]:
    if not said.signed_by or said.signed_on is None:
        yield Finding("signature", "signature", "none", "the sender's signature with a day", _ASK)
    elif said.posted_on and said.signed_on > said.posted_on:
        found = f"a signature of {said.signed_on}"
        expected = f"a day not after posting on {said.posted_on}"
        yield Finding("signature", "signature", found, expected, _ASK)


def _sum_of_values(said: PostalDeclaration) -> Decimal:
    return sum((line.value for line in said.lines), Decimal(0))
