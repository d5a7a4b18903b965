"""A unit in pictures: who may do what, and how long one dossier lay on which desk."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from aatulab.alt import describe
from aatulab.drawing import BLUE, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.tables import need_columns


def mandate_chart(mandate: pd.DataFrame, *, title: str, ax: Axes | None = None) -> Axes:
    """Return a grid of services and acts: a square may, a ring may when a second person says yes.

    `mandate` has one row a permitted act, with `service`, `act` and `needs_approval`.
    """
    need_columns(mandate, "mandate", ("service", "act", "needs_approval"))
    services = mandate["service"].unique().tolist()
    acts = mandate["act"].unique().tolist()
    with lab_style():
        ax = axes_for(ax, (8.4, 1.6 + 0.42 * len(services)))
        for needs, marker, face, words in (
            (False, "s", BLUE, "may"),
            (True, "o", "white", "may, when a second person has approved"),
        ):
            rows = mandate[mandate["needs_approval"] == needs]
            edge = BLUE if not needs else ORANGE
            ax.scatter(rows["act"].map(acts.index), rows["service"].map(services.index), s=120,
                       marker=marker, facecolor=face, edgecolor=edge, linewidth=2,
                       label=words, zorder=3)  # fmt: skip
        ax.set_xticks(range(len(acts)), acts, rotation=32, ha="right")
        ax.set_yticks(range(len(services)), services)
        ax.set_xlim(-0.6, len(acts) - 0.4)
        ax.set_ylim(len(services) - 0.4, -0.6)
        ax.grid(visible=True, axis="both", color=PALE, linewidth=0.6)
        ax.tick_params(labelcolor=MUTED)
        ax.set_title(title)
        ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.42), ncols=2)
    told = "; ".join(
        f"{service}: {', '.join(rows['act'])}"
        for service, rows in mandate.groupby("service", sort=False)
    )
    return describe(ax, f"{title}. {told}.")


def dossier_chart(
    steps: pd.DataFrame, lands_at: pd.Timestamp, *, title: str, ax: Axes | None = None
) -> Axes:
    """Return one dossier from step to step: how long each lay, before and after landing.

    `steps` has `act`, `service`, `came_at`, `done_at`; the step that lay longest is hatched.
    """
    need_columns(steps, "steps", ("act", "service", "came_at", "done_at"))
    if steps.empty:
        raise TargetingError("steps: found none, expected the steps of one dossier.")
    rows = steps.sort_values("done_at", ignore_index=True)
    begins = (rows["came_at"] - lands_at).dt.total_seconds().to_numpy() / 3600
    hours = (rows["done_at"] - rows["came_at"]).dt.total_seconds().to_numpy() / 3600
    longest = int(np.argmax(hours))
    place = np.arange(len(rows))
    with lab_style():
        ax = axes_for(ax, (8.4, 1.5 + 0.38 * len(rows)))
        bars = ax.barh(place, hours, left=begins, color=BLUE, height=0.62)
        bars[longest].set(facecolor=ORANGE, hatch="//", edgecolor="white")
        ax.plot(begins, place, "|", color=INK, markersize=13)  # a step of minutes shows as well
        ax.axvline(0, color=INK, linestyle="--", linewidth=1.4)
        ax.annotate(" landing", (0, -0.75), color=INK, fontsize=9, va="center")
        names = [f"{act} ({who})" for act, who in zip(rows["act"], rows["service"], strict=True)]
        ax.set_yticks(place, names)
        ax.set_ylim(len(rows) - 0.4, -1.1)
        ax.grid(visible=False, axis="y")
        ax.tick_params(axis="y", labelcolor=MUTED)
        ax.set(title=title, xlabel="hours from landing")
    told = "; ".join(f"{name} {hour:.1f} h" for name, hour in zip(names, hours, strict=True))
    return describe(ax, f"{title}. How long each step lay: {told}. Longest: {names[longest]}.")
