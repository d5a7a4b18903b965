"""Write a value in one way only, so that a signature over it means one thing.

The form is what `JSON.stringify` writes of an object whose keys were sorted: both kinds of client
reach the same bytes.  Floats are refused, since two languages write them in two ways.
"""

import base64
import binascii
import json
import re

from aatulab.errors import shown
from aatulab.exchange.refusal import malformed

LABEL = "aatulab-exchange/1"
_MOST_WHOLE = 2**53 - 1
_B64 = re.compile(r"[A-Za-z0-9_-]*\Z")


def canon(value: object) -> bytes:
    r"""Return the one form of a value, in UTF-8; `RefusedError` if it has none.

    >>> canon({"b": [1, None, True], "a": "é\n"}).decode()
    '{"a":"é\\n","b":[1,null,true]}'
    """
    _check(value, "value")
    try:
        text = json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
        )
        return text.encode()
    except UnicodeEncodeError as error:
        raise malformed("value", "half of a character (a lone surrogate)", "whole text") from error


def labelled(what: str, value: object) -> bytes:
    r"""Return what is signed, or sealed along, for one purpose and no other.

    >>> labelled("receipt", {"v": 1})
    b'aatulab-exchange/1 receipt\n{"v":1}'
    """
    return f"{LABEL} {what}\n".encode() + canon(value)


def b64(raw: bytes) -> str:
    """Return bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def unb64(text: object, where: str, length: int | None = None) -> bytes:
    """Return the bytes of a base64url text; each text has one meaning, each meaning one text."""
    expected = "base64url" if length is None else f"base64url of {length} bytes"
    if not isinstance(text, str) or not _B64.match(text):
        raise malformed(where, shown(text), expected)
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as error:
        raise malformed(where, shown(text), expected) from error
    if (length is not None and len(raw) != length) or b64(raw) != text:
        raise malformed(where, shown(text), expected)
    return raw


def _check(value: object, where: str, depth: int = 0) -> None:
    if depth > 12:
        raise malformed(where, "more than 12 levels", "fewer")
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int):
        if abs(value) > _MOST_WHOLE:
            raise malformed(where, shown(value), "a whole number within 2^53")
    elif isinstance(value, list | tuple):
        for one in value:
            _check(one, where, depth + 1)
    elif isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise malformed(where, shown(key), "keys in ASCII")
            _check(one, key, depth + 1)
    else:
        raise malformed(where, type(value).__name__, "text, whole numbers, lists and objects")
