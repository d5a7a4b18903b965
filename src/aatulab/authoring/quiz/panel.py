"""The self-check of a lesson: radio buttons, one button to hand in, words that answer.

Before the lesson nothing is told: the same skill is asked again at its end.  After it each
answer gets its reason, and one sentence says what was gained.  Without a kernel the questions
stand as a list.
"""

from html import escape
from pathlib import Path

import ipywidgets as widgets

from aatulab.authoring.card import Card, Mood
from aatulab.authoring.quiz.file import Language, Quiz, When, quiz_name, read_quiz
from aatulab.authoring.quiz.store import answers_path, gain_of, read_answers, write_answers
from aatulab.authoring.quiz.words import WORDS, Words
from aatulab.errors import ExerciseError
from aatulab.widgets.box import LessonBox
from aatulab.widgets.keys import KeyKeeper

DOM_CLASS = "aatu-self-check"


class SelfCheck(LessonBox):
    """The questions of one moment; answers go to a file in `folder`, and nowhere else."""

    def __init__(self, quiz: Quiz, when: When, folder: Path, language: Language = "en") -> None:
        self._quiz, self._when, self._language = quiz, when, language
        self._words = WORDS[language]
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
            description=self._words.hand_in,
            layout=widgets.Layout(width="auto", align_self="flex-start"),
        )
        button.on_click(lambda _: self.hand_in())
        super().__init__(
            [
                widgets.HTML(_head(self._words, when)),
                *self._questions(),
                button,
                self._says,
                KeyKeeper(),
            ]
        )
        self.add_class(DOM_CLASS)

    def choose(self, pair_id: str, choice: int) -> None:
        """Choose as a click does; `choice` counts from 0."""
        self._radios[pair_id].index = choice

    def hand_in(self) -> None:
        """Keep the answers and say what may be said."""
        chosen = {name: radio.index for name, radio in self._radios.items()}
        open_ = [str(n) for n, place in enumerate(chosen.values(), start=1) if place is None]
        if open_:
            self._say("open", self._words.unanswered.format(", ".join(open_)))
            return
        write_answers(self._path, self._when, {k: v for k, v in chosen.items() if v is not None})
        gain = gain_of(self._quiz, read_answers(self._path))
        if self._when == "before":
            self._say("note", self._words.kept)
        else:
            cards = [self._reason(pair.id, chosen[pair.id]) for pair in self._quiz.pairs]
            cards.append(self._card(self._words.name, "note", self._words.gain(gain)))
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
        return f"{_head(self._words, self._when)}<ol>{items}</ol>"

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
        name, words = self._words.question.format(number), item.because
        if not is_right:
            words = self._words.choice.format(item.choices[item.right], item.because)
        return self._card(name, "right" if is_right else "wrong", words)

    def _say(self, mood: Mood, words: str) -> None:
        self._says.value = self._card(self._words.name, mood, words)

    def _card(self, name: str, mood: Mood, words: str) -> str:
        return Card(name, mood, words, language=self._language).to_html()

    def _fallback(self) -> tuple[str, str]:
        words = f"{self._words.title(self._when)}: {len(self._quiz.pairs)} questions"
        return self.static_html(), words


def self_check(
    lesson: str, when: When, folder: Path | None = None, *, language: Language = "en"
) -> SelfCheck | Card:
    """Return the self-check of a lesson for the moment `before` or `after` it.

    Without a folder it looks in the notebook's own one: a notebook's only anchor.
    """
    here = folder or Path()
    for name in (f".{quiz_name(lesson, language)}", quiz_name(lesson, language)):
        if (here / name).is_file():
            try:
                return SelfCheck(read_quiz(here / name), when, here, language)
            except ExerciseError as error:
                return Card("self-check", "note", f"{error} You can go on without it.")
    words = "Its questions are not beside this notebook; you can go on without them."
    return Card("self-check", "note", words)


def _head(words: Words, when: When) -> str:
    return f'<p style="margin:0"><b>{words.title(when)}.</b> {words.note}</p>'
