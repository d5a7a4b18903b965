"""The lab's plain layout: lines, fields, releases, the total at the end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.messages.plain import Lines, line, read_plain, write_plain
from aatulab.codes.messages.segment import FormatError

texts = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2FF), max_size=15).filter(
    str.isprintable
)
lines = st.lists(
    st.builds(lambda tag, said: line(tag, *said), st.sampled_from(["GDS", "SHP"]),
              st.lists(texts, max_size=6)), max_size=5)  # fmt: skip


@given(lines)
def test_lines_come_back_as_written(written):
    found, findings = read_plain(write_plain("AWB", written), "AWB")
    assert [(one.tag, one.elements) for one in found] == [(o.tag, o.elements) for o in written]
    assert findings == []


def test_windows_line_ends_and_empty_lines_are_fine():
    text = write_plain("AWB", [line("GDS", "VALVES")]).replace("\n", "\r\n\r\n")
    assert read_plain(text, "AWB")[0][0].value(1) == "VALVES"


def test_a_line_break_in_a_field_cannot_be_written():
    with pytest.raises(FormatError, match="printable characters on one line"):
        write_plain("AWB", [line("GDS", "TWO\nLINES")])


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        ("", 1, "AATU-AWB first"),
        ("AATU-CN/1\nEND/2\n", 1, "AATU-AWB first"),
        ("AATU-AWB/2\nEND/2\n", 1, "version 1"),
        ("AATU-AWB/1\nGDS/X\n", 2, "found GDS as the last line, expected END"),
        ("AATU-AWB/1\nGDS/X\nEND/4\n", 3, "3 (lines)"),
        ("AATU-AWB/1\nGDS/X\nEND\n", 3, "3 (lines)"),
        ("AATU-AWB/1\nGDS/A\tB\nEND/3\n", 2, "control character"),
        ("AATU-AWB/1\nGDS/A?\nEND/3\n", 2, "a release character at the end"),
        ("AATU-AWB/1\nGDS/" + "A" * 5_000 + "\nEND/3\n", 2, "at most 4,000"),
        ("AATU-AWB/1\nGDS" + "/" * 50 + "\nEND/3\n", 2, "at most 40"),
        ("AATU-AWB/1\n" + "GDS/X\n" * 200_000, 0, "at most 1,000,000"),
    ],
)
def test_a_broken_layout_is_refused_with_its_line(text, number, reason):
    with pytest.raises(FormatError) as caught:
        read_plain(text, "AWB")
    assert reason in str(caught.value)
    assert caught.value.segment == number


def test_a_wrong_total_becomes_a_finding_when_asked_for():
    found, (finding,) = read_plain("AATU-AWB/1\nGDS/X\nEND/9\n", "AWB", strict=False)
    assert (len(found), finding.rule, finding.place) == (1, "end-count", "line 3 (END)")


def test_tags_are_foreseen_and_counted():
    some = [line("GDS", "A"), line("GDS", "B")]
    with pytest.raises(FormatError, match="at most 1 times"):
        Lines(some, {"GDS": 1})
    with pytest.raises(FormatError, match="one of SHP"):
        Lines(some, {"SHP": 1})
    with pytest.raises(FormatError, match="a line SHP after GDS"):
        Lines(some, {"GDS": 2, "SHP": 1}).required("SHP", "GDS")
