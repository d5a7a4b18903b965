"""Thirty weeks of looking where something was found: what a unit believes, and what is true.

Sliders for the share by lot and for another luck, a list for what the unit looks at, and bars that
put checks, belief and truth side by side.  Used by the lesson *After the seizure*.
"""

from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.targeting.feedback import ROUTES, play_weeks
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, MUTED, ORANGE, PALE
from aatulab.widgets.slider import LabelledSlider

DOM_CLASS = "aatu-feedback"
_LABELS = "15em"


class FeedbackBench(LessonBox):
    """What thirty weeks of checks come to, for a share by lot and a way to look at results.

    `table` has a row a route: `checks`, `finds`, `believed` (finds by checks) and `true`.
    """

    def __init__(self, lot_percent: int = 0, looks_at: str = "finds", luck: int = 6) -> None:
        play_weeks(lot_percent / 100, looks_at)  # type: ignore[arg-type]  # says what is wrong
        wide = widgets.Layout(width="min(620px, 100%)")
        self._lots = LabelledSlider(
            value=lot_percent, min=0, max=100, description="Percent of the checks by lot:",
            tooltip="Share of the checks that is spread evenly. Arrow keys move it by one.",
            label_width=_LABELS, layout=wide,
        )  # fmt: skip
        self._luck = LabelledSlider(
            value=luck, min=1, max=30, description="Another luck, number:",
            tooltip="The same routes, other accidents. Arrow keys move it by one.",
            label_width=_LABELS, layout=wide,
        )  # fmt: skip
        self._looks = widgets.Dropdown(
            options=["finds", "hit rate"], value=looks_at, description="The unit goes by:",
            style={"description_width": _LABELS}, layout=widgets.Layout(width="min(420px, 100%)"),
        )  # fmt: skip
        self._panel = widgets.HTML()
        controls = [self._looks, self._lots, self._luck]
        for control in controls:
            control.observe(self._show, names="value")
        super().__init__([*controls, self._panel, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    def set(self, **values: int | str) -> None:
        """Set `lots` (percent), `luck` or `looks` as hands would."""
        for name, value in values.items():
            getattr(self, f"_{name}").value = value

    @property
    def table(self) -> pd.DataFrame:
        """Return what all weeks came to, one row a route."""
        weeks = play_weeks(
            self._lots.value / 100, str(self._looks.value), seed=self._luck.value  # type: ignore[arg-type]
        )  # fmt: skip
        table = weeks.groupby("route")[["checks", "finds"]].sum()
        table["believed"] = table["finds"] / table["checks"]
        table["true"] = pd.Series(ROUTES)
        return table

    @property
    def sentence(self) -> str:
        """Return in words where the unit looked, and whether that was right."""
        table = self.table
        most, richest = table["checks"].idxmax(), table["true"].idxmax()
        share = table["checks"].max() / table["checks"].sum()
        right = "and that is where most is" if most == richest else f"but most is on {richest}"
        return (
            f"Route {most} got {share:.0%} of the checks, {right}. "
            f"{table['finds'].sum()} finds in {table['checks'].sum():,} checks."
        )

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def _show(self, _change: object = None) -> None:
        self._panel.value = framed(
            f'<p role="status" aria-live="polite" style="margin:0 0 8px;font-size:15px">'
            f"<b>{escape(self.sentence)}</b></p>" + _rows(self.table)
        )

    def _fallback(self) -> tuple[str, str]:
        return self.panel_html, self.sentence


def _rows(table: pd.DataFrame) -> str:
    style = f"text-align:left;padding:3px 12px 3px 0;border-top:1px solid {PALE}"
    heads = "".join(
        f'<th scope="col" style="{style}">{head}</th>'
        for head in ("route", "checks", "finds", "finds in 100 checks", "in truth")
    )
    most = max(1, int(table["checks"].max()))
    body = "".join(
        f'<tr><th scope="row" style="{style}">{route}</th>'
        f'<td style="{style}">{_bar(checks / most, BLUE)} {checks:.0f}</td>'
        f'<td style="{style}">{finds:.0f}</td>'
        f'<td style="{style}">{_bar(found / 0.2, ORANGE)} {100 * found:.0f}</td>'
        f'<td style="{style}">{_bar(real / 0.2, MUTED)} {100 * real:.0f}</td></tr>'
        for route, checks, finds, found, real in table.itertuples()
    )
    return (
        '<table style="border-collapse:collapse;font-size:13px"><thead><tr>'
        f"{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _bar(share: float, colour: str) -> str:
    """Return a bar beside its number; the number says it, so a reader hears no bar."""
    width = max(2, round(110 * min(1.0, share)))
    return (
        f'<span aria-hidden="true" style="display:inline-block;width:{width}px;height:10px;'
        f'background:{colour}"></span>'
    )
