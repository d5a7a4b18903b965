"""A record is refused with one sentence; an entry is read exactly as it is written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.errors import InspectionError
from aatulab.inspection.evidence import ACTS, Record, entries_of
from aatulab.inspection.evidence.entry import parse_entry

AT = "2026-04-13T10:42:00+02:00"
SEALED = {"seal": "A 0417"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"at": "2026-04-13T10:42:00"}, "at: found '2026-04-13T10:42:00', expected a time with"),
        ({"at": "noon"}, "at: found 'noon'"),
        ({"exhibit": ""}, "exhibit: found ''"),
        ({"by": "two\nlines"}, "by: found"),
        ({"witness": 7}, "witness: found 7"),
        ({"act": "sealed"}, "act: found 'sealed', expected one of taken"),
        ({"act": ["taken"]}, r"act: found \['taken'\]"),
        ({"facts": {}}, "seal-applied: seal is missing"),
        ({"facts": {**SEALED, "colour": "red"}}, "found a fact 'colour', expected only seal"),
        ({"facts": {"seal": "\u202e7140 A"}}, "seal: found"),
        ({"facts": ["seal"]}, "facts: found"),
    ],
)
def test_record_that_does_not_fit_is_refused(change, words):
    fields = {"at": AT, "exhibit": "E-1", "act": "seal-applied", "by": "o", "facts": SEALED}
    with pytest.raises(InspectionError, match=words):
        Record(**{**fields, **change})


@pytest.mark.parametrize("grams", [-1, float("nan"), float("inf"), True, "12", 10**400])
def test_weight_that_is_none_is_refused(grams):
    facts = {"gross_g": grams, "scale": "UNIT-1", "uncertainty_g": 0.5}
    with pytest.raises(InspectionError, match=r"weighed: gross_g: found .*, expected"):
        Record(AT, "E-1", "weighed", "o", facts)


def test_every_act_says_what_each_of_its_facts_is():
    for act in ACTS.values():
        assert act.title
        assert all(fact.words for fact in act.facts)
        assert len({fact.name for fact in act.facts}) == len(act.facts)


@given(by=st.text(max_size=20), seal=st.text(max_size=20))
def test_entry_is_read_as_it_was_written_or_refused_before(by, seal):
    try:
        record = Record(AT, "E-1", "seal-applied", by, {"seal": seal})
    except InspectionError:
        assert not (by.strip() and by.isprintable() and seal.strip() and seal.isprintable())
        return
    (entry,) = entries_of([record])
    assert "\n" not in entry.line()
    assert parse_entry(entry.line()) == entry


@given(st.text(max_size=60) | st.sampled_from(["[" * 5000, "{}", "null", "1e999", '{"entry":1}']))
def test_any_other_line_gives_a_sentence(line):
    with pytest.raises(InspectionError):
        parse_entry(line)


def test_key_that_comes_twice_is_no_entry():
    """People would read the first, programs the last."""
    line = entries_of([Record(AT, "E-1", "seal-applied", "o", SEALED)])[0].line()
    double = line.replace('"by":"o"', '"by":"somebody","by":"o"')
    assert json.loads(double) == json.loads(line)
    with pytest.raises(InspectionError, match="not written as a ledger writes it"):
        parse_entry(double)
