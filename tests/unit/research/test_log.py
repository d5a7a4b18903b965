"""The log: it grows, it is kept, and a change shows."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields

import pandas as pd
import pytest

from aatulab.chain import first_break
from aatulab.errors import ResearchError
from aatulab.research import RequestLog, audit, digest_of, subject_of
from aatulab.research.kinds import KINDS
from aatulab.research.log import Entry


def make_entry(**changes):
    ordinary = dict.fromkeys((each.name for each in fields(Entry)), "")
    ordinary |= {
        "at": "2026-05-10T12:00:00+00:00",
        "officer": "officer-01",
        "action": "ask",
        "purpose": "serious crime",
        "database": "documents",
        "outcome": "no hit",
    }
    return Entry(**(ordinary | changes))


def log_of(*entries):
    log = RequestLog()
    for entry in entries:
        log.append(entry)
    return log


def at(minute):
    return f"2026-05-10T12:{minute:02d}:00+00:00"


def test_a_log_on_disk_goes_on_where_it_ended(tmp_path):
    path = tmp_path / "log.jsonl"
    RequestLog(path).append(make_entry())
    log = RequestLog(path)
    assert log.append(make_entry()) == 2
    assert first_break(RequestLog(path).table()) is None
    assert RequestLog(path).head == log.head


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda lines: [lines[0].replace("no hit", "hit"), *lines[1:]], "line 1: its digest"),
        (lambda lines: lines[1:], "line 1: its digest"),
        (lambda lines: [lines[0], "{}"], "line 2: not an entry"),
        (lambda lines: [lines[0], lines[1][:40]], "line 2: not an entry"),
    ],
)
def test_a_file_that_was_changed_is_not_continued(tmp_path, change, says):
    path = tmp_path / "log.jsonl"
    for _ in range(3):
        RequestLog(path).append(make_entry())
    path.write_text("\n".join(change(path.read_text().splitlines())) + "\n")
    with pytest.raises(ResearchError, match=says):
        RequestLog(path)


def test_what_cannot_be_logged_is_not_answered(tmp_path):
    log = RequestLog(tmp_path / "no such folder" / "log.jsonl")
    with pytest.raises(ResearchError, match="nothing was answered"):
        log.append(make_entry())
    assert len(log) == 0


def test_threads_that_write_at_once_leave_one_chain(tmp_path):
    path = tmp_path / "log.jsonl"
    log = RequestLog(path)
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: log.append(make_entry()), range(80)))
    assert sorted(numbers) == list(range(1, 81))
    assert len(RequestLog(path)) == 80  # reading it checks the chain
    assert [json.loads(line)["entry"] for line in path.read_text().splitlines()] == [
        str(number) for number in range(1, 81)
    ]


def test_two_programs_that_write_to_one_file_leave_one_chain(tmp_path):
    path = tmp_path / "log.jsonl"
    one, other = RequestLog(path), RequestLog(path)
    numbers = [log.append(make_entry(officer=f"officer-{n}")) for n, log in
               enumerate((one, other, other, one, other))]  # fmt: skip
    assert numbers == [1, 2, 3, 4, 5]
    whole = RequestLog(path).table()
    assert whole["officer"].tolist() == [f"officer-{n}" for n in range(5)]
    assert first_break(whole) is None


def test_a_digest_does_not_hang_on_the_order_of_keys():
    assert digest_of({"a": "1", "b": "2"}) == digest_of({"b": "2", "a": "1"})
    assert digest_of({"a": "1"}) != digest_of({"a": "2"})


def test_a_subject_is_the_same_however_its_name_is_written():
    notices = KINDS["notices"]
    one = subject_of(notices, {"surname": "Østrack", "given_names": "Él"})
    assert one == subject_of(
        notices, {"surname": "OESTRACK", "given_names": "EL", "birth_date": "1980-01-01"}
    )
    assert one == subject_of(KINDS["sanctions"], {"surname": "østrack", "given_names": "él"})


def test_a_clean_log_leaves_an_auditor_nothing():
    log = log_of(make_entry(subject="x"), make_entry(subject="x", at=at(1)))
    assert audit(log.table(), {"x"}, head=log.head).empty


@pytest.mark.parametrize(
    ("entries", "finding", "where"),
    [
        ([make_entry(), make_entry(purpose="", outcome="refused")], "no purpose", ["2"]),
        ([make_entry(subject="x"), make_entry(subject="neighbour")], "curiosity", ["2"]),
        ([make_entry(at=at(n // 2)) for n in range(12)], "burst", ["1"]),
        ([make_entry(at=at(n)) for n in range(12)], "burst", []),
        ([make_entry(at=at(0), officer=f"o{n % 2}") for n in range(20)], "burst", []),
        ([make_entry(at=at(0), action="screen") for n in range(20)], "burst", []),
        ([make_entry(at=at(5)), make_entry(at=at(4))], "gap", ["2"]),
    ],
)
def test_the_audit_finds(entries, finding, where):
    found = audit(log_of(*entries).table(), {"x"})
    assert found.loc[found["finding"] == finding, "entry"].tolist() == where


def test_a_removed_entry_is_a_gap_and_a_broken_chain():
    log = log_of(*(make_entry(at=at(n)) for n in range(5)))
    cut = log.table().drop(index=2).reset_index(drop=True)
    found = audit(cut, head=log.head)
    assert sorted(found["finding"]) == ["gap", "tampering"]
    assert set(found["entry"]) == {"4"}


def test_an_end_that_was_cut_off_shows_only_beside_the_digest_kept_elsewhere():
    log = log_of(*(make_entry(at=at(n)) for n in range(5)))
    cut = log.table().iloc[:3]
    assert audit(cut).empty
    assert audit(cut, head=log.head)["finding"].tolist() == ["tampering"]


def test_a_log_that_was_written_anew_shows_only_beside_that_digest():
    log = log_of(make_entry(), make_entry(officer="officer-02"))
    anew = log_of(make_entry(), make_entry(officer="officer-03"))
    assert audit(anew.table()).empty
    assert audit(anew.table(), head=log.head)["finding"].tolist() == ["tampering"]


def test_a_changed_officer_breaks_the_chain():
    log = log_of(*(make_entry(at=at(n)) for n in range(4)))
    changed = log.table()
    changed.loc[1, "officer"] = "somebody else"
    assert audit(changed)[["entry", "finding"]].to_numpy().tolist() == [["2", "tampering"]]


def test_a_table_that_is_no_log_is_refused():
    with pytest.raises(ResearchError, match="no column 'entry'"):
        audit(pd.DataFrame({"at": []}))


def test_there_is_no_entry_beyond_the_last():
    with pytest.raises(ResearchError, match="no entry 2; it has 1 to 1"):
        log_of(make_entry()).row(2)
