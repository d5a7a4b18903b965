"""Something is changed on its way, in the database, or by the server itself."""

import copy
import json

import pytest
from sqlalchemy import delete, select, update

from aatulab.exchange.client.inbox import Refused
from aatulab.exchange.client.sealing import File, new_id, seal_epoch
from aatulab.exchange.crypto.box import new_key
from aatulab.exchange.crypto.canonical import b64, unb64
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.crypto.wrap import beside_wrap, wrap
from aatulab.exchange.store import tables
from aatulab.exchange.store.audit import findings, head
from aatulab.exchange.wire.record import Member


def flipped(text):
    raw = bytearray(unb64(text, "x"))
    raw[0] ^= 1
    return b64(bytes(raw))


CHANGES = {
    "box": lambda m: m | {"box": flipped(m["box"])},
    "nonce": lambda m: m | {"nonce": flipped(m["nonce"])},
    "signature": lambda m: m | {"signature": flipped(m["signature"])},
    "urgency": lambda m: m | {"header": m["header"] | {"urgency": "priority"}},
    "kind": lambda m: m | {"header": m["header"] | {"kind": "request"}},
    "id": lambda m: m | {"header": m["header"] | {"id": new_id()}},
    "counter": lambda m: m | {"header": m["header"] | {"counter": 7}},
    "sent_at": lambda m: m | {"header": m["header"] | {"sent_at": "2026-05-10T12:00:01.000Z"}},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_message_changed_on_its_way_is_refused(ada, group, sealed, hand_in, refused, change):
    with refused("bad_signature"):
        hand_in(ada, group, CHANGES[change](sealed(ada, group)))
    assert hand_in(ada, group, sealed(ada, group))["again"] is False


@pytest.mark.parametrize("change", CHANGES)
def test_a_message_changed_in_the_database_does_not_open(world, ada, ben, group, note, change):
    ada.post(group, note())
    held = tables.entries
    row = world.store.read(lambda c: c.execute(select(held).where(held.c.type == "message")).one())
    body = json.dumps(CHANGES[change](json.loads(row.body)))
    world.store.write(
        lambda c: c.execute(update(held).where(held.c.seq == row.seq).values(body=body))
    )
    (item,) = ben.sync()
    assert isinstance(item, Refused)
    assert ben.inbox.letters == {}
    assert any("was changed" in one.says for one in world.store.read(findings))


def test_a_box_under_another_header_does_not_open(ada, ben, group, sealed, hand_in):
    """Even who may sign cannot put another's sealed words under a header of his own."""
    first, second = sealed(ada, group), sealed(ben, group)
    stolen = {"header": second["header"], "nonce": first["nonce"], "box": first["box"]}
    stolen["signature"] = ben.identity.sign("message", stolen)
    hand_in(ben, group, stolen)
    (item,) = ada.sync()
    assert isinstance(item, Refused)


def test_a_replayed_message_is_kept_once(world, ada, ben, group, sealed, hand_in):
    raw = sealed(ada, group)
    first = hand_in(ada, group, raw)
    world.clock.seconds += 3600
    again = hand_in(ada, group, raw)
    assert again == first | {"again": True}
    assert len(ben.sync()) == 1


def test_an_id_used_twice_is_refused(ada, ben, group, sealed, hand_in, refused):
    raw = sealed(ada, group)
    hand_in(ada, group, raw)
    other = sealed(ada, group, counter=2, id=raw["header"]["id"])
    with refused("replayed"):
        hand_in(ada, group, other)
    with refused("replayed"):
        hand_in(ben, group, sealed(ben, group, id=raw["header"]["id"]))


def test_an_old_number_is_refused_and_the_last_one_told(ada, group, sealed, hand_in, refused):
    hand_in(ada, group, sealed(ada, group, counter=5))
    with refused("counter") as no:
        hand_in(ada, group, sealed(ada, group, counter=5))
    assert no.error.details == {"last_counter": 5}


@pytest.mark.parametrize("off_s", [-121, 121])
def test_a_wrong_clock_is_told_with_both_times(world, ada, group, sealed, hand_in, refused, off_s):
    raw = sealed(ada, group)
    world.clock.seconds += off_s
    with refused("wrong_clock") as no:
        hand_in(ada, group, raw)
    assert raw["header"]["sent_at"] in no.says
    assert no.error.details["server_time"] in no.says
    world.clock.seconds -= off_s / abs(off_s)
    assert hand_in(ada, group, raw)["again"] is False


def test_a_member_added_by_the_server_is_refused(world, ada, ben, group, refused, monkeypatch):
    """The server makes an epoch of its own with a listener in it: no client takes it."""
    mallory = Identity.fresh("mallory")
    before = ada.circles.epoch(group).record
    extra = Member("mallory", "Nowhere", keeper=True, keys=mallory.public)
    made = seal_epoch(
        mallory, group, before.name, [*before.members, extra], new_key(), ada.clock.now(), before
    )
    forged = {"record": made["record"], "signature": made["signature"]}
    call = ada.line.call

    def with_listener(method, path, body=None):
        answer = call(method, path, body)
        if path.endswith("/keys"):
            answer["epochs"].append(forged | {"wrap": made["wraps"]["ada"]})
        return answer

    monkeypatch.setattr(ada.line, "call", with_listener)
    with refused("not_keeper"):
        ada.circles.fetch(group)
    assert ada.circles.epoch(group).record == before


def test_a_group_key_of_the_servers_own_is_refused(world, ada, ben, group, refused):
    record = ada.circles.epoch(group).record
    theirs = record.member("ben").keys.box_key
    known = wrap(new_key(), theirs, beside_wrap(group, 1, "ben"))
    held = tables.wraps
    world.store.write(
        lambda c: c.execute(
            update(held).where(held.c.account == "ben").values(wrap=json.dumps(known))
        )
    )
    with refused("bad_signature") as no:
        ben.circles.fetch(group)
    assert "put in another" in no.says


def test_two_records_of_one_epoch_are_refused(world, ada, ben, group, refused):
    ben.circles.fetch(group)
    other = seal_epoch(
        ada.identity,
        group,
        "Another name",
        ada.circles.epoch(group).record.members,
        new_key(),
        ada.clock.now(),
    )
    epochs = [
        {"record": other["record"], "signature": other["signature"], "wrap": other["wraps"]["ben"]}
    ]
    with refused("bad_signature"):
        ben.circles.keyring.take(group, epochs)


def test_a_changed_attachment_does_not_open(world, ada, ben, group, note, refused):
    ada.post(group, note(), files=[File("x-ray.png", "image/png", b"grey" * 50)])
    (letter,) = ben.sync()
    assert ben.mail.file(letter, letter.attached[0]).content == b"grey" * 50
    held = tables.attachments
    row = world.store.read(lambda c: c.execute(select(held)).one())
    changed = row.content[:20] + bytes([row.content[20] ^ 1]) + row.content[21:]
    world.store.write(lambda c: c.execute(update(held).values(content=changed)))
    with refused("bad_signature"):
        ben.mail.file(letter, letter.attached[0])


def test_an_attachment_of_another_cannot_be_passed_off(ada, ben, group, note, hand_in, refused):
    """Ben names in his message what ada has uploaded for hers."""
    from aatulab.exchange.client.sealing import Draft, seal_file, seal_message

    epoch = ada.circles.epoch(group)
    hers = seal_file(epoch, File("a", "text/plain", b"a"))
    ada.line.put_bytes(f"/groups/{group}/attachments/{hers.id}?epoch=1", hers.sealed)
    draft = Draft(new_id(), group, note())
    raw = seal_message(draft, ben.circles.epoch(group), ben.identity, 1, ben.clock.now(), [hers])
    with refused("no_attachment"):
        hand_in(ben, group, raw)


TOUCHED = {
    "a line changed": lambda c: c.execute(
        update(tables.audit).where(tables.audit.c.n == 3).values(who="somebody else")
    ),
    "a line removed": lambda c: c.execute(delete(tables.audit).where(tables.audit.c.n == 3)),
    "an entry removed": lambda c: c.execute(
        delete(tables.entries).where(tables.entries.c.type == "message")
    ),
    "an entry put in": lambda c: c.execute(
        tables.entries.insert().values(
            group_id="x", seq=9, epoch=1, type="message", at="", body="{}"
        )
    ),
    "a moment changed": lambda c: c.execute(
        update(tables.audit)
        .where(tables.audit.c.action == "message")
        .values(at="2026-05-10T11:00:00.000Z")
    ),
}


@pytest.mark.parametrize("touch", TOUCHED)
def test_the_audit_shows_what_was_touched(world, ada, group, note, touch):
    ada.post(group, note())
    assert world.store.read(findings) == []
    world.store.write(TOUCHED[touch])
    assert world.store.read(findings) != []


def test_an_audit_that_was_cut_short_or_written_anew_does_not_fit_its_noted_head(
    world, ada, group, note
):
    ada.post(group, note())
    noted = world.store.read(head)
    world.store.write(
        lambda c: c.execute(delete(tables.audit).where(tables.audit.c.n == noted.lines))
    )
    world.store.write(
        lambda c: c.execute(delete(tables.entries).where(tables.entries.c.type == "message"))
    )
    assert world.store.read(findings) == []  # in itself it fits
    (found,) = world.store.read(lambda c: findings(c, noted))
    assert f"you noted {noted.lines}" in found.says


def test_json_that_two_readers_read_differently_is_refused(world, ada, group, sealed):
    raw = json.dumps(sealed(ada, group))
    headers = {"Authorization": f"Bearer {ada.line.token}", "Content-Type": "application/json"}
    for changed in (
        raw.replace('"nonce"', '"nonce": "AAAA", "nonce"', 1),
        raw.replace('"counter": 1', '"counter": 1.0'),
        raw.replace('"counter": 1', '"counter": NaN'),
        raw + " {}",
    ):
        answer = world.http.post(f"/api/groups/{group}/messages", content=changed, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed")


def test_a_hidden_field_in_a_header_is_refused(ada, group, sealed, hand_in, refused):
    raw = copy.deepcopy(sealed(ada, group))
    raw["header"]["note"] = "kept beside the seal"
    with refused("malformed") as no:
        hand_in(ada, group, raw)
    assert no.error.details["where"] == "header.note"
