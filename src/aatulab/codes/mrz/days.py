"""Dates in a zone: six digits, YYMMDD, the century left to the reader."""

import re
from datetime import date

import numpy as np
import numpy.typing as npt

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes
from aatulab.codes.mrz.check import check_digits

_PARTS = re.compile("([0-9]{2}|<<)" * 3)
_EMPTY_DAY = np.datetime64("1970-01-01", "D")


def is_day(text: str) -> bool:
    """Whether six characters can be a date; year, month or day may be unknown, `<<`.

    >>> is_day("740812"), is_day("740230"), is_day("74<<<<"), is_day("<<<<<<")
    (True, False, True, True)
    """
    parts = _PARTS.fullmatch(text)
    if parts is None:
        return False
    # 2000, a leap year, and January, the longest month, leave every known part possible
    known = [
        int(part) if part != "<<" else instead
        for part, instead in zip(parts.groups(), (0, 1, 1), strict=True)
    ]
    try:
        date(2000 + known[0], known[1], known[2])
    except ValueError:
        return False
    return True


def checked_days(days: npt.NDArray[np.datetime64]) -> Bytes:
    """Return YYMMDD and its check digit.

    Every day between the first and the last is written once, then looked up.

    >>> checked_days(np.array(["1974-08-12"], dtype="datetime64[D]")).tobytes()
    b'7408122'
    """
    if len(days) == 0:
        return np.empty((0, 7), dtype=np.uint8)
    numbers = (days.astype("datetime64[D]") - _EMPTY_DAY).astype(np.int64)
    first, last = int(numbers.min()), int(numbers.max())
    calendar = np.arange(first, last + 1).astype("datetime64[D]")
    months = calendar.astype("datetime64[M]")
    year = months.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (calendar - months.astype("datetime64[D]")).astype(np.int64) + 1
    text = fixed.digits(year % 100 * 10_000 + month * 100 + day, 6)
    checked = np.concatenate([text, check_digits(text)[:, None]], axis=1)
    return fixed.rows(checked, numbers - first)
