"""Reading a postal declaration as text: every field, what is refused where, round trips."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.codes.messages.address import Address
from aatulab.codes.messages.cn import (
    Category,
    ContentLine,
    PostalDeclaration,
    declaration_from_json,
    declaration_to_json,
    parse_cn,
    write_cn,
)
from aatulab.codes.messages.party import Party
from aatulab.codes.messages.segment import FormatError

# the separator and the release character of the layout, and letters beyond ASCII, among others
texts = st.text("ABab19 /?:+'éßŁ.-", max_size=12)
money = st.decimals(0, 99_999, places=2)
weights = st.decimals(0, 30, places=3)
days = st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1))
parties = st.builds(Party, texts, st.builds(Address, texts, texts, texts, texts, texts), texts,
                    texts, texts)  # fmt: skip
numbers = st.lists(texts.filter(bool), max_size=2).map(tuple)
declarations = st.builds(
    PostalDeclaration,
    form=st.sampled_from(["CN22", "CN23"]),
    item=texts.filter(bool),
    category=st.sampled_from(list(Category)),
    lines=st.lists(
        st.builds(
            ContentLine,
            description=texts,
            quantity=st.integers(0, 999),
            net_kg=weights,
            value=money,
            currency=st.sampled_from(["EUR", "CHF"]),
            hs_code=st.sampled_from(["", "610910"]),
            origin=st.sampled_from(["", "UT"]),
        ),
        max_size=3,
    ).map(tuple),
    sender=parties,
    addressee=parties,
    explanation=texts,
    gross_kg=st.none() | weights,
    total_value=st.none() | money,
    currency=st.sampled_from(["", "EUR"]),
    postage=st.none() | money,
    office=texts,
    posted_on=days,
    importer_reference=texts,
    licences=numbers,
    certificates=numbers,
    invoices=numbers,
    comments=texts,
    signed_by=texts,
    signed_on=days,
)


@given(declarations)
@settings(max_examples=60)
def test_what_is_written_is_read(declaration):
    assert parse_cn(write_cn(declaration)) == declaration


@given(declarations)
@settings(max_examples=60)
def test_what_is_written_as_json_is_read(declaration):
    assert declaration_from_json(declaration_to_json(declaration)) == declaration


def test_a_message_by_hand_is_written_back_as_it_came(cn):
    assert write_cn(parse_cn(cn)) == cn


def test_every_field_of_a_declaration_is_read(cn):
    found = parse_cn(cn)
    assert (found.form, found.item, found.category) == ("CN22", "RB473124829ZZ", Category.SALE)
    assert found.sender.phone == "+33199001234"
    assert found.addressee.email == "oleris@example.org"
    assert found.lines[0] == ContentLine(
        "Cotton T-shirts", 2, Decimal("0.35"), Decimal("24.00"), "EUR", "610910", "UT"
    )
    assert (found.gross_kg, found.total_value) == (Decimal("0.70"), Decimal("42.50"))
    assert (found.currency, found.postage) == ("EUR", Decimal("9.80"))
    assert (found.office, found.posted_on) == ("Utopolis 3", date(2026, 3, 2))
    assert (found.importer_reference, found.invoices) == ("PT999", ("77-26",))
    assert (found.signed_by, found.signed_on) == ("Anna Relmind", date(2026, 3, 1))


MALFORMED = [
    ("form", "FRM/CN22", "FRM/CN24", 2, "one of CN22, CN23"),
    ("no form", "FRM/CN22\n", "", 14, "a line FRM after the first line"),
    ("no item", "ITM/RB473124829ZZ", "ITM", 3, "the number of the item"),
    ("category", "CAT/sale of goods", "CAT/present", 4, "one of gift, documents"),
    ("quantity", "T-shirts/2/", "T-shirts/two/", 7, "the quantity"),
    ("net weight", "0.35", "350 g", 7, "the net weight in kg"),
    ("value", "24.00", "24.-", 7, "the value"),
    ("currency of a line", "18.50/EUR", "18.50/euro", 8, "a currency"),
    ("HS code", "610910", "6109", 7, "an HS code of at least six digits"),
    ("origin", "420330/UT", "420330/Utopia", 8, "the State of origin"),
    ("gross weight", "TOT/0.70", "TOT/light", 9, "the gross weight in kg"),
    ("total value", "42.50", "forty", 9, "the total value"),
    ("postage", "9.80", "paid", 9, "the postage"),
    ("day of posting", "2026-03-02", "02.03.2026", 10, "a day such as"),
    ("day that is none", "2026-03-02", "2026-02-30", 10, "a day such as"),
    ("day in another form", "2026-03-02", "20260302", 10, "a day such as"),
    ("paper of no kind", "DOC/invoice", "DOC/receipt", 12, "one of licence, certificate, invoice"),
    ("paper without number", "DOC/invoice/77-26", "DOC/invoice", 12, "a number"),
    ("signature twice", "SIG/", "SIG/X\nSIG/", 15, "SIG once more"),
    ("unknown line", "COM/none", "XXX/none", 13, "one of FRM, ITM"),
    ("total", "END/15", "END/16", 15, "15 (lines)"),
]


@pytest.mark.parametrize(
    ("old", "new", "number", "reason"), [pytest.param(*row[1:], id=row[0]) for row in MALFORMED]
)
def test_a_malformed_declaration_is_refused_with_line_and_reason(
    cn, changed, old, new, number, reason
):
    text = changed(cn, old, new)
    if not new.startswith("END"):
        text = text.replace("END/15", f"END/{text.count(chr(10))}")
    with pytest.raises(FormatError) as caught:
        parse_cn(text)
    assert reason in str(caught.value)
    assert caught.value.segment == number
