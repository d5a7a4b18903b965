"""Threads, each with a worker of its own, that start while the rest of us is imported.

Tasks go in as a list, results come out as they are done, to one caller: one by one, or in
groups of all that is done by then.  Only what makes the work as such impossible (no sandbox, a
full disk) is raised; a task that can fail for its own reasons says so in its result.
"""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")
W = TypeVar("W")


@dataclass(frozen=True)
class _Stop:
    """What ends all work."""

    error: BaseException


class Pool(Generic[W]):
    """Some threads with a worker each, for as long as the `with` block lasts.

    Workers start at once, so as to be ready when there is work; when `lazy`, with the first work.
    """

    def __init__(
        self,
        make_worker: Callable[[], AbstractContextManager[W]],
        workers: int,
        *,
        lazy: bool = False,
    ) -> None:
        self._make_worker = make_worker
        self._lazy = lazy
        self._todo: queue.SimpleQueue[Callable[[W], object] | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(workers)]

    def __enter__(self) -> Self:
        if not self._lazy:
            self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        while not self._todo.empty():  # what is left undone after an error
            self._todo.get()
        started = [thread for thread in self._threads if thread.ident is not None]
        for _ in started:
            self._todo.put(None)
        for thread in started:
            thread.join()

    def run_all(self, tasks: Sequence[Callable[[W], T]]) -> Iterator[T]:
        """Give what each task returns, as they are done; raise what ends all work."""
        for group in self.run_in_groups(tasks, most=1):
            yield from group

    def run_in_groups(
        self, tasks: Sequence[Callable[[W], T]], most: int, patience_s: float = 0.0
    ) -> Iterator[list[T]]:
        """Give what the tasks return, each time all that is done by then, up to so many.

        With patience, each time all that is done within so many seconds after the first: many
        results are written down together for the price of one.
        """
        if tasks and self._threads and self._threads[0].ident is None:
            self._start()
        for task in tasks:
            self._todo.put(task)
        missing = len(tasks)
        while missing:
            group = self._take_done(min(most, missing), patience_s)
            missing -= len(group)
            yield group  # type: ignore[misc]  # what a task of T returns

    def _take_done(self, most: int, patience_s: float) -> list[object]:
        """Return what is done, waiting for the first; what is done comes before what ends all."""
        group: list[object] = []
        until = 0.0
        while len(group) < most:
            try:
                outcome = self._done.get(timeout=max(0.0, until - monotonic()) if group else None)
            except queue.Empty:
                break
            if isinstance(outcome, _Stop):
                if not group:
                    raise outcome.error
                self._done.put(outcome)
                break
            until = until or monotonic() + patience_s
            group.append(outcome)
        return group

    def _start(self) -> None:
        for thread in self._threads:
            thread.start()

    def _work(self) -> None:
        """Take tasks until there are no more; runs in a thread, to which the worker is bound."""
        try:
            with self._make_worker() as worker:
                while (task := self._todo.get()) is not None:
                    self._done.put(task(worker))
        except BaseException as error:  # noqa: BLE001 - handed to the caller, who raises it
            self._done.put(_Stop(error))
