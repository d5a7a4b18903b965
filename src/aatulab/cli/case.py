"""`aatulab case`: list, show and build the cases that exercises work on."""

from pathlib import Path
from typing import Annotated

import typer

from aatulab.cli.places import CHECKOUT

case_app = typer.Typer(no_args_is_help=True, help="Cases: what an officer sees of a world.")

NAME = typer.Argument(help="Name of the case, see `aatulab case list`.")
SEED = typer.Option(help="A variant; without it the public case.")


@case_app.command("list")
def list_cases() -> None:
    """Show all cases: name, how rare what they hold is, difficulty, flows and title."""
    from aatulab.cases.goods import goods_names, read_goods_recipe  # noqa: PLC0415 - quick --help
    from aatulab.cases.recipe import case_names, read_recipe  # noqa: PLC0415

    for recipe in map(read_recipe, case_names()):
        kind = f"{recipe.band:<6} {recipe.difficulty:<12} {'+'.join(recipe.flows):<25}"
        print(f"{recipe.name:<22} {kind} {recipe.title}")
    for goods in map(read_goods_recipe, goods_names()):
        print(
            f"{goods.name:<22} {goods.band:<6} {goods.difficulty:<12} {'goods':<25} {goods.title}"
        )


@case_app.command("show")
def show(
    name: Annotated[str, NAME],
    seed: Annotated[int | None, SEED] = None,
) -> None:
    """Tell the story of a case and what its tables hold; the truth is not shown."""
    from aatulab.cases import build_case  # noqa: PLC0415
    from aatulab.cases.goods import goods_names, read_goods_recipe  # noqa: PLC0415
    from aatulab.cases.recipe import BANDS, read_recipe  # noqa: PLC0415

    recipe = read_goods_recipe(name) if name in goods_names() else read_recipe(name)
    case = build_case(name, seed)[0]
    print(f"{recipe.title}  ({recipe.difficulty})\n\n{recipe.story.strip()}\n")
    print(f"{BANDS[recipe.band][2]}.")
    print(f"Up to {case.as_of:%A %d %B %Y, %H:%M} UTC.\n")
    for table, frame in case.tables().items():
        print(f"{len(frame):>8,}  {table:<17} {', '.join(frame.columns)}")


@case_app.command("build")
def build(
    name: Annotated[str, NAME],
    out: Annotated[
        Path | None,
        typer.Option(
            help="Folder of the case, default workspace/cases/NAME, where notebooks look; an "
            "older copy is replaced."
        ),
    ] = None,
    seed: Annotated[int | None, SEED] = None,
) -> None:
    """Write a case as Parquet, without truth and without seed."""
    from aatulab.cases import build_case, write_case  # noqa: PLC0415

    case = build_case(name, seed)[0]
    folder = out or CHECKOUT / "workspace" / "cases" / name
    write_case(case, folder)
    print(f"{folder}: {case}")
