"""`aatulab case`: list, show and build the cases that exercises work on."""

from pathlib import Path
from typing import Annotated

import typer

case_app = typer.Typer(no_args_is_help=True, help="Cases: one day's lists out of a world.")


@case_app.command("list")
def list_cases() -> None:
    """Show the names and titles of all cases."""
    from aatulab.cases.recipe import case_names, read_recipe  # noqa: PLC0415 - quick --help

    for name in case_names():
        print(f"{name:<24} {read_recipe(name).title}")


@case_app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="Name of the case, see `aatulab case list`.")],
    seed: Annotated[int | None, typer.Option(help="A variant; without it the public case.")] = None,
) -> None:
    """Tell the story of a case and what its tables hold; the truth is not shown."""
    from aatulab.cases import build_case  # noqa: PLC0415
    from aatulab.cases.recipe import read_recipe  # noqa: PLC0415

    recipe = read_recipe(name)
    case = build_case(name, seed)[0]
    print(f"{recipe.title}  ({recipe.difficulty})\n\n{recipe.story.strip()}\n")
    for table, frame in case.tables().items():
        print(f"{len(frame):>8,}  {table:<12} {', '.join(frame.columns)}")


@case_app.command("build")
def build(
    name: Annotated[str, typer.Argument(help="Name of the case, see `aatulab case list`.")],
    out: Annotated[Path, typer.Option(help="Folder of the case; an older copy is replaced.")],
    seed: Annotated[int | None, typer.Option(help="A variant; without it the public case.")] = None,
) -> None:
    """Write a case as Parquet, without truth and without seed."""
    from aatulab.cases import build_case, write_case  # noqa: PLC0415

    case = build_case(name, seed)[0]
    write_case(case, out)
    print(f"{out}: {case}")
