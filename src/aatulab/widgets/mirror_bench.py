"""Take the innocent reasons out of a mirror gap, one by one, and see what is left.

Four boxes to tick over a table of goods.  Where no widget can run, a table says how many questions
are left after each reason.  Used by the lesson on goods and money.
"""

from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.research.trade import mirror, reading
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, MUTED, ORANGE

REASONS = {
    "freight": "add 8 % for freight and insurance",
    "year's end": "count exports by the day on which they should arrive",
    "third State": "leave out what a third State consigned",
    "two clerks": "compare headings (4 digits), not codes (6 digits)",
}
_CELL = 'style="text-align:right;padding:2px 10px;border-top:1px solid #ddd"'
_LEFT = 'style="text-align:left;padding:2px 10px;border-top:1px solid #ddd;font-weight:normal"'


class MirrorBench(LessonBox):
    """Boxes for the four innocent reasons, and what each kind of goods says then.

    `ticked` is the set of reasons that are taken out; it may be read and set.  `table` is the
    mirror as it stands, with its `reading`.
    """

    def __init__(self, exports: pd.DataFrame, imports: pd.DataFrame, year: int) -> None:
        self._exports, self._imports, self._year = exports, imports, year
        names = pd.concat([exports, imports]).drop_duplicates("code")
        self._names = dict(zip(names["code"], names["goods"], strict=True))
        wide = widgets.Layout(width="min(560px, 100%)")
        self._boxes = {
            reason: widgets.Checkbox(
                description=f"{reason}: {words}", tooltip=words, indent=False, layout=wide
            )
            for reason, words in REASONS.items()
        }
        self._panel = widgets.HTML()
        for box in self._boxes.values():
            box.observe(self._show, names="value")
        super().__init__([*self._boxes.values(), self._panel, KeyKeeper()])
        self._show()

    @property
    def ticked(self) -> frozenset[str]:
        """Return which reasons are taken out."""
        return frozenset(reason for reason, box in self._boxes.items() if box.value)

    @ticked.setter
    def ticked(self, reasons: frozenset[str]) -> None:
        for reason, box in self._boxes.items():
            box.value = reason in reasons

    @property
    def table(self) -> pd.DataFrame:
        """Return both sides, their ratios and what these say."""
        return self._table(self.ticked)

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def sentence(self) -> str:
        """Return in words how many questions are left."""
        return _sentence(self.table)

    def static_html(self) -> str:
        """Return the present table, and what each reason leaves, without a widget."""
        taken: list[str] = []
        items = [f"<li>as it stands: {escape(_sentence(self._table(frozenset())))}</li>"]
        for reason in REASONS:
            taken.append(reason)
            words = _sentence(self._table(frozenset(taken)))
            items.append(f"<li>and without {escape(reason)}: {escape(words)}</li>")
        return self.panel_html + framed(f"<ol>{''.join(items)}</ol>")

    def _table(self, ticked: frozenset[str]) -> pd.DataFrame:
        table = mirror(
            self._exports,
            self._imports,
            self._year,
            by="heading" if "two clerks" in ticked else "code",
            freight=0.08 if "freight" in ticked else 0.0,
            by_arrival="year's end" in ticked,
            direct_only="third State" in ticked,
        )
        return table.assign(reading=reading(table))

    def _show(self, _change: object = None) -> None:
        table = self.table
        rows = "".join(self._row(str(code), row) for code, row in table.iterrows())
        heads = ("Goods", "Weight", "Value", "What it says")
        head = "".join(f'<th scope="col" style="padding:2px 10px">{name}</th>' for name in heads)
        self._panel.value = framed(
            f'<p role="status" aria-live="polite" style="margin:0 0 6px;font-size:15px">'
            f"{escape(_sentence(table))}</p>"
            '<table style="border-collapse:collapse"><caption style="text-align:left;'
            f'color:{MUTED}">On arrival, of what was sent (100 % is the same)</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _row(self, code: str, row: "pd.Series[float]") -> str:
        names = sorted({name for each, name in self._names.items() if each.startswith(code)})
        is_quiet = str(row["reading"]) == "agrees"
        mark, colour = ("✔", BLUE) if is_quiet else ("?", ORANGE)
        style = f"color:{colour};font-weight:700"
        shares = "".join(f"<td {_CELL}>{_percent(row[name])}</td>"
                         for name in ("kg_ratio", "value_ratio"))  # fmt: skip
        said = escape(str(row["reading"]))
        return (
            f'<tr><th scope="row" {_LEFT}>{escape(", ".join(names))} ({escape(code)})</th>{shares}'
            f'<td {_LEFT}><span style="{style}">{mark}</span> {said}</td></tr>'
        )

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), self.sentence()


def _sentence(table: pd.DataFrame) -> str:
    left = int((table["reading"] != "agrees").sum())
    word = "question is" if left == 1 else "questions are"
    return f"{left} {word} left among {len(table)} kinds of goods."


def _percent(ratio: float) -> str:
    return "nothing sent" if pd.isna(ratio) else f"{ratio:.0%}"
