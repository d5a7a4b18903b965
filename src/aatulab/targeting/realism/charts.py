"""Draw one topic of the realism report: the world in blue, what is published in orange."""

from collections.abc import Callable, Mapping
from io import BytesIO

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from aatulab.drawing import BLUE, INK, MUTED, ORANGE, lab_style
from aatulab.world.realism.curves import Curve, Points
from aatulab.world.realism.facts import Fact
from aatulab.world.realism.findings import Finding, Section

_SIZE_INCHES = (8, 3.6)
_LEGEND_AT = {"loc": "upper left", "bbox_to_anchor": (0, -0.17), "ncols": 3}


def draw_section(section: Section) -> bytes | None:
    """Return the picture of a topic as PNG, the same bytes each time; None if it has no points."""
    if section.points is None:
        return None
    with lab_style():
        figure = Figure(figsize=_SIZE_INCHES)
        ax = figure.subplots()
        _FORMS[section.curve.form](ax, section.curve, section.points)
        for finding in section.findings:
            _mark(ax, section.points, finding)
        ax.set(title=section.topic.title, xlabel=section.curve.xlabel, ylabel=section.curve.ylabel)
        if ax.get_legend_handles_labels()[1]:
            ax.legend(**_LEGEND_AT)
        file = BytesIO()
        figure.savefig(file, format="png", dpi=110, metadata={"Software": None})
    return file.getvalue()


def _bins(ax: Axes, curve: Curve, points: Points) -> None:
    """Draw bins of one width, or whole numbers."""
    width = curve.width or 0.8
    ax.bar(
        points.places,
        points.shares,
        width=width * (0.94 if curve.width else 1),
        align="edge" if curve.width else "center",
        color=BLUE,
    )
    if not curve.width:
        ax.set_xticks(points.places)
    _in_per_cent(ax)


def _tenfold(ax: Axes, curve: Curve, points: Points) -> None:
    """Draw bins that are equal parts of a power of ten."""
    start, end = 10**points.places, 10 ** (points.places + curve.width)
    ax.bar(start, points.shares, width=(end - start) * 0.94, align="edge", color=BLUE)
    ax.set_xscale("log")
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,g}")
    _in_per_cent(ax)


def _words(ax: Axes, _curve: Curve, points: Points) -> None:
    bars = ax.bar(points.places, points.shares, width=0.5, color=BLUE)
    ax.bar_label(bars, labels=[f"{share:.2%}" for share in points.shares], padding=3, color=INK)
    ax.set_xticks(points.places, points.words)
    ax.margins(y=0.14)
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))


def _tail(ax: Axes, _curve: Curve, points: Points) -> None:
    """Draw how many are at least so great: a heavy tail would be nearly straight."""
    ax.plot(points.places, points.shares, color=BLUE, marker="o", markersize=4, linewidth=1.4)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:,g}")
    ax.yaxis.set_major_formatter(lambda value, _: f"{value * 100:g}%")


_FORMS: Mapping[str, Callable[[Axes, Curve, Points], None]] = {
    "bins": _bins,
    "tenfold": _tenfold,
    "words": _words,
    "tail": _tail,
}


def _mark(ax: Axes, points: Points, finding: Finding) -> None:
    """Show what is published, and on an axis of values also what the world has on average."""
    fact = finding.fact
    if fact.mark == "axis":
        ax.axvspan(*_ends(fact, ax.get_xlim()), color=ORANGE, alpha=0.35, label="published")
        if finding.found is not None:
            ax.axvline(finding.found, color=INK, linestyle="--", linewidth=1.4, label="this world")
    elif fact.mark in points.words:
        place = points.words.index(fact.mark)
        labelled = "published" in ax.get_legend_handles_labels()[1]
        ax.errorbar(
            place + 0.34,
            (fact.low + fact.high) / 2,
            yerr=(fact.high - fact.low) / 2,
            color=ORANGE,
            marker="D",
            markersize=5,
            capsize=4,
            linewidth=1.6,
            label=None if labelled else "published",
        )


def _ends(fact: Fact, seen: tuple[float, float]) -> tuple[float, float]:
    """Return the ends of a range, a single value as a stroke that can be seen."""
    stroke = (seen[1] - seen[0]) / 400
    return (
        (fact.low - stroke, fact.high + stroke) if fact.low == fact.high else (fact.low, fact.high)
    )


def _in_per_cent(ax: Axes) -> None:
    top = float(np.max(ax.dataLim.y1))
    ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0 if top > 0.06 else 1))
    ax.tick_params(axis="y", labelcolor=MUTED)
