"""The small card that check() shows: one sentence, what is expected, a colour and a word.

Says the same in colour, in a word and in plain text, so that it reads in a terminal, in an
exported page and without seeing colours.
"""

from dataclasses import dataclass
from html import escape
from typing import Literal

Mood = Literal["right", "wrong", "open", "note"]

_WORDS = {
    "en": {"right": "Looks right", "wrong": "Not yet", "open": "Not answered", "note": "Note"},
    "fr": {"right": "Juste", "wrong": "Pas encore", "open": "Sans réponse", "note": "Note"},
}
_MARKS = {"right": "✔", "wrong": "✘", "open": "…", "note": "ℹ"}
# text, background, edge: at least 7:1 between text and background
_COLOURS = {
    "right": ("#0b3d2e", "#e3f4ec", "#1b7f5c"),
    "wrong": ("#5a1e0a", "#fdeee6", "#c2501d"),
    "open": ("#3a3a3a", "#f1f1f1", "#8a8a8a"),
    "note": ("#123a5c", "#e6f0f9", "#2f74ad"),
}


@dataclass(frozen=True)
class Card:
    """What check() has to say about one question."""

    question: str
    mood: Mood
    message: str
    expected: str = ""
    language: Literal["en", "fr"] = "en"

    @property
    def word(self) -> str:
        """Return what its colour means, in a word."""
        return _WORDS[self.language][self.mood]

    def __str__(self) -> str:
        lines = [f"{_MARKS[self.mood]} {self.question}: {self.word}. {self.message}"]
        if self.expected:
            lines.append(f"  Expected: {self.expected}")
        return "\n".join(lines)

    __repr__ = __str__

    def to_html(self) -> str:
        """Return the card as HTML with its own colours, everything escaped."""
        text, background, edge = _COLOURS[self.mood]
        expected = ""
        if self.expected:
            expected = (
                f'<div style="margin-top:.3em;opacity:.85">Expected: {_html(self.expected)}</div>'
            )
        return (
            f'<div role="status" style="color:{text};background:{background};border-left:.35em'
            f" solid {edge};border-radius:.3em;padding:.6em .9em;margin:.2em 0;max-width:52em;"
            'font-family:system-ui,sans-serif;line-height:1.45">'
            f'<strong><span aria-hidden="true">{_MARKS[self.mood]}</span>'
            f" {escape(self.question)}: {self.word}.</strong>"
            f" {_html(self.message)}{expected}</div>"
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude
        return {"text/plain": str(self), "text/html": self.to_html()}


def _html(sentence: str) -> str:
    """Return an escaped sentence with `names` between backticks set as code."""
    parts = escape(sentence, quote=False).split("`")
    if len(parts) % 2 == 0:
        return "`".join(parts)
    return "".join(
        f'<code style="color:inherit;background:#ffffff90;padding:0 .2em">{part}</code>'
        if number % 2
        else part
        for number, part in enumerate(parts)
    )
