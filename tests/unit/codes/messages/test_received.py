"""Which message is this?  Recognised, read, checked and laid out, or refused in one sentence."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.messages.awb_message import AirWaybill
from aatulab.codes.messages.cn import PostalDeclaration, declaration_to_json, parse_cn
from aatulab.codes.messages.paxlst import PassengerList
from aatulab.codes.messages.pnrgov import PnrGov
from aatulab.codes.messages.received import (
    MOST_BYTES,
    check_message,
    kind_of,
    message_text,
    read_message,
)
from aatulab.codes.messages.sheets import sheets
from aatulab.errors import MessageError


@pytest.fixture
def messages(paxlst, pnrgov, awb, cn):
    return {
        "PAXLST": paxlst,
        "PNRGOV": pnrgov,
        "AWB": awb,
        "CN": cn,
        "CN-JSON": declaration_to_json(parse_cn(cn)),
    }


@pytest.mark.parametrize(
    ("kind", "type_", "shown"),
    [
        ("PAXLST", PassengerList, "U2TT2FLTC"),
        ("PNRGOV", PnrGov, "D3SQNT"),
        ("AWB", AirWaybill, "Norvexa Trade"),
        ("CN", PostalDeclaration, "Leather belt"),
        ("CN-JSON", PostalDeclaration, "Leather belt"),
    ],
)
def test_every_kind_is_recognised_read_checked_and_laid_out(messages, kind, type_, shown):
    text = message_text(messages[kind].encode())
    assert kind_of(text) == kind
    message = read_message(text)
    assert isinstance(message, type_)
    assert check_message(text, Decimal("1.2")) == []
    cells = [cell for sheet in sheets(message) for row in sheet.rows for cell in row]
    assert any(shown in cell for cell in cells)
    assert all(len(row) == len(sheet.heads) for sheet in sheets(message) for row in sheet.rows)


def test_latin_letters_of_an_edifact_file_are_read(paxlst):
    data = paxlst.replace("UNOA", "UNOC").replace("RELMIND", "Élmind").encode("latin-1")
    assert read_message(message_text(data)).travellers[0].surname == "Élmind"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "begins with 'nothing'"),
        (b"Dear sir", "begins with 'Dear sir'"),
        (b"\xff\xfe", "byte 0 is not UTF-8"),
        (b"UNA", "six service characters"),
        (b"UNB+UNOA:4'", "no UNH"),
        (b"UNB+UNOA:4'UNH+1+INVOIC'", "type 'INVOIC'"),
        (b"AATU-XYZ/1\nEND/2\n", "begins with 'AATU-XYZ/1"),
        (b"{", "not readable as JSON"),
        (b"x" * (MOST_BYTES + 1), "more than 5,000,000 bytes"),
    ],
)
def test_what_is_no_message_is_refused_in_one_sentence(data, said):
    with pytest.raises(MessageError) as caught:
        read_message(message_text(data))
    assert said in str(caught.value)
    assert str(caught.value).count("\n") == 0


STARTS = [b"", b"UNA:+.? '", b"UNB+UNOA:4'", b"AATU-CN/1\n"]


@given(st.binary(max_size=300), st.sampled_from(STARTS))
def test_any_bytes_are_a_message_or_a_clear_refusal(data, start):
    refused = ""
    try:
        read_message(message_text(start + data))
    except MessageError as error:
        refused = str(error)
    assert len(refused) < 600


def test_an_unknown_object_has_no_sheets():
    with pytest.raises(TypeError, match="no sheets for int"):
        sheets(1)
