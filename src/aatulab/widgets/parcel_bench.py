"""A bench for parcels: choose questions, see who would be pulled off the belt, and what passes.

Tick boxes and a slider (all by keyboard) over a panel: a sentence, the four counts, the queue
against the officers' time; below it one pulled parcel after the other with its form.  Without a
kernel the panel stands with a table of what each question does alone.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting import Confusion, OfficerTime, confusion_at
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.panel import percent, queue_bar
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE
from aatulab.widgets.rule_builder import matrix
from aatulab.widgets.slider import LabelledSlider

DOM_CLASS = "aatu-parcel-bench"
MOST_SHOWN = 200
_CELL = "text-align:left;vertical-align:top;padding:3px 10px;border-top:1px solid #ddd"


class ParcelBench(LessonBox):
    """Questions with yes or no for each item, and from how many yes on an item is pulled.

    `questions` has one row an item and one flag a question, `forms` what is on the item in words
    (any columns), `illicit` what the checks showed, `facts` what a further check showed.
    """

    def __init__(
        self,
        questions: pd.DataFrame,
        forms: pd.DataFrame,
        illicit: "pd.Series[bool]",
        facts: "pd.Series[str]",
        time: OfficerTime,
        *,
        asked: tuple[str, ...] = (),
        fewest: int = 1,
    ) -> None:
        missing = questions.index.difference(illicit.index)
        if len(missing):
            raise TargetingError(
                f"illicit: {missing[0]!r} is not in its index. Index both by number of the item."
            )
        self._questions = questions.astype(bool)
        self._forms, self._facts, self._time = forms, facts, time
        self._illicit = illicit.reindex(questions.index).astype(bool)
        self._boxes = {
            name: widgets.Checkbox(
                value=name in asked, description=name, indent=False,
                layout=widgets.Layout(width="min(340px, 100%)"),
            )
            for name in questions.columns
        }  # fmt: skip
        self._fewest = LabelledSlider(
            value=fewest, min=1, max=len(self._boxes), description="Pull from … yes:",
            layout=widgets.Layout(width="min(420px, 100%)"),
        )  # fmt: skip
        self._panel, self._card = widgets.HTML(), widgets.HTML()
        self._item = widgets.Dropdown(
            options=[], description="Pulled:", layout=widgets.Layout(width="min(320px, 100%)")
        )
        self._opened = widgets.Checkbox(value=False, description="open it", indent=False)
        for control in (*self._boxes.values(), self._fewest):
            control.observe(self._recount, names="value")
        for control in (self._item, self._opened):
            control.observe(self._draw, names="value")
        boxes = widgets.HBox(
            list(self._boxes.values()), layout=widgets.Layout(flex_flow="row wrap")
        )
        super().__init__(
            [boxes, self._fewest, self._panel, self._item, self._opened, self._card, KeyKeeper()]
        )
        self.add_class(DOM_CLASS)
        self._recount()

    @property
    def asked(self) -> tuple[str, ...]:
        """Return the questions that are ticked."""
        return tuple(name for name, box in self._boxes.items() if box.value)

    def ask(self, *names: str, fewest: int = 1) -> None:
        """Tick these questions and no others, and set from how many yes on an item is pulled."""
        unknown = [name for name in names if name not in self._boxes]
        if unknown:
            raise TargetingError(
                f"there is no question {unknown[0]!r}; there are {', '.join(self._boxes)}."
            )
        for name, box in self._boxes.items():
            box.value = name in names
        self._fewest.value = fewest

    @property
    def item(self) -> str | None:
        """Return the number of the parcel that lies on the bench."""
        return None if self._item.value is None else str(self._item.value)

    @item.setter
    def item(self, number: str) -> None:
        self._item.value = number

    def open_it(self, *, is_open: bool = True) -> None:
        """Open the parcel on the bench, or close it."""
        self._opened.value = is_open

    @property
    def outcome(self) -> Confusion:
        """Return the four counts of what is pulled now."""
        return confusion_at(self._answers(), self._illicit, int(self._fewest.value))

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    @property
    def card_html(self) -> str:
        """Return the parcel on the bench."""
        return str(self._card.value)

    def static_html(self) -> str:
        """Return the panel and what each question does alone, without a widget."""
        return self.panel_html + framed(self._each_alone()) + self.card_html

    def _answers(self) -> "pd.Series[int]":
        return self._questions[list(self.asked)].sum(axis=1).astype("int64")

    def _recount(self, _change: object = None) -> None:
        answers, outcome = self._answers(), self.outcome
        words = sentence(len(self.asked), outcome, self._time)
        self._panel.value = framed(
            f'<p role="status" aria-live="polite" style="margin:0 0 8px;font-size:15px">'
            f"{escape(words)}</p>{matrix(outcome)}{queue_bar(outcome.stopped, self._time)}"
        )
        pulled = answers[answers >= outcome.threshold].sort_values(ascending=False, kind="stable")
        self._item.options = [
            (f"{number}: {yes} yes", number) for number, yes in pulled.head(MOST_SHOWN).items()
        ]
        self._item.value = pulled.index[0] if len(pulled) else None
        self._draw()

    def _draw(self, _change: object = None) -> None:
        number = self.item
        if number is None:
            self._card.value = framed("<p>Nothing is pulled.</p>")
            return
        yes = [name for name in self.asked if self._questions.loc[number, name]]
        found = str(self._facts.get(number, "")) if self._opened.value else None
        self._card.value = framed(
            card(number, self._forms.loc[number].to_dict(), yes, found, self._illicit[number])
        )

    def _each_alone(self) -> str:
        heads = ("question", "pulled", "hits", "innocent", "hit rate")
        head = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in heads)
        rows = ""
        for name in self._questions.columns:
            counts = confusion_at(self._questions[name].astype("int64"), self._illicit, 1)
            cells = (counts.stopped, counts.hits, counts.innocent_stopped, percent(counts.hit_rate))
            rows += f'<tr><th scope="row" style="{_CELL}">{escape(str(name))}</th>' + "".join(
                f'<td style="{_CELL}">{cell}</td>' for cell in cells
            )
            rows += "</tr>"
        return (
            '<table style="border-collapse:collapse;font-size:13px">'
            '<caption style="text-align:left;'
            f'color:{MUTED}">Each question alone</caption><thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), sentence(len(self.asked), self.outcome, self._time)


def sentence(questions: int, counts: Confusion, time: OfficerTime) -> str:
    """Return in words what is pulled, what passes, and how long the officers need."""
    if not questions:
        return "No question is ticked, so the belt runs."
    share = time.load(counts.stopped)
    return (
        f"From {counts.threshold:g} yes of {questions} on: {counts.stopped:,} items are pulled, "
        f"{counts.innocent_stopped:,} of them innocent; {counts.missed:,} of "
        f"{counts.hits + counts.missed:,} pass. Hit rate {percent(counts.hit_rate)}; "
        f"{100 * share:,.0f} % of the officers' time."
    )


def card(
    number: str, form: Mapping[Any, object], yes: list[str], found: str | None, is_hit: object
) -> str:
    """Return one parcel: its form, the questions that it raises, and what was in it once opened."""
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;color:{MUTED};font-weight:normal;'
        f'padding:1px 12px 1px 0">{escape(str(name))}</th><td>{escape(str(text))}</td></tr>'
        for name, text in form.items()
    )
    asks = "".join(f"<li>{escape(name)}</li>" for name in yes)
    shown = ""
    if found is not None:
        colour, mark = (ORANGE, "▲ something to find") if is_hit else (BLUE, "■ innocent")
        shown = (
            f'<p role="status" aria-live="polite" style="margin:8px 0 0;padding-left:8px;'
            f'border-left:4px solid {colour}"><b>{mark}.</b> {escape(found)}</p>'
        )
    return (
        f'<div style="border:2px solid {INK};padding:8px 12px;max-width:520px">'
        f"<b>{escape(number)}</b><table>{rows}</table>"
        f'<p style="margin:6px 0 0;color:{MUTED}">Why it was pulled:</p>'
        f'<ul style="margin:2px 0 0 18px;padding:0">{asks}</ul>{shown}</div>'
    )
