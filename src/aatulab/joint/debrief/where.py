"""What was known where, and when: one row a fact, one sign an airport, one clock for all."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import describe
from aatulab.drawing import BLUE, GREEN, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.errors import JointError, shown
from aatulab.joint.debrief.pictures import clock_axis
from aatulab.joint.debrief.tables import known_table
from aatulab.joint.session import Session

_SIGNS = (("o", BLUE), ("s", ORANGE), ("^", GREEN))
_SIDE = 0.14  # signs of two airports in the same minute stand beside each other


def known_chart(
    session: Session, facts: Sequence[str] = (), *, title: str = "What was known where, and when"
) -> Axes:
    """Return when each airport first knew each fact; `facts` names some, in their order.

    A line goes on while a fact is known at one airport only.
    """
    names = list(facts) or list(session.stage.facts)
    if unknown := [name for name in names if name not in session.stage.facts]:
        known = ", ".join(session.stage.facts)
        raise JointError(f"facts: found {shown(unknown[0])}, expected some of {known}.")
    first = first_known(session).reindex(names)
    begins, end_min = pd.Timestamp(session.play.moment(0)), session.now_s / 60
    minutes = first.apply(lambda column: (column - begins).dt.total_seconds() / 60)
    with lab_style():
        ax = axes_for(None, (9.4, 1.9 + 0.36 * len(names)))
        for place, row in enumerate(minutes.to_numpy()):
            came = sorted(row[~np.isnan(row)])
            if came:
                until = came[1] if len(came) > 1 else end_min
                ax.plot([came[0], until], [place, place], color=PALE, linewidth=5, zorder=0)
        for number, airport in enumerate(minutes.columns):
            marker, colour = _SIGNS[number % len(_SIGNS)]
            places = [place + _SIDE * (number - 1) for place in range(len(names))]
            ax.scatter(minutes[airport], places, marker=marker, color=colour, s=46, label=airport)
        ax.plot([], [], color=PALE, linewidth=5, label="known at one airport only")
        ax.set_yticks(range(len(names)), names, color=INK)
        ax.set_ylim(len(names) - 0.5, -0.6)
        ax.grid(visible=False, axis="y")
        ax.tick_params(axis="y", labelcolor=MUTED)
        clock_axis(ax, session)
        ax.set(title=title)
        ax.legend(
            loc="upper center", bbox_to_anchor=(0.45, -0.8 / (1 + 0.36 * len(names))), ncols=4
        )
    return describe(ax, _words(first, title))


def first_known(session: Session) -> pd.DataFrame:
    """Return when each fact was first known at each airport (UTC): facts by airports."""
    airports = list(session.scenario.airports)
    table = known_table(session).pivot_table(
        index="fact", columns="airport", values="known_at", aggfunc="min"
    )
    order = [name for name in session.stage.facts if name in table.index]
    ordered = table.reindex(index=order, columns=airports)
    return pd.DataFrame({name: pd.to_datetime(ordered[name], utc=True) for name in airports})


def _words(first: pd.DataFrame, title: str) -> str:
    told = []
    for fact, row in first.iterrows():
        came = ", ".join(f"{airport} {at:%H:%M}" for airport, at in row.dropna().items())
        told.append(f"{fact}: {came or 'nowhere'}")
    return f"{title}, in UTC. {'; '.join(told)}."
