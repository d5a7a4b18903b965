"""Moments as they are written: UTC, to the millisecond, in one form only."""

import re
from datetime import UTC, datetime

from aatulab.errors import shown
from aatulab.exchange.refusal import malformed

_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z", re.ASCII)


def written(at: datetime) -> str:
    """Return a moment's one form.

    >>> written(datetime(2026, 11, 30, 13, 5, tzinfo=UTC))
    '2026-11-30T13:05:00.000Z'
    """
    moment = at.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"


def moment_of(text: object, where: str) -> datetime:
    """Return the moment that a text says, or a `RefusedError` that shows the form."""
    if isinstance(text, str) and _FORM.match(text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    raise malformed(where, shown(text), "a moment such as 2026-11-30T13:05:00.000Z")
