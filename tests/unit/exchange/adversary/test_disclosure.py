"""Somebody reads, or learns of, what he need not know."""

import json
import re

import pytest
from sqlalchemy import select

from aatulab.exchange.client.sealing import File, new_id, seal_file
from aatulab.exchange.store import tables

SECRET = "Item RR 7781, two kilograms behind the lining"


def test_the_database_holds_no_clear_text_and_no_password(world, ada, ben, group, note):
    id_ = ada.post(
        group, note(SECRET, "Lining"), files=[File("lining.txt", "a/b", SECRET.encode())]
    )
    ben.sync()
    ben.acknowledge(id_, "Held behind glass")
    world.store.close()
    kept = b"".join(path.read_bytes() for path in world.place.parent.glob("exchange-0*"))
    assert id_.encode() in kept
    for word in (b"RR 7781", b"Lining", b"lining.txt", b"Held behind", b"four words put"):
        assert word not in kept
    token = ada.line.token.encode()
    assert token not in kept


def paths(group, message, file):
    return [
        ("GET", f"/groups/{group}/keys", None),
        ("GET", f"/groups/{group}/messages", None),
        ("GET", f"/groups/{group}/messages?sender=ada", None),
        ("GET", f"/groups/{group}/attachments/{file}", None),
        ("POST", f"/groups/{group}/leave", {}),
    ]


@pytest.mark.parametrize("who", ["cleo", "dan", "root"])
def test_who_is_no_member_learns_nothing_not_even_that_the_group_is_there(
    world, ada, group, note, refused, who
):
    id_ = ada.post(group, note(), files=[File("a", "text/plain", b"a")])
    file = ada.sync()[0].attached[0].id
    other, absent = world.log_in(who), new_id()
    for (method, path, body), (_, nowhere, _) in zip(
        paths(group, id_, file), paths(absent, id_, file), strict=True
    ):
        with refused("no_group") as first:
            other.line.call(method, path, body)
        with refused("no_group") as second:
            other.line.call(method, nowhere, body)
        assert first.says == second.says
    assert other.groups() == []
    got = other.line.call("POST", "/sync", {"after": {group: 0}})
    assert got == {"entries": [], "more": False, "last": {}}


@pytest.mark.parametrize("who", ["cleo", "root"])
def test_who_is_no_member_writes_nothing(world, ada, group, sealed, hand_in, refused, who):
    """Even with the group's own key in hand."""
    other = world.log_in(who)
    raw = sealed(ada, group)
    header = raw["header"] | {"sender": who}
    signed = {"header": header, "nonce": raw["nonce"], "box": raw["box"]}
    with refused("no_group"):
        hand_in(other, group, signed | {"signature": other.identity.sign("message", signed)})


def test_who_was_removed_reads_and_writes_nothing_more(world, ada, ben, group, note, refused):
    ada.post(group, note("before"))
    ben.sync()
    old = ben.circles.epoch(group)
    ada.circles.change(group, remove=["ben"])
    ada.post(group, note("after"))
    assert ben.sync() == []
    assert ben.inbox.letters == {}
    with refused("no_group"):
        ben.post(group, note())
    rows = world.store.read(lambda c: c.execute(select(tables.entries)).all())
    newest = json.loads(rows[-1].body)
    assert newest["header"]["epoch"] == old.record.epoch + 1
    assert ada.circles.epoch(group).key != old.key


def test_who_has_left_reads_nothing_more_and_the_key_is_new_before_the_next_word(
    world, ada, ben, group, note
):
    cleo_in = ada.circles
    cleo_in.change(group, add=["cleo"])
    cleo = world.log_in("cleo")
    old = ada.circles.epoch(group)
    ben.circles.leave(group)
    assert ben.groups() == []
    cleo.post(group, note("Just us now."))  # cleo is no keeper, and renews the key
    (letter,) = ada.sync()
    assert letter.header.epoch == old.record.epoch + 1
    assert ada.circles.epoch(group).record.accounts == {"ada", "cleo"}
    assert ben.sync() == []


def test_a_newcomer_reads_nothing_from_before(world, ada, group, note, refused):
    id_ = ada.post(group, note("before"), files=[File("a", "text/plain", b"a")])
    file = ada.sync()[0].attached[0].id
    ada.circles.change(group, add=["dan"])
    ada.post(group, note("after"))
    dan = world.log_in("dan")
    assert [one.notice.text for one in dan.sync()] == ["after"]
    assert dan.line.call("GET", f"/groups/{group}/messages")["entries"][0]["seq"] > 2
    with refused("no_attachment"):
        dan.line.get_bytes(f"/groups/{group}/attachments/{file}")
    with refused("no_message"):
        dan.post(group, note("What was that?"), in_reply_to=id_)
    with refused("no_group"):
        dan.circles.epoch(group, 1)


def test_an_attachment_is_nobodys_until_a_message_names_it(world, ada, ben, group, refused):
    file = seal_file(ada.circles.epoch(group), File("a", "text/plain", b"a"))
    ada.line.put_bytes(f"/groups/{group}/attachments/{file.id}?epoch=1", file.sealed)
    with refused("no_attachment"):
        ben.line.get_bytes(f"/groups/{group}/attachments/{file.id}")


def test_the_live_line_tells_members_only(world, ada, ben, group, note):
    cleo = world.log_in("cleo")
    frames = {}
    with (
        world.http.websocket_connect("/api/live") as hers,
        world.http.websocket_connect("/api/live") as his,
    ):
        for socket, who in ((hers, cleo), (his, ben)):
            socket.send_json({"type": "hello", "token": who.line.token})
            assert socket.receive_json()["type"] == "welcome"
        ada.post(group, note(SECRET))
        frames["ben"] = his.receive_json()
        hers.send_json({"type": "ping"})
        frames["cleo"] = hers.receive_json()
    assert frames["ben"]["type"] == "entry"
    assert frames["cleo"]["type"] == "pong"  # nothing came before it


def test_what_is_refused_is_not_repeated(world, ada):
    headers = {"Authorization": f"Bearer {ada.line.token}"}
    for body in ({"after": {"x" * 22: SECRET}}, {SECRET: 1}, [SECRET] * 9, {"after": [SECRET]}):
        answer = world.http.post("/api/sync", json=body, headers=headers)
        assert answer.status_code == 422
        assert answer.json()["code"] == "malformed"
        assert len(answer.text) < 400


def test_a_failure_shows_no_inside(world, ada, monkeypatch):
    from aatulab.exchange.server import circles

    monkeypatch.setattr(circles.circles, "groups_of", lambda *_: 1 / 0)
    headers = {"Authorization": f"Bearer {ada.line.token}"}
    answer = world.http.get("/api/groups", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (500, "failed")
    assert "Zero" not in answer.text


def test_answers_forbid_foreign_scripts_frames_and_storing(world):
    for path in ("/api/hello", "/", "/api/groups", "/nowhere"):
        headers = world.http.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert not re.search(r"unsafe|https?:|\*", policy)
        assert headers["x-content-type-options"] == "nosniff"
        kept = "no-store" if path.startswith("/api") else "no-cache"
        assert headers["cache-control"] in {kept, "no-store"}


def test_neither_docs_nor_files_beside_the_page_are_served(world):
    for path in ("/docs", "/openapi.json", "/redoc", "/page/../server/app.py", "/page/%2e%2e/x"):
        assert world.http.get(path).status_code in {404, 405}
