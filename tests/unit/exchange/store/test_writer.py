"""Many jobs, one commit; an answer only when it is durable."""

import threading

import pytest
from sqlalchemy import event, func, insert, select

from aatulab.errors import ExchangeError
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.store import tables
from aatulab.exchange.store.database import open_engine
from aatulab.exchange.store.keeping import Store
from aatulab.exchange.store.writer import MOST_TOGETHER, Writer


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "exchange.sqlite") as opened:
        yield opened


def put(name):
    row = {"name": name, "value": "x"}
    return lambda connection: connection.execute(insert(tables.settings), row) and name


def names(store):
    return set(store.read(lambda c: c.execute(select(tables.settings.c.name)).scalars().all()))


def held_up(store):
    """Hold the writer up until told to go on, so that jobs gather behind it."""
    begun, go_on = threading.Event(), threading.Event()
    future = store.writer.submit(lambda _connection: (begun.set(), go_on.wait(30)))
    assert begun.wait(30)
    return future, go_on


def test_jobs_that_wait_share_one_commit(store):
    commits = []
    event.listen(store.engine, "commit", lambda _connection: commits.append(1))
    first, go_on = held_up(store)
    futures = [store.writer.submit(put(f"n{n}")) for n in range(150)]
    go_on.set()
    assert [one.result() for one in futures] == [f"n{n}" for n in range(150)]
    first.result()
    assert len(commits) == 2
    assert MOST_TOGETHER >= 150


def test_nothing_is_answered_before_its_commit(store):
    order = []
    event.listen(store.engine, "commit", lambda _connection: order.append("commit"))
    future = store.writer.submit(put("a"))
    future.add_done_callback(lambda _future: order.append("answer"))
    future.result()
    assert order == ["commit", "answer"]


def test_a_refused_job_leaves_nothing_and_harms_no_other(store):
    def refused(connection):
        put("half")(connection)
        raise RefusedError("taken", "No.")

    first, go_on = held_up(store)
    futures = [store.writer.submit(job) for job in (put("a"), refused, put("b"))]
    go_on.set()
    assert futures[0].result() == "a"
    assert futures[2].result() == "b"
    with pytest.raises(RefusedError, match="No"):
        futures[1].result()
    assert {"a", "b"} <= names(store)
    assert "half" not in names(store)
    first.result()


def test_a_job_that_breaks_a_rule_of_the_database_fails_alone(store):
    first, go_on = held_up(store)
    futures = [store.writer.submit(put(name)) for name in ("a", "a", "b")]
    go_on.set()
    first.result()
    assert futures[0].result() == "a"
    assert isinstance(futures[1].exception(), RefusedError)
    assert futures[2].result() == "b"


def test_a_closed_writer_has_written_what_waited(tmp_path):
    store = Store(tmp_path / "exchange.sqlite")
    futures = [store.writer.submit(put(f"n{n}")) for n in range(50)]
    store.close()
    assert all(one.result() for one in futures)
    with pytest.raises(RefusedError, match="closing"):
        store.writer.submit(put("late"))


def test_too_much_waiting_is_refused_in_words(store, monkeypatch):
    from aatulab.exchange.store import writer

    monkeypatch.setattr(writer, "MOST_WAITING", 3)
    small = Writer(store.engine)
    begun, go_on = threading.Event(), threading.Event()
    small.submit(lambda _connection: (begun.set(), go_on.wait(30)))
    assert begun.wait(30)
    for n in range(3):
        small.submit(put(f"n{n}"))
    with pytest.raises(RefusedError, match="NOT kept"):
        small.submit(put("more"))
    go_on.set()
    small.close()


def test_sqlite_waits_for_the_disk_at_every_commit(store):
    asked = ("synchronous", "journal_mode", "foreign_keys")
    found = store.write(
        lambda c: [c.exec_driver_sql(f"PRAGMA {one}").scalar_one() for one in asked]
    )
    assert found == [2, "wal", 1]  # 2 is FULL


def test_readers_do_not_wait_for_the_writer(store):
    first, go_on = held_up(store)
    count = select(func.count()).select_from(tables.settings)
    assert store.read(lambda c: c.execute(count).scalar_one()) == 2
    go_on.set()
    first.result()


@pytest.mark.parametrize(
    "place",
    ["/nowhere/at/all/exchange.sqlite", "mysql://x@y/z", "postgresql://nobody@127.0.0.1:9/x"],
)
def test_a_database_that_does_not_open_is_said_in_words(place):
    with pytest.raises(ExchangeError) as error:
        open_engine(place)
    assert place.split("://")[-1] in str(error.value)


def test_a_database_of_another_version_is_refused(tmp_path, store):
    store.write(
        lambda c: c.execute(
            tables.settings.update().where(tables.settings.c.name == "version").values(value="99")
        )
    )
    with pytest.raises(ExchangeError, match="version 99"):
        open_engine(tmp_path / "exchange.sqlite")


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "x.sqlite").write_text("A letter, not a database. " * 50)
    with pytest.raises(ExchangeError, match=r"x\.sqlite"):
        open_engine(tmp_path / "x.sqlite")
