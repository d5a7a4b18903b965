"""An agreement in one picture: who decides in each situation, where nobody does, where two do."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from aatulab.alt import describe
from aatulab.drawing.style import BLUE, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.targeting.tables import need_columns

_LETTERS = {
    "customs": "C", "police": "P", "border guard": "B", "post": "M", "head of unit": "H",
    "nobody": "–",
}  # fmt: skip
_PATCH = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}  # so that hatches leave the ? free


def decision_chart(deciders: pd.DataFrame, *, title: str, ax: Axes | None = None) -> Axes:
    """Return a grid of acts against places, in a block for each matter; a letter says who decides.

    `deciders` is what `deciders(table)` returns.  A gap is an orange hatched box with `?`, an
    overlap a blue box with the letters of all who would decide.
    """
    need_columns(deciders, "deciders", ("act", "place", "matter", "decide"), "deciders(table)")
    acts = deciders["act"].unique().tolist()
    columns = [
        (str(matter), str(place))
        for matter in deciders["matter"].unique()
        for place in deciders["place"].unique()
    ]
    places = deciders["place"].nunique()
    with lab_style():
        ax = axes_for(ax, (9.4, 1.9 + 0.42 * len(acts)))
        for row in deciders.itertuples():
            x, y = columns.index((str(row.matter), str(row.place))), acts.index(row.act)
            _box(ax, x, y, str(row.decide))
        ax.set_xlim(-0.5, len(columns) - 0.5)
        ax.set_ylim(len(acts) - 0.5, -1.4)
        for block in range(0, len(columns), places):
            ax.axvline(block - 0.5, color=INK, linewidth=1.4)
            ax.text(block - 0.5 + places / 2, -0.95, columns[block][0], ha="center", color=INK,
                    fontweight="bold")  # fmt: skip
        ax.set_xticks(range(len(columns)), [place for _, place in columns], rotation=40, ha="right")
        ax.set_yticks(range(len(acts)), acts)
        ax.tick_params(labelcolor=MUTED, labelsize=9)
        ax.grid(visible=False)
        letters = ", ".join(f"{letter} {name}" for name, letter in _LETTERS.items())
        ax.set_xlabel(f"{letters}; ? gap; two letters: overlap", fontsize=9)
        ax.set_title(title)
    nobody, two = deciders["decide"] == "", deciders["decide"].str.contains(", ", regex=False)
    return describe(ax, f"{title}. Of {len(deciders)} situations {nobody.sum()} are gaps"
                        f"{_told(deciders[nobody])} and {two.sum()} overlaps"
                        f"{_told(deciders[two])}; in all others one decides.")  # fmt: skip


def _box(ax: Axes, x: int, y: int, decide: str) -> None:
    letters = "".join(_LETTERS.get(who, who[:1].upper()) for who in decide.split(", ") if who)
    is_overlap = ", " in decide
    ax.add_patch(
        Rectangle(
            (x - 0.46, y - 0.42), 0.92, 0.84, facecolor=BLUE if is_overlap else "white",
            edgecolor=PALE if decide else ORANGE, hatch="" if decide else "////", linewidth=1.2,
        )
    )  # fmt: skip
    ax.text(x, y, letters or "?", ha="center", va="center", fontsize=9.5,
            color="white" if is_overlap else INK,
            fontweight="normal" if decide and not is_overlap else "bold",
            bbox=None if decide else _PATCH)  # fmt: skip


def _told(rows: pd.DataFrame) -> str:
    """Return which acts and matters are meant, without a place, in brackets."""
    if rows.empty:
        return ""
    pairs = dict.fromkeys(f"{row.act} in matters of {row.matter}" for row in rows.itertuples())
    return f" ({'; '.join(pairs)})"
