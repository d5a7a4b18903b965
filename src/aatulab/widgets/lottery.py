"""Give a share of the inspections to the lot, and see what that costs and what it tells.

One slider over a panel: finds, how good the list became, and what the unit knows of those that
it let pass.  Where no widget can run, the same numbers stand in a table.  Used by the lesson on
learning from results.
"""

from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.targeting.learning import play_rounds, summary
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.panel import percent
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE
from aatulab.widgets.slider import LabelledSlider

SHARES = (0.0, 0.05, 0.1, 0.2, 0.5, 1.0)
_CELL = 'style="text-align:right;padding:2px 10px;border-top:1px solid #ddd"'
_SCALE = 0.15  # the bar of what is known of the rest ends here


class LotteryBench(LessonBox):
    """A slider for the share of places that go by lot, and a panel that answers.

    Takes what `play_rounds` takes; all games are played once, when the widget is made.
    `lot_share` may be read and set, `outcome` is its row of the table.
    """

    def __init__(
        self,
        signals: pd.DataFrame,
        day: "pd.Series[int]",
        illicit: "pd.Series[bool]",
        first_order: "pd.Series[float]",
        *,
        lot_share: float = 0.1,
    ) -> None:
        games = {share: play_rounds(signals, day, illicit, first_order, share) for share in SHARES}
        self._table = summary(games)
        self._prevalence = float(illicit.reindex(signals.index).mean())
        self._slider = LabelledSlider(
            value=SHARES.index(lot_share),
            max=len(SHARES) - 1,
            labels=[f"{share:.0%}" for share in SHARES],
            description="Places that go by lot:",
            tooltip="Share of all inspections that are drawn by lot. Arrow keys move it.",
            layout=widgets.Layout(width="min(560px, 100%)"),
        )
        self._panel = widgets.HTML()
        self._slider.observe(self._show, names="value")
        super().__init__([self._slider, self._panel])
        self._show()

    @property
    def lot_share(self) -> float:
        """Return the share of places that go by lot."""
        return float(SHARES[self._slider.value])

    @lot_share.setter
    def lot_share(self, value: float) -> None:
        self._slider.value = SHARES.index(value)

    @property
    def outcome(self) -> "pd.Series[float]":
        """Return what the present share came to: a row of `summary`."""
        return self._table.T[self.lot_share]

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def static_html(self) -> str:
        """Return the present panel and the table of all shares, without a widget."""
        return self.panel_html + _table_html(self._table)

    def sentence(self) -> str:
        """Return in words what the present share came to."""
        row = self.outcome
        found = (
            f"{self.lot_share:.0%} by lot: {row['finds']:.0f} finds in {row['checks']:,.0f} "
            f"inspections, {row['lot_finds']:.0f} of them by lot."
        )
        if not row["lots"]:
            return f"{found} Of those that were let pass the unit knows nothing."
        return (
            f"{found} Of those that the list would let pass, {percent(row['low'])} to "
            f"{percent(row['high'])} carry something."
        )

    def _show(self, _change: object = None) -> None:
        self._panel.value = _panel_html(self.sentence(), self.outcome, self._prevalence)

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), self.sentence()


def _panel_html(sentence: str, row: "pd.Series[float]", prevalence: float) -> str:
    tiles = (
        ("finds in all weeks", f"{row['finds']:.0f}", ORANGE),
        ("the list of week 2 would find", percent(row["early"]), BLUE),
        ("the list of the last week", percent(row["late"]), BLUE),
        ("drawn by lot", f"{row['lots']:,.0f}", INK),
    )
    shown = "".join(
        f'<div style="flex:1 1 120px;border-top:3px solid {colour};padding:4px 2px">'
        f'<div style="font-size:22px;font-weight:700;line-height:1.2">{value}</div>'
        f'<div style="font-size:12.5px;color:{MUTED}">{name}</div></div>'
        for name, value, colour in tiles
    )
    return framed(
        f'<p role="status" aria-live="polite" style="margin:0 0 8px;font-size:15px">'
        f"{escape(sentence)}</p>"
        f'<div style="display:flex;flex-wrap:wrap;gap:10px;margin:0 0 10px">{shown}</div>'
        f"{_known_bar(row, prevalence)}"
    )


def _known_bar(row: "pd.Series[float]", prevalence: float) -> str:
    """Return how wide the unit's knowledge of the rest is, as a bar."""
    low, high = (min(float(row[name]), _SCALE) / _SCALE * 600 for name in ("low", "high"))
    text = (
        f"What the unit knows of those that the list lets pass: {percent(row['low'])} to "
        f"{percent(row['high'])} carry something. Of all bookings {percent(prevalence)} do."
    )
    mark = prevalence / _SCALE * 600
    return (
        f'<p style="margin:10px 0 2px">{escape(text)}</p>'
        f'<svg viewBox="0 0 640 44" role="img" width="100%" style="max-width:640px;display:block" '
        f'aria-label="{escape(text)}"><rect x="20" y="8" width="600" height="14" fill="#EEF0F2"/>'
        f'<rect x="{20 + low:.1f}" y="8" width="{max(high - low, 2):.1f}" height="14" '
        f'fill="{BLUE}"/><line x1="{20 + mark:.1f}" x2="{20 + mark:.1f}" y1="2" y2="28" '
        f'stroke="{INK}" stroke-width="2" stroke-dasharray="3 2"/>'
        f'<text x="20" y="40" font-size="12" fill="{MUTED}">0 %</text>'
        f'<text x="620" y="40" font-size="12" text-anchor="end" fill="{MUTED}">15 % and more</text>'
        f'<text x="{24 + mark:.1f}" y="40" font-size="12" fill="{INK}">all bookings</text></svg>'
    )


def _table_html(table: pd.DataFrame) -> str:
    heads = (
        "By lot",
        "Finds",
        "Of them by lot",
        "List of week 2",
        "Last list",
        "Known of the rest",
    )
    head = "".join(f'<th scope="col" style="text-align:right;padding:2px 10px">{h}</th>'
                   for h in heads)  # fmt: skip
    rows = []
    for share, row in table.iterrows():
        known = f"{percent(row['low'])} to {percent(row['high'])}" if row["lots"] else "nothing"
        cells = (f"{row['finds']:.0f}", f"{row['lot_finds']:.0f}", percent(row["early"]),
                 percent(row["late"]), known)  # fmt: skip
        body = "".join(f"<td {_CELL}>{cell}</td>" for cell in cells)
        rows.append(f'<tr><th scope="row" {_CELL}>{share:.0%}</th>{body}</tr>')
    return framed(
        '<table style="border-collapse:collapse"><caption style="text-align:left;padding:4px 0">'
        "What each share by lot costs and tells</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
