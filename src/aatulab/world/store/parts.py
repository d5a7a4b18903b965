"""Build one part of a world and put it on disk: what a worker does, on this machine or another.

A job is all that it needs, so that gateways are built in any order by anybody.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aatulab.errors import WorldError
from aatulab.world.build import build_gateway, shared_tables
from aatulab.world.store.digests import made_here
from aatulab.world.store.layout import Place
from aatulab.world.store.manifest import Order, Stock
from aatulab.world.store.site import Site

SHARED = "shared"  # the part that all gateways share


@dataclass(frozen=True)
class Job:
    """One gateway to be built; `folder` is the site, which every worker must see."""

    order: Order
    number: int
    folder: Path

    @property
    def gateway(self) -> str:
        """Return the airport of the gateway."""
        return self.order.spec.hubs[self.number]


# Runs jobs and gives (gateway, stock) as each is done, in any order.
Runner = Callable[[Sequence[Job]], Iterator[tuple[str, Stock]]]


def build_here(jobs: Sequence[Job]) -> Iterator[tuple[str, Stock]]:
    """Run the jobs one after the other in this process."""
    for job in jobs:
        yield run_job(job)


def run_job(job: Job) -> tuple[str, Stock]:
    """Build and write one gateway, and return its name and its files.

    Raises `WorldError` if this process has other code or content than the one that ordered.
    """
    if job.order.made_by != made_here():
        raise WorldError(
            f"gateway {job.gateway}: the worker builds with {dict(made_here())}, the order says "
            f"{dict(job.order.made_by)}.  Install the same version of the lab everywhere."
        )
    world = build_gateway(job.order.spec, job.number)
    tables = {Place(name, job.gateway): table for name, table in world.tables.items()}
    hidden = {Place(name, job.gateway, hidden=True): t for name, t in world.hidden.items()}
    try:
        return job.gateway, Site(job.folder).put(job.gateway, {**tables, **hidden})
    except OSError as error:
        raise not_written(job.folder, error) from error


def put_shared(site: Site) -> Stock:
    """Write the tables that are the same in all gateways."""
    return site.put(SHARED, {Place(name): table for name, table in shared_tables().items()})


def not_written(folder: Path, error: OSError) -> WorldError:
    """Return what to say when the disk refuses."""
    return WorldError(
        f"{folder}: could not be written ({error.strerror}).  What is finished is kept: run the "
        "same command again to go on, or delete the folder."
    )
