"""The syntax: separators, releases, limits.  pydifact is the second opinion."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydifact.parser import Parser

from aatulab.codes.messages.edifact import Limits, Separators, read_segments, write_segments
from aatulab.codes.messages.segment import FormatError, Segment, segment

# every printable character of ASCII, separators and release character included
texts = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=15)
tags = st.sampled_from(["NAD", "TDT", "LOC", "IFT", "U2X"])
elements = st.lists(st.lists(texts, min_size=1, max_size=4).map(tuple), max_size=5)
segments = st.lists(st.builds(lambda tag, said: segment(tag, *said), tags, elements), max_size=6)


@given(segments)
def test_segments_come_back_as_written(written):
    assert read_segments(write_segments(written))[1] == written


@given(segments)
def test_segments_come_back_with_other_separators(written):
    others = Separators(component="|", element="*", decimal=",", release="\\", terminator="~")
    text = others.advice() + write_segments(written, others)
    assert read_segments(text) == (others, written)


@pytest.mark.filterwarnings("ignore:segments.xml not found", "ignore:Segment ... is empty")
@given(segments)
@settings(max_examples=60)
def test_an_independent_reader_sees_the_same(written):
    def plain(one):
        said = [[e] if isinstance(e, str) else list(e) for e in one.elements]
        return segment(one.tag, *map(tuple, said))

    theirs = [plain(one) for one in Parser().parse(write_segments(written))]
    assert theirs == written


def test_line_breaks_between_segments_do_not_count_as_data():
    found = read_segments("UNA:+.? '\r\nBGM+745'\r\nTDT+20'\n")[1]
    assert [(one.tag, one.number, one.offset) for one in found] == [("BGM", 1, 11), ("TDT", 2, 21)]


def test_a_missing_element_or_component_is_an_empty_text():
    one = segment("TIF", "", ("A", "", "B"))
    assert (one.value(1), one.value(2, 2), one.value(2, 3), one.value(9, 9)) == ("", "", "B", "")


def test_a_space_as_release_character_means_that_there_is_none():
    separators, found = read_segments("UNA:+.  'NAD+O?+B'")
    assert separators.release == " "
    assert found == [segment("NAD", "O?", "B")]


@pytest.mark.parametrize(
    ("text", "number", "offset", "reason"),
    [
        ("UNA:+.?", 0, 0, "six service characters"),
        ("UNA::.? 'BGM'", 0, 0, "different punctuation marks"),
        ("UNA:+.?:'BGM'", 0, 0, "different punctuation marks"),
        ("UNAA+.? 'BGM'", 0, 0, "different punctuation marks"),
        ("UNA:+;? 'BGM'", 0, 0, "decimal mark"),
        ("BGM+745", 1, 0, "terminator"),
        ("BGM+745'TDT+20?'", 2, 8, "terminator"),
        ("bgm+745'", 1, 0, "tag"),
        ("BGM+745' TDT+20'", 2, 8, "tag"),
        ("''", 1, 0, "tag"),
        ("BGM+745'TD+20'", 2, 8, "tag"),
        ("BGM+7\t45'", 1, 0, "control character"),
        ("BGM+7\n45'", 1, 0, "control character"),
        ("BGM+745\x00'", 1, 0, "control character"),
        ("\ufeffUNB+A'", 1, 0, "control character"),
    ],
)
def test_broken_syntax_is_refused_with_its_place(text, number, offset, reason):
    with pytest.raises(FormatError, match=reason) as caught:
        read_segments(text)
    assert (caught.value.segment, caught.value.offset) == (number, offset)


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("BGM'" * 6, 0, "at most 20"),
        ("BGM'" * 5 + "N", 0, "at most 20"),
        ("B" * 13, 1, "at most 10 characters in a segment"),
        ("BGM'NAD" + "+" * 10, 2, "at most 10 characters in a segment"),
        ("B1G'" * 4, 4, "at most 3 segments"),
        ("BGM+++'", 1, "at most 2"),
        ("BGM+:::'", 1, "at most 3"),
    ],
)
def test_each_limit_is_kept(text, number, reason):
    limits = Limits(characters=20, segment_characters=10, segments=3, elements=2, components=3)
    with pytest.raises(FormatError, match=reason) as caught:
        read_segments(text, limits)
    assert caught.value.segment == number


@pytest.mark.parametrize(
    "text",
    [
        "NAD+FL'" * 7_500_000,  # 52 MB
        "UNB+UNOA:4'" + "A" * 10_000_000,  # one segment of 10 MB
        "FTX+" + "?" * 4_900_000,
        "FTX" + "+" * 4_900_000 + "'",
        "FTX+" + ":" * 4_900_000 + "'",
        "\n" * 4_900_000,
        "A'" * 2_400_000,
    ],
    ids=["50 MB", "10 MB segment", "releases", "elements", "components", "breaks", "segments"],
)
def test_a_hostile_message_is_refused_at_once(text):
    begun = time.process_time()
    try:
        found = read_segments(text)[1]
    except FormatError:
        found = []
    assert time.process_time() - begun < 2
    assert found == []


def test_a_control_character_in_a_tag_is_shown_and_not_sent_to_the_screen():
    with pytest.raises(FormatError) as caught:
        read_segments("\x1b[31m'")
    assert "\x1b" not in str(caught.value)


def test_repetition_is_refused_where_the_syntax_has_it():
    text = "UNA:+.?*'UNB+UNOA:{}+A+B'FOP+CC:4111**11'"
    with pytest.raises(FormatError, match="repetition separator") as caught:
        read_segments(text.format(4))
    assert caught.value.segment == 2
    # before version 4 the place is reserved, and a star is a star
    assert read_segments(text.format(1))[1][1] == segment("FOP", ("CC", "4111**11"))
    released = text.format(4).replace("**", "?*?*")
    assert read_segments(released)[1][1] == segment("FOP", ("CC", "4111**11"))


def test_an_error_says_where_what_and_what_to_do():
    error = Segment("CNT", (("42", "x"),), 9, 120).error(1, "a number")
    assert str(error) == (
        "segment 9 (CNT), element 1, character 120: found '42:x', expected a number; "
        "ask the sender for a corrected message."
    )
