"""Run the jobs of a build on a Dask cluster, whose workers share a folder with this machine."""

from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from itertools import islice
from urllib.parse import urlsplit

from aatulab.errors import WorldError
from aatulab.world.store.manifest import Stock
from aatulab.world.store.parts import Job, Runner, run_job

_CONNECT_S = 10


def build_on_cluster(address: str) -> Runner:
    """Return a runner on the workers of the scheduler at an address such as `tcp://10.0.0.5:8786`.

    There are never more gateways under way than workers, so that each needs the memory of one.
    `WorldError` if it is no such address.
    """
    _check_address(address)

    def run(jobs: Sequence[Job]) -> Iterator[tuple[str, Stock]]:
        try:
            from distributed import Client, KilledWorker, as_completed  # noqa: PLC0415 - an extra
        except ImportError:
            raise WorldError(
                "--cluster needs Dask distributed: pip install 'aatulab[cluster]'."
            ) from None
        try:
            client = Client(address, timeout=_CONNECT_S, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise WorldError(f"{address}: no Dask scheduler answers ({error}).") from error
        waiting = iter(jobs)
        with client:
            workers = len(client.scheduler_info(n_workers=-1)["workers"])
            if not workers:
                raise WorldError(f"{address}: this scheduler has no workers; start some.")
            first = [client.submit(run_job, job, pure=False) for job in islice(waiting, workers)]
            under_way = as_completed(first, loop=client.loop)  # type: ignore[no-untyped-call]
            try:
                for done in under_way:
                    yield done.result()
                    for job in islice(waiting, 1):
                        more = client.submit(run_job, job, pure=False)
                        under_way.add(more)  # type: ignore[no-untyped-call]
            except (KilledWorker, CancelledError) as error:
                raise WorldError(
                    f"{address}: the cluster gave up ({error}).  What is finished is kept: run "
                    "the same command again to go on."
                ) from error

    return run


def _check_address(address: str) -> None:
    # a client that was given another text complains again, for seconds, when the program ends
    try:
        parts = urlsplit(address)
        complete = bool(parts.scheme and parts.hostname and parts.port)
    except ValueError:  # a port that is no number
        complete = False
    if not complete:
        raise WorldError(
            f"cluster: found {address!r}, expected the address of a Dask scheduler, such as "
            "tcp://10.0.0.5:8786."
        )
