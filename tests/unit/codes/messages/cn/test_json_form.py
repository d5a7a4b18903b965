"""Reading a declaration as JSON: every mistake is named by its path, and nothing hostile hurts."""

import json

import pytest

from aatulab.codes.messages.cn import declaration_from_json, declaration_to_json, parse_cn
from aatulab.errors import MessageError


@pytest.fixture
def content(cn):
    return json.loads(declaration_to_json(parse_cn(cn)))


def change(content, path, value):
    *way, last = path
    place = content
    for key in way:
        place = place[key]
    place[last] = value
    return json.dumps(content)


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (["layout"], "AATU-CN/2", "layout: found 'AATU-CN/2'"),
        (["form"], "CN24", "form: found 'CN24', expected one of CN22, CN23"),
        (["form"], None, "form: found None"),
        (["item"], 473124829, "item: found 473124829"),
        (["category"], "present", "category: found 'present'"),
        (["lines"], {}, "lines: found {}"),
        (["lines"], [1], r"lines\[0\]: found 1, expected an object"),
        (["lines"], [{}] * 101, "lines: found .* at most 100"),
        (["lines", 1, "quantity"], "2", r"lines\[1\]\.quantity: found '2'"),
        (["lines", 1, "quantity"], True, r"lines\[1\]\.quantity: found True"),
        (["lines", 1, "quantity"], -1, r"lines\[1\]\.quantity: found -1"),
        (["lines", 1, "net_kg"], 0.2, r"lines\[1\]\.net_kg: found 0\.2"),
        (["lines", 1, "net_kg"], "1e9", r"lines\[1\]\.net_kg: found '1e9'"),
        (["lines", 1, "value"], "NaN", r"lines\[1\]\.value: found 'NaN'"),
        (["lines", 1, "colour"], "red", r"lines\[1\]: .* the unknown key 'colour'"),
        (["sender"], None, "sender: found None"),
        (["sender", "address"], "here", r"sender\.address: found 'here'"),
        (["sender", "address", "city"], 1, r"sender\.address\.city: found 1"),
        (["posted_on"], "02.03.2026", "posted_on: found '02.03.2026'"),
        (["posted_on"], "2026-02-30", "posted_on: found '2026-02-30'"),
        (["licences"], "77", "licences: found '77'"),
        (["licences"], [7], r"licences: found 7"),
        (["comments"], "x" * 3_000, "comments: found .* at most 2,000 characters"),
    ],
)  # fmt: skip
def test_each_mistake_is_named_by_its_path(content, path, value, said):
    with pytest.raises(MessageError, match=said):
        declaration_from_json(change(content, path, value))


def test_a_missing_key_is_named(content):
    del content["addressee"]
    with pytest.raises(MessageError, match="message: found an object without 'addressee'"):
        declaration_from_json(json.dumps(content))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"a":' * 100_000,
        "1" * 1_000_001,
        '"x"',
        "\ud800",
        '{"form": "CN22", "form": "CN23"}',
    ],
    ids=[
        "empty",
        "open",
        "list",
        "null",
        "deep list",
        "deep",
        "long",
        "text",
        "surrogate",
        "twice",
    ],
)
def test_what_is_no_declaration_is_refused(text):
    with pytest.raises(MessageError, match=r"^message: "):
        declaration_from_json(text)


def test_numbers_keep_their_digits(cn):
    said = json.loads(declaration_to_json(parse_cn(cn)))
    assert (said["lines"][0]["value"], said["gross_kg"]) == ("24.00", "0.70")
