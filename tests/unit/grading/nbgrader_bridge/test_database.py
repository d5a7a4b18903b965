import sqlite3
import threading
import time
from contextlib import closing

import pytest

from aatulab.grading.nbgrader_bridge.database import (
    begin_writing,
    ensure_database,
    open_gradebook,
)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "gradebook.db"
    ensure_database(f"sqlite:///{path}")
    return path


@pytest.fixture
def book(path):
    book = open_gradebook(f"sqlite:///{path}", "aatu")
    yield book
    book.close()


def ask(path, query):
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def test_a_gradebook_has_a_log_ahead_and_stays_so_for_whoever_opens_it(path):
    assert ask(path, "pragma journal_mode") == [("wal",)]


def test_a_second_call_changes_nothing(path):
    before = ask(path, "select * from sqlite_master order by name")
    ensure_database(f"sqlite:///{path}")
    assert ask(path, "select * from sqlite_master order by name") == before


@pytest.mark.parametrize("table", ["grade", "comment"])
def test_a_submissions_grades_are_found_by_an_index(path, table):
    """Does a page of the formgrader not look through the whole class for one notebook?"""
    (plan,) = ask(path, f"explain query plan select * from {table} where notebook_id = 'x'")
    assert f"USING INDEX ix_aatulab_{table}" in plan[-1]


def test_a_reader_is_not_stopped_by_a_writer(book, path):
    book.add_student("ana")
    begin_writing(book.db)
    assert ask(path, "select id from student") == [("ana",)]
    book.db.rollback()


def test_a_writer_waits_for_another_instead_of_giving_up(book, path):
    other = sqlite3.connect(path, check_same_thread=False)
    other.execute("begin immediate")

    def end():
        time.sleep(0.3)
        other.commit()
        other.close()

    thread = threading.Thread(target=end)
    thread.start()
    start = time.monotonic()
    begin_writing(book.db)
    book.db.rollback()
    thread.join()
    assert time.monotonic() - start > 0.25


def test_nothing_that_is_kept_waits_for_the_next_checkpoint(book):
    (level,) = book.db.connection().exec_driver_sql("pragma synchronous").one()
    assert level == 2  # FULL: a commit is on the disk
