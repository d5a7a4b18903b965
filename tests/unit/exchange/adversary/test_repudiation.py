"""Somebody denies what he sent, received or did."""

import json

from sqlalchemy import select

from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.store import tables
from aatulab.exchange.wire.message import Message
from aatulab.exchange.wire.receipt import Receipt


def bodies(world, type_):
    held = tables.entries
    query = select(held.c.body).where(held.c.type == type_)
    texts = world.store.read(lambda c: c.execute(query).scalars().all())
    return [json.loads(text) for text in texts]


def test_a_stored_message_proves_its_sender(world, ada, group, note, refused):
    ada.post(group, note())
    (raw,) = bodies(world, "message")
    Message.from_json(raw).check_signature(ada.identity.public.sign_key)
    with refused("bad_signature"):
        Message.from_json(raw).check_signature(Identity.fresh("ada").public.sign_key)


def test_a_stored_receipt_proves_who_received(world, ada, ben, group, note):
    id_ = ada.post(group, note())
    ben.sync()
    ben.acknowledge(id_, "Held.")
    (raw,) = bodies(world, "receipt")
    Receipt.from_json(raw).check_signature(ben.identity.public.sign_key)


def test_whatever_was_done_has_a_line_in_the_audit(world, ada, ben, group, note):
    id_ = ada.post(group, note())
    ben.sync()
    ben.acknowledge(id_)
    ben.circles.leave(group)
    world.log_in("root").line.call("POST", "/accounts/dan/disable", {})
    query = select(tables.audit.c.who, tables.audit.c.action)
    lines = world.store.read(lambda c: [tuple(row) for row in c.execute(query)])
    for expected in (
        ("ada", "login"),
        ("ada", "epoch"),
        ("ada", "message"),
        ("ben", "receipt"),
        ("ben", "leave"),
        ("root", "disable"),
    ):
        assert expected in lines
    assert len([one for one in lines if one[1] == "account"]) == 5


def test_nobody_acknowledges_his_own_message(ada, group, note, refused):
    id_ = ada.post(group, note())
    ada.sync()
    with refused("no_message"):
        ada.acknowledge(id_)


def test_the_first_receipt_stays_whatever_comes_later(world, ada, ben, group, note):
    id_ = ada.post(group, note())
    ben.sync()
    ben.acknowledge(id_, "Let go.")
    ben.acknowledge(id_, "Held, of course.")
    ada.sync()
    assert [one.text for one in ada.inbox.receipts[id_]] == ["Let go."]
