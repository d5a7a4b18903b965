"""Walk an exhibit through its ledger, do something to an entry, and see what the check says."""

from collections.abc import Sequence
from functools import partial
from html import escape

import ipywidgets as widgets

from aatulab.chain import START
from aatulab.inspection.evidence import Entry, Finding, Kept, check_ledger, ledger_of
from aatulab.inspection.evidence.tampered import TAMPERINGS, WRITTEN_ANEW
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, MUTED, ORANGE

_framed = partial(framed, width_px=640)
DOM_CLASS = "aatu-ledger-bench"
DEEDS = {**TAMPERINGS, **WRITTEN_ANEW}
_CELL = "text-align:left;padding:2px 10px 2px 0;vertical-align:top"


class LedgerBench(LessonBox):
    """A list of entries, what is done to the chosen one, and what the check finds.

    `place` (from 0), `deed` (a key of `DEEDS`) and `is_kept` may be read and set; `is_kept` says
    whether number and digest of the last entry lie with somebody else, too.
    """

    def __init__(self, entries: Sequence[Entry], place: int = 0) -> None:
        self._entries = tuple(entries)
        style, wide = {"description_width": "initial"}, widgets.Layout(width="min(420px, 100%)")
        names = [(f"{e.number:>2}  {e.record.title}, {e.record.by}", n)
                 for n, e in enumerate(self._entries)]  # fmt: skip
        self._list = widgets.Select(
            options=names,
            value=place,
            rows=12,
            description="Entries:",
            layout=widgets.Layout(width="min(400px, 100%)"),
        )
        self._list.tooltip = "Entries of the ledger"
        self._deed = widgets.Dropdown(
            options=list(DEEDS), description="This entry is:", layout=wide, style=style
        )
        self._kept = widgets.Checkbox(
            description="the last digest was also kept elsewhere", indent=False, layout=wide
        )
        self._panel = widgets.HTML()
        for control in (self._list, self._deed, self._kept):
            control.observe(self._show, names="value")
        row = widgets.HBox([self._list, self._panel], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([self._deed, self._kept, row, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def place(self) -> int:
        """Return which entry is chosen, from 0."""
        return int(self._list.value)

    @place.setter
    def place(self, value: int) -> None:
        self._list.value = value

    @property
    def deed(self) -> str:
        """Return what is done to it."""
        return str(self._deed.value)

    @deed.setter
    def deed(self, value: str) -> None:
        self._deed.value = value

    @property
    def is_kept(self) -> bool:
        """Return whether somebody else holds the last digest."""
        return bool(self._kept.value)

    @is_kept.setter
    def is_kept(self, value: bool) -> None:
        self._kept.value = value

    @property
    def findings(self) -> list[Finding]:
        """Return what the check says now."""
        return said(self._entries, self.place, self.deed, is_kept=self.is_kept)

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def _show(self, _change: object = None) -> None:
        self._panel.value = _framed(_paper(self._entries, self.place) + _verdict(self.findings))

    def _fallback(self) -> tuple[str, str]:
        deeds = deeds_table(self._entries, self.place)
        return self.panel_html + deeds, f"{self.deed}: {len(self.findings)} to look at"


def said(entries: Sequence[Entry], place: int, deed: str, *, is_kept: bool) -> list[Finding]:
    """Return what the check finds after something was done to the entry at `place`."""
    kept = Kept.of(entries[-1]) if is_kept else None
    return check_ledger(ledger_of(DEEDS[deed](entries, place)), kept)


def deeds_table(entries: Sequence[Entry], place: int) -> str:
    """Return everything that can be done to an entry, and what the check then says."""
    heads = "".join(
        f'<th scope="col" style="{_CELL}">{head}</th>'
        for head in ("the entry is", "the check by itself", "with a digest kept elsewhere")
    )
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL};font-weight:normal">{escape(deed)}</th>'
        + "".join(f'<td style="{_CELL}">{_first(entries, place, deed, kept)}</td>'
                  for kept in (False, True))
        + "</tr>"
        for deed in DEEDS
    )  # fmt: skip
    caption = f'<caption style="text-align:left">Done to entry {entries[place].number}</caption>'
    table = f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
    return _framed(f'<table style="border-collapse:collapse">{caption}{table}</table>')


def _first(entries: Sequence[Entry], place: int, deed: str, is_kept: object) -> str:
    findings = said(entries, place, deed, is_kept=bool(is_kept))
    return escape(str(findings[0])) if findings else "all holds"


def _paper(entries: Sequence[Entry], place: int) -> str:
    entry, record = entries[place], entries[place].record
    before = entries[place - 1].digest[:16] if place else START
    pairs = [
        ("at", record.at),
        ("by", record.by),
        ("witness", record.witness or "nobody"),
        *((name, str(value)) for name, value in record.facts.items()),
        ("digest before", before),
        ("digest", entry.digest[:16]),
    ]
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL};color:{MUTED};font-weight:normal">{escape(name)}</th>'
        f'<td style="font-family:monospace">{escape(text)}</td></tr>'
        for name, text in pairs
    )
    return (
        f'<p style="margin:0 0 4px"><b>Entry {entry.number}: {escape(record.title)}</b>, exhibit '
        f'{escape(record.exhibit)}</p><table style="border-collapse:collapse">{rows}</table>'
    )


def _verdict(findings: Sequence[Finding]) -> str:
    colour = ORANGE if findings else BLUE
    words = f"✘ {len(findings)} to look at" if findings else "✔ all holds"
    items = "".join(f"<li>{escape(str(finding))}</li>" for finding in findings[:4])
    more = f"<li>and {len(findings) - 4} more</li>" if len(findings) > 4 else ""
    return (
        f'<div role="status" aria-live="polite" style="margin:8px 0 0;padding-left:8px;'
        f'border-left:4px solid {colour}"><b>The check: {words}.</b>'
        f'<ul style="margin:2px 0 0 18px;padding:0">{items}{more}</ul></div>'
    )
