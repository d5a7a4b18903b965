"""Show a notice in English or French: headings and fixed values translate, free text does not."""

import dataclasses
from dataclasses import dataclass

from aatulab.exchange.notices.choices import URGENCY
from aatulab.exchange.notices.entry import Lang, Words, entry_of, is_required
from aatulab.exchange.notices.kinds import KINDS, Notice, kind_of

NAMES = {
    "alert": Words("Alert", "Alerte"),
    "warning": Words("Warning", "Mise en garde"),
    "seizure_notice": Words("Seizure notice", "Avis de saisie"),
    "request": Words("Request for information", "Demande d'information"),
    "reply": Words("Reply", "Réponse"),
    "message": Words("Message", "Message"),
}


@dataclass(frozen=True)
class Row:
    """One line of a shown notice."""

    heading: str
    value: str


def rows(notice: Notice, lang: Lang = "en") -> list[Row]:
    """Return a notice's lines in the order of its form."""
    found = []
    for field in dataclasses.fields(notice):
        value = getattr(notice, field.name)
        if value is None:
            continue
        about = entry_of(field)
        says = about.choices[value].of(lang) if about.choices else str(value)
        found.append(Row(about.heading.of(lang), says))
    return found


def text_of(notice: Notice, lang: Lang = "en") -> str:
    """Return a notice as plain text, its kind above."""
    lines = [f"{row.heading}: {row.value}" for row in rows(notice, lang)]
    return "\n".join([NAMES[kind_of(notice)].of(lang).upper(), *lines])


def subject_of(notice: Notice) -> str:
    """Return the line that a list of messages shows."""
    return notice.subject


def templates() -> dict[str, object]:
    """Return all forms with their headings, hints and choices, for a client to draw."""
    return {
        "kinds": {
            kind: {
                "name": NAMES[kind].to_json(),
                "fields": [_field(field) for field in dataclasses.fields(made)],
            }
            for kind, made in KINDS.items()
        },
        "urgency": {word: words.to_json() for word, words in URGENCY.items()},
    }


def _field(field: "dataclasses.Field[object]") -> dict[str, object]:
    about = entry_of(field)
    choices = about.choices
    return {
        "key": field.name,
        "type": about.type,
        "required": is_required(field),
        "most": about.most,
        "heading": about.heading.to_json(),
        "hint": about.hint.to_json(),
        "choices": choices and {value: words.to_json() for value, words in choices.items()},
    }
