"""One paper, five roles: choose who asks, see which fields answer and what the paper leaves out.

Two lists (arrow keys work).  What a role reads is marked by a sign and by weight, not by colour
alone.  Without a kernel every paper stands in a table, with a column for each role.
"""

from collections.abc import Sequence
from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.roles import Paper, Role, customs_roles
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE

DOM_CLASS = "aatu-five-roles"
READ, UNREAD = "▶", "·"
_CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"


class FiveRoles(LessonBox):
    """The papers (at least one) and who reads them; `number` and `role` may be set."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        if not papers:
            raise TargetingError("papers: found none, expected one at least.")
        self._papers = {paper.number: paper for paper in papers}
        self._roles = {role.name: role for role in customs_roles()}
        wide = widgets.Layout(width="min(420px, 100%)")
        self._number = widgets.Dropdown(
            options=[(f"{paper.kind} {paper.number}", paper.number) for paper in papers],
            description="Paper:",
            layout=wide,
        )
        self._role = widgets.Select(
            options=list(self._roles), rows=len(self._roles), description="Who asks:", layout=wide
        )
        self._panel = widgets.HTML()
        for control in (self._number, self._role):
            control.observe(self._show, names="value")
        super().__init__([self._number, self._role, self._panel, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def number(self) -> str:
        """Return the number of the paper that is read."""
        return str(self._number.value)

    @number.setter
    def number(self, number: str) -> None:
        self._number.value = number

    @property
    def role(self) -> str:
        """Return the name of the role that asks."""
        return str(self._role.value)

    @role.setter
    def role(self, name: str) -> None:
        self._role.value = name

    @property
    def panel_html(self) -> str:
        """Return what is shown now."""
        return str(self._panel.value)

    def static_html(self) -> str:
        """Return every paper with a column for each role, without a widget."""
        roles = tuple(self._roles.values())
        return "".join(table(paper, roles) for paper in self._papers.values())

    def _show(self, _change: object = None) -> None:
        self._panel.value = panel(self._papers[self.number], self._roles[self.role])

    def _fallback(self) -> tuple[str, str]:
        words = f"{self._roles[self.role].asks} {verdict(self._shown(), self._of())}"
        return self.static_html(), words

    def _shown(self) -> Paper:
        return self._papers[self.number]

    def _of(self) -> Role:
        return self._roles[self.role]


def verdict(paper: Paper, role: Role) -> str:
    """Return in a sentence how far a paper answers what a role asks."""
    answers = paper.answers(role)
    empty = [words(name) for name, value in answers.items() if value is None]
    if not answers:
        return "Nothing on this paper answers. For this role it does not exist."
    if empty:
        return f"{len(answers)} fields should answer; nothing is written under {', '.join(empty)}."
    return f"{len(answers)} fields answer."


def panel(paper: Paper, role: Role) -> str:
    """Return the question, the paper with its answering fields marked, and what it leaves out."""
    read = role.columns[paper.kind]
    rows = "".join(
        _field(name, value, is_read=name in read) for name, value in paper.fields.items()
    )
    is_whole = read and None not in paper.answers(role).values()
    return framed(
        f'<p role="status" aria-live="polite" style="margin:0 0 6px;font-size:15px">'
        f"<b>{escape(role.asks)}</b> {escape(verdict(paper, role))}</p>"
        f'<table style="border-collapse:collapse">{rows}</table>'
        f'<p style="margin:8px 0 0"><b>No paper says:</b> {escape(role.silent_on)}.<br>'
        f"<b>First step:</b> {escape(role.first_step)}.</p>",
        width_px=680,
        edge=BLUE if is_whole else ORANGE,
    )


def table(paper: Paper, roles: Sequence[Role]) -> str:
    """Return one paper as a table with a column for each role, for a reader without a kernel."""
    heads = "".join(
        f'<th scope="col" style="{_CELL}">{escape(head)}</th>'
        for head in ("field", "on this paper", *(role.name for role in roles))
    )
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL};font-weight:normal;color:{MUTED}">'
        f'{words(name)}</th><td style="{_CELL}">{_shown_value(value)}</td>'
        + "".join(
            f'<td style="{_CELL}">{READ if name in role.columns[paper.kind] else UNREAD}</td>'
            for role in roles
        )
        + "</tr>"
        for name, value in paper.fields.items()
    )
    return (
        f'<div style="background:white;color:{INK};padding:8px 12px;font-family:sans-serif">'
        '<table style="border-collapse:collapse"><caption style="text-align:left;padding:4px 0">'
        f"Who reads what on {escape(paper.kind)} {escape(paper.number)} ({READ} reads it)</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def words(column: str) -> str:
    """Return a column's name as a person would say it.

    >>> words("gross_kg"), words("shipments_90d"), words("hs_code")
    ('gross kg', 'shipments 90d', 'HS code')
    """
    return column.replace("hs_", "HS_").replace("_", " ")


def _field(name: str, value: object, *, is_read: bool) -> str:
    mark, weight, colour = (READ, "700", INK) if is_read else (UNREAD, "400", MUTED)
    hidden = '<span style="position:absolute;left:-9999px">answers: </span>' if is_read else ""
    return (
        f'<tr style="font-weight:{weight};color:{colour}"><td style="{_CELL}" aria-hidden="true">'
        f'{mark}</td><th scope="row" style="{_CELL};font-weight:{weight}">{hidden}{words(name)}'
        f'</th><td style="{_CELL}">{_shown_value(value)}</td></tr>'
    )


def _shown_value(value: object) -> str:
    if value is None:
        return "(nothing is written)"
    if isinstance(value, pd.Timestamp):
        return f"{value:%d %B %Y, %H:%M}" if value.tzinfo else f"{value:%d %B %Y}"
    if isinstance(value, float):
        return f"{value:,.2f}".removesuffix(".00")
    return escape(str(value))
