"""A month of notices to one airport, and what became of them, to look at and to count.

Drawn, but not by wish: each notice gets its texts at random, then the receiving desk works it by
the very rules of `pace` and `points`.  What it cannot act on it asks about, and the question has to
find the sender awake.  The same case and generator give the same tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from aatulab.columns import need_columns
from aatulab.errors import ExchangeError
from aatulab.exchange.moments import written
from aatulab.exchange.practice import texts
from aatulab.exchange.practice.pace import EXAMINES, LOOKS_AFTER, SETS_UP, THINKS
from aatulab.exchange.practice.points import weak_points

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

NOTICES = 140
DAYS = 28
_HERE = "FRA"
_OTHERS = ("AMS", "BRU", "VIE")  # members who read along
_LOUD = ("routine", "priority", "urgent", "flash")
_SEEN = ("notice", "unit", "what", "at")


@dataclass
class _Draw:
    """The generator, and the tables as they grow."""

    rng: np.random.Generator
    arrivals: pd.DataFrame
    receipts: list[tuple[str, str, str, pd.Timestamp]]
    replies: list[tuple[str, str, str, pd.Timestamp]]


def practice_month(
    case: "Case", rng: np.random.Generator, notices: int = NOTICES
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return notices, receipts and replies of four weeks up to the case's moment, in UTC.

    Notices: `notice`, `sent_at`, `sender` and `to` (airports), `urgency`, `ack_by` (missing where
    none was set), `about`, `reference`, `expected_at`, `facts`, `asked`, `grounds`, `grade`.
    Receipts: `notice`, `unit`, `what` (read, action), `at`.  Replies: `notice`, `unit`, `what`
    (question, answer, outcome), `at`.
    """
    arrivals = _four_weeks(case, rng, notices)
    draw = _Draw(rng, arrivals, [], [])
    sent = pd.DataFrame([_notice(draw, row) for row in arrivals.to_dict("records")])
    sent = sent.sort_values("sent_at", ignore_index=True)
    sent.insert(0, "notice", [f"N{number:03d}" for number in range(1, len(sent) + 1)])
    for row in sent.to_dict("records"):
        _work(draw, row)
    receipts = pd.DataFrame(draw.receipts, columns=list(_SEEN))
    replies = pd.DataFrame(draw.replies, columns=list(_SEEN))
    return sent, _by_time(receipts), _by_time(replies)


def action_times(notices: pd.DataFrame, receipts: pd.DataFrame) -> "pd.Series[float]":
    """Return the minutes from sending to the first action, by `notice`; NaN where nobody acted."""
    next_step = "Pass what `practice_month(case, rng)` returns."
    need_columns(ExchangeError, notices, "notices", ("notice", "sent_at"), next_step)
    need_columns(ExchangeError, receipts, "receipts", _SEEN, next_step)
    acted = receipts[receipts["what"] == "action"].groupby("notice")["at"].min()
    sent = notices.set_index("notice")["sent_at"]
    return ((acted.reindex(sent.index) - sent).dt.total_seconds() / 60).rename("minutes")


def _four_weeks(case: "Case", rng: np.random.Generator, count: int) -> pd.DataFrame:
    """Return consignments of the case, their landings spread over the weeks before."""
    direct = case.waybills[case.waybills["kind"] == "direct"]
    taken = direct.iloc[np.sort(rng.choice(len(direct), count, replace=False))]
    rows = taken[["awb", "flight", "origin", "goods", "pieces", "arrives_at"]].copy()
    back = pd.to_timedelta(rng.integers(1, DAYS, count), unit="D")
    rows["arrives_at"] = pd.to_datetime(rows["arrives_at"], utc=True) - back
    return rows.reset_index(drop=True)


def _notice(draw: _Draw, row: Mapping[Any, Any]) -> dict[str, object]:
    rng = draw.rng
    lands = row["arrives_at"]
    sent = (lands - pd.Timedelta(minutes=int(rng.integers(70, 780)))).floor("min")
    # who takes care takes it of several things; nobody is careful every night
    care = float(rng.beta(1.6, 1.3))
    urgency = texts.urgency_of(lands - sent) if rng.random() < care else str(rng.choice(_LOUD[:3]))
    loud = urgency in {"urgent", "flash"}
    due = texts.deadline(sent, lands) if rng.random() < care else sent + timedelta(minutes=30)
    with_due = loud or rng.random() < care
    words = texts.texts_of(row, sent, care, rng)
    return {
        "sent_at": sent, "sender": row["origin"], "to": _HERE, "urgency": urgency,
        "ack_by": due if with_due else pd.NaT, "expected_at": lands, **words,
    }  # fmt: skip


def _work(draw: _Draw, row: Mapping[Any, Any]) -> None:
    """Let the desk that is meant read a notice, ask, act and tell; let the others read along."""
    rng, notice = draw.rng, str(row["notice"])
    sent, lands = row["sent_at"], row["expected_at"]
    for unit in _OTHERS:
        if rng.random() < 0.6:
            draw.receipts.append((notice, unit, "read", _later(sent, row, rng)))
    read = _later(sent, row, rng)
    if rng.random() < 0.04:
        return  # a desk between two shifts
    draw.receipts.append((notice, _HERE, "read", read))
    ready = _ready(draw, row, read)
    if ready is None or ready + SETS_UP > lands + timedelta(minutes=30):
        return
    acts = ready + SETS_UP + timedelta(minutes=int(rng.integers(0, 12)))
    draw.receipts.append((notice, _HERE, "action", acts))
    if rng.random() < 0.7:  # whoever asked is not always told
        told = max(acts, lands) + EXAMINES + timedelta(minutes=int(rng.integers(0, 90)))
        draw.replies.append((notice, _HERE, "outcome", told))


def _ready(draw: _Draw, row: Mapping[Any, Any], read: pd.Timestamp) -> pd.Timestamp | None:
    """Return when the desk knows enough, or None if it never does."""
    alert = {key: row[key] for key in ("reference", "facts", "asked", "grounds", "grade")}
    alert |= {"subject": "", "expected_at": written(row["expected_at"])}
    due = row["ack_by"]
    points = weak_points(alert, draw.arrivals, read, None if pd.isna(due) else due)
    stops = [point for point in points if point.stops]
    if not stops:
        return read
    notice = str(row["notice"])
    asked = read + THINKS
    draw.replies.append((notice, _HERE, "question", asked))
    if stops[0].key == "time" or draw.rng.random() < 0.35:
        return None  # gone, or the sender's shift is over
    answered = asked + timedelta(minutes=round(float(draw.rng.lognormal(4.0, 0.8))))
    draw.replies.append((notice, str(row["sender"]), "answer", answered))
    return answered + LOOKS_AFTER["urgent"]


def _later(sent: pd.Timestamp, row: Mapping[Any, Any], rng: np.random.Generator) -> pd.Timestamp:
    wait = LOOKS_AFTER[str(row["urgency"])].total_seconds() / 60
    return sent + timedelta(minutes=1 + round(wait * float(rng.lognormal(0.0, 0.5))))


def _by_time(table: pd.DataFrame) -> pd.DataFrame:
    rows = table.sort_values(["at", "notice", "unit"], kind="stable", ignore_index=True)
    rows["at"] = pd.to_datetime(rows["at"], utc=True)
    return rows
