"""The look-up desk: choose a database, say why you ask, ask, read the answer and the log below.

Fields and buttons are worked by keyboard.  Without a kernel the register of databases, the last
answer and the log stand in tables.
"""

from datetime import datetime
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from aatulab.research import Answer, Checked, Desk, Request
from aatulab.research.kinds import KINDS
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE

DOM_CLASS = "aatu-lookup-desk"
NOT_SAID = "(not said)"
_CELL = "text-align:left;vertical-align:top;padding:3px 8px;border-top:1px solid #ddd"
_SIGNS = {
    "hit": "▲ hit",
    "possible": "△ possible",
    "no hit": "○ no hit",
    "error": "✕ error",
    "time-out": "… time-out",
    "refused": "■ refused",
}
_LOG = ("entry", "action", "database", "purpose", "legal_ground", "outcome", "digest")
_SHOWN_ENTRIES = 8


class LookupDesk(LessonBox):
    """A desk with a face; `at` is the moment at which is asked, such as `case.as_of`.

    `fill` sets the fields and `ask` presses the button; `answer` is what came last, `log` the
    desk's log as a table.
    """

    def __init__(
        self,
        desk: Desk,
        at: datetime,
        *,
        officer: str = "officer-01",
        role: str = "targeting officer",
    ) -> None:
        self._desk, self._at, self._who = desk, at, (officer, role)
        self.answer: Answer | None = None
        self.checked: Checked | None = None
        wide = widgets.Layout(width="min(460px, 100%)")
        titles = [(base.title, name) for name, base in desk.databases.items()]
        self._database = _drop(titles, "Database:", wide)
        self._purpose = _drop([NOT_SAID, *desk.scenario.purposes], "Purpose:", wide)
        self._ground = _drop([NOT_SAID, *desk.scenario.legal_grounds], "Legal ground:", wide)
        self._fields: dict[str, widgets.Text] = {}
        self._form, self._panel = widgets.VBox(), widgets.HTML()
        self._record = _drop([], "Verify record:", wide)
        self._second = widgets.Text(description="Second thing:", layout=wide, style=_WORDS)
        self._check = widgets.VBox()
        ask = widgets.Button(description="Ask", tooltip="Send the request; it is logged")
        ask.on_click(lambda _: self.ask())
        verify = widgets.Button(description="Ask the owner", tooltip="Verify before any measure")
        verify.on_click(lambda _: self.verify())
        self._check.children = [self._record, self._second, verify]
        self._database.observe(self._open, names="value")
        grounds = [self._database, self._purpose, self._ground]
        super().__init__([*grounds, self._form, ask, self._panel, self._check, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._open()

    def fill(
        self,
        database: str | None = None,
        *,
        purpose: str | None = None,
        ground: str | None = None,
        **query: str,
    ) -> None:
        """Set the fields as hands would; what is not named stays."""
        for control, value in (
            (self._database, database),
            (self._purpose, purpose),
            (self._ground, ground),
        ):
            if value is not None:
                control.value = value
        for key, text in query.items():
            self._fields[key].value = text

    def ask(self) -> Answer:
        """Send what the fields say."""
        query = {key: field.value for key, field in self._fields.items() if field.value.strip()}
        officer, role = self._who
        self.answer = self._desk.ask(
            Request(
                officer,
                role,
                self._at,
                _said(self._purpose),
                _said(self._ground),
                str(self._database.value),
                query,
            )
        )
        self.checked = None
        records = [match.record for match in self.answer.matches]
        self._record.options = records
        if records:  # a list that was empty chooses nothing by itself
            self._record.value = records[0]
        self._show()
        return self.answer

    def verify(self) -> Checked | None:
        """Ask the owner of the chosen record; nothing if there is none."""
        if self.answer is None or self._record.value is None:
            return None
        self.checked = self._desk.verify(
            self.answer.entry,
            str(self._record.value),
            officer=self._who[0],
            at=self._at,
            second=str(self._second.value),
        )
        self._show()
        return self.checked

    @property
    def log(self) -> pd.DataFrame:
        """Return the log of the desk."""
        return self._desk.log.table()

    @property
    def panel_html(self) -> str:
        """Return what is shown below the fields."""
        return str(self._panel.value)

    def static_html(self) -> str:
        """Return the register, the last answer and the log, without a widget."""
        return (
            _framed(_table(self._desk.register().reset_index(), "The databases")) + self.panel_html
        )

    def _open(self, _change: object = None) -> None:
        """Show the fields of the chosen database."""
        wide = widgets.Layout(width="min(460px, 100%)")
        keys = KINDS[str(self._database.value)].keys
        self._fields = {
            key: widgets.Text(
                description=f"{key.replace('_', ' ')}:", layout=wide, style=_WORDS,
                placeholder="1984-04-29" if key == "birth_date" else "",
            )
            for key in keys
        }  # fmt: skip
        self._form.children = list(self._fields.values())
        self.answer = self.checked = None
        self._record.options = []
        self._show()

    def _show(self) -> None:
        self._check.layout.display = "" if self.answer and self.answer.matches else "none"
        base = self._desk.databases[str(self._database.value)]
        parts = [_about(base.owner, base.about)]
        if self.answer is not None:
            parts.append(answer_html(self.answer))
        if self.checked is not None:
            parts.append(checked_html(self.checked))
        entries = self.log.tail(_SHOWN_ENTRIES)[list(_LOG)]
        parts.append(_table(entries, f"The log, its last {_SHOWN_ENTRIES} entries"))
        self._panel.value = _framed("".join(parts))

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), self.answer.says if self.answer else "Nothing was asked yet."


def answer_html(answer: Answer) -> str:
    """Return an answer: outcome, sentence, records with their reasons, and the next step."""
    colour = ORANGE if answer.outcome in {"hit", "possible", "refused"} else BLUE
    waited = f"after {answer.waited_s:.1f} s, entry {answer.entry}"
    records = "".join(
        f'<li style="margin:3px 0"><b>{escape(match.record)}</b>, score {match.score:g}: '
        f"{escape('; '.join(match.reasons))}<br>"
        f'<span style="color:{MUTED}">{escape(_facts(match.fields))}</span></li>'
        for match in answer.matches
    )
    return (
        f'<div style="border-left:5px solid {colour};padding:2px 10px;margin:8px 0">'
        f'<p role="status" aria-live="polite" style="margin:2px 0">'
        f"<b>{_SIGNS[answer.outcome]}</b> ({waited}). {escape(answer.says)}</p>"
        f'<ul style="margin:4px 0;padding-left:20px">{records}</ul>'
        f'<p style="margin:2px 0"><b>Next:</b> {escape(answer.next_step)}</p></div>'
    )


def checked_html(checked: Checked) -> str:
    """Return what an owner answered."""
    when = "" if checked.answered_at is None else f" ({checked.answered_at:%d %B, %H:%M} UTC)"
    return (
        f'<div style="border-left:5px solid {INK};padding:2px 10px;margin:8px 0">'
        f'<p role="status" style="margin:2px 0"><b>{escape(checked.record)}: '
        f"{escape(checked.status)}</b>{when}. {escape(checked.says)}</p>"
        f'<p style="margin:2px 0"><b>Next:</b> {escape(checked.next_step)}</p></div>'
    )


_WORDS = {"description_width": "130px"}


def _drop(options: list[Any], description: str, layout: widgets.Layout) -> widgets.Dropdown:
    return widgets.Dropdown(options=options, description=description, layout=layout, style=_WORDS)


def _said(control: widgets.Dropdown) -> str:
    return "" if control.value == NOT_SAID else str(control.value)


def _facts(fields: Any) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in fields.items())


def _about(owner: str, about: str) -> str:
    words = f"{about} Its records belong to {owner}."
    return f'<p style="margin:0 0 6px;color:{MUTED}">{escape(words)}</p>'


def _table(rows: pd.DataFrame, caption: str) -> str:
    heads = "".join(f'<th scope="col" style="{_CELL}">{escape(str(h))}</th>' for h in rows.columns)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(str(v))}</td>' for v in row) + "</tr>"
        for row in rows.itertuples(index=False)
    )
    return (
        f'<table style="border-collapse:collapse;font-size:13px;width:100%">'
        f'<caption style="text-align:left;padding:6px 0 2px">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


def _framed(inside: str) -> str:
    return framed(f'<div style="overflow-x:auto">{inside}</div>', width_px=860)
