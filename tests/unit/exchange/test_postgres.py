"""The same exchange on a real PostgreSQL server."""

import importlib.util
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, update

from aatulab.exchange.client.sealing import File
from aatulab.exchange.server import staff
from aatulab.exchange.store import tables
from aatulab.exchange.store.audit import findings
from aatulab.exchange.store.database import url_of

PROGRAM = Path(__file__).parents[2] / "grading" / "postgres.py"
PASSWORD = "four words put together"


@pytest.fixture(scope="module")
def postgres():
    spec = importlib.util.spec_from_file_location("postgres_server", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with module.running_server() as server:
        yield server


@pytest.fixture
def on_postgres(postgres, world):
    """A world whose server keeps everything in a fresh database."""
    made = type(world)(postgres.new_database())
    for name in ("ada", "ben", "cleo"):
        staff.enrol(made.store, name, f"Unit {name}", "officer", PASSWORD, made.clock.now())
    yield made
    made.close()


def test_a_plain_url_is_led_to_the_driver_that_is_locked():
    assert url_of("postgresql://ada@server/exchange") == "postgresql+pg8000://ada@server/exchange"


def test_two_units_talk_and_part(on_postgres, note, refused):
    ada, ben = on_postgres.log_in("ada"), on_postgres.log_in("ben")
    group = ada.begin_group("Freight", ["ben"])
    id_ = ada.post(group, note("é"), files=[File("a.txt", "text/plain", b"\x00\xff" * 999)])
    (letter,) = ben.sync()
    assert ben.mail.file(letter, letter.attached[0]).content == b"\x00\xff" * 999
    ben.acknowledge(id_, "Held.")
    with refused("taken"):
        staff.enrol(on_postgres.store, "ada", "X", "officer", PASSWORD, on_postgres.clock.now())
    ada.circles.change(group, add=["cleo"], remove=["ben"])
    ada.post(group, note("after"))
    ada.sync()
    assert [one.text for one in ada.inbox.receipts[id_]] == ["Held."]
    assert ben.sync() == []
    assert [one.notice.text for one in on_postgres.log_in("cleo").sync()] == ["after"]
    assert on_postgres.store.read(findings) == []


def test_many_write_at_once_and_each_is_kept_once(on_postgres, note):
    ada = on_postgres.log_in("ada")
    group = ada.begin_group("Freight", ["ben", "cleo"])
    people = [ada, on_postgres.log_in("ben"), on_postgres.log_in("cleo")]

    def send(who):
        for n in range(15):
            who.post(group, note(f"{who.account} {n}"))

    threads = [threading.Thread(target=send, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ada.sync()
    texts = sorted(one.notice.text for one in ada.inbox.letters.values())
    assert texts == sorted(f"{who.account} {n}" for who in people for n in range(15))
    seqs = sorted(one.seq for one in ada.inbox.letters.values())
    assert seqs == list(range(2, 47))


def test_a_change_in_the_database_shows(on_postgres, note):
    ada = on_postgres.log_in("ada")
    ada.post(ada.begin_group("Freight", ["ben"]), note())
    held = tables.entries
    row = on_postgres.store.read(lambda c: c.execute(select(held).order_by(held.c.seq)).first())
    on_postgres.store.write(
        lambda c: c.execute(update(held).where(held.c.seq == row.seq).values(body=row.body + " "))
    )
    assert len(on_postgres.store.read(findings)) == 1
