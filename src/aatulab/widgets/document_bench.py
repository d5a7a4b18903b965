"""A bench for passports: read page, zone and stamps, say what you see, then hear the check."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.inspection.documents import DataPage, Doubt, check_page, read_pages
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE

_framed = partial(framed, width_px=700)
DOM_CLASS = "aatu-document-bench"
NOTHING = "nothing that asks for more"
VERDICTS = {
    "(look first)": "",
    NOTHING: NOTHING,
    "page and zone differ": "zone",
    "a check digit does not fit": "digit",
    "dates that cannot be": "date",
    "stamps that cannot be": "stamp",
    "it was reported": "reported",
    "an answer does not fit": "answer",
}
_CELL = "text-align:left;padding:1px 12px 1px 0;vertical-align:top"


class DocumentBench(LessonBox):
    """Passports of `practice_pages`, one at a time, with a verdict to be given first.

    `page` is the name of the one that lies open, `verdict` a key of `VERDICTS`; `answered` holds
    for each page that was judged whether the verdict was right.
    """

    def __init__(
        self, pages: pd.DataFrame, stamps: pd.DataFrame, reports: pd.DataFrame, today: date
    ) -> None:
        self._pages = {each.name: each for each in read_pages(pages, stamps)}
        self._reports, self._today = reports, today
        self.answered: dict[str, bool] = {}
        style, wide = {"description_width": "initial"}, widgets.Layout(width="min(420px, 100%)")
        self._choice = widgets.Dropdown(
            options=list(self._pages), description="Passport:", layout=wide, style=style
        )
        self._verdict = widgets.Dropdown(
            options=list(VERDICTS), description="I see:", layout=wide, style=style
        )
        self._panel = widgets.HTML()
        self._choice.observe(self._open, names="value")
        self._verdict.observe(self._show, names="value")
        super().__init__([self._choice, self._panel, self._verdict, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def page(self) -> str:
        """Return which passport lies open."""
        return str(self._choice.value)

    @page.setter
    def page(self, name: str) -> None:
        self._choice.value = name

    @property
    def verdict(self) -> str:
        """Return what was said of it."""
        return str(self._verdict.value)

    @verdict.setter
    def verdict(self, words: str) -> None:
        self._verdict.value = words

    @property
    def doubts(self) -> list[Doubt]:
        """Return what the check says of the passport that lies open."""
        return check_page(self._pages[self.page], self._reports, self._today)

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def _open(self, _change: object = None) -> None:
        self._verdict.value = next(iter(VERDICTS))
        self._show()

    def _show(self, _change: object = None) -> None:
        said = VERDICTS[self.verdict]
        inside = _paper(self._pages[self.page], self._report())
        if said:
            rules = {doubt.rule for doubt in self.doubts} or {NOTHING}
            self.answered[self.page] = said in rules
            right = f"{sum(self.answered.values())} of {len(self.answered)} right"
            inside += _answer(self.doubts, is_right=said in rules)
            inside += f'<p style="margin:4px 0 0;color:{MUTED}">{right}</p>'
        self._panel.value = _framed(inside)

    def _report(self) -> str:
        number = self._pages[self.page].document_number
        rows = self._reports[self._reports["document_number"] == number]
        told = [
            f"{row['document_type']}, {row['reason']}, {row['reported_on']:%d %b %Y}"
            for row in rows.to_dict("records")
        ]
        return "; ".join(told) or "no report on this number"

    def _fallback(self) -> tuple[str, str]:
        answer = _framed(_answer(self.doubts, is_right=None))
        return self.panel_html + answer, f"passport {self.page}: {len(self.doubts)} doubts"


def _paper(page: DataPage, report: str) -> str:
    days = {"born": page.born_on, "issued": page.issued_on, "signed": page.signed_on,
            "expires": page.expires_on}  # fmt: skip
    stamps = ", ".join(f"{s.way} {s.airport} {s.on:%d %b %Y}" for s in page.stamps) or "none"
    pairs = {
        "surname": page.surname,
        "given names": page.given_names,
        "number": page.document_number,
        "nationality": page.nationality,
        "sex": page.sex,
        **{name: f"{day:%d %b %Y}" for name, day in days.items()},
        "asked for the age": f"“{page.said_age}”",
        "look-up of the number": report,
        "stamps": stamps,
    }
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL};color:{MUTED};font-weight:normal">{escape(name)}</th>'
        f"<td>{escape(text)}</td></tr>"
        for name, text in pairs.items()
    )
    zone = "\n".join(page.mrz)
    return (
        f'<p style="margin:0 0 4px"><b>Passport {escape(page.name)}</b>, Utopia, a specimen</p>'
        f'<table style="border-collapse:collapse">{rows}</table>'
        f'<pre style="margin:6px 0 0;padding:6px;background:#F6F3EA;color:{INK};overflow-x:auto">'
        f"{escape(zone)}</pre>"
    )


def _answer(doubts: Sequence[Doubt], *, is_right: bool | None) -> str:
    colour = ORANGE if doubts else BLUE
    heads = {True: "✔ So it is. ", False: "✘ Look again. ", None: ""}
    items = "".join(f"<li>{escape(str(doubt))}</li>" for doubt in doubts)
    return (
        f'<div role="status" aria-live="polite" style="margin:8px 0 0;padding-left:8px;'
        f'border-left:4px solid {colour}"><b>{heads[is_right]}The check says:</b>'
        f'<ul style="margin:2px 0 0 18px;padding:0">{items or f"<li>{NOTHING}</li>"}</ul></div>'
    )
