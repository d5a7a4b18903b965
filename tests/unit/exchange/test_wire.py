"""Both kinds of client reach the same bytes, and what is out of form is refused in words."""

import importlib.util
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.exchange.crypto.canonical import b64, canon, unb64
from aatulab.exchange.crypto.password import LEAST_ROUNDS, ROUNDS
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.server.bodies import strict_json

PROGRAM = Path(__file__).with_name("vectors.py")

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(max_codepoint=127), max_size=6), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_the_vectors_are_those_of_this_code():
    """Renew with `python tests/unit/exchange/vectors.py`, and every other client with it."""
    spec = importlib.util.spec_from_file_location("exchange_vectors", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.vectors() == json.loads(module.PLACE.read_text(encoding="utf-8"))


def test_a_password_costs_six_hundred_thousand_rounds():
    assert ROUNDS == LEAST_ROUNDS == 600_000


@given(VALUES)
def test_canonical_json_reads_back_and_has_one_form(value):
    written = canon(value)
    assert strict_json(written) == json.loads(json.dumps(value))
    assert canon(strict_json(written)) == written


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), 2**53, {"é": 1}, {1: 1}, "\ud800", {"a": {"b": object()}}, b"raw", {1, 2}],
)
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(RefusedError):
        canon(value)


def test_what_is_too_deep_is_refused():
    value = []
    for _ in range(2_000):
        value = [value]
    with pytest.raises(RefusedError, match="levels"):
        canon(value)


@given(st.binary(max_size=40))
def test_base64_reads_back(raw):
    assert unb64(b64(raw), "x") == raw


@pytest.mark.parametrize("text", ["A", "AA==", "A+/A", "AAAAA", "AB", "é", "A A", "\n", 7, None])
def test_base64_of_a_second_form_is_refused(text):
    with pytest.raises(RefusedError, match="base64url"):
        unb64(text, "x")


def mutated(value, drawn):
    """Return a copy of a JSON value with one thing in it changed at random."""
    odd = drawn.choice(
        [None, True, -1, 2**60, 1, "", "x", "é" * 50, [], {}, [[]], {"a": 1}, "A" * 22, "A" * 43]
    )
    if isinstance(value, dict) and value and drawn.random() < 0.85:
        key = drawn.choice(sorted(value))
        fate = drawn.random()
        if fate < 0.15:
            return {name: one for name, one in value.items() if name != key}
        if fate < 0.25:
            return value | {"more": odd}
        return value | {key: mutated(value[key], drawn)}
    if isinstance(value, list) and value and drawn.random() < 0.7:
        place = drawn.randrange(len(value))
        return [*value[:place], mutated(value[place], drawn), *value[place + 1 :]]
    return odd


@pytest.mark.parametrize("what", ["message", "receipt", "epoch", "account"])
def test_a_body_changed_at_random_is_refused_and_never_breaks_the_server(
    make_world, note, sealed, what
):
    """Three hundred changes each: none is taken, none ends in a failure of the server."""
    from aatulab.exchange.client.enrol import new_account
    from aatulab.exchange.client.sealing import seal_epoch, seal_receipt
    from aatulab.exchange.crypto.box import new_key

    world = make_world(requests_a_minute=10**9, posts_a_minute=10**9)
    ada, ben, root = (world.log_in(name) for name in ("ada", "ben", "root"))
    group = ada.begin_group("Freight", ["ben"])
    id_ = ben.post(group, note())
    epoch, now = ada.circles.epoch(group), ada.clock.now()
    record = epoch.record
    who, path, body = {
        "message": (ada, f"/groups/{group}/messages", sealed(ada, group)),
        "receipt": (
            ada,
            f"/groups/{group}/receipts",
            seal_receipt(epoch, ada.identity, id_, now, "ok"),
        ),
        "epoch": (
            ada,
            f"/groups/{group}/epochs",
            seal_epoch(ada.identity, group, record.name, record.members, new_key(), now, record),
        ),
        "account": (root, "/accounts", new_account("eve", "Unit West", "officer", "x" * 12)[1]),
    }[what]
    drawn = random.Random(what)
    headers = {"Authorization": f"Bearer {who.line.token}"}
    for _ in range(300):
        changed = mutated(body, drawn)
        if changed == body or (what == "account" and is_another_account(changed)):
            continue
        answer = world.http.post(f"/api{path}", json=changed, headers=headers)
        assert 400 <= answer.status_code < 500, (changed, answer.text)
        assert answer.json()["error"]
    assert world.http.post(f"/api{path}", json=body, headers=headers).status_code == 200


def is_another_account(body):
    """An account may be called anything in form, and have any keys."""
    try:
        from aatulab.exchange.server.accounts import account_in

        account_in(body)
    except RefusedError:
        return False
    return True
