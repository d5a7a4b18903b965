"""Who decides here?  Three lists over an agreement, and the row, the gap or the overlap."""

from collections.abc import Sequence
from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.targeting.unit import ACTS, MATTERS, PLACES, decision_table, rows_for
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, ORANGE, PALE

DOM_CLASS = "aatu-decision-bench"
_SHOWN = ("row", "act", "place", "matter", "decides", "approves", "tell")


class DecisionBench(LessonBox):
    """A situation by three lists, and what an agreement says of it.

    `table` is an agreement as `decision_table()` returns it; `verdict` says in one sentence who
    decides, that nobody does, or that several would.
    """

    def __init__(
        self,
        table: pd.DataFrame | None = None,
        act: str = "search goods",
        place: str = "arrivals hall",
        matter: str = "crime",
    ) -> None:
        self._table = decision_table() if table is None else table
        rows_for(self._table, act, place, matter)  # says which word is none
        self._act = _list("What to do:", ACTS, act)
        self._place = _list("Where:", PLACES, place)
        self._matter = _list("In what matter:", MATTERS, matter)
        self._panel = widgets.HTML()
        controls = [self._act, self._place, self._matter]
        for control in controls:
            control.observe(self._show, names="value")
        super().__init__([*controls, self._panel, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    def ask(self, **words: str) -> None:
        """Set `act`, `place` or `matter` as hands would."""
        for name, word in words.items():
            getattr(self, f"_{name}").value = word

    @property
    def rows(self) -> pd.DataFrame:
        """Return the rows that the situation meets."""
        return rows_for(
            self._table, str(self._act.value), str(self._place.value), str(self._matter.value)
        )

    @property
    def verdict(self) -> str:
        """Return in one sentence who decides."""
        who = list(dict.fromkeys(self.rows["decides"]))
        if not who:
            return "A gap: no row answers. Whoever stands nearest will decide, or nobody."
        if len(who) > 1:
            return f"An overlap: {' and '.join(who)} would decide, and each has a row for it."
        if who == ["nobody"]:
            return "Nobody may do this here, and the agreement says so: that is no gap."
        row = self.rows.iloc[0]
        first = f", when the {row['approves']} has said yes" if row["approves"] else ""
        told = f" Tell at once: {row['tell']}." if row["tell"] else ""
        return f"The decision is that of {who[0]}{first}.{told}"

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def _show(self, _change: object = None) -> None:
        is_fine = len(set(self.rows["decides"])) == 1
        colour = BLUE if is_fine else ORANGE
        self._panel.value = framed(
            f'<p role="status" aria-live="polite" style="margin:0 0 8px;font-size:15px">'
            f"<b>{escape(('✔ ' if is_fine else '✘ ') + self.verdict)}</b></p>"
            + _rows_html(self.rows),
            edge=colour,
        )

    def _fallback(self) -> tuple[str, str]:
        return self.panel_html + _rows_html(self._table), self.verdict


def _list(words: str, options: Sequence[str], value: str) -> widgets.Dropdown:
    return widgets.Dropdown(
        options=options,
        value=value,
        description=words,
        layout=widgets.Layout(width="min(420px, 100%)"),
        style={"description_width": "9em"},
    )


def _rows_html(rows: pd.DataFrame) -> str:
    if rows.empty:
        return '<p style="margin:0">No row.</p>'
    style = f"text-align:left;padding:2px 12px 2px 0;border-top:1px solid {PALE}"
    heads = "".join(f'<th scope="col" style="{style}">{name}</th>' for name in _SHOWN)
    body = "".join(
        "<tr>" + "".join(f'<td style="{style}">{escape(str(row[name]))}</td>' for name in _SHOWN)
        + "</tr>"
        for _, row in rows.iterrows()
    )  # fmt: skip
    return (
        '<table style="border-collapse:collapse;font-size:13px">'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )
