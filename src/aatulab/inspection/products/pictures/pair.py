"""Two packs side by side: the newest registered design, and what lies on the table.

Numbers mark what differs; the same numbers stand in the list below, so that nothing has to be
guessed from the drawing.  It is a drawing of features, not of any product.
"""

from collections.abc import Callable, Mapping
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from aatulab.alt import let_speak
from aatulab.colours import ORANGE
from aatulab.errors import InspectionError
from aatulab.inspection.products.compare import AS_DESIGN, compare
from aatulab.inspection.products.pictures import box, shoe
from aatulab.inspection.products.register import Record
from aatulab.world.products.catalogue import catalogue

_DRAWN: Mapping[str, tuple[Callable[..., None], Mapping[str, tuple[float, float]]]] = {
    "medicines": (box.draw_box, box.PLACES),
    "cosmetics": (box.draw_box, box.PLACES),
    "electronics": (box.draw_box, box.PLACES),
    "footwear": (shoe.draw_shoe, shoe.PLACES),
}


def side_by_side(
    record: Record, seen: Mapping[str, str], *, batch: str = "", expires: str = ""
) -> Figure:
    """Return the picture; `seen` gives codes by feature, `expires` is a month such as 2028-03."""
    sector = catalogue().kind(str(record.product["kind"])).sector
    if sector not in _DRAWN:
        raise InspectionError(
            f"kind: found {record.product['kind']!r}, expected one of the sectors"
            f" {', '.join(_DRAWN)}; compare it in words with `compare`."
        )
    draw, places = _DRAWN[sector]
    findings = compare(record, seen)
    newest = record.features[record.features["design_id"] == record.features["design_id"].iloc[0]]
    genuine = dict(zip(newest["feature"], newest["genuine"], strict=True))
    differing = findings.loc[findings["finding"] != AS_DESIGN, "feature"].tolist()
    figure, axes = plt.subplots(1, 2, figsize=(11.5, 4.6), layout="constrained")
    name = str(record.product["name"])
    draw(axes[0], name, genuine, _example(newest, batch), expires)
    draw(axes[1], name, seen, batch, expires)
    axes[0].set_title("the register's newest design", loc="left")
    axes[1].set_title("on the table", loc="left")
    _number(axes[1], differing, places)
    figure.supxlabel(_legend(findings), fontsize=10, ha="left", x=0.02)
    let_speak(figure, describe(record, seen))
    return figure


def describe(record: Record, seen: Mapping[str, str]) -> str:
    """Return the picture in words, for whoever does not see it."""
    findings = compare(record, seen)
    differing = findings[findings["finding"] != AS_DESIGN]
    head = f"Two drawings of {record.product['name']}: the register's newest design, and the pack."
    if differing.empty:
        return f"{head} Nothing that was looked at differs from every registered design."
    told = [f"{row.look_at}: {row.seen_words}, {row.finding}" for row in differing.itertuples()]
    return f"{head} {len(told)} differ. " + "; ".join(told) + "."


def _number(ax: Axes, features: list[str], places: Mapping[str, tuple[float, float]]) -> None:
    for number, name in enumerate(features, start=1):
        x, y = places[name]
        ax.text(x, y, str(number), fontsize=10, color="white", ha="center", va="center", zorder=9,
                bbox={"boxstyle": "circle", "facecolor": ORANGE, "edgecolor": "white"})  # fmt: skip


def _legend(findings: pd.DataFrame) -> str:
    rows: list[Any] = list(findings[findings["finding"] != AS_DESIGN].itertuples())
    if not rows:
        return "Nothing that was looked at differs from every registered design."
    return "\n".join(
        f"{number}  {row.look_at}: {row.seen_words} ({row.finding})"
        for number, row in enumerate(rows, start=1)
    )


def _example(newest: pd.DataFrame, batch: str) -> str:
    """Return a batch in the maker's form, where one is printed."""
    form = newest["batch_form"].iloc[0]
    return str(form).replace("L", "A").replace("D", "0") if batch and isinstance(form, str) else ""
