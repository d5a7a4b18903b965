"""What a duty desk looks for in an alert before it can act, and what it would rather not read.

The rules are those of this lab's practice desks (`aatulab.exchange.room`).  A point says what is
weak and what would help; only those that `stop` keep a desk from acting.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from aatulab.columns import need_columns
from aatulab.errors import ExchangeError
from aatulab.exchange.moments import moment_of
from aatulab.exchange.practice.words import is_definite, sounds_certain, too_much, why_too_much

NEEDS = timedelta(minutes=25)  # to send somebody to the aircraft
_COLUMNS = ("awb", "flight", "arrives_at")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d\b")
_LAW = re.compile(r"\b(act|section|article|art\.|law|regulation|code)\b|§", re.IGNORECASE)
_TEXTS = ("subject", "facts", "asked", "grounds")


@dataclass(frozen=True)
class Point:
    """One thing about an alert, said to whoever wrote it."""

    key: str
    says: str
    stops: bool = False


def weak_points(
    alert: Mapping[str, object],
    arrivals: pd.DataFrame,
    now: datetime,
    ack_by: datetime | None = None,
) -> list[Point]:
    """Return what is weak in an alert as its receiver sees it, those that stop him first.

    `alert` holds the fields of the form, such as `reference` and `asked`; `arrivals` is what the
    receiver expects: `awb`, `flight`, `arrives_at`.  `now` is when he reads it.
    """
    next_step = "Pass awb, flight and arrives_at of the case's waybills."
    need_columns(ExchangeError, arrivals, "arrivals", _COLUMNS, next_step)
    text = {key: str(alert.get(key, "")) for key in (*_TEXTS, "reference", "grade")}
    expected = moment_of(alert.get("expected_at"), "alert: expected_at")
    points = [
        *_where(text["reference"], arrivals),
        *_when(expected, now, ack_by),
        *_asked(text["asked"]),
        *_known(text),
        *_left_in(" ".join(text[key] for key in _TEXTS)),
    ]
    return sorted(points, key=lambda point: not point.stops)


def numbers_of(reference: str) -> str:
    """Return a reference without what people write between its parts.

    >>> numbers_of("959-2385 0610"), numbers_of("0S 445")
    ('95923850610', '0S445')
    """
    return re.sub(r"[\s/.-]", "", reference).upper()


def _where(reference: str, arrivals: pd.DataFrame) -> list[Point]:
    wanted = numbers_of(reference)
    if (arrivals["awb"] == wanted).any():
        return []
    on_board = int((arrivals["flight"] == wanted).sum())
    if on_board:
        says = f"{reference} is a flight with {on_board} consignments on our list. Which one?"
    else:
        says = f"We find no {reference!r} on our list. Give the number of the waybill."
    return [Point("reference", says, stops=True)]


def _when(expected: datetime, now: datetime, ack_by: datetime | None) -> list[Point]:
    if expected - now < NEEDS:
        says = f"It lands at {expected:%H:%M}; that is too late for us."
        return [Point("time", says, stops=True)]
    if ack_by is None:
        return [Point("deadline", "No deadline: nobody is late, so nobody is woken.")]
    if ack_by > expected - NEEDS:
        says = f"Your deadline, {ack_by:%H:%M}, leaves no {NEEDS.seconds // 60} minutes to act."
        return [Point("deadline", says)]
    return []


def _asked(asked: str) -> list[Point]:
    if is_definite(asked):
        return []
    return [Point("asked", "What do you want us to do? Name one act.", stops=True)]


def _known(text: Mapping[str, str]) -> list[Point]:
    points = []
    if not _CLOCK.search(text["facts"]):
        points.append(Point("facts", "When was it seen? No hour stands in the facts."))
    if not _LAW.search(text["grounds"]):
        points.append(Point("grounds", "On which legal ground? We answer for the act."))
    if sounds_certain(text["facts"]) and not text["grade"].endswith("1"):
        says = f"The words are certain, your grade ({text['grade']}) is not."
        points.append(Point("grade", says))
    return points


def _left_in(text: str) -> list[Point]:
    return [
        Point(f"too much: {kind}", f"“{words[0]}” does not belong here: {why_too_much(kind)}.")
        for kind, words in too_much(text).items()
    ]
