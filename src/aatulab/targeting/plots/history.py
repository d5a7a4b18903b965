"""The history of a booking on one line: when it was booked, changed and ticketed."""

from collections.abc import Hashable, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import describe
from aatulab.drawing import BLUE, GREEN, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns

_TICKS = {1: "1 hour", 6: "6 h", 24: "1 day", 7 * 24: "1 week", 30 * 24: "1 month"}
_FEWEST_H = 0.8


def history_chart(
    bookings: pd.DataFrame,
    changes: pd.DataFrame,
    pnrs: Sequence[str],
    *,
    title: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Return one line a booking, from the day it was made to the departure at the right.

    A circle is the booking, a diamond a change (with its kind in words), a square the issue of the
    tickets.  The axis is one of hours in powers, for the last evening matters most.
    """
    need_columns(bookings, "bookings", ("pnr", "booked_at", "ticketed_at", "departs_at"))
    need_columns(changes, "booking_changes", ("pnr", "changed_at", "kind"))
    rows = bookings.set_index("pnr")
    unknown = [pnr for pnr in pnrs if pnr not in rows.index]
    if unknown or not pnrs:
        found = repr(unknown[0]) if unknown else "none"
        raise TargetingError(f"pnrs: found {found}, expected PNRs of the table of bookings.")
    with lab_style():
        ax = axes_for(ax, (8.4, 1.5 + 0.62 * len(pnrs)))
        for place, pnr in enumerate(pnrs):
            _line(ax, -place, rows.loc[pnr].to_dict(), changes[changes["pnr"] == pnr])
        for marker, colour, words in (
            ("o", BLUE, "booked"), ("D", ORANGE, "changed"), ("s", GREEN, "tickets issued"),
        ):  # fmt: skip
            ax.scatter([], [], marker=marker, color=colour, label=words)
        lead = rows.loc[list(pnrs), "departs_at"] - rows.loc[list(pnrs), "booked_at"]
        longest = max(lead.max().total_seconds() / 3600, _FEWEST_H)
        ax.set_xscale("log")
        ax.set_xlim(longest * 1.6, _FEWEST_H)
        ticks = {hours: words for hours, words in _TICKS.items() if hours <= longest * 1.5}
        ax.set_xticks(list(ticks), list(ticks.values()))
        ax.xaxis.minorticks_off()
        ax.set_yticks([-place for place in range(len(pnrs))], list(pnrs))
        ax.set_ylim(-len(pnrs) + 0.35, 0.75)
        ax.grid(visible=False, axis="y")
        ax.set(title=title, xlabel="time before departure")
        ax.tick_params(axis="x", labelcolor=MUTED)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.02 - 0.62 / (1 + len(pnrs))), ncols=3)
    return describe(ax, f"{title}. {history_in_words(rows.loc[list(pnrs)], changes)}")


def history_in_words(bookings: pd.DataFrame, changes: pd.DataFrame) -> str:
    """Return the history of each booking as a sentence, for who cannot see the picture."""
    need_columns(changes, "booking_changes", ("pnr", "kind", "changed_at"))
    listed = bookings.reset_index()
    need_columns(listed, "bookings", ("pnr", "booked_at", "ticketed_at"))
    told = []
    for row in listed.to_dict("records"):
        own = changes[changes["pnr"] == row["pnr"]]
        moved = "".join(
            f", {kind} changed {_before(row, at):,.0f} hours before"
            for kind, at in zip(own["kind"], own["changed_at"], strict=True)
        )
        told.append(
            f"{row['pnr']}: booked {_before(row, row['booked_at']):,.0f} hours before departure, "
            f"tickets issued {_before(row, row['ticketed_at']):,.0f} hours before{moved}"
        )
    return "; ".join(told) + "."


def _line(ax: Axes, height: float, booking: dict[Hashable, Any], changes: pd.DataFrame) -> None:
    booked, ticketed = (_before(booking, booking[at]) for at in ("booked_at", "ticketed_at"))
    ax.plot([booked, _FEWEST_H], [height, height], color=PALE, zorder=1)
    ax.scatter(ticketed, height, marker="s", s=74, color=GREEN, zorder=2)
    ax.scatter(booked, height, marker="o", s=34, color=BLUE, zorder=3)
    for at, kind in zip(changes["changed_at"], changes["kind"], strict=True):
        ax.scatter(_before(booking, at), height, marker="D", s=46, color=ORANGE, zorder=4)
        ax.annotate(
            kind, (_before(booking, at), height), (0, 7), textcoords="offset points", ha="center",
            color=INK, fontsize=9,
        )  # fmt: skip


def _before(booking: dict[Hashable, Any], at: pd.Timestamp) -> float:
    hours = (booking["departs_at"] - at).total_seconds() / 3600
    return max(float(hours), _FEWEST_H)
