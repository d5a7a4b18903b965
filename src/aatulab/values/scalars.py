"""Turn single items and whole columns into plain scalars, on the trainee's side of the wire."""

import datetime as dt
import decimal
import fractions
import math
from typing import Any, cast

from aatulab.values.bounds import INT_BOUND, MAX_CELL_TEXT, MAX_NAME
from aatulab.values.shapes import Scalar

_UNREAD = object()


def plain_scalar(item: Any) -> Scalar:
    """Return an item as a plain scalar; raises `TypeError` for what is none."""
    plain = _try_scalar(item)
    if plain is _UNREAD:
        raise TypeError(f"{type(item).__name__} is not a scalar")
    return cast("Scalar", plain)


def plain_cell(item: Any) -> Scalar:
    """Return an item of a table as a plain scalar; what is none becomes a text."""
    plain = _try_scalar(item)
    if plain is _UNREAD:
        if isinstance(item, list | tuple | set | frozenset):
            parts = [str(plain_cell(part)) for part in list(item)[:MAX_CELL_TEXT]]
            plain = ", ".join(sorted(parts) if isinstance(item, set | frozenset) else parts)
        else:
            plain = str(item)
    return clean_text(plain, MAX_CELL_TEXT) if type(plain) is str else cast("Scalar", plain)


def clean_text(text: str, most: int) -> str:
    """Return a plain `str` that UTF-8 can hold, cut at so many characters."""
    return str.__str__(text)[:most].encode("utf-8", "replace").decode("utf-8")


def clean_name(text: str) -> str:
    """Return a name that can be printed: what cannot becomes a question mark."""
    whole = clean_text(text, MAX_NAME)
    return "".join(letter if letter.isprintable() else "?" for letter in whole)


def plain_number(number: float) -> Scalar:
    """Return a plain finite number; None when it is not finite."""
    if isinstance(number, int):
        whole = int.__int__(number)
        if -INT_BOUND < whole < INT_BOUND:
            return whole
        try:
            return float(whole)
        except OverflowError:
            return None
    real = float.__float__(number)
    return real if math.isfinite(real) else None


def plain_column(values: Any) -> list[Scalar]:
    """Return a pandas Series or Index (one level) or a 1-d array as a list of scalars."""
    import numpy as np  # noqa: PLC0415 - the sandbox's own small processes go without
    import pandas as pd  # noqa: PLC0415

    if isinstance(values.dtype, pd.CategoricalDtype):
        values = values.astype(values.dtype.categories.dtype)
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        stamps = pd.Series(values).dt.tz_convert("UTC").dt.tz_localize(None)
        return _plain_stamps(stamps.to_numpy())
    kind = getattr(values.dtype, "kind", "O")
    extension = isinstance(values.dtype, pd.api.extensions.ExtensionDtype)
    if not extension and kind == "M":
        return _plain_stamps(np.asarray(values))
    if not extension and kind in "bi":
        return list(np.asarray(values).tolist())
    if not extension and kind == "f":
        wide = np.asarray(values).astype(np.float64)
        return [x if math.isfinite(x) else None for x in wide.tolist()]
    return [plain_cell(item) for item in values]


def _plain_stamps(stamps: Any) -> list[Scalar]:
    import numpy as np  # noqa: PLC0415

    texts = np.datetime_as_string(stamps.astype("datetime64[us]"), unit="us").tolist()
    return [None if text == "NaT" else f"{text.removesuffix('.000000')}Z" for text in texts]


def _try_scalar(item: Any) -> Any:  # noqa: PLR0911 - a table of types, one line each
    if item is None:
        return None
    if isinstance(item, bool):
        return bool(item)
    if isinstance(item, str):
        return str.__str__(item)
    if isinstance(item, int | float):
        return plain_number(item)
    if isinstance(item, dt.datetime):  # pandas.Timestamp is one
        return _plain_stamp(item)
    if isinstance(item, dt.date | dt.time):
        return item.isoformat()
    if isinstance(item, dt.timedelta):
        return str(item)
    if isinstance(item, decimal.Decimal | fractions.Fraction):
        return plain_number(float(item))
    return _try_foreign_scalar(item)


def _try_foreign_scalar(item: Any) -> Any:
    """Read numpy's and pandas' own scalars."""
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    if isinstance(item, np.datetime64 | np.timedelta64):
        whole: Any = pd.Timestamp(item) if isinstance(item, np.datetime64) else pd.Timedelta(item)
        return _try_scalar(whole)
    if isinstance(item, np.generic):
        native = item.item()
        return _UNREAD if isinstance(native, np.generic) else _try_scalar(native)
    if item is pd.NA or item is pd.NaT:
        return None
    if isinstance(item, pd.Interval | pd.Period):
        return str(item)
    return _UNREAD


def _plain_stamp(stamp: dt.datetime) -> Scalar:
    if stamp != stamp:  # noqa: PLR0124 - NaT is a datetime that differs from itself
        return None
    if stamp.tzinfo is not None:
        stamp = stamp.astimezone(dt.UTC).replace(tzinfo=None)
    timespec = "microseconds" if stamp.microsecond else "seconds"
    return f"{dt.datetime.isoformat(stamp.replace(tzinfo=None), timespec=timespec)}Z"
