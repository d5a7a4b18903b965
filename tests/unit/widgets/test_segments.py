"""The walker shows a message as it was sent, and says what each of its segments means."""

import ipywidgets
import pytest

from aatulab.cases import build_case
from aatulab.cases.messages import bookings_push, passenger_list
from aatulab.codes.messages.edifact import read_segments
from aatulab.codes.messages.paxlst import write_paxlst
from aatulab.codes.messages.pnrgov import write_pnrgov
from aatulab.errors import MessageError
from aatulab.widgets import SegmentReader
from aatulab.widgets.segment_words import words_for

TEXT = (
    "UNB+UNOA:4+0Q+AATULAB+260413:1225+1++APIS'UNH+1+PAXLST:D:02B:UN:IATA+1'"
    "NAD+FL+++O?'NEIL:ANNA'RFF+AVF:MRRX7P'CNT+42:1'UNT+5+1'UNZ+1+1'"
)


@pytest.fixture(scope="module")
def texts():
    case, _ = build_case("first-watch")
    flight = case.flights["flight_id"].iloc[0]
    return {
        "PAXLST": write_paxlst(passenger_list(case, flight)),
        "PNRGOV": write_pnrgov(bookings_push(case, flight)),
    }


@pytest.mark.parametrize("kind", ["PAXLST", "PNRGOV"])
def test_every_segment_that_the_lab_writes_is_explained(texts, kind):
    for segment in read_segments(texts[kind])[1]:
        title, sentence = words_for(segment, kind)
        assert title != "not explained here", segment
        assert sentence.endswith(".")


def test_buttons_walk_and_stop_at_the_ends():
    reader = SegmentReader(TEXT)
    back, forth = (w for w in parts_of(reader, ipywidgets.Button))
    back.click()
    assert reader.place == 1
    for _ in range(3):
        forth.click()
    assert reader.place == 4
    assert "record locator" in reader.panel_html
    reader.place = 99
    assert reader.place == 7


def test_release_character_stays_as_it_was_sent_and_the_part_is_read():
    reader = SegmentReader(TEXT, place=3)
    assert "NAD+FL+++O?&#x27;NEIL:ANNA&#x27;" in reader.panel_html
    assert ">O&#x27;NEIL<" in reader.panel_html


def test_reader_without_a_kernel_sees_a_table():
    html = SegmentReader(TEXT)._repr_mimebundle_()["text/html"]
    assert "The first 7 of 7 segments (PAXLST)" in html
    assert "a passenger begins" in html


def test_text_that_is_no_message_is_refused():
    with pytest.raises(MessageError, match="it begins with 'hello'"):
        SegmentReader("hello")


def parts_of(widget, kind):
    found = [widget] if isinstance(widget, kind) else []
    for child in getattr(widget, "children", ()):
        found += parts_of(child, kind)
    return found
