"""A workbench for check digits: type a number, see every step, and which slips would not show."""

from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.digit_rules import PASSPORT, RULES, DigitRule
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE

DOM_CLASS = "aatu-digit-bench"
_CELL = "border:1px solid #ccc;padding:2px 7px;text-align:center;font-family:monospace"


class CheckDigitBench(LessonBox):
    """A field for the text, a choice of the rule, and a panel with the sum.

    `text` and `rule` may be read and set; `digit` is the check digit, None where none can be.
    """

    def __init__(self, text: str = "L898902C3", rule: DigitRule = PASSPORT) -> None:
        self._text = widgets.Text(
            value=text, description="Text:", continuous_update=True, tooltip="What is to be checked"
        )
        self._rule = widgets.Dropdown(
            options=[(each.name, each) for each in RULES], value=rule, description="Rule:"
        )
        self._panel = widgets.HTML()
        for control in (self._text, self._rule):
            control.observe(self._show, names="value")
        row = widgets.HBox([self._rule, self._text], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([row, self._panel, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def text(self) -> str:
        """Return what is typed in."""
        return str(self._text.value)

    @text.setter
    def text(self, value: str) -> None:
        self._text.value = value

    @property
    def rule(self) -> DigitRule:
        """Return the rule in use."""
        chosen: DigitRule = self._rule.value
        return chosen

    @rule.setter
    def rule(self, value: DigitRule) -> None:
        self._rule.value = value

    @property
    def digit(self) -> str | None:
        """Return the check digit, or None where the text does not fit the rule."""
        try:
            return self.rule.digit(self.text)
        except TargetingError:
            return None

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def _show(self, _change: object = None) -> None:
        try:
            self._panel.value = panel(self.rule, self.text)
        except TargetingError as refusal:
            self._panel.value = framed(
                f'<p role="status" style="margin:0">{escape(str(refusal))}</p>'
            )

    def _fallback(self) -> tuple[str, str]:
        words = f"The check digit of {self.text} ({self.rule.name}) is {self.digit}."
        return self.panel_html, words


def panel(rule: DigitRule, text: str) -> str:
    """Return the sum as a table, its sentence, and the slips that would not show."""
    steps, digit = rule.steps(text), rule.digit(text)
    total = int(steps["product"].sum())
    sentence = (
        f"The sum is {total}. The check digit is {rule.ending_words}: "
        f'<b style="font-size:18px;color:{BLUE}">{digit}</b>'
    )
    return framed(
        f'<div style="overflow-x:auto">{_table(steps)}</div>'
        f'<p role="status" aria-live="polite" style="margin:8px 0 4px">{sentence}</p>'
        f"{_unseen(rule.slips(text))}"
    )


def _table(steps: pd.DataFrame) -> str:
    rows = []
    for name in ("character", "value", "weight", "product"):
        cells = "".join(f'<td style="{_CELL}">{escape(str(value))}</td>' for value in steps[name])
        head = (
            f'<th scope="row" style="text-align:right;padding:2px 8px;font-weight:600">{name}</th>'
        )
        rows.append(f"<tr>{head}{cells}</tr>")
    return f'<table style="border-collapse:collapse">{"".join(rows)}</table>'


def _unseen(slips: pd.DataFrame) -> str:
    items = []
    for kind, rows in slips.groupby("kind", sort=True):
        missed = rows.loc[~rows["shows"], "becomes"]
        examples = ", ".join(f"<code>{escape(text)}</code>" for text in missed.head(3))
        words = f": {examples}" + (" …" if len(missed) > 3 else "") if len(missed) else ""
        colour = ORANGE if len(missed) else INK
        items.append(
            f'<li>{escape(str(kind))}: <span style="color:{colour};font-weight:600">'
            f"{len(missed)} of {len(rows)}</span> would go unseen{words}</li>"
        )
    return (
        f'<p style="margin:6px 0 0;color:{MUTED}">Slips that leave the check digit as it is:</p>'
        f'<ul style="margin:2px 0 0 18px;padding:0">{"".join(items)}</ul>'
    )
