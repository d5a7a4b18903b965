"""Our end of a cluster: a worker of the pool that has its work done elsewhere.

Each thread of the pool sends one submission and waits for its report, so that never more is on
the way than the cluster can work on.  A machine that dies is no failure: Dask gives its work to
another one.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Client, KilledWorker

from aatulab.errors import GradingError, SandboxError
from aatulab.grading.cluster.parcel import Parcel
from aatulab.grading.cluster.worker import Judge, grade_there
from aatulab.grading.grader import Grader, unrun_report
from aatulab.grading.rawnotebook import RefusedError, read_file
from aatulab.grading.report import Report

CONNECT_S = 10
LOOK_S = 30.0  # how often to look whether there is anybody left to do the work
MOST = 1_000


class ClusterWorker:
    """Grades one submission after the other, wherever the cluster has room."""

    def __init__(self, client: Any, judge: str, grader: Grader) -> None:
        self._client, self._judge, self._grader = client, judge, grader

    def grade(self, path: Path, trainee: str) -> Report:
        """Return the report on a submission; raise what makes grading impossible."""
        grader = self._grader
        try:
            notebook = read_file(path, grader.policy.notebook_bytes)
        except RefusedError as error:
            return unrun_report(grader, trainee, "refused", str(error))
        seed = grader.secret.seed_of(grader.exercise.assignment, trainee)
        future = self._client.submit(grade_there, self._judge, notebook, trainee, seed, pure=False)
        report = Report.from_json(self._wait(future))
        if (report.trainee, report.grader_digest) != (trainee, grader.digest()):
            raise SandboxError("a worker of the cluster has graded something else than was asked.")
        return report

    def _wait(self, future: Any) -> bytes:
        while True:
            try:
                return bytes(future.result(timeout=LOOK_S))
            except KilledWorker as error:
                raise GradingError(
                    f"every worker that was at it died ({error.allowed_failures + 1} of them)."
                ) from error
            except TimeoutError:
                if not _threads(self._client):
                    raise SandboxError(
                        "the cluster has no worker left. Start some, then grade again: what was"
                        " graded before is kept."
                    ) from None


@dataclass(frozen=True)
class Cluster:
    """A cluster whose workers know the assignment; `at_once` submissions keep it busy."""

    client: Any
    judge: str
    grader: Grader
    at_once: int

    def worker(self) -> AbstractContextManager[ClusterWorker]:
        """Return a worker as the pool takes them."""
        return nullcontext(ClusterWorker(self.client, self.judge, self.grader))


@contextmanager
def use_cluster(address: str, grader: Grader) -> Iterator[Cluster]:
    """Give a cluster, such as tcp://10.0.0.5:8786, all of whose workers know the assignment."""
    with _connect(address) as client:
        threads = _threads(client)
        if not threads:
            raise GradingError(
                f"{address}: the cluster has no workers. Start some with"
                f" `dask worker {address} --nthreads 1`."
            )
        judge = Judge(Parcel.of(grader).to_json())
        client.register_plugin(judge)
        try:
            # two each: while one report travels, the next submission is worked on
            yield Cluster(client, judge.name, grader, min(MOST, 2 * threads))
        finally:
            with suppress(OSError):  # the scheduler is gone: so is what it held
                client.unregister_worker_plugin(judge.name)


def _connect(address: str) -> Any:
    try:
        return Client(address, timeout=CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise GradingError(
            f"{address}: there is no scheduler to be reached ({error}). Start one with"
            " `dask scheduler`, and workers with `dask worker ADDRESS --nthreads 1`."
        ) from error


def _threads(client: Any) -> int:
    workers = client.scheduler_info(n_workers=-1)["workers"]
    return sum(int(worker["nthreads"]) for worker in workers.values())
