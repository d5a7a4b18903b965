"""A notice says what whoever acts on it must know, in two languages."""

import dataclasses

import pytest

from aatulab.exchange.notices import (
    KINDS,
    Alert,
    notice_json,
    read_notice,
    rows,
    templates,
    text_of,
)
from aatulab.exchange.notices.entry import entry_of, is_required
from aatulab.exchange.refusal import RefusedError

SAMPLE = {
    "text": "QX 204",
    "long": "Booked two hours before departure, paid in cash.",
    "time": "2026-05-10T14:05:00.000Z",
    "date": "2026-05-10",
    "count": 2,
    "number": "2.450",
}
NEVER = {"nationality", "religion", "ethnicity", "health", "sex", "gender", "race", "age"}


def filled(kind, *, all_fields=True):
    found = {}
    for field in dataclasses.fields(KINDS[kind]):
        about = entry_of(field)
        if all_fields or is_required(field):
            choices = about.choices and next(iter(about.choices))
            found[field.name] = choices or SAMPLE[about.type]
    return found


@pytest.mark.parametrize("all_fields", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_a_notice_reads_as_it_was_written(kind, all_fields):
    content = filled(kind, all_fields=all_fields)
    notice = read_notice(kind, content)
    assert notice_json(notice) == content
    assert read_notice(kind, notice_json(notice)) == notice


@pytest.mark.parametrize("kind", KINDS)
def test_each_required_field_is_asked_for(kind):
    content = filled(kind)
    for field in dataclasses.fields(KINDS[kind]):
        less = {key: value for key, value in content.items() if key != field.name}
        if is_required(field):
            with pytest.raises(RefusedError, match=f"{kind}: .*{field.name}"):
                read_notice(kind, less)
        else:
            assert getattr(read_notice(kind, less), field.name) is None


@pytest.mark.parametrize(
    ("kind", "key", "value", "expected"),
    [
        ("alert", "expected_at", "tomorrow", "a moment such as"),
        ("alert", "expected_at", "2026-02-30T00:00:00.000Z", "a moment such as"),
        ("alert", "grade", "Z9", "one of A1"),
        ("alert", "facts", "x" * 4_001, "at most 4,000"),
        ("alert", "subject", "   ", "not empty"),
        ("alert", "subject", 7, "not empty"),
        ("alert", "subject", ["a"], "not empty"),
        ("warning", "seen_from", "10.05.2026", "a date such as"),
        ("seizure_notice", "quantity", "2,5", "without sign or comma"),
        ("seizure_notice", "quantity", "-1", "without sign or comma"),
        ("seizure_notice", "quantity", "1e9", "without sign or comma"),
        ("seizure_notice", "quantity", "٣", "without sign or comma"),
        ("seizure_notice", "persons", -1, "whole number"),
        ("seizure_notice", "persons", True, "whole number"),
        ("seizure_notice", "persons", "two", "whole number"),
        ("reply", "outcome", "perhaps", "one of given"),
    ],
)
def test_a_wrong_value_is_named_with_what_fits(kind, key, value, expected):
    with pytest.raises(RefusedError) as error:
        read_notice(kind, filled(kind) | {key: value})
    assert error.value.details["where"] == f"{kind}: {key}"
    assert expected in str(error.value)


@pytest.mark.parametrize("content", [None, [], "text", {"subject": "a", "text": "b", "cc": "x"}])
def test_what_is_no_notice_is_refused(content):
    with pytest.raises(RefusedError):
        read_notice("message", content)
    with pytest.raises(RefusedError, match="one of alert"):
        read_notice("poem", {})


def test_no_notice_asks_for_what_nobody_acts_on():
    asked = {field.name for made in KINDS.values() for field in dataclasses.fields(made)}
    assert not asked & NEVER


@pytest.mark.parametrize("kind", KINDS)
def test_headings_and_fixed_values_translate_and_free_text_does_not(kind):
    notice = read_notice(kind, filled(kind))
    english, french = rows(notice, "en"), rows(notice, "fr")
    assert len(english) == len(french) == len(filled(kind))
    for field, one, other in zip(dataclasses.fields(notice), english, french, strict=True):
        about = entry_of(field)
        assert (one.heading, other.heading) == (about.heading.en, about.heading.fr)
        if about.choices is None:
            assert one.value == other.value == str(getattr(notice, field.name))
    assert text_of(notice, "fr") != text_of(notice, "en")


def test_every_heading_hint_and_choice_has_both_languages():
    def pairs(value):
        if isinstance(value, dict):
            if set(value) == {"en", "fr"}:
                yield value
            else:
                for one in value.values():
                    yield from pairs(one)
        elif isinstance(value, list):
            for one in value:
                yield from pairs(one)

    found = list(pairs(templates()))
    assert len(found) > 100
    assert all(bool(one["en"]) == bool(one["fr"]) for one in found)


def test_a_notice_cannot_be_changed():
    notice = read_notice("alert", filled("alert"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        notice.subject = "another"
    with pytest.raises(RefusedError):
        dataclasses.replace(notice, grade="Z9")
    assert isinstance(notice, Alert)
