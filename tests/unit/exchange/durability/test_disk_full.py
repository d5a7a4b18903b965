"""The disk is full: said in words, nothing half written, nothing acknowledged is lost."""

import pytest
from sqlalchemy import event, func, select

from aatulab.exchange.client.sealing import File
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.store import tables
from aatulab.exchange.store.audit import findings

LONG = "A long report. " * 250


def rows_of(store):
    query = select(tables.groups.c.last_seq, func.count()).join(
        tables.entries, tables.entries.c.group_id == tables.groups.c.id
    )
    messages = select(func.count()).select_from(tables.messages)
    return store.read(
        lambda c: (
            c.execute(query.group_by(tables.groups.c.id)).one(),
            c.execute(messages).scalar_one(),
            findings(c),
        )
    )


def pages_of(store):
    return store.read(lambda c: c.exec_driver_sql("PRAGMA page_count").scalar_one())


def bound(store, pages):
    """Let the database grow to so many pages, as a full disk would."""

    def connected(connection, _record):
        connection.execute(f"PRAGMA max_page_count={pages}")

    store.engine.dispose()
    event.listen(store.engine, "connect", connected)
    return lambda: (event.remove(store.engine, "connect", connected), store.engine.dispose())


def test_a_full_disk_refuses_in_words_and_keeps_what_was_acknowledged(
    world, group, note, sealed, hand_in, refused
):
    ada, ben = world.log_in("ada"), world.log_in("ben")
    widen = bound(world.store, pages_of(world.store) + 20)
    acknowledged = 0
    with refused("disk_full") as no:
        for counter in range(1, 100):
            hand_in(ada, group, sealed(ada, group, counter, notice=note(LONG)))
            acknowledged = counter
    assert "NOT kept" in no.says
    assert "make room" in no.says
    assert acknowledged >= 3
    (last_seq, entries), messages, found = rows_of(world.store)
    assert (last_seq, entries) == (acknowledged + 1, acknowledged + 1)
    assert (messages, found) == (acknowledged, [])
    assert len(ben.sync()) == acknowledged
    widen()
    assert hand_in(ada, group, sealed(ada, group, acknowledged + 1))["seq"] == last_seq + 1
    assert rows_of(world.store)[2] == []


def test_what_did_not_fit_waits_in_the_outbox_and_goes_out_once(world, ada, ben, group, note):
    widen = bound(world.store, pages_of(world.store))
    for n in range(12):
        ada.post(group, note(f"{n} {LONG}"))
    waiting = len(ada.mail.outbox)
    assert waiting >= 8
    widen()
    ada.sync()
    assert len(ada.mail.outbox) == 0
    numbers = [int(one.notice.text.split()[0]) for one in ben.sync()]
    assert numbers == list(range(12))


def test_a_big_write_that_does_not_fit_harms_no_small_one(world, ada, ben, group, note, sealed):
    """They are written together; the one that fails is written alone and refused."""
    from concurrent.futures import wait

    from aatulab.exchange.store import files, post
    from aatulab.exchange.wire.message import Message

    widen = bound(world.store, pages_of(world.store) + 30)
    now, window = world.clock.now(), world.settings.window
    big, message = b"x" * 2_000_000, Message.from_json(sealed(ada, group))
    writer = world.store.writer
    futures = [
        writer.submit(lambda c: files.keep(c, group, "A" * 22, 1, "ada", big, now)),
        writer.submit(lambda c: post.take_message(c, message, now, window)),
    ]
    wait(futures)
    assert futures[0].exception().code == "disk_full"
    assert futures[1].result()[0].again is False
    widen()
    assert len(ben.sync()) == 1


def send_until_full(who, group, note):
    """Send messages, every second one with a file, until one is not taken."""
    sent = []
    while len(who.mail.outbox) == 0 and len(sent) < 400:
        files = [File("a", "a/b", b"x" * 9_000)] * (len(sent) % 2)
        try:
            sent.append(who.post(group, note(LONG), files=files))
        except RefusedError as error:  # the file found no room
            if error.code != "disk_full":
                raise
            break
    return sent


@pytest.mark.parametrize("room", [120_000, 400_000])
def test_a_server_whose_files_cannot_grow_says_so_and_loses_nothing(server, note, room):
    """A limit of the operating system on the size of files, in a real server."""
    server.start()
    ada = server.log_in("ada")
    group = ada.begin_group("Freight", ["ben"])
    ada.line.close()
    server.stop()
    server.start(most_file_bytes=(server.folder / "exchange.sqlite").stat().st_size + room)
    ada = server.log_in("ada")
    sent = send_until_full(ada, group, note)
    assert 1 <= len(sent) < 400
    waiting = [raw["header"]["id"] for raw in ada.mail.outbox.waiting()]
    ada.line.close()
    server.kill()
    with server.store() as store:
        held = store.read(lambda c: set(c.execute(select(tables.messages.c.id)).scalars()))
        assert store.read(findings) == []
    assert set(sent) - set(waiting) == held
