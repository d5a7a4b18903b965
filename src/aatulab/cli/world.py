"""`aatulab world`: build a synthetic world, and the files that are made from its description."""

import time
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from aatulab.content import datasets_dir

world_app = typer.Typer(no_args_is_help=True, help="Build synthetic border worlds.")


@world_app.command("build")
def build(  # noqa: PLR0913, PLR0917 - one option for each part of the order
    seed: Annotated[int, typer.Option(help="The same seed gives the same world.")],
    out: Annotated[Path, typer.Option(help="A new or empty folder.")],
    bookings: Annotated[int, typer.Option(help="Bookings in all days.")] = 20_000,
    waybills: Annotated[
        int | None, typer.Option(help="Air waybills in all days; usually a fifth of the bookings.")
    ] = None,
    days: Annotated[int, typer.Option(help="Days of arrivals.")] = 28,
    hub: Annotated[str, typer.Option(help="IATA code of the airport of arrival.")] = "LIS",
    first_day: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="First day of arrivals.")
    ] = datetime(2026, 3, 2),  # noqa: DTZ001 - a day, as typed; Typer knows no dates
    prevalence: Annotated[float, typer.Option(help="Share of illicit records.")] = 0.02,
) -> None:
    """Write the tables as Parquet to OUT/tables, and the truth apart to OUT/truth."""
    from aatulab.world import WorldSpec, build_world, write_world  # noqa: PLC0415 - quick --help

    spec = WorldSpec(
        seed=seed,
        bookings=bookings,
        waybills=waybills,
        hub=hub,
        first_day=first_day.date(),
        days=days,
        prevalence=prevalence,
    )
    begun = time.perf_counter()
    world = build_world(spec)
    write_world(world, out)
    seconds = time.perf_counter() - begun
    for name, table in sorted(world.tables.items()):
        print(f"{table.num_rows:>12,}  {name}")
    illicit = sum(world.truth["illicit"].to_pylist())
    print(f"{illicit:>12,}  illicit among {world.truth.num_rows:,} records (truth/truth.parquet)")
    print(f"{out}: {bookings / seconds:,.0f} bookings a second.")


@world_app.command("dictionary")
def dictionary(
    out: Annotated[Path | None, typer.Option(help="Default: datasets/dictionary.")] = None,
) -> None:
    """Write the data dictionary from datasets/schemas and datasets/typologies."""
    from aatulab.world.build import read_casts  # noqa: PLC0415
    from aatulab.world.dictionary import dictionary_pages  # noqa: PLC0415

    pages = dictionary_pages(list(read_casts().values()))
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
