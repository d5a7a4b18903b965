"""What a litre of each unit weighs, on the band of its goods, up to what the solid weighs."""

import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import describe
from aatulab.drawing import BLUE, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.inspection.columns import need_columns
from aatulab.inspection.goods.measures import kg_per_litre
from aatulab.inspection.goods.questions import density_question

_TICKS = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)


def density_chart(
    shed: pd.DataFrame, packed: pd.DataFrame, *, title: str = "", ax: Axes | None = None
) -> Axes:
    """Return one row a description: its band, a stroke where the solid ends, and its units.

    `shed` and `packed` are what `practice_shed` and `packed_table` return.  A triangle is a unit
    outside of its band.
    """
    need_columns(packed, "packed", ("goods", "solid", "least", "most"),
                 "Pass the table of `packed_table`.")  # fmt: skip
    density = kg_per_litre(shed)
    said = density_question(shed, packed)
    rows = {goods: row for row, goods in enumerate(packed["goods"][::-1])}
    heights = shed["goods"].map(rows).to_numpy()
    is_odd = (said != "").to_numpy()
    with lab_style():
        ax = axes_for(ax, (8.8, 1.4 + 0.3 * len(rows)))
        widths = packed["most"] - packed["least"]
        ax.barh(packed["goods"].map(rows), widths, left=packed["least"], height=0.62, color=PALE,
                label="as such boxes weigh")  # fmt: skip
        ax.plot(packed["solid"], packed["goods"].map(rows), "|", color=INK, markersize=13,
                markeredgewidth=2, label="the solid matter")  # fmt: skip
        ax.plot(density[~is_odd], heights[~is_odd], "o", color=BLUE, markersize=4, label="a unit")
        ax.plot(density[is_odd], heights[is_odd], "^", color=ORANGE, markersize=8,
                label="outside of its band")  # fmt: skip
        ax.set_xscale("log")
        ax.set_xticks(_TICKS, [f"{tick:g}" for tick in _TICKS])
        ax.set_yticks(list(rows.values()), [goods.capitalize() for goods in rows])
        ax.tick_params(axis="y", labelcolor=MUTED)
        ax.grid(visible=False, axis="y")
        ax.set(title=title, xlabel="kg a litre, as it stands there", ylabel="")
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=4)
    return describe(ax, _in_words(shed, density, said, title))


def _in_words(
    shed: pd.DataFrame, density: "pd.Series[float]", said: "pd.Series[str]", title: str
) -> str:
    goods = shed.set_index("unit")["goods"]
    odd = [f"{unit}, {goods[unit].lower()}, {density[unit]:.2f} kg a litre: {said[unit]}"
           for unit in said.index[said != ""]]  # fmt: skip
    inside = f"{(said == '').sum()} of {len(said)} units lie in the band of their goods"
    return f"{title}. {inside}. Outside: {'; '.join(odd) or 'none'}.".lstrip(". ")
