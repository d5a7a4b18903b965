"""Reported documents: documents and not persons, as the issuing State entered them.

Most fit nobody who comes.  Of those that fit, some are an innocent owner's, who found again what he
had reported; some are one typing error away from somebody's.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import UNAMBIGUOUS, Bytes, to_text
from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import day_number, days, labels
from aatulab.world.history.intelligence import document_reports
from aatulab.world.population.documents import passport_numbers
from aatulab.world.population.persons import ids
from aatulab.world.roles.draws import choose
from aatulab.world.scene import Scene
from aatulab.world.spec import NUMBERS_A_GATEWAY

REASONS = ("lost", "stolen", "revoked", "invalid", "stolen blank")
TYPES = ("P", "I", "V")
_OTHER_TYPES = (0.8, 0.14, 0.06)
_OLDEST_DAYS = 900


@dataclass(frozen=True)
class Passports:
    """The passports in use, by ascending place of the holder."""

    holder: Whole
    issued: Whole  # days since 1970


@dataclass(frozen=True)
class _Reports:
    """Reports of one kind; `since` is the earliest day on which each can be reported."""

    number: Bytes
    type: Whole
    reason: Whole
    since: Whole


def reported_documents_table(scene: Scene, passports: Passports, suspect: Flags) -> pa.Table:
    """Return all reports in order of time, each number once.

    `suspect` says of every person whether he stands on an illicit record.
    """
    hit = scene.streams.of("reported_documents", "hit").random(len(passports.holder))
    illicit, rates = suspect[passports.holder], _rates()
    near = round(rates["near"] * len(hit))
    mistyped = scene.streams.of("reported_documents", "near").integers(0, max(len(hit), 1), near)
    batches = [
        _unknown(scene, passports, round(rates["others"] * len(hit))),
        _known(scene, passports, np.flatnonzero(~illicit & (hit < rates["own"])), "own"),
        _known(
            scene, passports, np.flatnonzero(illicit & (hit < rates["of_illicit"])), "of_illicit"
        ),
        _known(scene, passports, mistyped[: len(hit)], "near"),
    ]
    number = np.concatenate([each.number for each in batches])
    _, once = np.unique(number, axis=0, return_index=True)
    end = day_number(scene.gateway.first_day) + scene.gateway.days
    begins = np.maximum(np.concatenate([each.since for each in batches]), end - _OLDEST_DAYS)
    u = scene.streams.of("reported_documents", "reported_on").random(len(number))
    day = begins + (u * (end - begins)).astype(np.int64)
    order = once[np.argsort(day[once], kind="stable")]
    return pa.table(
        {
            "report": to_text(ids("D", scene.gateway.numbers(len(order)))),
            "document_type": labels(TYPES, np.concatenate([each.type for each in batches])[order]),
            "document_number": to_text(number[order]),
            "issuing_state": labels(["UTO"], np.zeros(len(order), dtype=np.int64)),
            "reason": labels(REASONS, np.concatenate([each.reason for each in batches])[order]),
            "reported_on": days(day[order]),
        }
    )


def _rates() -> dict[str, float]:
    return {kind: rate / 100_000 for kind, rate in document_reports().rates.items()}


def _known(scene: Scene, passports: Passports, rows: Whole, kind: str) -> _Reports:
    """Return reports of passports in use, or, where `kind` is near, with one character wrong."""
    number = passport_numbers(scene.gateway, passports.holder[rows], scene.streams)
    if kind == "near":
        number = _mistyped(scene, number)
    return _Reports(
        number,
        np.zeros(len(rows), dtype=np.int64),
        _reasons(scene, kind, len(rows)),
        passports.issued[rows] + 1,
    )


def _unknown(scene: Scene, passports: Passports, count: int) -> _Reports:
    """Return reports that fit nobody here.

    They are documents of people who show none here; blanks have the last numbers of the gateway,
    which nobody will have.
    """
    stays = np.ones(scene.population.persons.count, dtype=bool)
    stays[passports.holder] = False
    others = np.flatnonzero(stays)
    owner = scene.streams.of("reported_documents", "owner").permutation(others)[:count]
    reason = _reasons(scene, "others", len(owner))
    blank = reason == REASONS.index("stolen blank")
    owner[blank] = NUMBERS_A_GATEWAY - 1 - np.arange(blank.sum())
    rng = scene.streams.of("reported_documents", "type")
    drawn = choose(rng, np.array([_OTHER_TYPES]), np.zeros(len(owner), dtype=np.int64))
    return _Reports(
        passport_numbers(scene.gateway, owner, scene.streams),
        np.where(blank, 0, drawn),
        reason,
        np.zeros(len(owner), dtype=np.int64),
    )


def _mistyped(scene: Scene, number: Bytes) -> Bytes:
    """Return numbers with one character replaced by another; the first one stays `U`."""
    rng = scene.streams.of("reported_documents", "mistyped")
    symbols = np.frombuffer(UNAMBIGUOUS.encode(), dtype=np.uint8)
    row, column = np.arange(len(number)), 1 + rng.integers(0, number.shape[1] - 1, len(number))
    place = np.argmax(symbols == number[row, column][:, None], axis=1)
    other = (place + rng.integers(1, len(symbols), len(number))) % len(symbols)
    wrong = number.copy()
    wrong[row, column] = symbols[other]
    return wrong


def _reasons(scene: Scene, kind: str, count: int) -> Whole:
    weights = document_reports().reasons[kind]
    rng = scene.streams.of("reported_documents", f"reason of {kind}")
    known = np.array([[weights.get(reason, 0.0) for reason in REASONS]])
    return choose(rng, known, np.zeros(count, dtype=np.int64))
