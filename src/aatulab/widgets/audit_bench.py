"""Move the line of a list and see at once what it does to each group.

A slider and a choice of list over a table: selected, selected for nothing, the ratio to the best
treated group.  Where no widget can run, a table for the present line stands there for each list.
Used by the lesson on fairness.  Groups are read by the audit, never by a score.
"""

from collections.abc import Mapping
from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.fairness import FOUR_FIFTHS, rates_by_group
from aatulab.widgets.box import LessonBox
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.panel import percent
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE
from aatulab.widgets.slider import LabelledSlider

_CELL = 'style="text-align:right;padding:3px 10px;border-top:1px solid #ddd"'
_HEADS = ("Group", "People", "Selected", "Innocent, selected", "False rate", "Ratio", "Question?")


class AuditBench(LessonBox):
    """A slider for the share that is checked, a choice of list, and the rates of each group.

    `lists` holds the points of every record for each list, by name; `illicit` and `groups` are
    indexed alike.  `share` and `shown` may be read and set, `rates` is the present table.
    """

    def __init__(
        self,
        lists: Mapping[str, "pd.Series[int]"],
        illicit: "pd.Series[bool]",
        groups: "pd.Series[str]",
        *,
        percent_checked: int = 10,
    ) -> None:
        if not lists:
            raise TargetingError("lists: found none, expected the points of one list at least.")
        self._lists, self._illicit, self._groups = dict(lists), illicit, groups
        self._slider = LabelledSlider(
            value=percent_checked, min=1, max=40, description="Percent checked:",
            tooltip="Share of all records that are checked. Arrow keys move it by one.",
            layout=widgets.Layout(width="min(460px, 100%)"),
        )  # fmt: skip
        self._choice = widgets.Dropdown(
            options=list(lists), description="List:", tooltip="Whose list is audited."
        )
        self._panel = widgets.HTML()
        for control in (self._slider, self._choice):
            control.observe(self._show, names="value")
        controls = widgets.HBox(
            [self._choice, self._slider], layout=widgets.Layout(flex_flow="row wrap")
        )
        super().__init__([controls, self._panel, KeyKeeper()])
        self._show()

    @property
    def share(self) -> float:
        """Return the share that is checked."""
        return int(self._slider.value) / 100

    @share.setter
    def share(self, value: float) -> None:
        self._slider.value = round(100 * value)

    @property
    def shown(self) -> str:
        """Return the name of the list that is audited."""
        return str(self._choice.value)

    @shown.setter
    def shown(self, name: str) -> None:
        self._choice.value = name

    @property
    def rates(self) -> pd.DataFrame:
        """Return the rates of the present list and line."""
        return self._rates(self.shown)

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def sentence(self) -> str:
        """Return in words what the present line does."""
        rates = self.rates
        worst = rates.sort_values("false_rate", ascending=False, kind="stable").iloc[0]
        raised = int((rates["ratio"] < FOUR_FIFTHS).sum())
        return (
            f"{self.shown}, {self.share:.0%} checked: {rates['for_nothing'].sum():,} innocent are "
            f"selected, most often of group {worst.name} ({percent(worst['false_rate'])}); "
            f"{raised} of {len(rates)} groups lie under four fifths."
        )

    def static_html(self) -> str:
        """Return the tables of all lists at the present line, without a widget."""
        return "".join(_table(name, self._rates(name)) for name in self._lists)

    def _rates(self, name: str) -> pd.DataFrame:
        points = self._lists[name].sort_index(kind="stable")
        order = points.sort_values(ascending=False, kind="stable").index
        chosen = points.index.isin(order[: int(len(order) * self.share + 1e-9)])
        return rates_by_group(pd.Series(chosen, points.index), self._illicit, self._groups)

    def _show(self, _change: object = None) -> None:
        said = f'<p role="status" aria-live="polite">{escape(self.sentence())}</p>'
        self._panel.value = said + _table(self.shown, self.rates)

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), self.sentence()


def _table(name: str, rates: pd.DataFrame) -> str:
    head = "".join(f'<th scope="col" style="text-align:right;padding:3px 10px">{h}</th>'
                   for h in _HEADS)  # fmt: skip
    least = rates.sort_values("false_rate", kind="stable").iloc[0]
    rows = "".join(_row(str(group), row, least) for group, row in rates.iterrows())
    return (
        f'<div style="background:white;color:{INK};padding:8px 12px;max-width:760px;'
        'font-family:sans-serif;line-height:1.35;overflow-x:auto">'
        '<table style="border-collapse:collapse"><caption style="text-align:left;padding:4px 0">'
        f"{escape(name)}: what it does to each group</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p style="font-size:12.5px;color:{MUTED};margin:4px 0">In brackets: 90 % interval. Ratio:'
        " lowest false rate divided by the group's own.</p></div>"
    )


def _row(group: str, row: "pd.Series[float]", least: "pd.Series[float]") -> str:
    """Return a group's line; words say what the colour says."""
    below, apart = row["ratio"] < FOUR_FIFTHS, row["false_low"] > least["false_high"]
    words = "yes: beyond chance" if below and apart else "may be chance" if below else "no"
    colour = ORANGE if below and apart else BLUE
    interval = f"({percent(row['false_low'])} to {percent(row['false_high'])})"
    cells = (
        f"{row['people']:,.0f}", f"{row['selected']:,.0f}", f"{row['for_nothing']:,.0f}",
        f"{percent(row['false_rate'])} {interval}", f"{row['ratio']:.2f}",
    )  # fmt: skip
    body = "".join(f"<td {_CELL}>{cell}</td>" for cell in cells)
    flag = f'<td style="padding:3px 10px;border-top:1px solid #ddd;color:{colour}">{words}</td>'
    return f'<tr><th scope="row" {_CELL}>{escape(group)}</th>{body}{flag}</tr>'
