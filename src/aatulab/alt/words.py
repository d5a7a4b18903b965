"""Read from a matplotlib figure what it shows: title, axes, bars with their numbers, lines, notes.

No judgement of what matters: that takes an author, who writes it with `describe`.  Numbers are
rounded as a person would say them, and a long figure is cut off with a word.
"""

from collections.abc import Iterator

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.ticker import PercentFormatter

MOST_BARS, MOST_NOTES, LONGEST = 12, 8, 900
_HIDDEN = "_"  # matplotlib's own labels, such as _child1, are not for readers


def words_for(figure: Figure) -> str:
    """Return in words what a figure shows, one part of it after the other."""
    parts = [_axes_words(ax) for ax in figure.axes if ax.get_visible()]
    suptitle = _plain(figure.get_suptitle())
    words = " ".join(part for part in (f"{suptitle}." if suptitle else "", *parts) if part)
    if not words:
        return "A figure without words: no title, no labels."
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]} … and more."


def _axes_words(ax: Axes) -> str:
    title = _plain(ax.get_title())
    facts = [*_labels(ax), *_bars(ax), *_lines(ax), *_points(ax), *_legend(ax), *_notes(ax)]
    if not title and not facts:
        return ""
    return " ".join(f"{_ended(fact)}" for fact in ([title] if title else []) + facts)


def _labels(ax: Axes) -> Iterator[str]:
    x, y = _plain(ax.get_xlabel()), _plain(ax.get_ylabel())
    if x:
        yield f"Across: {x}"
    if y:
        yield f"Up: {y}"


def _bars(ax: Axes) -> Iterator[str]:
    for group in (c for c in ax.containers if isinstance(c, BarContainer)):
        bars = [bar for bar in group.patches if isinstance(bar, Rectangle)]
        if not bars:
            continue
        is_lying = group.orientation == "horizontal"
        along, measured = (ax.yaxis, ax.xaxis) if is_lying else (ax.xaxis, ax.yaxis)
        sizes = [bar.get_width() if is_lying else bar.get_height() for bar in bars]
        places = [
            bar.get_y() + bar.get_height() / 2 if is_lying else bar.get_x() + bar.get_width() / 2
            for bar in bars
        ]
        pairs = [
            f"{_place(along, place)}: {_number(measured, size)}"
            for place, size in zip(places, sizes, strict=True)
        ]
        if is_lying:  # drawn from below, read from above
            pairs, sizes = pairs[::-1], sizes[::-1]
        label = _plain(str(group.get_label()))
        head = f"Bars, {label}" if label and not label.startswith(_HIDDEN) else "Bars"
        if len(pairs) <= MOST_BARS:
            yield f"{head}: {'; '.join(pairs)}"
        else:
            top = int(np.argmax(sizes))
            yield f"{head}: {len(pairs)} of them, the longest at {pairs[top]}"


def _lines(ax: Axes) -> Iterator[str]:
    for line in ax.get_lines():
        label = str(line.get_label())
        if label.startswith(_HIDDEN) or not label:
            continue
        ends = _ends(ax, line)
        yield f"Line {label}{ends}"


def _ends(ax: Axes, line: Line2D) -> str:
    """Return where a line begins and ends; nothing for what has no numbers."""
    try:
        x, y = (np.asarray(values, dtype=float) for values in line.get_data(orig=False))
    except (TypeError, ValueError):
        return ""
    low, high = sorted(ax.get_xlim())
    seen = np.flatnonzero(np.isfinite(x) & np.isfinite(y) & (low <= x) & (x <= high))
    if len(seen) < 2:
        return ""
    begin, middle, end = (
        f"{_number(ax.yaxis, y[n])} at {_number(ax.xaxis, x[n])}"
        for n in seen[[0, len(seen) // 2, -1]]
    )
    return f": {begin}, {middle}, {end}" if len(seen) > 2 else f": {begin}, {end}"


def _points(ax: Axes) -> Iterator[str]:
    for group in (c for c in ax.collections if isinstance(c, PathCollection)):
        label = str(group.get_label())
        if label and not label.startswith(_HIDDEN):
            yield f"Marks: {_plain(label)}"


def _legend(ax: Axes) -> Iterator[str]:
    """Give what only the legend says: patches that belong to no bar, line or mark."""
    legend = ax.get_legend()
    said = {str(handle.get_label()) for handle in (*ax.get_lines(), *ax.collections)}
    said |= {str(group.get_label()) for group in ax.containers}
    for text in legend.get_texts() if legend else ():
        if text.get_text() not in said:
            yield f"Legend: {_plain(text.get_text())}"


def _notes(ax: Axes) -> Iterator[str]:
    numbers = {
        text for group in ax.containers for text in map(str, getattr(group, "datavalues", ()))
    }
    notes = [_plain(text.get_text()) for text in ax.texts if text.get_visible()]
    told = [note for note in notes if note and note not in numbers and not _is_number(note)]
    if told:
        more = f" and {len(told) - MOST_NOTES} more" if len(told) > MOST_NOTES else ""
        yield f"Notes: {'; '.join(told[:MOST_NOTES])}{more}"


def _place(axis: Axis, place: float) -> str:
    """Return what stands under a bar: the word of its tick, else its number."""
    for where, label in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False):
        if abs(where - place) < 1e-6 and label.get_text():
            return _plain(label.get_text())
    return _number(axis, place)


def _number(axis: Axis, value: float) -> str:
    formatter = axis.get_major_formatter()
    if isinstance(formatter, PercentFormatter):
        return f"{100 * value / formatter.xmax:.3g} %"
    return f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.3g}"


def _is_number(note: str) -> bool:
    return note.replace(",", "").replace(".", "").replace("%", "").replace(" ", "").isdigit()


def _plain(text: str) -> str:
    return " ".join(text.split())


def _ended(fact: str) -> str:
    return fact if fact.endswith((".", "?", "!", "…")) else f"{fact}."
