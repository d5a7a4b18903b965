"""Somebody says that he is somebody else, or that his server is the exchange."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import uvicorn

from aatulab.exchange.client import session
from aatulab.exchange.client.pinned import pinned
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.server.certificate import certificate_in
from aatulab.exchange.server.run import config_of, free_port

WRONG = "not the right words at all"


def test_guessing_a_password_is_slowed_down(world, refused):
    for _ in range(world.settings.logins_a_minute):
        with refused("refused_login"):
            world.log_in("ada", password=WRONG)
    with refused("too_many") as no:
        world.log_in("ada")  # even the right one
    assert "wait" in no.says
    world.clock.seconds += 61
    assert world.log_in("ada").account == "ada"


def test_an_account_that_is_not_there_is_not_told_apart(world):
    asked = {
        name: world.http.post("/api/login/begin", json={"account": name}).json()
        for name in ("ada", "nobody", "nobody-2")
    }
    assert {len(one["salt"]) for one in asked.values()} == {22}
    assert len({one["salt"] for one in asked.values()}) == 3
    again = world.http.post("/api/login/begin", json={"account": "nobody"}).json()
    assert again["salt"] == asked["nobody"]["salt"]
    answers = [
        world.http.post("/api/login", json={"account": name, "login": 43 * "A"})
        for name in ("ada", "nobody")
    ]
    assert answers[0].status_code == answers[1].status_code == 401
    assert answers[0].json() == answers[1].json()


def test_a_message_in_anothers_name_is_refused(world, ada, ben, group, sealed, hand_in, refused):
    with refused("bad_signature"):
        hand_in(ben, group, sealed(ada, group))
    forged = sealed(ben, group)
    forged["header"]["sender"] = "ada"
    with refused("bad_signature"):
        hand_in(ada, group, forged)
    assert ben.sync() == []


def test_a_receipt_in_anothers_name_is_refused(world, ada, ben, group, note, refused):
    from aatulab.exchange.client.sealing import seal_receipt

    id_ = ben.post(group, note())
    receipt = seal_receipt(ben.circles.epoch(group), ben.identity, id_, ben.clock.now())
    receipt["receipt"]["by"] = "ada"
    with refused("bad_signature"):
        ada.line.call("POST", f"/groups/{group}/receipts", receipt)


def test_a_token_ends_with_log_out_disabling_a_new_password_and_time(world, refused):
    first, second = world.log_in("ada"), world.log_in("ada")
    first.log_out()
    second.groups()
    third = world.log_in("ada")
    third.change_password("four words put together", "four other words together")
    third.groups()
    with refused("not_logged_in"):
        second.groups()
    world.clock.seconds += 12 * 3600
    with refused("not_logged_in"):
        third.groups()
    ben = world.log_in("ben")
    world.log_in("root").line.call("POST", "/accounts/ben/disable", {})
    with refused("not_logged_in"):
        ben.groups()
    with refused("refused_login"):
        world.log_in("ben")


@pytest.mark.parametrize("token", ["", "short", "x" * 43, "é" * 43, "x" * 5_000])
def test_a_token_that_was_never_given_opens_nothing(world, token):
    headers = {"Authorization": f"Bearer {token}".encode()}
    answer = world.http.get("/api/groups", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "not_logged_in")


def test_another_certificate_is_refused_before_anything_is_sent(tmp_path, world, refused):
    now = datetime.now(UTC)
    ours = certificate_in(tmp_path, ["127.0.0.1"], now - timedelta(hours=1))
    port = free_port()
    server = uvicorn.Server(config_of(world.app, "127.0.0.1", port, ours))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.05)
        url = f"https://127.0.0.1:{port}"
        line = pinned(url, ours.fingerprint).line()
        assert line.call("GET", "/hello")["version"] == 1
        line.close()
        with refused("bad_signature") as no:
            pinned(url, "00" * 32)
        assert "Nothing was sent" in no.says
    finally:
        server.should_exit = True
        thread.join()


def test_a_server_that_asks_for_few_rounds_gets_nothing(world, monkeypatch, refused):
    monkeypatch.setattr(session, "LEAST_ROUNDS", 600_000)
    line = world.line()
    asked = []
    call = line.call
    monkeypatch.setattr(line, "call", lambda *given: asked.append(given[1]) or call(*given))
    with refused("bad_signature"):
        world.log_in("ada", line=line)
    assert asked == ["/login/begin"]


def test_swapped_keys_of_a_person_are_refused(world, ada, ben, group, refused, monkeypatch):
    """A server that puts its own keys in ben's place cannot have a group made for them."""
    ada.directory()
    mallory = Identity.fresh("ben").public
    call = ada.line.call

    def swapped(method, path, body=None):
        answer = call(method, path, body)
        for one in answer.get("accounts", ()):
            if one["name"] == "ben":
                one |= {"sign_key": mallory.sign_key, "box_key": mallory.box_key}
        return answer

    monkeypatch.setattr(ada.line, "call", swapped)
    with refused("bad_signature") as no:
        ada.begin_group("Another", ["ben"])
    assert mallory.fingerprint in no.says
