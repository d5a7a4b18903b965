"""What may you see?  One record, its age, a purpose and an approval, and what the rules leave.

The answer is always given with its reason.  Every look, also a refused one, is added to the log
that stands below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.targeting.safeguards import IDENTITY, KEPT_YEARS, OPEN_MONTHS, PURPOSES
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, MUTED, ORANGE
from aatulab.widgets.slider import LabelledSlider

DOM_CLASS = "aatu-record-view"
ASKED = (*PURPOSES, "tax debt", "a neighbour asked")


@dataclass(frozen=True)
class Look:
    """What somebody asks to see: for what, of which age, with which grounds."""

    purpose: str
    months: int
    is_linked: bool
    is_approved: bool

    def verdict(self) -> tuple[str, str]:
        """Return `refused`, `gone`, `hidden` or `shown`, and the reason in a sentence.

        >>> Look("serious crime", 7, is_linked=True, is_approved=False).verdict()[0]
        'hidden'
        """
        if self.purpose not in PURPOSES:
            return "refused", f"“{self.purpose}” is not what these data were given for."
        if self.months >= KEPT_YEARS * 12:
            return "gone", f"After {KEPT_YEARS} years the record is deleted, whatever the reason."
        if self.months >= OPEN_MONTHS and not self.is_linked:
            words = f"After {OPEN_MONTHS} months only records with an objective link may be kept."
            return "gone", words
        if self.months >= OPEN_MONTHS and not self.is_approved:
            return "hidden", "Names are masked by now. Somebody else must approve to show them."
        if self.months >= OPEN_MONTHS:
            return "shown", "Approved for this one record; the log says by whom and why."
        return "shown", "In the first months an officer on duty may see it, for this purpose."


class RecordView(LessonBox):
    """A record (a mapping or a row) under four controls; `look` is what is asked now."""

    def __init__(self, record: Mapping[str, object] | pd.Series) -> None:
        self._record = {str(name): value for name, value in dict(record).items()}
        wide = widgets.Layout(width="min(420px, 100%)")
        style = {"description_width": "initial"}
        self._purpose = widgets.Dropdown(
            options=ASKED, description="Purpose:", layout=wide, style=style
        )
        self._months = LabelledSlider(
            value=2, min=0, max=66, description="Months old:", layout=wide
        )
        self._linked = widgets.Checkbox(
            description="an objective link to a listed offence is noted", layout=wide, indent=False
        )
        self._approved = widgets.Checkbox(
            description="the head of the unit has approved", layout=wide, indent=False
        )
        self._panel = widgets.HTML()
        controls = [self._purpose, self._months, self._linked, self._approved]
        for control in controls:
            control.observe(self._show, names="value")
        super().__init__([*controls, self._panel, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def look(self) -> Look:
        """Return what is asked."""
        return Look(
            str(self._purpose.value),
            int(self._months.value),
            is_linked=bool(self._linked.value),
            is_approved=bool(self._approved.value),
        )

    def ask(
        self,
        *,
        purpose: str | None = None,
        months: int | None = None,
        linked: bool | None = None,
        approved: bool | None = None,
    ) -> None:
        """Set the controls as hands would; what is not named stays."""
        asked = {
            self._purpose: purpose,
            self._months: months,
            self._linked: linked,
            self._approved: approved,
        }
        for control, value in asked.items():
            if value is not None:
                control.value = value

    @property
    def panel_html(self) -> str:
        """Return what is shown now."""
        return str(self._panel.value)

    def _show(self, _change: object = None) -> None:
        self._panel.value = panel(self._record, self.look)

    def _fallback(self) -> tuple[str, str]:
        return self.panel_html + cases_table(), ": ".join(self.look.verdict())


def panel(record: Mapping[str, object], look: Look) -> str:
    """Return the verdict and the record as it may be seen."""
    word, reason = look.verdict()
    colour = BLUE if word == "shown" else ORANGE
    marks = {"shown": "✔ shown", "hidden": "▒ names hidden", "gone": "✘ nothing left",
             "refused": "✘ refused"}  # fmt: skip
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;padding:1px 12px 1px 0;color:{MUTED}">'
        f"{escape(name)}</th>"
        f'<td style="font-family:monospace">{_field(name, value, word)}</td></tr>'
        for name, value in record.items()
    )
    table = f'<table style="border-collapse:collapse">{rows}</table>'
    log = f"log: purpose “{escape(look.purpose)}”, {look.months} months old, {word}"
    return framed(
        f'<p role="status" aria-live="polite" style="margin:0 0 6px"><b>{marks[word]}.</b> '
        f"{escape(reason)}</p>{table if word in {'shown', 'hidden'} else ''}"
        f'<p style="margin:6px 0 0;font-family:monospace;color:{MUTED}">{log}</p>',
        width_px=640,
        edge=colour,
    )


def cases_table() -> str:
    """Return the rules as a table, for a reader who has no kernel."""
    looks = (
        Look("serious crime", 2, is_linked=False, is_approved=False),
        Look("serious crime", 12, is_linked=False, is_approved=True),
        Look("serious crime", 12, is_linked=True, is_approved=False),
        Look("serious crime", 12, is_linked=True, is_approved=True),
        Look("serious crime", 61, is_linked=True, is_approved=True),
        Look("tax debt", 2, is_linked=False, is_approved=True),
    )
    rows = "".join(
        f"<tr><td>{escape(each.purpose)}</td><td>{each.months}</td>"
        f"<td>{'yes' if each.is_linked else 'no'}</td>"
        f"<td>{'yes' if each.is_approved else 'no'}</td>"
        f"<td>{escape(each.verdict()[0])}</td></tr>"
        for each in looks
    )
    heads = "".join(f"<th>{h}</th>" for h in ("purpose", "months", "link", "approved", "then"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _field(name: str, value: object, word: str) -> str:
    if word == "hidden" and name in IDENTITY:
        return f'<span style="background:#ddd;color:{MUTED}">▒▒▒▒▒▒ masked</span>'
    return escape(str(value))
