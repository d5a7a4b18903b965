"""UNB/UNZ, UNG/UNE, UNH/UNT: nesting is an error, a wrong total too unless findings are wanted."""

from datetime import UTC, datetime

import pytest

from aatulab.codes.messages.envelope import Envelope, read_interchange, write_interchange
from aatulab.codes.messages.segment import FormatError, segment
from aatulab.errors import MessageError

MADE = datetime(2026, 3, 10, 6, 0, tzinfo=UTC)
ENVELOPE = Envelope("0Q", "AATULAB", MADE, "R1")
SMALL = "UNB+UNOA:4+0Q+AATULAB+260310:0600+R1'UNH+1+PAXLST:D:02B:UN'BGM+745'UNT+3+1'UNZ+1+R1'"
GROUPED = (
    "UNB+UNOA:4+0Q+AATULAB+260310:0600+R1'UNG+PAXLST+0Q+AATULAB+260310:0600+G1+UN+D:02B'"
    "UNH+1+PAXLST:D:02B:UN'BGM+745'UNT+3+1'UNH+2+PAXLST:D:02B:UN'BGM+250'UNT+3+2'"
    "UNE+2+G1'UNZ+1+R1'"
)


def test_envelope_and_message_are_read_apart():
    found = read_interchange(SMALL)
    assert found.envelope == ENVELOPE
    assert found.envelope.day == MADE.date()
    (message,) = found.messages
    assert (message.type, message.body, message.trailer.number) == (
        "PAXLST", (segment("BGM", "745"),), 4,
    )  # fmt: skip


def test_a_group_is_read():
    found = read_interchange(GROUPED)
    assert [message.body[0].value(1) for message in found.messages] == ["745", "250"]


def test_a_day_of_eight_digits_and_a_qualifier_are_read():
    text = SMALL.replace("260310:0600", "20260310:0600").replace("+0Q+", "+0Q:ZZ+")
    assert read_interchange(text).envelope == ENVELOPE


@pytest.mark.parametrize("group", [True, False])
def test_what_is_written_is_read(group):
    body = [segment("BGM", "745")]
    text = write_interchange(ENVELOPE, ("PAXLST", "D", "02B", "UN"), body, group=group)
    found = read_interchange(text)
    assert found.envelope == ENVELOPE
    assert found.messages[0].body == tuple(body)
    assert ("UNG" in text) is group


@pytest.mark.parametrize(
    ("data", "repertoire"),
    [("ANNA 1/2 (A)", "UNOA"), ("Anna", "UNOB"), ("Ørsted", "UNOC"), ("ØRSTED", "UNOC")],
)
def test_the_smallest_repertoire_is_declared(data, repertoire):
    text = write_interchange(ENVELOPE, ("PAXLST",), [segment("IFT", data)])
    assert f"UNB+{repertoire}:4+" in text
    assert read_interchange(text).messages[0].body[0].value(1) == data


def test_a_letter_beyond_latin_1_cannot_be_written():
    with pytest.raises(MessageError, match="transliterate first"):
        write_interchange(ENVELOPE, ("PAXLST",), [segment("IFT", "Łódź")])


BROKEN = [
    ("empty", "", "", 1, "an empty message"),
    ("no header", SMALL[:37], "", 1, "UNB, the interchange header"),
    ("cut off", "UNZ+1+R1'", "", 4, "UNZ, the interchange trailer"),
    ("only a header", SMALL[37:], "", 1, "UNZ"),
    ("after the end", "UNZ+1+R1'", "UNZ+1+R1'BGM+1'", 6, "UNZ"),
    ("two interchanges", "UNZ+1+R1'", "UNZ+1+R1'UNZ+1+R1'", 5, "UNH, UNG or UNE"),
    ("repertoire", "UNOA", "UNOY", 1, "UNOA, UNOB"),
    ("no sender", "+0Q+", "++", 1, "the sender"),
    ("no recipient", "+AATULAB+", "++", 1, "the recipient"),
    ("no reference", "0600+R1'", "0600'", 1, "the interchange reference"),
    ("bad day", "260310", "260230", 1, "a day of the calendar"),
    ("bad time", ":0600", ":2460", 1, "0000 to 2359"),
    ("small letter in UNOA", "BGM+745", "BGM+a745", 3, "capital letters only"),
    ("mark in UNOA", "BGM+745", "BGM+É", 3, "the characters of UNOA"),
    ("header in a message", "BGM+745'", "UNB+UNOA:4'", 3, "UNT first"),
    ("message in a message", "BGM+745'", "UNH+2+PAXLST'", 3, "UNT first"),
    ("no message", SMALL[37:-9], "", 2, "at least one message"),
    ("data outside a message", "UNH+1", "BGM+1'UNH+1", 2, "UNH, UNG or UNE"),
    ("open message", "UNT+3+1'", "", 4, "UNT, since the message of segment 2"),
    ("trailer without header", "UNH+1+PAXLST:D:02B:UN'BGM+745'", "", 2, "UNH, UNG or UNE"),
    ("segments counted wrong", "UNT+3+1", "UNT+4+1", 4, "3 (segments from UNH to UNT)"),
    ("no count", "UNT+3+1", "UNT++1", 4, "3 (segments"),
    ("count is no number", "UNT+3+1", "UNT+X+1", 4, "3 (segments"),
    ("message reference", "UNT+3+1", "UNT+3+7", 4, "the header's reference '1'"),
    ("messages counted wrong", "UNZ+1+R1", "UNZ+2+R1", 5, "1 (messages or groups)"),
    ("interchange reference", "UNZ+1+R1", "UNZ+1+R9", 5, "the header's reference 'R1'"),
]
BROKEN_GROUPS = [
    ("open group", "UNE+2+G1'", "", 9, "UNE, since the group is still open"),
    ("group in a group", "UNH+2", "UNG+PAXLST'UNH+2", 6, "UNH, UNG or UNE"),
    ("group end without begin", "UNE+2+G1'", "UNE+2+G1'UNE+2+G1'", 10, "UNH, UNG or UNE"),
    ("messages of the group", "UNE+2+G1", "UNE+1+G1", 9, "2 (messages)"),
    ("group reference", "UNE+2+G1", "UNE+2+G7", 9, "the header's reference 'G1'"),
    ("groups counted wrong", "UNZ+1+R1", "UNZ+2+R1", 10, "1 (messages or groups)"),
]


@pytest.mark.parametrize(
    ("text", "old", "new", "number", "reason"),
    [pytest.param(SMALL, *row[1:], id=row[0]) for row in BROKEN if row[1]]
    + [pytest.param("", "", "", 1, "an empty message", id="empty")]
    + [pytest.param(GROUPED, *row[1:], id=row[0]) for row in BROKEN_GROUPS],
)
def test_a_broken_envelope_is_refused_with_its_segment(text, old, new, number, reason):
    with pytest.raises(FormatError) as caught:
        read_interchange(text.replace(old, new, 1) if old else text)
    assert reason in str(caught.value)
    assert caught.value.segment == number


def test_wrong_totals_become_findings_when_asked_for():
    text = GROUPED.replace("UNT+3+2", "UNT+9+8").replace("UNE+2", "UNE+5").replace("UNZ+1", "UNZ+7")
    found = read_interchange(text, strict=False)
    assert [finding.rule for finding in found.findings] == [
        "unt-count", "unt-reference", "une-count", "unz-count",
    ]  # fmt: skip
    assert found.findings[0].place == "segment 8 (UNT)"
    assert len(found.messages) == 2
