"""The file only grows: no crash in the middle of a write loses an earlier entry."""

import subprocess
import sys
from collections import Counter
from itertools import pairwise

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


WRITER = """
import sys
from pathlib import Path
from aatulab.inspection.evidence import Record, append
name, path, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    exhibit, where = f"{name}-{number}", {"place": "room 2, shelf 4"}
    append(path, Record("2026-04-13T10:42:00+02:00", exhibit, "stored", name, where))
"""


def test_two_programs_that_write_at_once_lose_nothing_and_break_no_chain(tmp_path):
    path, names, count = tmp_path / "shared.jsonl", ("officer-01", "officer-02", "officer-03"), 40
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, name, str(path), str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    assert [writer.stdout.readline() for writer in writers] == ["ready\n"] * len(names)
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=120)
    assert [writer.returncode for writer in writers] == [0] * len(names)
    ledger = read_ledger(path)
    assert check_chain(ledger) == []
    written = [(entry.record.by, entry.record.exhibit) for entry in ledger.entries]
    assert [entry.number for entry in ledger.entries] == list(range(1, len(names) * count + 1))
    assert Counter(written) == Counter((n, f"{n}-{k}") for n in names for k in range(count))
    for name in names:  # each one's entries stand in the order in which they were written
        assert [what for by, what in written if by == name] == [f"{name}-{k}" for k in range(count)]
    switches = sum(one[0] != other[0] for one, other in pairwise(written))
    assert switches > len(names)  # they did write at once, and not one after the other


HOLDER = """
import sys
import time
from pathlib import Path
from aatulab.turns import turn_to_append
with turn_to_append(Path(sys.argv[1])):
    print("mine", flush=True)
    time.sleep(600)
"""


def test_a_killed_writer_leaves_no_lock_behind(tmp_path, sound):
    path = tmp_path / "ledger.jsonl"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "mine\n"
        holder.kill()
    append(path, sound[0])
    assert len(read_ledger(path).entries) == 1


def test_a_ledger_that_cannot_be_written_is_named(tmp_path, sound):
    with pytest.raises(
        InspectionError, match=r"nowhere.ledger\.jsonl: cannot be written \(No such"
    ):
        append(tmp_path / "nowhere" / "ledger.jsonl", sound[0])
    with pytest.raises(InspectionError, match=r"cannot be written \(Is a directory\)"):
        append(tmp_path, sound[0])
