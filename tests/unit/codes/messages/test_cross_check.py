"""List (API) against bookings (PNR): the record locator joins them."""

import pytest

from aatulab.codes.messages.cross_check import cross_check
from aatulab.codes.messages.paxlst import parse_paxlst
from aatulab.codes.messages.pnrgov import parse_pnrgov


@pytest.fixture
def compare(paxlst, pnrgov, changed):
    """Findings after one change in the list and one in the push; crew and second booking apart."""

    def found(in_list=("UNZ", "UNZ"), in_push=("UNZ", "UNZ")):
        listed = changed(paxlst, "NAD+FM+++VELMANKO:OLERIS", "NAD+FL+++BRIOSH:TALOLETH")
        listed = changed(listed, "DOC+P+U3TT2FLTC", "RFF+AVF:YJ4EVG'\nDOC+P+U3TT2FLTC")
        listed = changed(listed, "UNT+34", "UNT+35")
        return cross_check(
            parse_paxlst(changed(listed, *in_list)), parse_pnrgov(changed(pnrgov, *in_push))
        )

    return found


def test_list_and_bookings_of_one_flight_agree(compare):
    assert compare() == []


@pytest.mark.parametrize(
    ("in_list", "in_push", "rules"),
    [
        (("RFF+AVF:D3SQNT", "RFF+AVF:ZZZZZZ"), ("UNZ", "UNZ"), ["no-booking", "not-listed"]),
        (("UNZ", "UNZ"), ("RCI+0Q:YJ4EVG", "RCI+0Q:ZZZZZZ"), ["no-booking", "not-listed"]),
        (("RELMIND:ANNA", "RELMIND:HANNA"), ("UNZ", "UNZ"), ["name", "not-listed"]),
        (("DOC+P+U2TT2FLTC", "DOC+P+U9999999X"), ("UNZ", "UNZ"), ["document"]),
        (("UNZ", "UNZ"), ("/U2TT2FLTC/", "/U9999999X/"), ["document"]),
        (("RFF+SEA:1A", "RFF+SEA:9F"), ("UNZ", "UNZ"), ["seat"]),
        (("MEA+CT++:2", "MEA+CT++:1"), ("UNZ", "UNZ"), ["bags"]),
        (("UNZ", "UNZ"), ("TBD++2", "TBD++3"), ["bags"]),
    ],
)
def test_each_difference_is_found(compare, in_list, in_push, rules):
    assert [finding.rule for finding in compare(in_list, in_push)] == rules


@pytest.mark.parametrize(
    "name", ["RELMIND:ANNAMARIA", "RELMIND:ANNA:MARIA", "REL MIND:ANNA-MARIA", "RELMIND:ANNA MARIA"]
)
def test_names_that_are_cut_otherwise_are_the_same(compare, name):
    assert compare(("RELMIND:ANNA:MARIA", name)) == []


def test_a_traveller_without_locator_is_said_to_have_none(compare):
    (first, _) = compare(("RFF+AVF:D3SQNT", "RFF+CR:D3SQNT"))
    assert first.found == "no record locator"


def test_namesakes_in_one_booking_are_told_apart_by_their_documents(paxlst, pnrgov, changed):
    who = "TIF+RELMIND+ANNA MARIA:A:1'\nFTI"
    docs = "SSR+DOCS:HK:1:0Q:::::/P/UTO/{}/UTO/14SEP93/F/11SEP33/RELMIND/ANNA/MARIA'\n"
    push = changed(pnrgov, who, f"TIF+RELMIND+ANNA MARIA:A:2'\n{docs.format('U3TT2FLTC')}{who}")
    listed = changed(paxlst, "NAD+FM+++VELMANKO:OLERIS", "NAD+FL+++RELMIND:ANNA:MARIA")
    listed = changed(listed, "DOC+P+U3TT2FLTC", "RFF+AVF:D3SQNT'\nDOC+P+U3TT2FLTC")
    found = cross_check(
        parse_paxlst(changed(listed, "UNT+34", "UNT+35")),
        parse_pnrgov(changed(push, "UNT+41", "UNT+43")),
    )
    assert [finding.rule for finding in found] == ["not-listed"]
    assert "YJ4EVG" in found[0].place
