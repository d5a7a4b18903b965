"""Write a product and see what a careful colleague would mark, line by line.

A text and the check beside it, which answers while one writes.  Where no widget can run, text and
marks stand in a table.  Used by the lesson on products.
"""

from collections.abc import Sequence
from html import escape

import ipywidgets as widgets

from aatulab.research.product import Finding, check_text
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, MUTED, ORANGE

_CELL = (
    'style="text-align:left;vertical-align:top;padding:3px 10px 3px 0;border-top:1px solid #ddd"'
)


class ProductChecker(LessonBox):
    """A text to edit, and what the check marks in it.

    `text` may be read and set; `findings` is what is marked now.  `names` are those that the
    reader of the product does not need.
    """

    def __init__(self, text: str, names: Sequence[str] = ()) -> None:
        self._names = tuple(names)
        self._text = widgets.Textarea(
            value=text,
            description="Your text:",
            layout=widgets.Layout(width="min(760px, 100% - 8px)", height="230px"),
            style={"description_width": "initial"},
        )
        self._text.tooltip = "The product; each line begins with a label"
        self._panel = widgets.HTML()
        self._text.observe(self._show, names="value")
        super().__init__([self._text, self._panel, KeyKeeper()])
        self._show()

    @property
    def text(self) -> str:
        """Return the product as it stands."""
        return str(self._text.value)

    @text.setter
    def text(self, value: str) -> None:
        self._text.value = value

    @property
    def findings(self) -> list[Finding]:
        """Return what the check marks now."""
        return check_text(self.text, self._names)

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def sentence(self) -> str:
        """Return in words how much is marked."""
        count = len(self.findings)
        return f"{count} {'mark' if count == 1 else 'marks'} in {len(self._lines())} lines."

    def _lines(self) -> list[str]:
        return [line for line in self.text.splitlines() if line.strip()]

    def _show(self, _change: object = None) -> None:
        rows = "".join(_row(finding) for finding in self.findings)
        colour = ORANGE if rows else BLUE
        words = self.sentence() if rows else "✔ Nothing is marked. Is it also true?"
        table = ""
        if rows:
            heads = "".join(f'<th scope="col" {_CELL}>{name}</th>'
                            for name in ("Line", "Mark", "Found", "Question"))  # fmt: skip
            table = (
                '<table style="border-collapse:collapse"><caption style="text-align:left;'
                f'color:{MUTED}">What a careful colleague marks</caption>'
                f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
            )
        said = (
            '<p role="status" aria-live="polite" style="margin:0 0 6px;font-size:15px">'
            f"<b>{escape(words)}</b></p>"
        )
        self._panel.value = framed(said + table, edge=colour)

    def _fallback(self) -> tuple[str, str]:
        lines = "".join(f"<li>{escape(line)}</li>" for line in self._lines())
        return framed(f"<ol>{lines}</ol>") + self.panel_html, self.sentence()


def _row(finding: Finding) -> str:
    line = str(finding.line) if finding.line else "whole"
    return (
        f'<tr><th scope="row" {_CELL}>{line}</th><td {_CELL}>✘ {escape(finding.what)}</td>'
        f"<td {_CELL}><i>{escape(finding.found)}</i></td>"
        f"<td {_CELL}>{escape(finding.says)}</td></tr>"
    )
