"""Who had an exhibit, entry by entry, and under which seal."""

import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import describe
from aatulab.drawing import BLUE, INK, MUTED, ORANGE, PALE, SKY, axes_for, lab_style
from aatulab.inspection.columns import need_columns

_BAND = -1.0  # where the seals stand, below the persons


def custody_chart(way: pd.DataFrame, *, title: str = "", ax: Axes | None = None) -> Axes:
    """Return the way of an exhibit from person to person, with its seals as a band below.

    `way` has the columns `entry`, `act`, `holder`, `seal` (empty while it is open) and `question`;
    a cross marks an entry that raises one.
    """
    needed = ("entry", "act", "holder", "seal", "question")
    need_columns(way, "way", needed, "Pass what `evidence.way_table` returns.")
    holders = list(dict.fromkeys(way["holder"]))
    rows = way["holder"].map({name: place for place, name in enumerate(holders[::-1])})
    steps = range(len(way))
    is_odd = (way["question"] != "").to_numpy()
    with lab_style():
        ax = axes_for(ax, (8.8, 1.9 + 0.42 * len(holders)))
        ax.step(steps, rows, where="post", color=BLUE, linewidth=2.2)
        ax.plot(steps, rows, "o", color=BLUE, markersize=6)
        odd = [step for step, odd in zip(steps, is_odd, strict=True) if odd]
        if odd:
            ax.plot(odd, rows[is_odd], "X", color=ORANGE, markersize=12, label="a question")
            ax.legend(loc="upper right")
        for step, seal in enumerate(way["seal"]):
            ax.barh(_BAND, 1, left=step - 0.5, height=0.5, color=SKY if seal else "white",
                    edgecolor=PALE, hatch="" if seal else "////", linewidth=0.4)  # fmt: skip
        _name_seals(ax, way["seal"])
        ax.set_yticks([_BAND, *range(len(holders))], ["seal", *holders[::-1]])
        ax.set_xticks(list(steps), way["act"], rotation=40, ha="right", fontsize=8)
        ax.tick_params(axis="x", labelcolor=MUTED)
        ax.grid(visible=False, axis="x")
        ax.set(title=title, xlabel="what was done, in order", ylabel="who had it")
    return describe(ax, _in_words(way, title))


def _in_words(way: pd.DataFrame, title: str) -> str:
    """Return the way as a sentence, for who cannot see the picture."""
    is_new = way["holder"] != way["holder"].shift()
    hands = ", then ".join(way.loc[is_new, "holder"])
    seals = ", then ".join(dict.fromkeys(seal for seal in way["seal"] if seal)) or "none"
    odd = way[way["question"] != ""]
    asked = "; ".join(f"at entry {n}: {words}" for n, words in zip(odd.entry, odd.question,
                                                                   strict=True))  # fmt: skip
    return f"{title}. It was with {hands}. Seals: {seals}. Questions: {asked or 'none'}.".lstrip(
        ". "
    )


def _name_seals(ax: Axes, seals: "pd.Series[str]") -> None:
    """Write each seal's number, or `open`, in the middle of its stretch."""
    stretch = (seals != seals.shift()).cumsum()
    for _, group in seals.reset_index(drop=True).groupby(stretch.to_numpy()):
        middle = (group.index[0] + group.index[-1]) / 2
        name = group.iloc[0] or "open"
        ax.text(middle, _BAND, name, ha="center", va="center", fontsize=8, color=INK)
