"""Reading a passenger list: every field, and what is refused where."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from aatulab.codes.messages.address import Address
from aatulab.codes.messages.paxlst import (
    BagTags,
    Contact,
    ReportingParty,
    Stop,
    TravelDocument,
    Traveller,
    parse_paxlst,
)
from aatulab.codes.messages.segment import FormatError


def test_every_field_of_a_list_is_read(paxlst):
    found = parse_paxlst(paxlst)
    assert found.reporting_party == ReportingParty(
        "DUTY DESK", (Contact("+33199001234", "TE"), Contact("DESK@EXAMPLE.ORG", "EM"))
    )
    assert found.flight.number == "0Q204"
    assert found.flight.stops == (
        Stop("125", "GRU", departs_at=datetime.fromisoformat("2026-03-09T17:55")),
        Stop("87", "LIS", arrives_at=datetime.fromisoformat("2026-03-10T06:10")),
    )
    assert (found.kind, found.transaction, found.stated_total) == ("745", "T1", 1)
    passenger, crew = found.travellers
    assert passenger == Traveller(
        surname="RELMIND",
        given_names="ANNA",
        middle_names="MARIA",
        address=Address("4 ELM ROAD", "UTOPOLIS", "", "9000", "UTO"),
        sex="F",
        birth_date=date(1993, 9, 14),
        bag_count=2,
        bag_weight=Decimal("31.5"),
        verified=True,
        bag_tags=(BagTags("0000015814", 2),),
        embarks_at="GRU",
        disembarks_at="LIS",
        nationality="UTO",
        locator="D3SQNT",
        seat="1A",
        documents=(TravelDocument("P", "U2TT2FLTC", date(2033, 9, 11), "UTO"),),
    )
    assert (crew.role, crew.birth_date, crew.segment) == ("FM", date(1980, 1, 2), 27)


def test_local_times_carry_no_zone(paxlst):
    stop = parse_paxlst(paxlst).flight.stops[0]
    assert stop.departs_at.tzinfo is None
    assert parse_paxlst(paxlst).envelope.prepared_at.tzinfo is not None


def test_all_segments_on_one_line_say_the_same(paxlst):
    assert parse_paxlst(paxlst.replace("\n", "")) == parse_paxlst(paxlst)


def test_other_separators_say_the_same(paxlst):
    text = paxlst.replace("?+", "\x00").translate(str.maketrans({"+": "*", ":": "|", "'": "~"}))
    text = "UNA|*.? ~" + text.replace("\x00", "+")
    assert parse_paxlst(text) == parse_paxlst(paxlst)


def test_names_may_hold_separators_and_release_characters(paxlst, changed):
    text = changed(paxlst, "RELMIND:ANNA", "O?'RE?+L?:M??:AN?'NA")
    traveller = parse_paxlst(text).travellers[0]
    assert (traveller.surname, traveller.given_names) == ("O'RE+L:M?", "AN'NA")


def test_optional_parts_may_be_missing(paxlst, changed):
    text = changed(paxlst, "RFF+TN:T1'\n", "")
    text = changed(text, "COM+?+33199001234:TE+DESK@EXAMPLE.ORG:EM'\n", "")
    text = changed(text, "NAD+MS+++DUTY DESK'\n", "")
    text = changed(text, "GEI+4+173'\n", "")
    text = changed(text, "CNT+42:1'\n", "")
    found = parse_paxlst(changed(text, "UNT+34", "UNT+29"))
    assert (found.reporting_party, found.transaction, found.stated_total) == (None, "", None)
    assert found.travellers[0].verified is None


# what is changed, into what, which segment is named, and why
MALFORMED = [
    ("another message", "PAXLST:D", "CUSRES:D", 2, "a message of type PAXLST"),
    ("a first part", "+01:F'", "+01:C'", 2, "complete (01:F)"),
    ("unknown kind of list", "BGM+745", "BGM+999", 3, "one of 745"),
    ("no BGM", "BGM+745'\n", "FTX+BAG'\n", 3, "expected BGM"),
    ("reference of another kind", "RFF+TN:T1", "RFF+AVF:T1", 4, "expected TDT 20 or 34"),
    ("party without a name", "DUTY DESK", "", 5, "the name of the reporting party"),
    ("contact of no kind", ":TE+DESK", ":XX+DESK", 6, "TE, FX, EM"),
    ("contact without value", "?+33199001234:TE", ":TE", 6, "a number or address"),
    ("no TDT", "TDT+20+0Q204", "TDT+99+0Q204", 7, "expected TDT 20 or 34"),
    ("flight without a number", "TDT+20+0Q204", "TDT+20+Q", 7, "a flight such as 0Q204"),
    ("no airports", "LOC+125+GRU'\nDTM+189:2603091755:201'\nLOC+87+LIS'\nDTM+232:2603100610:201'\n",
     "", 8, "LOC, the airports"),
    ("airport of four letters", "LOC+125+GRU", "LOC+125+SBGR", 8, "an airport of three letters"),
    ("airport in small letters", "LOC+87+LIS", "LOC+87+L1S", 10, "an airport of three letters"),
    ("role of an airport", "LOC+87+", "LOC+999+", 10, "NAD of a traveller"),
    ("moment of ten digits", "2603091755", "26030917", 9, "YYMMDDHHMM"),
    ("moment of no day", "2603091755", "2602301755", 9, "a day of the calendar"),
    ("moment of no hour", "2603091755", "2603092560", 9, "0000 to 2359"),
    ("format of a moment", "2603091755:201", "2603091755:205", 9, "one of 201"),
    ("time of another kind", "DTM+189", "DTM+36", 9, "one of 232, 189"),
    ("time twice", "LOC+87+LIS'", "DTM+189:2603091755:201'\nLOC+87+LIS'", 10, "a second time"),
    ("role of a traveller", "NAD+FL", "NAD+ZZ", 12, "FL, FM, DDU, DDT"),
    ("no surname", "RELMIND:ANNA:MARIA", ":ANNA", 12, "the surname"),
    ("unknown sex code", "ATT+2++F", "ATT+2++Q", 13, "F, M, U, X"),
    ("birth on no day", "DTM+329:930914", "DTM+329:931314", 14, "a day of the calendar"),
    ("birth too short", "DTM+329:930914", "DTM+329:9309", 14, "a day as YYMMDD"),
    ("birth of another format", "DTM+329:930914", "DTM+329:930914:203", 14, "one of nothing, 101"),
    ("birth twice", "MEA+CT", "DTM+329:930914'\nMEA+CT", 15, "DTM 329 a second time"),
    ("bags no number", "MEA+CT++:2", "MEA+CT++:TWO", 15, "the number of bags"),
    ("too many bags", "MEA+CT++:2", "MEA+CT++:2000000", 15, "0 to 99"),
    ("weight with a sign", "KGM:31.5", "KGM:-31.5", 16, "the weight of the bags"),
    ("unit of weight", "KGM:31.5", "TON:31.5", 16, "KGM, LBR"),
    ("measure of another kind", "MEA+WT", "MEA+VOL", 16, "one of CT, WT"),
    ("verified by no code", "GEI+4+173", "GEI+4+175", 17, "173, 174"),
    ("bag tag missing", "FTX+BAG+++0000015814:2", "FTX+BAG+++:2", 18, "the bag tag"),
    ("tags without end", "0000015814:2", "0000015814:999999999", 18, "0 to 99"),
    ("text of another kind", "FTX+BAG", "FTX+AAI", 18, "one of BAG"),
    ("place of another kind", "LOC+178", "LOC+500", 19, "one of 178"),
    ("place of one letter", "LOC+179+LIS", "LOC+179+L", 20, "a place of three letters"),
    ("nationality in digits", "NAT+2+UTO", "NAT+2+123", 21, "a State of up to three letters"),
    ("reference without value", "RFF+AVF:D3SQNT", "RFF+AVF", 22, "a reference after the colon"),
    ("reference of another kind for a traveller", "RFF+SEA", "RFF+XYZ", 23, "one of AVF"),
    ("out of order", "NAT+2+UTO'\nRFF+AVF:D3SQNT'\n", "RFF+AVF:D3SQNT'\nNAT+2+UTO'\n", 22,
     "the order ATT, DTM"),
    ("document without number", "DOC+P+U2TT2FLTC", "DOC+P", 24, "the number of the document"),
    ("document of a wordy kind", "DOC+P+", "DOC+PASS+", 24, "the kind of document"),
    ("expiry on no day", "DTM+36:330911", "DTM+36:330931", 25, "a day of the calendar"),
    ("birth in the place of expiry", "DTM+36:330911", "DTM+329:330911", 25, "one of 36, 182"),
    ("issuer in digits", "LOC+91+UTO", "LOC+91+007", 26, "a State of up to three letters"),
    ("issuer twice", "LOC+91+UTO'\n", "LOC+91+UTO'\nLOC+91+UTO'\n", 27, "LOC 91 a second time"),
    ("total of another kind", "CNT+42", "CNT+99", 34, "expected CNT 42 or 41"),
    ("total no number", "CNT+42:1", "CNT+42:ONE", 34, "the number of travellers"),
    ("after the total", "UNT+34", "BGM+745'\nUNT+34", 35, "UNT, the end of the message"),
    ("unknown segment", "CNT+42:1'", "XYZ+1'\nCNT+42:1'", 34, "NAD of a traveller"),
]  # fmt: skip


def test_the_table_of_malformed_messages_is_long():
    assert len(MALFORMED) >= 40


@pytest.mark.parametrize(
    ("old", "new", "number", "reason"), [pytest.param(*row[1:], id=row[0]) for row in MALFORMED]
)
def test_a_malformed_list_is_refused_with_segment_and_reason(
    paxlst, changed, old, new, number, reason
):
    text = changed(paxlst, old, new)
    # keep the count right, so that it is not the count that is refused
    inside = text.split("UNH")[1].split("UNT")[0].replace("?'", "").count("'") + 1
    text = text.replace("UNT+34", f"UNT+{inside}")
    with pytest.raises(FormatError) as caught:
        parse_paxlst(text)
    assert reason in str(caught.value)
    assert (caught.value.segment, caught.value.remedy != "") == (number, True)


def test_two_messages_in_an_interchange_are_refused(paxlst):
    text = paxlst.replace("UNZ+1", "UNH+2+PAXLST:D:02B'BGM+745'UNT+3+2'UNZ+2")
    with pytest.raises(FormatError, match="split the interchange") as caught:
        parse_paxlst(text)
    assert caught.value.segment == 36


def test_a_message_that_is_cut_off_is_refused_wherever_it_is_cut(paxlst):
    whole = len(paxlst.rstrip())
    for cut in range(whole):
        with pytest.raises(FormatError):
            parse_paxlst(paxlst[:cut])
