"""Two States' figures in one picture: for each kind of goods how much of what was sent arrived."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import describe
from aatulab.drawing import BLUE, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns

_REACH = 2.0  # powers of two to each side; what lies further stands at the edge
_TICKS = {-2: "¼", -1: "½", 0: "as sent", 1: "×2", 2: "×4"}


def mirror_chart(
    table: pd.DataFrame,
    names: Mapping[str, str],
    *,
    title: str,
    tolerance: float = 0.15,
    ax: Axes | None = None,
) -> Axes:
    """Return for each row of `mirror` how weight (circle) and value (square) arrived.

    `names` calls each code; the pale band is what nobody would ask about.
    """
    need_columns(table, "table", ("kg_ratio", "value_ratio"), "mirror(…)")
    if table.empty:
        raise TargetingError("table: found no goods, expected one kind at least.")
    rows = table[::-1]
    place = np.arange(len(rows))
    powers = np.log2(rows[["kg_ratio", "value_ratio"]].fillna(np.inf)).clip(-_REACH, _REACH)
    edge = float(np.log2(1 + tolerance))
    with lab_style():
        ax = axes_for(ax, (8.4, 1.4 + 0.36 * len(rows)))
        ax.axvspan(-edge, edge, color=PALE, alpha=0.45, linewidth=0)
        ax.axvline(0, color=MUTED, linestyle="--", linewidth=1.2)
        ax.hlines(place, powers.min(axis=1), powers.max(axis=1), color=MUTED, linewidth=1.6)
        ax.plot(powers["kg_ratio"], place, "o", color=BLUE, markersize=8, label="weight")
        ax.plot(powers["value_ratio"], place, "s", color=ORANGE, markersize=6, label="value")
        ax.set_yticks(place, [f"{names.get(code, code)} ({code})" for code in rows.index])
        ax.set_xticks(list(_TICKS), list(_TICKS.values()))
        ax.set_xlim(-_REACH - 0.15, _REACH + 0.15)
        ax.tick_params(axis="y", labelcolor=INK)
        ax.set(title=title, xlabel="what was declared on arrival, against what was sent")
        ax.legend(loc="lower right")
    told = "; ".join(
        f"{names.get(code, code)} weight {_share(kg)}, value {_share(value)}"
        for code, kg, value in zip(
            table.index, table["kg_ratio"], table["value_ratio"], strict=True
        )
    )
    return describe(ax, f"{title}. Declared on arrival against what was sent: {told}.")


def _share(ratio: float) -> str:
    return "nothing sent" if np.isnan(ratio) else f"{ratio:.0%}"
