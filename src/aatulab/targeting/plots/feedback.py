"""Luck and its return, and where a unit looks week after week."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from aatulab.alt import describe
from aatulab.drawing.style import BLUE, INK, MUTED, ORANGE, PALE, axes_for, lab_style
from aatulab.errors import TargetingError
from aatulab.targeting.feedback.luck import best_rules
from aatulab.targeting.tables import need_columns

_STYLES = ((BLUE, "o", "-"), (ORANGE, "s", "--"), (MUTED, "^", "-."), (INK, "D", ":"))


def quarters_chart(
    quarters: pd.DataFrame, *, best: int = 5, title: str, ax: Axes | None = None
) -> Axes:
    """Return a line for each rule from its hit rate of one quarter to that of the next.

    The `best` of the first quarter are drawn strongly; a broken line is what all rules hit.
    """
    everybody = best_rules(quarters, len(quarters))
    mean = everybody["hits_1"].sum() / everybody["checks_1"].sum()
    with lab_style():
        ax = axes_for(ax, (7.4, 4.4))
        for place, (_, row) in enumerate(everybody.iterrows()):
            is_best = place < best
            ax.plot([1, 2], [row["rate_1"], row["rate_2"]], marker="o" if is_best else ".",
                    color=ORANGE if is_best else PALE, linewidth=2.2 if is_best else 1.0,
                    zorder=3 if is_best else 2)  # fmt: skip
        ax.axhline(mean, color=INK, linestyle="--", linewidth=1.3)
        ax.annotate(f"all rules: {mean:.0%} ", (1.5, mean), color=INK, va="bottom", ha="center")
        ax.set_xlim(0.85, 2.15)
        ax.set_xticks([1, 2], ["first quarter", "second quarter"])
        ax.set_ylim(0, None)
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set(title=title, ylabel="hit rate")
    first, second = everybody["rate_1"].head(best).mean(), everybody["rate_2"].head(best).mean()
    return describe(ax, f"{title}. The {best} best rules hit {first:.0%} in the first quarter and "
                        f"{second:.0%} in the second; all rules {mean:.0%}.")  # fmt: skip


def where_chart(weeks: pd.DataFrame, *, title: str, ax: Axes | None = None) -> Axes:
    """Return for each route the share of the checks that it got, week by week.

    `weeks` is what `play_weeks` returns, for up to four routes.
    """
    need_columns(weeks, "weeks", ("week", "route", "checks", "finds"), "play_weeks(0.1)")
    shares = weeks.pivot_table(index="week", columns="route", values="checks", aggfunc="sum")
    shares = shares.div(shares.sum(axis=1), axis=0)
    if len(shares.columns) > len(_STYLES):
        raise TargetingError(f"weeks: {len(shares.columns)} routes, expected up to {len(_STYLES)}.")
    with lab_style():
        ax = axes_for(ax)
        for (route, values), (colour, marker, line) in zip(shares.items(), _STYLES, strict=False):
            ax.plot(values.index, values, color=colour, marker=marker, linestyle=line,
                    markersize=5, label=f"route {route}")  # fmt: skip
        ax.set_ylim(0, 1.03)
        ax.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
        ax.set(title=title, xlabel="week", ylabel="share of the checks")
        ax.legend(loc="center right", ncols=2)
    last = shares.iloc[-1]
    told = ", ".join(f"route {route} {share:.0%}" for route, share in last.items())
    return describe(ax, f"{title}. In the last week: {told} of the checks.")
