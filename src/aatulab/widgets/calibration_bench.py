"""Say how sure you are of some statements, then see whether your chances come true.

One slider a statement and a button; before it is pressed nothing is given away.  Where no widget
can run, the statements stand in a list.  Used by the lesson on products.
"""

from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.learning import brier
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE
from aatulab.widgets.slider import LabelledSlider

_STEPS = tuple(range(0, 101, 10))
_CELL = (
    'style="text-align:left;vertical-align:top;padding:3px 10px 3px 0;border-top:1px solid #ddd"'
)


class CalibrationBench(LessonBox):
    """Sliders from 0 to 100 %, a button, and a score with what was true.

    `statements` leads from each statement to whether it is true.  `chances` is what is said, by
    statement; it may be read and set.
    """

    def __init__(self, statements: "pd.Series[bool]") -> None:
        if statements.empty or not statements.index.is_unique:
            raise TargetingError("statements: expected one at least, each of them once.")
        self._true = statements.astype(bool)
        self._sliders = [
            LabelledSlider(
                value=5,
                max=len(_STEPS) - 1,
                labels=[f"{step}\u00a0%" for step in _STEPS],
                label_width="min(440px, 58%)",
                description=f"{number}. {says}",
                tooltip="How sure are you that this is true? Arrow keys move it by ten.",
                layout=widgets.Layout(width="min(740px, 100% - 8px)"),
            )
            for number, says in enumerate(statements.index, start=1)
        ]
        self._button = widgets.Button(
            description="Show what is true",
            tooltip="Score your chances",
            layout=widgets.Layout(width="180px"),
        )
        self._panel = widgets.HTML(framed("Nobody looks. Say what you believe, then press."))
        self._button.on_click(lambda _: self.show())
        super().__init__([*self._sliders, self._button, self._panel, KeyKeeper()])

    @property
    def chances(self) -> "pd.Series[float]":
        """Return the chances that are said now, from 0 to 1."""
        values = [_STEPS[slider.value] / 100 for slider in self._sliders]
        return pd.Series(values, self._true.index, name="chance")

    @chances.setter
    def chances(self, values: "pd.Series[float]") -> None:
        for slider, says in zip(self._sliders, self._true.index, strict=True):
            slider.value = _STEPS.index(round(100 * float(values[says])))

    @property
    def came(self) -> "pd.Series[bool]":
        """Return which statements are true."""
        return self._true.copy()

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def show(self) -> None:
        """Show the score and what is true."""
        rows = "".join(map(_row, self._true.index, self.chances, self._true))
        heads = "".join(f'<th scope="col" {_CELL}>{name}</th>'
                        for name in ("Statement", "You said", "It is", "Costs"))  # fmt: skip
        self._panel.value = framed(
            '<p role="status" aria-live="polite" style="margin:0 0 6px;font-size:15px">'
            f"<b>{escape(self.sentence())}</b></p>"
            '<table style="border-collapse:collapse"><caption style="text-align:left;'
            f'color:{MUTED}">Costs: the square of what was missing</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def sentence(self) -> str:
        """Return the score in words."""
        score, chances = brier(self.chances, self._true), self.chances
        sure = (chances >= 0.9) | (chances <= 0.1)
        right = (chances >= 0.5) == self._true
        told = f"Brier score {score:.2f} (0 is perfect, always saying 50 % gives 0.25)."
        if not sure.any():
            return f"{told} You were sure of nothing."
        return f"{told} Of {sure.sum()} of which you were sure, {(right & sure).sum()} were right."

    def _fallback(self) -> tuple[str, str]:
        items = "".join(f"<li>{escape(str(says))}</li>" for says in self._true.index)
        words = "How sure are you of each, from 0 to 100 %? Write it down, then run the next cell."
        return framed(f"<ol>{items}</ol><p>{words}</p>"), f"{len(self._true)} statements. {words}"


def _row(says: object, chance: float, is_true: object) -> str:
    cost = (chance - float(bool(is_true))) ** 2
    colour = ORANGE if cost > 0.25 else BLUE if cost < 0.1 else INK
    cells = (f"{chance:.0%}", "true" if is_true else "not true", f"{cost:.2f}")
    shown = "".join(f"<td {_CELL}>{cell}</td>" for cell in cells[:2])
    return (
        f'<tr><th scope="row" {_CELL}>{escape(str(says))}</th>{shown}'
        f'<td {_CELL}><span style="color:{colour};font-weight:700">{cells[2]}</span></td></tr>'
    )
