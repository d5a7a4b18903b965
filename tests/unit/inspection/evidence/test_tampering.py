"""Whatever is done to a ledger afterwards shows, and the check says where."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.chain import link
from aatulab.errors import InspectionError
from aatulab.inspection.evidence import Kept, check_chain, entries_of, ledger_from, ledger_of


@pytest.fixture
def lines(sound):
    return [entry.line() for entry in entries_of(sound)]


def rules(lines, kept=None):
    return [(finding.rule, finding.entry) for finding in check_chain(ledger_from(lines), kept)]


def test_ledger_that_nobody_touched_has_no_finding(lines, sound):
    assert rules(lines, Kept.of(entries_of(sound)[-1])) == []


def test_changed_entry_is_named(lines):
    lines[6] = lines[6].replace("courier-2", "courier-3", 1)
    assert rules(lines) == [("changed", 7)]


def test_changed_entry_with_a_fresh_digest_breaks_the_one_that_follows(lines):
    before = json.loads(lines[5])["digest"]
    entry = json.loads(lines[6])
    del entry["digest"]
    entry["by"] = "somebody"
    lines[6] = json.dumps({**entry, "digest": link(entry, before)}, separators=(",", ":"))
    assert rules(lines) == [("changed", 8)]


def test_removed_entries_are_named(lines):
    words = check_chain(ledger_from(lines[:4] + lines[7:]))[0].words
    assert words.startswith("entries 5 to 7 are missing")
    assert rules(lines[1:]) == [("missing", 0)]


def test_changed_order_is_named_and_nothing_else(lines):
    lines[3], lines[4] = lines[4], lines[3]
    assert rules(lines) == [("order", 4)]


def test_added_entry_is_named(lines):
    extra = json.loads(lines[3])
    extra["by"] = "somebody"
    lines.insert(4, json.dumps(extra, separators=(",", ":")))
    assert rules(lines) == [("double", 4), ("changed", 4)]


@pytest.mark.parametrize("left", [0, 1, 10])
def test_cut_off_end_shows_by_what_was_kept_elsewhere(lines, sound, left):
    kept = Kept.of(entries_of(sound)[-1])
    assert rules(lines[:left]) == []
    assert rules(lines[:left], kept) == [("cut-off", 0)]


def test_ledger_written_anew_shows_by_what_was_kept_elsewhere(sound):
    kept = Kept.of(entries_of(sound)[4])
    anew = entries_of([*sound[:2], *sound[3:]])
    assert check_chain(ledger_of(anew)) == []
    assert [f.rule for f in check_chain(ledger_of(anew), kept)] == ["rewritten"]


@settings(max_examples=150)
@given(data=st.data())
def test_no_changed_byte_goes_unseen(month, data):
    lines = [entry.line() for entry in month[:8]]
    kept = Kept.of(month[7])
    line = data.draw(st.integers(0, 7))
    place = data.draw(st.integers(0, len(lines[line]) - 1))
    new = data.draw(st.characters(codec="utf-8", exclude_characters="\n"))
    changed = lines[line][:place] + new + lines[line][place + 1 :]
    lines_now = [*lines[:line], changed, *lines[line + 1 :]]
    assert bool(check_chain(ledger_from(lines_now), kept)) is (changed != lines[line])


@settings(max_examples=100)
@given(order=st.permutations(range(8)), count=st.integers(0, 8))
def test_no_other_order_and_no_lost_entry_goes_unseen(month, order, count):
    lines = [month[place].line() for place in order[:count]]
    is_same = order[:count] == list(range(8))
    assert bool(check_chain(ledger_from(lines), Kept.of(month[7]))) is not is_same


@pytest.mark.parametrize("text", ["", "12", "12:abc", "x:3fa94b11c0de7788", "0:3fa94b11c0de7788",
                                  "12:3fa94b11c0de77zz", "²:3fa94b11c0de7788"])  # fmt: skip
def test_kept_digest_that_is_none_is_refused_with_an_example(text):
    with pytest.raises(InspectionError, match="such as 12:3fa94b11c0de7788"):
        Kept.parse(text)


def test_kept_digest_reads_as_it_is_written(month):
    kept = Kept.of(month[3])
    assert Kept.parse(str(kept)) == kept
