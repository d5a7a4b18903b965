"""The self-check of a lesson: radio buttons, one button to hand in, words that answer.

Before the lesson nothing is told: the same skill is asked again at its end.  After it each
answer gets its reason, and one sentence says what was gained.  Without a kernel the questions
stand as a list.
"""

from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from aatulab.authoring.card import Card
from aatulab.authoring.quiz.file import Quiz, When, quiz_name, read_quiz
from aatulab.authoring.quiz.store import (
    Gain,
    answers_path,
    gain_of,
    read_answers,
    write_answers,
)
from aatulab.errors import ExerciseError

DOM_CLASS = "aatu-self-check"
_TITLES = {"before": "Before you begin", "after": "And now"}
_KEPT = "Kept. The same skills are asked again at the end; then you will see what you gained."


class SelfCheck(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """The questions of one moment; answers go to a file in `folder`, and nowhere else."""

    def __init__(self, quiz: Quiz, when: When, folder: Path) -> None:
        self._quiz, self._when = quiz, when
        self._path = answers_path(folder, quiz.lesson)
        self._radios = {
            pair.id: widgets.RadioButtons(
                options=[(text, place) for place, text in enumerate(pair.item(when).choices)],
                index=read_answers(self._path)[when].get(pair.id),
                layout=widgets.Layout(width="100%"),
            )
            for pair in quiz.pairs
        }
        self._says = widgets.HTML()
        button = widgets.Button(
            description="Hand in", layout=widgets.Layout(width="auto", align_self="flex-start")
        )
        button.on_click(lambda _: self.hand_in())
        super().__init__([widgets.HTML(_head(when)), *self._questions(), button, self._says])
        self.add_class(DOM_CLASS)

    def choose(self, pair_id: str, choice: int) -> None:
        """Choose as a click does; `choice` counts from 0."""
        self._radios[pair_id].index = choice

    def hand_in(self) -> None:
        """Keep the answers and say what may be said."""
        chosen = {name: radio.index for name, radio in self._radios.items()}
        open_ = [str(n) for n, place in enumerate(chosen.values(), start=1) if place is None]
        if open_:
            words = f"Question {', '.join(open_)} has no answer yet. A guess is welcome."
            self._says.value = Card("self-check", "open", words).to_html()
            return
        write_answers(self._path, self._when, {k: v for k, v in chosen.items() if v is not None})
        gain = gain_of(self._quiz, read_answers(self._path))
        if self._when == "before":
            self._says.value = Card("self-check", "note", _KEPT).to_html()
        else:
            cards = [self._reason(pair.id, chosen[pair.id]) for pair in self._quiz.pairs]
            cards.append(Card("self-check", "note", gain_sentence(gain)).to_html())
            self._says.value = "".join(cards)

    @property
    def says(self) -> str:
        """Return what stands under the questions now, as HTML."""
        return str(self._says.value)

    def static_html(self) -> str:
        """Return the questions as a list, without their answers."""
        items = "".join(
            f"<li>{escape(pair.item(self._when).ask)}<ul>"
            + "".join(f"<li>{escape(choice)}</li>" for choice in pair.item(self._when).choices)
            + "</ul></li>"
            for pair in self._quiz.pairs
        )
        return f"{_head(self._when)}<ol>{items}</ol>"

    def _questions(self) -> list[widgets.Widget]:
        shown: list[widgets.Widget] = []
        for number, pair in enumerate(self._quiz.pairs, start=1):
            ask = escape(pair.item(self._when).ask)
            shown.append(widgets.HTML(f'<p style="margin:.6em 0 0"><b>{number}.</b> {ask}</p>'))
            shown.append(self._radios[pair.id])
        return shown

    def _reason(self, pair_id: str, choice: int | None) -> str:
        number = list(self._radios).index(pair_id) + 1
        item = self._quiz.pairs[number - 1].item(self._when)
        is_right = choice == item.right
        words = item.because if is_right else f"It is “{item.choices[item.right]}”: {item.because}"
        return Card(f"Question {number}", "right" if is_right else "wrong", words).to_html()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**kwargs))
        bundle["text/html"] = self.static_html()
        bundle["text/plain"] = f"{_TITLES[self._when]}: {len(self._quiz.pairs)} questions"
        return bundle


def self_check(lesson: str, when: When, folder: Path | None = None) -> SelfCheck | Card:
    """Return the self-check of a lesson for the moment `before` or `after` it.

    Without a folder it looks in the notebook's own one: a notebook's only anchor.
    """
    here = folder or Path()
    for name in (f".{quiz_name(lesson)}", quiz_name(lesson)):
        if (here / name).is_file():
            try:
                return SelfCheck(read_quiz(here / name), when, here)
            except ExerciseError as error:
                return Card("self-check", "note", f"{error} You can go on without it.")
    words = "Its questions are not beside this notebook; you can go on without them."
    return Card("self-check", "note", words)


def gain_sentence(gain: Gain) -> str:
    """Return in one or two sentences what was gained."""
    now = f"{gain.after} of {gain.questions} right now"
    if gain.before is None:
        return f"{now}. You did not answer before the lesson, so there is nothing to compare."
    more = (gain.after or 0) - gain.before
    words = f"{now}, {gain.before} before the lesson"
    if more > 0:
        return f"{words}: {more} more. Another day will show what stays."
    return f"{words}. Read again the section that belongs to each wrong answer."


def _head(when: When) -> str:
    note = "It counts for nothing and stays on this computer."
    return f'<p style="margin:0"><b>{_TITLES[when]}.</b> {note}</p>'
