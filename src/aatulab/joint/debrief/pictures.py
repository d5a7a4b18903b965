"""A session in pictures: each role's line through the hours, the way of each fact, the score."""

import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import describe
from aatulab.drawing import (
    BLUE,
    GREEN,
    INK,
    MUTED,
    ORANGE,
    PALE,
    SKY,
    axes_for,
    lab_style,
)
from aatulab.joint.debrief.tables import needs_table, timeline
from aatulab.joint.scoring import score
from aatulab.joint.session import Session

# what -> marker, colour, size, words of the legend
_MARKS = {
    "learned": (".", SKY, 40, "learned a fact"),
    "answer": ("s", GREEN, 34, "answer of a database"),
    "done": ("o", BLUE, 40, "step done"),
    "act": ("*", ORANGE, 130, "hold, release, seize, arrest, protect"),
}

_TICK_MIN, _EDGE_MIN = 30, 3


def timeline_chart(session: Session, *, title: str = "Who did what, and when") -> Axes:
    """Return every role's line through the exercise."""
    rows = timeline(session)
    roles = [str(role) for role in session.play.roles]
    with lab_style():
        ax = axes_for(None, (9.4, 1.9 + 0.34 * len(roles)))
        for place in range(len(roles)):
            ax.axhline(place, color=PALE, linewidth=0.8, zorder=0)
        for what, (marker, colour, size, words) in _MARKS.items():
            own = rows[(rows["what"] == what) & rows["role"].isin(roles)]
            ax.scatter(own["s"] / 60, own["role"].map(roles.index), marker=marker, s=size,
                       color=colour, label=words, zorder=2)  # fmt: skip
        ax.set_yticks(range(len(roles)), roles)
        ax.set_ylim(len(roles) - 0.4, -0.6)
        ax.grid(visible=False, axis="y")
        ax.tick_params(axis="y", labelcolor=MUTED)
        clock_axis(ax, session)
        ax.set(title=title)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.14), ncols=2)
    return describe(ax, _timeline_words(rows, title))


def flow_chart(session: Session, *, title: str = "From who had it to who needed it") -> Axes:
    """Return the way of each fact: a line from when it lay somewhere to when it arrived.

    A cross stands where the subject went or was decided before the fact came.
    """
    needs = needs_table(session)
    labels = [f"{row.fact}: {row.lay_with} → {row.needed_by}" for row in needs.itertuples()]
    with lab_style():
        ax = axes_for(None, (9.4, 1.6 + 0.3 * max(1, len(needs))))
        for place, row in enumerate(needs.itertuples()):
            _way(ax, place, row)
        ax.scatter([], [], marker="o", color=BLUE, label="arrived in time")
        ax.scatter([], [], marker="D", color=ORANGE, label="arrived too late")
        ax.scatter([], [], marker="X", color=ORANGE, label="never arrived: too late from here on")
        ax.scatter([], [], marker="x", color=ORANGE, label="nobody found it")
        ax.set_yticks(range(len(needs)), labels, fontsize=8)
        ax.set_ylim(len(needs) - 0.4, -0.6)
        clock_axis(ax, session)
        ax.grid(visible=False, axis="y")
        ax.tick_params(axis="y", labelcolor=MUTED)
        ax.set(title=title)
        ax.legend(loc="upper center", bbox_to_anchor=(0.4, -0.1), ncols=2)
    counts = needs["state"].value_counts().to_dict()
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    lost = ", ".join(label for label, state in zip(labels, needs["state"], strict=True)
                     if state != "in time")  # fmt: skip
    return describe(ax, f"{title}. {len(needs)} needs: {told}. Not in time: {lost or 'none'}.")


def score_chart(session: Session, *, title: str = "The four parts of the score") -> Axes:
    """Return the parts of the score as bars."""
    sheet = score(session.play)
    names, points = list(sheet.parts), [part.points for part in sheet.parts.values()]
    with lab_style():
        ax = axes_for(None, (7.4, 2.6))
        bars = ax.barh(names, points, color=BLUE, height=0.6)
        ax.bar_label(bars, [f"{each:.0f}" for each in points], padding=4, color=INK)
        ax.set_xlim(0, 110)
        ax.invert_yaxis()
        ax.grid(visible=False, axis="y")
        ax.set(title=f"{title}: {sheet.total:.0f} in all", xlabel="points of 100")
    told = ", ".join(f"{name} {each:.0f}" for name, each in zip(names, points, strict=True))
    return describe(ax, f"{title}: {told}; {sheet.total:.0f} of 100 in all.")


def clock_axis(ax: Axes, session: Session) -> None:
    """Let the x axis, in minutes of the exercise, show the clock in UTC."""
    minutes = session.scenario.minutes
    places = range(0, minutes + 1, _TICK_MIN)
    ax.set_xticks(places, [f"{session.play.moment(60 * each):%H:%M}" for each in places])
    ax.set_xlim(-_EDGE_MIN, minutes + _EDGE_MIN)
    ax.set_xlabel("time (UTC)")


def _way(ax: Axes, place: int, row: object) -> None:
    since, arrived = getattr(row, "since_min", None), getattr(row, "arrived_min", None)
    until, state = getattr(row, "until_min", 0.0), getattr(row, "state", "")
    if since is None or pd.isna(since):
        ax.plot(0, place, marker="x", color=ORANGE, markersize=7)
        return
    if arrived is None or pd.isna(arrived):
        ax.plot([since, max(since, until)], [place, place], color=ORANGE, linestyle=":")
        ax.plot(max(since, until), place, marker="X", color=ORANGE, markersize=8)
        return
    colour, marker = (BLUE, "o") if state == "in time" else (ORANGE, "D")
    ax.plot([since, arrived], [place, place], color=colour, linewidth=2)
    ax.plot(arrived, place, marker=marker, color=colour, markersize=7)


def _timeline_words(rows: pd.DataFrame, title: str) -> str:
    acts = "; ".join(f"{row.at} {row.words}" for row in rows[rows["what"] == "act"].itertuples())
    steps = int((rows["what"] == "done").sum())
    return f"{title}. {steps} steps were done. Decided: {acts or 'nothing'}."
