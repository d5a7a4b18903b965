"""One writer: many jobs, one commit, and an answer only when the disk has it.

While a commit waits for the disk, further jobs queue up; the next commit takes them all.  Each job
has a savepoint, so one that is refused leaves nothing behind and harms no other.  If a commit
fails, all of its jobs are told so, and none of them has happened.
"""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.store.prepared import Prepared

logger = logging.getLogger(__name__)

MOST_TOGETHER = 200
MOST_WAITING = 5_000
_FULL = ("disk is full", "disk i/o error", "no space left", "file too large", "53100")
_SAVE = Prepared(text("SAVEPOINT job"))
_UNDO = Prepared(text("ROLLBACK TO SAVEPOINT job"))
_LET_GO = Prepared(text("RELEASE SAVEPOINT job"))

T = TypeVar("T")
_Job = tuple[Callable[[Connection], Any], "Future[Any]"]
_Outcome = tuple[bool, Any]  # done, and what came of it
_STOP: _Job = (lambda _connection: None, Future())


class Writer:
    """Runs jobs one after the other on a thread of its own; `close` ends it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: queue.Queue[_Job] = queue.Queue(MOST_WAITING)
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="exchange-writer", daemon=True)
        self._thread.start()

    def submit(self, job: Callable[[Connection], T]) -> "Future[T]":
        """Return what the job will have returned once its commit is durable."""
        future: Future[T] = Future()
        if self._closed:
            raise _unavailable("The exchange is closing.")
        try:
            self._waiting.put_nowait((job, future))
        except queue.Full:
            raise _unavailable("Too much is waiting to be written.") from None
        return future

    def do(self, job: Callable[[Connection], T]) -> T:
        """Return what the job returns, after its commit."""
        return self.submit(job).result()

    async def awaited(self, job: Callable[[Connection], T]) -> T:
        """Return what the job returns, after its commit, to an event loop."""
        return await asyncio.wrap_future(self.submit(job))

    def close(self) -> None:
        """Write what waits, then end."""
        self._closed = True
        self._waiting.put(_STOP)
        self._thread.join()

    def _run(self) -> None:
        while True:
            batch = self._next_batch()
            goes_on = _STOP not in batch
            work = [one for one in batch if one is not _STOP]
            if work:
                self._write(work)
            if not goes_on:
                return

    def _next_batch(self) -> list[_Job]:
        batch = [self._waiting.get()]
        while len(batch) < MOST_TOGETHER:
            try:
                batch.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return batch

    def _write(self, batch: list[_Job]) -> None:
        try:
            outcomes = self._commit(batch)
        except SQLAlchemyError as error:
            self._after_failure(batch, error)
            return
        for (_, future), (done, value) in zip(batch, outcomes, strict=True):
            if done:
                future.set_result(value)
            else:
                future.set_exception(value)

    def _commit(self, batch: list[_Job]) -> list[_Outcome]:
        with self._engine.begin() as connection:
            return [_tried(connection, job) for job, _ in batch]

    def _after_failure(self, batch: list[_Job], error: SQLAlchemyError) -> None:
        if len(batch) > 1:  # perhaps only one of them does not fit
            for one in batch:
                self._write([one])
            return
        logger.error("a write failed: %s", type(error).__name__)
        batch[0][1].set_exception(in_words(error))


def _tried(connection: Connection, job: Callable[[Connection], Any]) -> _Outcome:
    _SAVE.rows(connection)
    try:
        outcome = True, job(connection)
    except SQLAlchemyError:
        raise  # the database's own trouble: nothing of this batch is written
    except Exception as error:  # noqa: BLE001 - a job's failure is its own answer
        _UNDO.rows(connection)
        outcome = False, error
    _LET_GO.rows(connection)
    return outcome


def in_words(error: BaseException) -> RefusedError:
    """Return a database's failure as a sentence; disk full is told apart."""
    if _is_full(error):
        return RefusedError(
            "disk_full",
            "The server's disk is full: this was NOT kept. What was acknowledged before is safe."
            " Tell the instructor to make room, and send again.",
        )
    return _unavailable("The server's database does not answer.")


def _is_full(error: BaseException | None) -> bool:
    # SQLite may roll back by itself when the disk is full; what shows first is then a savepoint
    # that is no longer there, and the true reason stands behind it
    while error is not None:
        said = str(getattr(error, "orig", None) or error).lower()
        if isinstance(error, DBAPIError) and any(word in said for word in _FULL):
            return True
        error = error.__context__
    return False


def _unavailable(why: str) -> RefusedError:
    return RefusedError("unavailable", f"{why} This was NOT kept; send again in a moment.")
