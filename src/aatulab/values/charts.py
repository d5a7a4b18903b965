"""Read the data drawn on matplotlib axes: bars, lines, points, wedges."""

from typing import Any

from aatulab.values.bounds import MAX_CELLS, MAX_LABEL, MAX_MARKS, MAX_ROWS
from aatulab.values.scalars import clean_text, plain_cell, plain_column
from aatulab.values.shapes import Scalar


def chart_of(obj: Any) -> dict[str, Any]:
    """Return the drawn data of an Axes, of a Figure's first drawn Axes, or of a bar container."""
    axes = _axes_of(obj)
    if axes is None:
        return {"kind": "chart", "marks": [], "title": "", "xlabel": "", "ylabel": ""}
    marks = _marks(axes)
    points = sum(len(mark["y"]) for mark in marks)
    if len(marks) > MAX_MARKS or points > MAX_CELLS or any(len(m["y"]) > MAX_ROWS for m in marks):
        return {"kind": "too_large", "rows": points}
    title = axes.get_title() or axes.get_title("left") or axes.get_title("right")
    return {
        "kind": "chart",
        "marks": marks,
        "title": clean_text(title or _figure_title(axes), MAX_LABEL),
        "xlabel": clean_text(axes.get_xlabel(), MAX_LABEL),
        "ylabel": clean_text(axes.get_ylabel(), MAX_LABEL),
    }


def _axes_of(obj: Any) -> Any:
    if hasattr(obj, "patches") and hasattr(obj, "errorbar") and not hasattr(obj, "containers"):
        return obj.patches[0].axes if obj.patches else None  # what ax.bar() returns
    if not hasattr(obj, "axes") or not isinstance(obj.axes, list):
        return obj
    drawn = [axes for axes in obj.axes if _marks(axes)]
    return (drawn or obj.axes or [None])[0]


def _figure_title(axes: Any) -> str:
    figure = axes.get_figure()
    return str(figure.get_suptitle()) if figure is not None and len(figure.axes) == 1 else ""


def _marks(axes: Any) -> list[dict[str, Any]]:
    from matplotlib.collections import PathCollection  # noqa: PLC0415 - only when something drew
    from matplotlib.container import BarContainer  # noqa: PLC0415
    from matplotlib.patches import Wedge  # noqa: PLC0415

    marks = [_bars(axes, bars) for bars in axes.containers if isinstance(bars, BarContainer)]
    marks += [_line(axes, line) for line in axes.lines if len(line.get_xdata())]
    marks += [_scatter(axes, c) for c in axes.collections if isinstance(c, PathCollection)]
    wedges = [patch for patch in axes.patches if isinstance(patch, Wedge)]
    return marks + ([_wedges(wedges)] if wedges else [])


def _bars(axes: Any, bars: Any) -> dict[str, Any]:
    lying = bars.orientation == "horizontal"
    if lying:
        places = [bar.get_y() + bar.get_height() / 2 for bar in bars.patches]
        lengths = [bar.get_width() for bar in bars.patches]
    else:
        places = [bar.get_x() + bar.get_width() / 2 for bar in bars.patches]
        lengths = [bar.get_height() for bar in bars.patches]
    labels = _labelled(axes.yaxis if lying else axes.xaxis, places)
    return _mark("bar", labels, [plain_cell(length) for length in lengths], bars.get_label())


def _line(axes: Any, line: Any) -> dict[str, Any]:
    x = [plain_cell(value) for value in line.get_xdata(orig=True)]
    if not any(isinstance(value, str) for value in x):
        x = _labelled(axes.xaxis, list(line.get_xdata(orig=False)))
    y = [plain_cell(value) for value in line.get_ydata(orig=False)]
    return _mark("line", x, y, line.get_label())


def _scatter(axes: Any, points: Any) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415

    places = np.ma.filled(points.get_offsets().astype(float), np.nan)
    x = _labelled(axes.xaxis, places[:, 0].tolist())
    return _mark("scatter", x, plain_column(places[:, 1]), points.get_label())


def _wedges(wedges: list[Any]) -> dict[str, Any]:
    shares = [plain_cell((wedge.theta2 - wedge.theta1) / 360) for wedge in wedges]
    return _mark("wedge", [str(wedge.get_label()) for wedge in wedges], shares, "")


def _labelled(axis: Any, places: list[Any]) -> list[Scalar]:
    """Return the tick labels under the places where the axis carries labels, else the places."""
    from matplotlib.category import StrCategoryFormatter  # noqa: PLC0415
    from matplotlib.ticker import FixedFormatter, FixedLocator  # noqa: PLC0415

    formatter, locator = axis.get_major_formatter(), axis.get_major_locator()
    plain = [plain_cell(place) for place in places]
    if not (
        isinstance(formatter, StrCategoryFormatter | FixedFormatter)
        or isinstance(locator, FixedLocator)  # what set_xticks(..., labels=...) makes
    ):
        return plain
    ticks = [float(tick) for tick in axis.get_majorticklocs()]
    labels = [str(label) for label in formatter.format_ticks(ticks)]
    return [_label_at(place, ticks, labels) for place in plain]


def _label_at(place: Scalar, ticks: list[float], labels: list[str]) -> Scalar:
    """Return the label of the nearest tick; grouped bars stand beside theirs."""
    if not ticks or not isinstance(place, int | float):
        return place
    nearest = min(range(len(ticks)), key=lambda number: abs(ticks[number] - place))
    near = abs(ticks[nearest] - place) < 0.5 and labels[nearest]
    return clean_text(labels[nearest], MAX_LABEL) if near else place


def _mark(kind: str, x: list[Scalar], y: list[Scalar], label: Any) -> dict[str, Any]:
    name = str(label or "")
    shown = "" if name.startswith("_") else clean_text(name, MAX_LABEL)
    return {"type": kind, "x": x, "y": y, "label": shown}
