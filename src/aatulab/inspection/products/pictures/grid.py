"""All pieces of a table by what was found on them: signs of known copies, mere differences."""

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import let_speak
from aatulab.colours import BLUE, INK, ORANGE
from aatulab.errors import InspectionError

COLUMNS = ("fakes", "others")


def findings_grid(
    counts: pd.DataFrame, illicit: "pd.Series[bool] | None" = None, *, title: str
) -> Axes:
    """Return circles by size, with the number of pieces in each; `counts` is one row a piece.

    With `illicit` a circle says how many of its pieces are copies, and is hatched if any is.
    """
    if missing := [name for name in COLUMNS if name not in counts]:
        raise InspectionError(
            f"counts: found the columns {list(counts.columns)}, expected {missing[0]!r} among them;"
            " make it with `count_findings`."
        )
    figure, ax = plt.subplots(figsize=(8, 4.4), layout="constrained")
    told = []
    truth = illicit.reindex(counts.index).fillna(value=False) if illicit is not None else None
    for (fakes, others), rows in _cells(counts):
        copies = int(truth[rows.index].sum()) if truth is not None else 0
        colour = ORANGE if copies else BLUE
        ax.scatter(others, fakes, s=1_000 + 22 * len(rows), facecolor="white", edgecolor=colour,
                   linewidth=2.2, hatch="///" if copies else None)  # fmt: skip
        words = f"{copies} of {len(rows)}" if truth is not None else str(len(rows))
        ax.text(others, fakes, words, ha="center", va="center", color=INK, fontsize=9,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5})  # fmt: skip
        told.append(f"{fakes} and {others}: {words}")
    ax.set(title=title, xlabel="features as in no registered design",
           ylabel="features like a known fake")  # fmt: skip
    ax.set_xticks(range(int(counts["others"].max()) + 1))
    ax.set_yticks(range(int(counts["fakes"].max()) + 1))
    ax.margins(0.2)
    what = "copies of all pieces" if truth is not None else "pieces"
    let_speak(
        figure, f"{title}. Like a known fake, and as in no design: {what}. {'; '.join(told)}."
    )
    return ax


def _cells(counts: pd.DataFrame) -> list[tuple[tuple[int, int], pd.DataFrame]]:
    """Return the pieces of each pair of counts, in order."""
    pairs = sorted(set(zip(counts["fakes"], counts["others"], strict=True)))
    return [
        (
            (int(fakes), int(others)),
            counts[(counts["fakes"] == fakes) & (counts["others"] == others)],
        )
        for fakes, others in pairs
    ]
