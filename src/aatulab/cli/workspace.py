"""`aatulab workspace build`: the folder of notebooks that JupyterLab opens."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

workspace_app = typer.Typer(no_args_is_help=True, help="The folder that JupyterLab opens.")

ROOT = Path(__file__).parents[3]


@workspace_app.callback()
def workspace() -> None:
    """Keep `build` a word of its own."""


@workspace_app.command("build")
def build(
    out: Annotated[Path, typer.Option(help="Where the notebooks go.")] = Path("workspace"),
    root: Annotated[Path, typer.Option(help="The checkout: courses/ and exercises/.")] = ROOT,
) -> None:
    """Build lessons, exercises and cases; does nothing when they are up to date.

    A notebook that you changed is never overwritten: it is kept as <name>-mine-1.ipynb.
    """
    from aatulab.authoring.workspace import build_workspace  # noqa: PLC0415 - quick --help

    console = Console(soft_wrap=True)
    with console.status("Building the workspace ...") as status:
        built = build_workspace(
            root.resolve(), out.resolve(), lambda line: status.update(f"Built {line} ...")
        )
    if not built.written:
        console.print(f"The workspace {out} is up to date.")
        return
    number = len(built.written)
    console.print(f"Built {number} file{'' if number == 1 else 's'} in {out}.")
    for path in built.kept:
        console.print(f"  You had changed a notebook that has a new version; yours is now {path}.")
