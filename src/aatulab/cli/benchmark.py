"""`aatulab benchmark`: what the baselines reach on the fixed task of targeting."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    import pandas as pd

benchmark_app = typer.Typer(no_args_is_help=True, help="A fixed task to measure models on.")

_SHORT = {"precision": "Pre", "recall": "Rec", "revenue": "Rev"}
_WIDTH = 130  # the table's own: it reads the same in a file as on a wide screen


@benchmark_app.command("run")
def run(
    world: Annotated[
        str, typer.Option(help="adapting: offenders adapt before the test; steady: nobody does.")
    ] = "adapting",
    out: Annotated[Path | None, typer.Option(help="Also write all figures as CSV.")] = None,
) -> None:
    """Build the world, run the baselines and show one table; it takes about a minute."""
    from aatulab.targeting.benchmark import baseline_table, fixed_task  # noqa: PLC0415

    task, answers = fixed_task(world)
    figures = baseline_table(task, answers)
    if out is not None:
        figures.round(2).to_csv(out, lineterminator="\n")
    console = Console(width=_WIDTH, highlight=False)
    console.print(f"{task} ({world}).")
    console.print(f"{answers.illicit.mean():.2%} of the test part is illicit.")
    console.print(rich_table(figures))
    console.print("(inspected): learnt from what a unit inspected; what it let pass has no label.")
    console.print("All in percent; below each figure its share of the ceiling in the first row.")


@benchmark_app.command("explain")
def explain() -> None:
    """Tell what the task is, and how to have a model of your own counted."""
    from aatulab.targeting import benchmark  # noqa: PLC0415

    print((benchmark.__doc__ or "").strip())


def rich_table(figures: "pd.DataFrame") -> Table:
    """Return the figures as in the published table: Pre, Rec and Rev at each n, then the AUC."""
    from aatulab.targeting.benchmark import SHARES  # noqa: PLC0415 - quick --help

    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("Method", no_wrap=True)
    columns = [(name, percent) for percent in SHARES for name in _SHORT]
    for name, percent in columns:
        table.add_column(f"{_SHORT[name]}@{percent}", justify="right", no_wrap=True)
    table.add_column("AUC", justify="right", no_wrap=True)
    for method, row in figures.iterrows():
        cells = [_cell(row, name, percent) for name, percent in columns]
        table.add_row(str(method), *cells, f"{row['auc']:.1f}")
    return table


def _cell(row: "pd.Series[float]", name: str, percent: int) -> str:
    # precision and recall are hits over those of a perfect list: one share of the ceiling for both
    of = "revenue" if name == "revenue" else "hits"
    share = row[f"{of}_of_ceiling_at_{percent}"]
    return f"{row[f'{name}_at_{percent}']:.1f}\n{share:.0f}%"
