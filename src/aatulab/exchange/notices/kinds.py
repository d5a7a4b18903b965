"""The kinds of notice as frozen dataclasses; a wrong one cannot be made.

None of them has a field for nationality, religion, ethnicity, health or sex: nobody acts on these.
An alert names facts and asks for an action; whoever receives it decides.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from aatulab.errors import shown
from aatulab.exchange.notices.choices import (
    DETECTED_BY,
    GOODS,
    GRADE,
    HANDLING,
    OUTCOME,
    PLACE,
    SUBJECT_OF,
    UNIT,
)
from aatulab.exchange.notices.entry import check_value, entry, entry_of, is_required, missing
from aatulab.exchange.refusal import malformed

_SUBJECT = ("Subject", "Objet")
_GROUNDS = ("Grounds", "Fondement")
_GROUNDS_HINT = (
    "The facts and the legal ground, so that the receiver can judge.",
    "Les faits et la base légale, pour que le destinataire puisse juger.",
)
_HANDLING = ("Handling", "Diffusion")
_GRADE = ("Grade of source and information", "Cotation de la source et de l'information")


@dataclass(frozen=True)
class Notice:
    """What all kinds share: a subject, and fields that are checked when it is made."""

    subject: str = entry("text", _SUBJECT)

    def __post_init__(self) -> None:
        """Refuse a field that does not fit."""
        kind = kind_of(self)
        for field in dataclasses.fields(self):
            value = getattr(self, field.name)
            if value is None and not is_required(field):
                continue
            check_value(entry_of(field), value, f"{kind}: {field.name}")


@dataclass(frozen=True)
class Alert(Notice):
    """Something is on its way; please do something before it is gone."""

    about: str = entry(
        "choice", ("What it is about", "Sur quoi porte l'alerte"), choices=SUBJECT_OF
    )
    reference: str = entry(
        "text",
        ("Reference", "Référence"),
        (
            "Flight, waybill, item or booking number.",
            "Numéro de vol, de LTA, d'envoi ou de dossier.",
        ),
    )
    airport: str = entry("text", ("Where it arrives", "Lieu d'arrivée"))
    expected_at: str = entry("time", ("When it arrives", "Heure d'arrivée"))
    facts: str = entry(
        "long",
        ("Facts", "Faits"),
        ("What was seen, by whom, when.", "Ce qui a été vu, par qui, quand."),
    )
    asked: str = entry(
        "long",
        ("What you ask for", "Ce que vous demandez"),
        ("One action that can be done or refused.", "Une action que l'on peut faire ou refuser."),
    )
    grounds: str = entry("long", _GROUNDS, _GROUNDS_HINT)
    grade: str = entry("choice", _GRADE, choices=GRADE)
    handling: str = entry("choice", _HANDLING, choices=HANDLING)


@dataclass(frozen=True)
class PatternWarning(Notice):
    """A way of doing things that others may meet, too; names no person."""

    pattern: str = entry("long", ("What is seen", "Ce qui est observé"))
    seen_from: str = entry("date", ("Seen from", "Observé depuis"))
    advice: str = entry("long", ("What to look for", "Ce qu'il faut chercher"))
    innocent: str = entry(
        "long",
        (
            "Who looks the same and is innocent",
            "Qui présente le même aspect sans rien à se reprocher",
        ),
    )
    grade: str = entry("choice", _GRADE, choices=GRADE)
    handling: str = entry("choice", _HANDLING, choices=HANDLING)
    routes: str | None = entry("text", ("Routes", "Itinéraires"), required=False)


@dataclass(frozen=True)
class SeizureNotice(Notice):
    """What was seized, short form: no names."""

    case: str = entry("text", ("Case number", "Numéro de dossier"))
    seized_at: str = entry("time", ("When", "Quand"))
    airport: str = entry("text", ("Airport", "Aéroport"))
    place: str = entry("choice", ("Place", "Lieu"), choices=PLACE)
    goods: str = entry("choice", ("Goods", "Marchandise"), choices=GOODS)
    product: str = entry("text", ("Product", "Produit"))
    quantity: str = entry("number", ("Quantity", "Quantité"))
    unit: str = entry("choice", ("Unit", "Unité"), choices=UNIT)
    detected_by: str = entry("choice", ("Detected by", "Détecté par"), choices=DETECTED_BY)
    concealment: str = entry("long", ("Concealment", "Dissimulation"))
    conveyance: str | None = entry(
        "text", ("Flight or carrier", "Vol ou transporteur"), required=False
    )
    departure: str | None = entry("text", ("Departure", "Départ"), required=False)
    transit: str | None = entry("text", ("Transit", "Transit"), required=False)
    destination: str | None = entry("text", ("Destination", "Destination"), required=False)
    persons: int | None = entry(
        "count", ("Persons involved", "Personnes impliquées"), required=False
    )
    remarks: str | None = entry("long", ("Remarks", "Remarques"), required=False)


@dataclass(frozen=True)
class InformationRequest(Notice):
    """A question to another unit, with its purpose and its ground."""

    question: str = entry("long", ("Question", "Question"))
    purpose: str = entry(
        "long",
        ("Purpose", "Finalité"),
        ("What the answer is needed for.", "À quoi servira la réponse."),
    )
    grounds: str = entry("long", _GROUNDS, _GROUNDS_HINT)
    reference: str | None = entry("text", ("Reference", "Référence"), required=False)
    answer_by: str | None = entry(
        "time", ("Answer needed by", "Réponse souhaitée avant"), required=False
    )


@dataclass(frozen=True)
class Reply(Notice):
    """An answer; it says what was done, or why not, and what the answer may be used for."""

    outcome: str = entry("choice", ("Outcome", "Résultat"), choices=OUTCOME)
    text: str = entry("long", ("Answer", "Réponse"))
    conditions: str | None = entry(
        "long", ("Conditions of use", "Conditions d'utilisation"), required=False
    )


@dataclass(frozen=True)
class PlainMessage(Notice):
    """A message without a form."""

    text: str = entry("long", ("Text", "Texte"))


KINDS: Mapping[str, type[Notice]] = {
    "alert": Alert,
    "warning": PatternWarning,
    "seizure_notice": SeizureNotice,
    "request": InformationRequest,
    "reply": Reply,
    "message": PlainMessage,
}


def kind_of(notice: Notice) -> str:
    """Return the word for a notice's kind, as it stands in a header."""
    return next(kind for kind, made in KINDS.items() if made is type(notice))


def read_notice(kind: str, content: object) -> Notice:
    """Return a notice out of plain values; a refusal names what does not fit."""
    if kind not in KINDS:
        raise malformed("kind", shown(kind), f"one of {', '.join(KINDS)}")
    made = KINDS[kind]
    if not isinstance(content, dict):
        raise malformed(f"{kind}: notice", type(content).__name__, "an object")
    fields = dataclasses.fields(made)
    if unknown := sorted(map(str, set(content) - {field.name for field in fields})):
        known = ", ".join(field.name for field in fields)
        raise malformed(f"{kind}: {shown(unknown[0])}", "a field that is not there", known)
    if absent := [f.name for f in fields if is_required(f) and content.get(f.name) is None]:
        raise missing(kind, absent)
    return made(**content)


def notice_json(notice: Notice) -> dict[str, str | int]:
    """Return a notice as plain values; what is left out stays out."""
    return {
        field.name: value
        for field in dataclasses.fields(notice)
        if (value := getattr(notice, field.name)) is not None
    }
