"""A postal declaration as JSON, as postal systems exchange such data before the item arrives.

Numbers are texts, so that 0.10 stays 0.10.  Reading is strict: a key too much or missing, or a
value of another kind, is named by its path.
"""

import json
import re
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from aatulab.codes.messages.address import Address
from aatulab.codes.messages.cn.model import (
    FORMS,
    MOST_LINES,
    Category,
    ContentLine,
    PostalDeclaration,
)
from aatulab.codes.messages.party import Party
from aatulab.errors import MessageError

LAYOUT: Final = "AATU-CN/1"
_MOST_CHARACTERS = 1_000_000
_MOST_TEXT = 2_000
_NUMBER = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")


def declaration_to_json(declaration: PostalDeclaration) -> str:
    """Return the declaration as JSON text."""
    content = {"layout": LAYOUT, **asdict(declaration)}
    return json.dumps(content, indent=2, ensure_ascii=False, default=_plain) + "\n"


def _plain(value: object) -> str:
    """Return a day or an exact number as text."""
    return f"{value:f}" if isinstance(value, Decimal) else f"{value}"


def declaration_from_json(text: str) -> PostalDeclaration:
    """Return the declaration in a JSON text; `MessageError` names the path of what is wrong."""
    content = _mapping(_load(text), "message", {"layout", *_names(PostalDeclaration)})
    if content["layout"] != LAYOUT:
        raise _error("layout", content["layout"], LAYOUT)
    return PostalDeclaration(
        form=_choice(content, "form", FORMS),
        item=_text(content, "item"),
        category=Category(_choice(content, "category", tuple(Category))),
        lines=tuple(_line(each, n) for n, each in enumerate(_list(content, "lines", MOST_LINES))),
        sender=_party(content, "sender"),
        addressee=_party(content, "addressee"),
        explanation=_text(content, "explanation"),
        gross_kg=_number_or_none(content, "gross_kg"),
        total_value=_number_or_none(content, "total_value"),
        currency=_text(content, "currency"),
        postage=_number_or_none(content, "postage"),
        office=_text(content, "office"),
        posted_on=_day(content, "posted_on"),
        importer_reference=_text(content, "importer_reference"),
        licences=_texts(content, "licences"),
        certificates=_texts(content, "certificates"),
        invoices=_texts(content, "invoices"),
        comments=_text(content, "comments"),
        signed_by=_text(content, "signed_by"),
        signed_on=_day(content, "signed_on"),
    )


def _load(text: str) -> object:
    if len(text) > _MOST_CHARACTERS:
        raise MessageError(
            f"message: found {len(text):,} characters, expected at most {_MOST_CHARACTERS:,}; "
            "ask the sender for one declaration at a time."
        )
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise MessageError(
            f"message: not readable as JSON ({error}); ask the sender to send it again."
        ) from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object whose keys are given once each: a second value would hide the first."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice")
    return found


def _line(found: object, number: int) -> ContentLine:
    path = f"lines[{number}]"
    content = _mapping(found, path, _names(ContentLine))
    quantity = content["quantity"]
    if type(quantity) is not int or not 0 <= quantity <= 999_999:
        raise _error(f"{path}.quantity", quantity, "a whole number from 0 to 999,999")
    return ContentLine(
        description=_text(content, "description", path),
        quantity=quantity,
        net_kg=_number(content, "net_kg", path),
        value=_number(content, "value", path),
        currency=_text(content, "currency", path),
        hs_code=_text(content, "hs_code", path),
        origin=_text(content, "origin", path),
    )


def _party(content: dict[str, Any], key: str) -> Party:
    party = _mapping(content[key], key, _names(Party))
    path = f"{key}.address"
    address = _mapping(party["address"], path, _names(Address))
    texts = {name: _text(party, name, key) for name in _names(Party) - {"address"}}
    parts = {name: _text(address, name, path) for name in _names(Address)}
    return Party(address=Address(**parts), **texts)


def _names(kind: type[Any]) -> set[str]:
    return {field.name for field in fields(kind)}


def _mapping(found: object, path: str, keys: set[str]) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise _error(path, found, "an object")
    if set(found) != keys:
        missing, strange = sorted(keys - set(found)), sorted(set(found) - keys)
        wrong = f"without {missing[0]!r}" if missing else f"with the unknown key {strange[0]!r}"
        raise MessageError(
            f"{path}: found an object {wrong}, expected the keys of a declaration; "
            "see aatulab.codes.messages.cn.model."
        )
    return found


def _list(content: dict[str, Any], key: str, most: int) -> list[object]:
    found = content[key]
    if not isinstance(found, list) or len(found) > most:
        raise _error(key, found, f"a list of at most {most}")
    return found


def _text(content: dict[str, Any], key: str, path: str = "") -> str:
    found = content[key]
    if isinstance(found, str) and len(found) <= _MOST_TEXT:
        return found
    raise _error(f"{path}.{key}".lstrip("."), found, f"a text of at most {_MOST_TEXT:,} characters")


def _texts(content: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(
        _text({key: each}, key, f"[{n}]") for n, each in enumerate(_list(content, key, MOST_LINES))
    )


def _choice(content: dict[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    found = _text(content, key)
    if found not in allowed:
        raise _error(key, found, "one of " + ", ".join(allowed))
    return found


def _number(content: dict[str, Any], key: str, path: str = "") -> Decimal:
    found = _text(content, key, path)
    if not _NUMBER.fullmatch(found):
        raise _error(f"{path}.{key}".lstrip("."), found, "a number as text, such as '0.35'")
    return Decimal(found)


def _number_or_none(content: dict[str, Any], key: str) -> Decimal | None:
    return None if content[key] is None else _number(content, key)


def _day(content: dict[str, Any], key: str) -> date | None:
    found = content[key]
    if found is None:
        return None
    if isinstance(found, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found):
        try:
            return date.fromisoformat(found)
        except ValueError:
            pass
    raise _error(key, found, "a day such as 2026-03-10")


def _error(path: str, found: object, expected: str) -> MessageError:
    said = repr(found)
    said = said if len(said) <= 40 else said[:37] + "..."
    return MessageError(
        f"{path}: found {said}, expected {expected}; ask the sender for a corrected message."
    )
