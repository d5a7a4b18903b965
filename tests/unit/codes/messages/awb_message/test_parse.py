"""Reading an air waybill with its houses: every field, what is refused where, round trips."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.codes.messages.address import Address
from aatulab.codes.messages.awb_message import (
    Agent,
    AirWaybill,
    Charges,
    HouseWaybill,
    parse_awb_message,
    write_awb_message,
)
from aatulab.codes.messages.party import NOBODY, Party
from aatulab.codes.messages.segment import FormatError

# the separator and the release character of the layout, and letters beyond ASCII, among others
texts = st.text("ABab19 /?:+'éßŁ.-", max_size=12)
airports = st.sampled_from(["GRU", "LIS", "CMN", "ADD"])
weights = st.decimals(0, 99_999, places=1)
money = st.decimals(0, 99_999, places=2)
hs_codes = st.lists(st.text("0123456789", min_size=6, max_size=6), max_size=3).map(tuple)
parties = st.builds(Party, texts, st.builds(Address, texts, texts, texts, texts, texts), texts,
                    texts, texts)  # fmt: skip
houses = st.builds(
    HouseWaybill,
    number=st.text("ABC123-", min_size=1, max_size=12),
    origin=airports,
    destination=airports,
    pieces=st.integers(0, 999),
    gross_kg=weights,
    description=texts,
    shipper=parties | st.just(NOBODY),
    consignee=parties | st.just(NOBODY),
    hs_codes=hs_codes,
)
waybills = st.builds(
    AirWaybill,
    number=st.from_regex(r"\A[0-9]{3}-[0-9]{8}\Z"),
    airports=st.lists(airports, min_size=2, max_size=4).map(tuple),
    pieces=st.integers(0, 9_999),
    gross_kg=weights,
    description=texts,
    carriers=st.lists(st.sampled_from(["0Q", "X2"]), max_size=3).map(tuple),
    shipper=parties,
    consignee=parties,
    agent=st.builds(Agent, texts, texts, texts),
    chargeable_kg=st.none() | weights,
    hs_edition=st.just("2022"),
    hs_codes=hs_codes.filter(bool),
    handling_codes=st.lists(st.sampled_from(["PIL", "EAT"]), max_size=2).map(tuple),
    currency=st.just("EUR"),
    carriage_value=st.none() | money,
    customs_value=st.none() | money,
    charges=st.none()
    | st.builds(
        Charges, st.sampled_from(["PP", "CC"]), st.none() | money, st.sampled_from(["CA", "CR", ""])
    ),
    houses=st.lists(houses, max_size=3).map(tuple),
)


@given(waybills)
@settings(max_examples=60)
def test_what_is_written_is_read(waybill):
    assert parse_awb_message(write_awb_message(waybill)) == waybill


def test_a_message_by_hand_is_written_back_as_it_came(awb):
    assert write_awb_message(parse_awb_message(awb)) == awb


def test_every_field_of_a_waybill_is_read(awb):
    found = parse_awb_message(awb)
    assert (found.number, found.airports) == ("952-12345675", ("GRU", "CMN", "LIS"))
    assert (found.carriers, found.is_consolidation) == (("0Q", "0W"), True)
    assert found.shipper == Party(
        "Abralon Supply",
        Address("4 Elm Road", "Utopolis", "", "9000", "UT"),
        "+33199001234",
        "sales@example.org",
        "A77",
    )
    assert found.agent == Agent("Eltruvia Logistics", "9999999", "GRU")
    assert (found.pieces, found.gross_kg, found.chargeable_kg) == (
        12, Decimal("345.6"), Decimal(360),
    )  # fmt: skip
    assert (found.hs_edition, found.hs_codes) == ("2022", ("848180",))
    assert (found.currency, found.carriage_value) == ("EUR", None)
    assert found.customs_value == Decimal("12000.00")
    assert found.charges == Charges("PP", Decimal("840.00"), "CR")
    first, second = found.houses
    assert first.description == "Valves of steel, 1/2 inch"
    assert (first.hs_codes, second.hs_codes) == (("848180",), ())
    assert second.consignee.name == "Jastrum Works"
    assert second.line == 18


MALFORMED = [
    ("number without dash", "952-12345675", "95212345675", 2, "a number such as"),
    ("number too short", "952-12345675", "952-1234567", 2, "a number such as"),
    ("no number", "AWB/952-12345675\n", "", 13, "a line AWB after the first line"),
    ("number twice", "RTG/", "AWB/952-12345675\nRTG/", 3, "AWB once more"),
    ("one airport", "RTG/GRU/CMN/LIS", "RTG/GRU", 3, "the airport of destination"),
    ("airport of four letters", "RTG/GRU/CMN", "RTG/GRU/CMNN", 3, "an airport of three letters"),
    ("airport missing between", "RTG/GRU/CMN/", "RTG/GRU//", 3, "an airport of three letters"),
    ("carrier", "CAR/0Q", "CAR/QUILLON", 4, "a carrier such as"),
    ("pieces", "QTY/12", "QTY/A DOZEN", 8, "the number of pieces"),
    ("weight", "QTY/12/345.6", "QTY/12/345.6KG", 8, "the gross weight in kg"),
    ("chargeable weight", "345.6/360", "345.6/-1", 8, "the chargeable weight"),
    ("no goods", "GDS/CONSOLIDATED\n", "", 13, "a line GDS after QTY"),
    ("edition of the HS", "HSC/2022", "HSC/22", 10, "the edition of the HS"),
    ("HS code of four digits", "848180\nSHC", "8481\nSHC", 10, "an HS code of six digits"),
    ("handling code", "SHC/SPX", "SHC/SECURED", 11, "a handling code"),
    ("currency", "VAL/EUR", "VAL/EURO", 12, "a currency"),
    ("value for carriage", "NVD", "NONE", 12, "an amount or NVD"),
    ("no value for customs", "NVD/12000.00", "NVD", 12, "an amount or NCV"),
    ("terms of charges", "CHG/PP", "CHG/XX", 13, "one of PP, CC"),
    ("freight", "840.00", "FREE", 13, "the freight"),
    ("form of payment", "840.00/CR", "840.00/BARTER", 13, "one of CA, CR, CC, nothing"),
    ("house without number", "HBL/H-001", "HBL/", 14, "a house number"),
    ("house to nowhere", "H-001/GRU/LIS", "H-001/GRU/L", 14, "an airport of three letters"),
    ("pieces of a house", "LIS/10/300.0", "LIS/TEN/300.0", 14, "the number of pieces"),
    ("weight of a house", "LIS/10/300.0", "LIS/10/", 14, "the gross weight in kg"),
    ("HS code of a house", "HHS/848180", "HHS/84.81.80", 17, "an HS code of six digits"),
    ("two shippers of a house", "HCN/Ixoria", "HSP/X\nHCN/Ixoria", 16, "HSP once more"),
    ("a master's line among houses", "HHS/848180", "SHC/SPX", 17, "one of HBL, HSP, HCN, HHS"),
    ("unknown line", "SHC/SPX", "ZZZ/SPX", 11, "one of AWB, RTG"),
    ("total", "END/21", "END/20", 21, "21 (lines)"),
]


@pytest.mark.parametrize(
    ("old", "new", "number", "reason"), [pytest.param(*row[1:], id=row[0]) for row in MALFORMED]
)
def test_a_malformed_waybill_is_refused_with_line_and_reason(
    awb, changed, old, new, number, reason
):
    text = changed(awb, old, new)
    if not new.startswith("END"):
        text = text.replace("END/21", f"END/{text.count(chr(10))}")
    with pytest.raises(FormatError) as caught:
        parse_awb_message(text)
    assert reason in str(caught.value)
    assert caught.value.segment == number


def test_a_manifest_without_end_is_refused(awb):
    houses = "HBL/H/GRU/LIS/1/1/X\n" * 501
    text = awb.split("HBL/")[0] + houses + f"END/{14 + 501}\n"
    with pytest.raises(FormatError, match="at most 500") as caught:
        parse_awb_message(text)
    assert caught.value.segment == 514
