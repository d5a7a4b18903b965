"""The file only grows: no crash in the middle of a write loses an earlier entry."""

import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.evidence import append, check_chain, entries_of, read_ledger


@pytest.fixture
def path(tmp_path, sound):
    file = tmp_path / "ledger.jsonl"
    for record in sound[:3]:
        append(file, record)
    return file


def test_what_is_appended_is_what_is_read(path, sound):
    assert read_ledger(path).entries == entries_of(sound[:3])
    assert check_chain(read_ledger(path)) == []


def test_crash_at_any_byte_loses_no_earlier_entry_and_the_ledger_goes_on(tmp_path, path, sound):
    whole = path.read_bytes()
    ends = [place + 1 for place, byte in enumerate(whole) if byte == ord("\n")]
    crashed = tmp_path / "crashed.jsonl"
    for size in range(len(whole) + 1):
        crashed.write_bytes(whole[:size])
        before = read_ledger(crashed).entries
        # an entry that lacks nothing but the end of its line is whole, too
        assert len(before) == sum(end <= size + 1 for end in ends)
        append(crashed, sound[3])
        after = read_ledger(crashed)
        assert after.entries[:-1] == before
        assert after.entries[-1].record == sound[3]
        is_between = size == 0 or size in ends or size + 1 in ends
        assert [f.rule for f in check_chain(after)] == ([] if is_between else ["unreadable"])
        assert crashed.read_bytes().startswith(whole[:size])


def test_cut_last_line_is_told_from_a_line_that_somebody_wrote(path):
    content = path.read_bytes()
    path.write_bytes(content[:-20])
    assert "a write was broken off" in str(check_chain(read_ledger(path))[0])
    path.write_bytes(content + b"remember the milk\n")
    (finding,) = check_chain(read_ledger(path))
    assert str(finding).startswith("unreadable: line 4: this line holds no entry (not readable")


@pytest.mark.parametrize("content", [b"\xff\xfe\n", b"\x00" * 100, b"\n\n", b'{"entry":NaN}\n'])
def test_any_bytes_are_read_and_said_to_be_no_entry(tmp_path, content):
    file = tmp_path / "odd.jsonl"
    file.write_bytes(content)
    assert read_ledger(file).entries == ()
    assert check_chain(read_ledger(file)) != []


def test_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InspectionError, match=r"nowhere\.jsonl: there is no such file"):
        read_ledger(tmp_path / "nowhere.jsonl")
