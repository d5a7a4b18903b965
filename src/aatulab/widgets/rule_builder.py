"""Build a rule book by hand: points for each rule, a line, and at once what it does to everybody.

Sliders (all by keyboard) over a panel: a sentence, the four counts as a matrix, the queue against
the team's time, and who stands on top with the reasons.  Without a kernel the panel stands alone.
"""

from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting import Confusion, OfficerTime, confusion_at
from aatulab.targeting.rules import RuleBook
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.panel import percent, queue_bar, sentence
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE, PALE
from aatulab.widgets.slider import LabelledSlider

DOM_CLASS = "aatu-rule-builder"
MOST_POINTS, ON_TOP = 4, 5
_LABELS = "260px"  # one width, so that the sliders stand below each other


class RuleBuilder(LessonBox):
    """Points for each rule of a book, from -4 to 4 (0: the rule is off), and the line.

    `signals` has one row a record, `illicit` says what the checks showed afterwards.  `book` is the
    book as it is set now, `outcome` holds the counts.
    """

    def __init__(
        self,
        book: RuleBook,
        signals: pd.DataFrame,
        illicit: "pd.Series[bool]",
        time: OfficerTime,
        *,
        line: int = 3,
    ) -> None:
        self._start, self._signals, self._time = book, signals, time
        self._illicit = illicit.reindex(signals.index)
        if self._illicit.isna().any():
            first = self._illicit[self._illicit.isna()].index[0]
            raise TargetingError(f"illicit: {first!r} is not in its index. Index both by record.")
        self._illicit = self._illicit.astype(bool)
        self._sliders = {
            each.id: _slider(each.rule.reason, each.rule.points) for each in book.rules
        }
        self._line = LabelledSlider(
            value=line, min=1, max=12, description="Check from … points:",
            tooltip="From how many points a record is checked", label_width=_LABELS, layout=_wide(),
        )  # fmt: skip
        self._panel = widgets.HTML()
        for control in (*self._sliders.values(), self._line):
            control.observe(self._show, names="value")
        super().__init__([*self._sliders.values(), self._line, self._panel])
        self.add_class(DOM_CLASS)
        self._show()

    def set_points(self, rule: str, points: int) -> None:
        """Set a rule's points as a hand on its slider would."""
        if rule not in self._sliders:
            raise TargetingError(
                f"there is no rule {rule!r}; there are {', '.join(self._sliders)}."
            )
        self._sliders[rule].value = points

    @property
    def line(self) -> int:
        """Return from how many points on a record is checked."""
        return int(self._line.value)

    @line.setter
    def line(self, value: int) -> None:
        self._line.value = value

    @property
    def book(self) -> RuleBook:
        """Return the book with the points of the sliders; rules worth 0 are left out."""
        return self._start.with_points({name: int(s.value) for name, s in self._sliders.items()})

    @property
    def scores(self) -> pd.DataFrame:
        """Return the scores of the book as it is set now."""
        if not self.book.rules:
            return pd.DataFrame(
                {"points": 0, "reasons": "", "speaks_for": ""}, index=self._signals.index
            )
        return self.book.scores(self._signals)

    @property
    def outcome(self) -> Confusion:
        """Return the four counts at the present line."""
        return confusion_at(self.scores["points"], self._illicit, self.line)

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def _show(self, _change: object = None) -> None:
        self._panel.value = panel(self.scores, self.outcome, self._time)

    def _fallback(self) -> tuple[str, str]:
        return self.panel_html, sentence(self.outcome, self._time)


def panel(scores: pd.DataFrame, outcome: Confusion, time: OfficerTime) -> str:
    """Return sentence, matrix, queue and the records on top."""
    words = sentence(outcome, time)
    return framed(
        f'<p role="status" aria-live="polite" style="margin:0 0 8px;font-size:15px">'
        f"{escape(words)}</p>{matrix(outcome)}{queue_bar(outcome.stopped, time)}"
        f"{_top(scores)}"
    )


def matrix(outcome: Confusion) -> str:
    """Return the four counts as a table, with hit rate and share found at its edges."""
    cell = "padding:6px 14px;text-align:right;font-size:18px;border:2px solid white"
    head = f"padding:2px 14px;text-align:right;font-weight:400;color:{MUTED}"

    def row(name: str, left: tuple[int, str, str], right: tuple[int, str, str], edge: str) -> str:
        cells = "".join(
            f'<td style="{cell};background:{colour};color:{ink}">{count:,}</td>'
            for count, colour, ink in (left, right)
        )
        side = f'<td style="padding:2px 10px;color:{MUTED}">{edge}</td>'
        return f'<tr><th scope="row" style="{head}">{name}</th>{cells}{side}</tr>'

    found, rate = percent(outcome.found_share), percent(outcome.hit_rate)
    innocent = (outcome.innocent_stopped, BLUE, "white")
    passed = (outcome.innocent_passed, PALE, INK)
    return (
        '<table style="border-collapse:collapse;margin:0 0 6px"><caption style="text-align:left;'
        f'color:{MUTED}">Everybody on the list</caption><thead><tr><td></td>'
        f'<th scope="col" style="{head}">something to find</th>'
        f'<th scope="col" style="{head}">innocent</th><td></td></tr></thead><tbody>'
        + row("▲ checked", (outcome.hits, ORANGE, "white"), innocent, f"hit rate {rate}")
        + row("△ not checked", (outcome.missed, "#FBE3D6", INK), passed, f"found {found} of all")
        + "</tbody></table>"
    )


def _top(scores: pd.DataFrame) -> str:
    items = "".join(
        f'<li style="margin:2px 0"><b>{escape(str(name))}</b>, {row.points} points: '
        f"{escape(str(row.reasons)) or 'no reason'}"
        + (
            f' <i style="color:{BLUE}">but {escape(str(row.speaks_for))}</i>'
            if row.speaks_for
            else ""
        )
        + "</li>"
        for name, row in zip(
            scores.index[:ON_TOP], scores.head(ON_TOP).itertuples(index=False), strict=True
        )
    )
    return (
        f'<p style="margin:10px 0 0;color:{MUTED}">First in the queue, and why:</p>'
        f'<ol style="margin:2px 0 0 20px;padding:0;font-size:13.5px">{items}</ol>'
    )


def _wide() -> widgets.Layout:
    return widgets.Layout(width="min(560px, 100%)")


def _slider(words: str, points: int) -> LabelledSlider:
    return LabelledSlider(
        value=max(-MOST_POINTS, min(MOST_POINTS, points)), min=-MOST_POINTS, max=MOST_POINTS,
        description=words, tooltip=f"Points for: {words}",
        label_width=_LABELS, layout=_wide(),
    )  # fmt: skip
