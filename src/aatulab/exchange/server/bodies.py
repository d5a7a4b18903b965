"""Read JSON from somebody else: one meaning only, or a refusal."""

import json
from typing import Any, NoReturn

from aatulab.exchange.refusal import malformed
from aatulab.exchange.wire.shape import Shape


def strict_json(text: str | bytes, where: str = "body") -> Any:
    """Return a value of JSON without floats, NaN, or a key twice; never a half-read one."""
    try:
        return json.loads(
            text,
            parse_float=_no_float,
            parse_constant=_no_float,
            object_pairs_hook=_once,
        )
    except (ValueError, RecursionError) as error:
        raise malformed(where, "something else", "JSON of one reading") from error


def shape_of(content: object, *keys: str) -> Shape:
    """Return a body that has exactly these keys."""
    return Shape.of(content, "body", keys)


def _no_float(_text: str) -> NoReturn:
    raise malformed("body", "a number that is not whole", "whole numbers and texts")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise malformed("body", "a key twice", "each key once")
    return found
