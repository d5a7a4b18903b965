"""The server is killed at random moments: what it acknowledged is there, once, and in order."""

import random
import threading
import time

from sqlalchemy import select

from aatulab.exchange.store import tables
from aatulab.exchange.store.audit import findings

KILLS = 4


def send_until(session, group, note, over, sent, acknowledged):
    """Send one message after the other until `over`; note each, and each promise."""
    while not over.wait(0.02):  # within the limit of messages a minute
        id_ = session.post(group, note(f"{session.account} {len(sent)}"))
        sent.add(id_)
        if id_ not in open_in(session):
            acknowledged.add(id_)


def open_in(session):
    return {raw["header"]["id"] for raw in session.mail.outbox.waiting()}


def test_no_acknowledged_message_is_lost_by_kill_9(server, note):
    drawn = random.Random(20261130)
    server.start()
    ada = server.log_in("ada")
    group = ada.begin_group("Freight", ["ben", "cleo"])
    sessions = [ada, server.log_in("ben"), server.log_in("cleo")]
    sent = {one.account: set() for one in sessions}
    acknowledged = {one.account: set() for one in sessions}
    for one in sessions:
        one.circles.epoch(group)
    for _ in range(KILLS):
        over = threading.Event()
        threads = [
            threading.Thread(
                target=send_until,
                args=(one, group, note, over, sent[one.account], acknowledged[one.account]),
            )
            for one in sessions
        ]
        before = sum(map(len, acknowledged.values()))
        for thread in threads:
            thread.start()
        while sum(map(len, acknowledged.values())) < before + 5:
            time.sleep(0.02)
        time.sleep(drawn.uniform(0, 0.4))
        server.kill()
        over.set()
        for thread in threads:
            thread.join()
        server.start()
    for one in sessions:
        one.mail.flush()
        assert len(one.mail.outbox) == 0
    read = server.log_in("ben")
    read.sync()
    for one in sessions:
        one.line.close()
    read.line.close()
    said = server.stop()
    assert "Audit:" in said
    check_kept(server, sent, acknowledged, read)


def check_kept(server, sent, acknowledged, read):
    with server.store() as store:
        rows = store.read(lambda c: c.execute(select(tables.messages)).all())
        assert store.read(findings) == []
    kept = {row.id for row in rows}
    assert len(kept) == len(rows)
    promised = set().union(*acknowledged.values())
    assert len(promised) >= 5 * KILLS
    assert promised <= kept  # none that was acknowledged is lost
    assert kept == set().union(*sent.values())  # the rest went out when the server was back, once
    assert set(read.inbox.letters) == kept
    for account in acknowledged:
        mine = sorted((row.seq, row.counter) for row in rows if row.sender == account)
        assert [counter for _, counter in mine] == sorted(counter for _, counter in mine)


def test_a_lost_server_is_said_in_words_and_the_message_waits(server, note, refused):
    server.start()
    ada = server.log_in("ada")
    group = ada.begin_group("Freight", ["ben"])
    server.kill()
    ada.post(group, note())
    assert len(ada.mail.outbox) == 1
    with refused("unavailable") as no:
        ada.groups()
    assert "cannot be reached" in no.says
    server.start()
    assert len(ada.mail.flush()) == 1
    ada.line.close()
