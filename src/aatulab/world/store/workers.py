"""Run the jobs of a build on several processes of this machine, one gateway a process at a time."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

import pyarrow as pa

from aatulab.errors import WorldError
from aatulab.world.store.manifest import Stock
from aatulab.world.store.parts import Job, Runner, build_here, run_job


def build_on_processes(workers: int) -> Runner:
    """Return a runner with so many processes; one is this process itself."""

    def run(jobs: Sequence[Job]) -> Iterator[tuple[str, Stock]]:
        if not jobs:
            return
        # spawned and not forked: Arrow's threads do not survive a fork
        pool = ProcessPoolExecutor(
            min(workers, len(jobs)),
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
        )
        try:
            for done in as_completed([pool.submit(run_job, job) for job in jobs]):
                yield done.result()
        except BrokenProcessPool:
            raise WorldError(
                "a worker died, perhaps for want of memory.  What is finished is kept: run the "
                "same command again, with fewer workers, to go on."
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)

    return build_here if workers == 1 else run


def _begin() -> None:
    """Make a process a worker: one core, and no longer life than the build's."""
    pa.set_cpu_count(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends us
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A worker holds both ends of the pool's queue, so it would wait for ever for a build that was
    # killed: https://github.com/python/cpython/issues/111873
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
