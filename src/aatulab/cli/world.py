"""`aatulab world`: build, check and export synthetic worlds, and renew what is made from them."""

import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aatulab.content import datasets_dir

if TYPE_CHECKING:
    from rich.progress import Progress

    from aatulab.world import WorldSpec
    from aatulab.world.store.manifest import Manifest
    from aatulab.world.store.parts import Runner

world_app = typer.Typer(no_args_is_help=True, help="Build synthetic border worlds.")


@world_app.command("build")
def build(  # noqa: PLR0913, PLR0917 - Typer reads the options from here
    out: Annotated[Path, typer.Option(help="A new or empty folder, or one to go on with.")],
    scenario: Annotated[
        Path | None,
        typer.Option(help="A YAML file with any of the keys below; an option counts more."),
    ] = None,
    seed: Annotated[int | None, typer.Option(help="The same seed gives the same world.")] = None,
    bookings: Annotated[int | None, typer.Option(help="Bookings in all days.")] = None,
    waybills: Annotated[
        int | None, typer.Option(help="Air waybills in all days; usually a fifth of the bookings.")
    ] = None,
    items: Annotated[
        int | None, typer.Option(help="Postal items in all days; usually half the bookings.")
    ] = None,
    crossings: Annotated[
        int | None, typer.Option(help="Land crossings in all days; usually two for five bookings.")
    ] = None,
    days: Annotated[int | None, typer.Option(help="Days of arrivals.")] = None,
    first_day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day of arrivals.")
    ] = None,
    hub: Annotated[
        str | None, typer.Option(help="IATA code of the airport of arrival, or of the first.")
    ] = None,
    gateway: Annotated[
        list[str] | None,
        typer.Option(help="IATA code of one gateway; give one for each.  Else hubs are taken."),
    ] = None,
    prevalence: Annotated[float | None, typer.Option(help="Share of illicit records.")] = None,
    typology: Annotated[
        list[str] | None,
        typer.Option(help="Name of one typology; give one for each.  Else there are all."),
    ] = None,
    rule_in_use: Annotated[
        list[str] | None,
        typer.Option(metavar="SIGNAL=DAY", help="Since when the unit selects by a signal."),
    ] = None,
    history: Annotated[
        bool | None,
        typer.Option("--history/--no-history", help="Past inspections and what partners know."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes on this machine.")] = 1,
    cluster: Annotated[
        str | None, typer.Option(metavar="tcp://HOST:PORT", help="A Dask scheduler instead.")
    ] = None,
) -> None:
    """Write the tables as Parquet to OUT/tables, and the truth apart to OUT/truth.

    A build that was cut off goes on when the same command is run again.  OUT appears when the
    world is whole.
    """
    from aatulab.world import write_world  # noqa: PLC0415 - quick --help

    wanted: dict[str, object] = {
        "seed": seed,
        "bookings": bookings,
        "waybills": waybills,
        "items": items,
        "crossings": crossings,
        "days": days,
        "first_day": first_day.date() if first_day else None,
        "hub": hub,
        "gateways": tuple(gateway or ()) or None,
        "prevalence": prevalence,
        "typologies": tuple(typology or ()) or None,
        "rules_in_use": _rules(rule_in_use or []) or None,
        "history": history,
    }
    spec = _spec(scenario, {key: value for key, value in wanted.items() if value is not None})
    run = _runner(workers, cluster)
    begun = time.perf_counter()
    with _progress() as progress:
        task = progress.add_task("Gateways", total=len(spec.hubs))
        manifest = write_world(spec, out, run, lambda _gateway: progress.advance(task))
    _summarise(manifest, out, time.perf_counter() - begun)


@world_app.command("check")
def check(
    folder: Annotated[Path, typer.Argument(help="What `aatulab world build --out` wrote.")],
) -> None:
    """Check digests, schemas, keys and references of a world; exit code 1 lists what is wrong."""
    from aatulab.world.store.check import check_world  # noqa: PLC0415

    found = 0
    for wrong in check_world(folder):
        print(wrong)
        found += 1
    print(f"{folder}: {f'{found} to mend' if found else 'whole, and as described'}.")
    raise typer.Exit(1 if found else 0)


@world_app.command("export")
def export(
    folder: Annotated[Path, typer.Argument(help="What `aatulab world build --out` wrote.")],
    to: Annotated[str, typer.Option(help="csv (a folder), duckdb or sqlite (a file).")],
    out: Annotated[Path, typer.Option(help="A new file or folder.")],
    with_truth: Annotated[
        bool, typer.Option("--with-truth", help="Also what is so about every record.")
    ] = False,
) -> None:
    """Write a world as CSV, as a DuckDB file or as a SQLite file, without the truth."""
    from aatulab.world.store.export import export_world  # noqa: PLC0415
    from aatulab.world.store.stored import StoredWorld  # noqa: PLC0415

    world = StoredWorld.open(folder)
    with _progress() as progress:
        task = progress.add_task("Tables", total=len(list(world.tables(with_truth=with_truth))))
        export_world(
            world, to, out, with_truth=with_truth, tell=lambda _table: progress.advance(task)
        )
    print(f"{out}: written as {to}, {'with' if with_truth else 'without'} the truth.")


@world_app.command("report")
def report(
    folder: Annotated[Path, typer.Argument(help="What `aatulab world build --out` wrote.")],
    out: Annotated[Path, typer.Option(help="A new or empty folder for the page.")],
) -> None:
    """Draw a world beside published figures, and say what is not realistic.

    The page tells how much is illicit: it is for whoever builds worlds, not for trainees.
    """
    from aatulab.targeting.realism import write_report  # noqa: PLC0415 - quick --help
    from aatulab.targeting.realism.report import PAGE  # noqa: PLC0415

    for section in write_report(folder, out):
        print(f"{section.topic.title}: {section.verdict}")
        for finding in section.findings:
            print(f"    {finding.verdict:<18}{finding.fact.name}")
    print(f"{out / PAGE}: written, with a picture for every topic.")


@world_app.command("dictionary")
def dictionary(
    out: Annotated[Path | None, typer.Option(help="Default: datasets/dictionary.")] = None,
) -> None:
    """Write the data dictionary from schemas, typologies, cases' recipes and a small world."""
    from aatulab.cases.goods import portray_goods  # noqa: PLC0415
    from aatulab.cases.page import PAGE, cases_page  # noqa: PLC0415
    from aatulab.cases.recipe import case_names, read_recipe  # noqa: PLC0415
    from aatulab.world.build import read_casts  # noqa: PLC0415
    from aatulab.world.dictionary import dictionary_pages  # noqa: PLC0415
    from aatulab.world.portraits import draw_portraits  # noqa: PLC0415

    portraits = {**draw_portraits(), **portray_goods()}
    pages = dict(dictionary_pages(list(read_casts().values()), portraits))
    pages[PAGE] = cases_page([read_recipe(name) for name in case_names()])
    folder = out or datasets_dir() / "dictionary"
    _write(folder, {name: text.encode() for name, text in pages.items()})


@world_app.command("sample")
def sample(
    out: Annotated[Path | None, typer.Option(help="Default: datasets/samples.")] = None,
) -> None:
    """Write the small sample that lies in datasets/samples."""
    from aatulab.world.samples import sample_files  # noqa: PLC0415

    _write(out or datasets_dir() / "samples", dict(sample_files()))


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"{folder}: {len(files)} files, {sum(map(len, files.values())) / 1000:,.0f} kB.")


def _spec(scenario: Path | None, given: Mapping[str, object]) -> "WorldSpec":
    from aatulab.world.scenario import read_scenario, spec_of  # noqa: PLC0415

    if scenario:
        return read_scenario(scenario, given)
    if "seed" not in given:
        raise typer.BadParameter("name one, or a --scenario that does", param_hint="--seed")
    return spec_of(given)


def _rules(texts: list[str]) -> dict[str, str]:
    """Return SIGNAL=DAY texts as a mapping; the days are read where the rest of the order is."""
    pairs = [text.partition("=") for text in texts]
    if not all(equals for _, equals, _ in pairs):
        raise typer.BadParameter(
            "SIGNAL=DAY, as in lead_time_h=2026-03-10", param_hint="--rule-in-use"
        )
    return {signal: day for signal, _, day in pairs}


def _runner(workers: int, cluster: str | None) -> "Runner":
    from aatulab.world.store.cluster import build_on_cluster  # noqa: PLC0415
    from aatulab.world.store.workers import build_on_processes  # noqa: PLC0415

    if cluster and workers > 1:
        raise typer.BadParameter("the cluster has workers of its own", param_hint="--workers")
    return build_on_cluster(cluster) if cluster else build_on_processes(workers)


def _progress() -> "Progress":
    """Return a bar on the error stream, so that what is printed can be read by programs."""
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415

    return Progress(
        *Progress.get_default_columns()[:2],
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _summarise(manifest: "Manifest", out: Path, seconds: float) -> None:
    rows: dict[str, int] = {}
    for path, file in manifest.stock.files.items():
        table = path.split("/")[1]
        rows[table] = rows.get(table, 0) + file.rows
    for table, count in sorted(rows.items()):
        print(f"{count:>12,}  {table}")
    for name, flow in manifest.stock.flows.items():
        print(f"{flow.illicit:>12,}  illicit among {flow.records:,} records of the {name} flow")
    total = sum(rows.values())
    print(f"{out}: {total:,} rows, {total / seconds:,.0f} a second.")
