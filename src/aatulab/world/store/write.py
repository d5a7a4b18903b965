"""Write a world to disk, gateway by gateway, so that a reader sees a whole world or none.

A build that was cut off goes on when it is asked for again: finished gateways are checked by
their digests and kept.  The memory needed is that of one gateway for each worker.
"""

from collections.abc import Callable
from pathlib import Path

from aatulab.errors import WorldError
from aatulab.world.build import chosen_casts
from aatulab.world.references import reference_order
from aatulab.world.schemas import read_schema, table_names
from aatulab.world.spec import WorldSpec
from aatulab.world.store.digests import made_here
from aatulab.world.store.layout import MANIFEST
from aatulab.world.store.manifest import Manifest, Order, Stock, joined, read_manifest
from aatulab.world.store.parts import Job, Runner, build_here, not_written, put_shared
from aatulab.world.store.site import Site, wrong_files

Tell = Callable[[str], None]  # is told each gateway that is in place


def write_world(
    spec: WorldSpec, out: Path, run: Runner = build_here, tell: Tell = lambda _gateway: None
) -> Manifest:
    """Build the world of a spec into the folder `out`, and return its manifest.

    Raises `WorldError` before anything is written if the order is impossible, or if `out` holds
    anything else: a world never overwrites.  If `out` is this very world already it stays.
    """
    out = out.absolute()
    _check_content(spec)
    order = Order(spec, made_here())
    site = Site.beside(out)
    if (out / MANIFEST).is_file():
        manifest = _same_world(out, order)
        site.clear()
        for gateway in spec.hubs:
            tell(gateway)
        return manifest
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise WorldError(f"{out}: there is something already; name a new or an empty folder.")
    try:
        site.begin(order)
        manifest = Manifest(order, _build(site, order, run, tell))
        site.finish(manifest, out)
    except OSError as error:
        raise not_written(site.folder, error) from error
    return manifest


def _build(site: Site, order: Order, run: Runner, tell: Tell) -> Stock:
    """Return the stock of the whole world, once everything is in place."""
    stocks = [put_shared(site)]
    jobs = []
    for number, gateway in enumerate(order.spec.hubs):
        if kept := site.kept(gateway):
            stocks.append(kept)
            tell(gateway)
        else:
            jobs.append(Job(order, number, site.folder))
    for gateway, stock in run(jobs):
        if missing := [path for path in stock.files if not (site.world / path).is_file()]:
            raise WorldError(
                f"{site.world / missing[0]}: a worker wrote it, but it is not here; the folder "
                "must be on storage that all workers share."
            )
        stocks.append(stock)
        tell(gateway)
    return joined(stocks)


def _same_world(out: Path, order: Order) -> Manifest:
    manifest = read_manifest(out)
    if differences := manifest.order.differences(order):
        raise WorldError(
            f"{out}: holds another world: {'; '.join(differences)}.  Name another folder."
        )
    if wrong := wrong_files(out, manifest.stock):
        raise WorldError(
            f"{out}: is the world that is asked for, but was changed since: {'; '.join(wrong)}.  "
            "Delete the folder and build it again."
        )
    return manifest


def _check_content(spec: WorldSpec) -> None:
    """Raise before a long build, and not in the middle of it, what is wrong with the content."""
    chosen_casts(spec)
    reference_order([read_schema(name) for name in table_names()])
