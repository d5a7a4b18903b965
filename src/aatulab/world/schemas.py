"""Columns described once: read `datasets/schemas/*.yml`.

Validation, the data dictionary and the units that lessons print all come from here.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import cast

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError

TYPES: Mapping[str, str] = {
    "text": "text",
    "integer": "whole number",
    "number": "number",
    "flag": "true or false",
    "moment": "moment (UTC)",
    "day": "calendar day",
}
GOODS = "goods"  # folder of the tables that only cases of goods have


@dataclass(frozen=True)
class Column:
    """One column as its author describes it."""

    name: str
    type: str
    description: str
    purpose: str
    example: object
    unit: str | None = None
    nullable: bool = False
    unique: bool = False
    values: tuple[str, ...] = ()
    range: tuple[float, float] | None = None
    pattern: str | None = None
    refers_to: str | None = None
    apart_from: tuple[str, ...] = ()  # values that refer to nothing


@dataclass(frozen=True)
class TableSchema:
    """One table: what a row is, what identifies it, its columns in order."""

    name: str
    row: str
    key: tuple[str, ...]
    about: str
    columns: tuple[Column, ...]
    view_of: tuple[str, ...] = ()


_COLUMN_KEYS = {field.name for field in fields(Column)} - {"name"}
_TABLE_KEYS = {"table", "row", "key", "about", "columns", "view_of"}


def table_names() -> tuple[str, ...]:
    """Return the names of all described tables of the world, in order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.yml")))


def goods_table_names() -> tuple[str, ...]:
    """Return the names of the tables of cases of goods, which no world has, in order."""
    return tuple(sorted(path.stem for path in (_folder() / GOODS).glob("*.yml")))


@cache
def read_schema(name: str) -> TableSchema:
    """Return the description of a table; `ContentError` names file, key and what is expected."""
    path = _folder() / f"{name}.yml"
    if not path.is_file() and (goods := _folder() / GOODS / f"{name}.yml").is_file():
        path = goods
    if not path.is_file():
        raise ContentError(f"{path}: no such table; described are {', '.join(table_names())}.")
    content = read_yaml(path)
    if strangers := set(content) - _TABLE_KEYS:
        raise ContentError(f"{path}: unknown keys {sorted(map(str, strangers))}.")
    if content.get("table") != name or not isinstance(content.get("row"), str):
        raise ContentError(f"{path}: expected `table: {name}` and `row`, what one row is.")
    view_of = tuple(cast("list[str]", content.get("view_of") or []))
    described = content.get("columns")
    if view_of:
        columns = _borrow(path, described, view_of)
    elif isinstance(described, dict) and described:
        columns = tuple(_column(path, str(key), value) for key, value in described.items())
    else:
        raise ContentError(f"{path}: columns: expected a mapping, found {described!r}.")
    key = content.get("key")
    if not isinstance(key, list) or not set(key) <= {column.name for column in columns}:
        raise ContentError(f"{path}: key: found {key!r}, expected a list of columns.")
    return TableSchema(
        name=name,
        row=str(content["row"]),
        key=tuple(key),
        about=" ".join(str(content.get("about", "")).split()),
        columns=columns,
        view_of=view_of,
    )


def _column(path: Path, name: str, described: object) -> Column:
    place = f"{path}: columns.{name}"
    if not isinstance(described, dict):
        raise ContentError(f"{place}: found {described!r}, expected a mapping.")
    if strangers := set(described) - _COLUMN_KEYS:
        raise ContentError(f"{place}: unknown keys {sorted(map(str, strangers))}.")
    if missing := {"type", "description", "purpose", "example"} - set(described):
        raise ContentError(f"{place}: missing keys {sorted(missing)}.")
    if described["type"] not in TYPES:
        raise ContentError(f"{place}.type: found {described['type']!r}, one of {sorted(TYPES)}.")
    entry = dict(described)
    for text in ("description", "purpose"):
        entry[text] = " ".join(str(entry[text]).split())
        if not entry[text].endswith("."):
            raise ContentError(f"{place}.{text}: expected a sentence that ends with a full stop.")
    for listed in {"values", "apart_from"} & set(entry):
        entry[listed] = tuple(str(value) for value in entry[listed])
    if "range" in entry:
        low, high = entry["range"]
        entry["range"] = (float(low), float(high))
    column = Column(name=name, **entry)
    if column.type == "text" and not _fits(column, str(column.example)):
        raise ContentError(f"{place}.example: {column.example!r} breaks the column's own rules.")
    return column


def _fits(column: Column, text: str) -> bool:
    known = not column.values or text in column.values
    return known and (column.pattern is None or re.fullmatch(column.pattern, text) is not None)


def _borrow(path: Path, wanted: object, tables: tuple[str, ...]) -> tuple[Column, ...]:
    """Return a view's columns from the tables that describe them; the first description counts."""
    if not isinstance(wanted, list):
        raise ContentError(f"{path}: columns: a view lists the names of its columns.")
    described = {
        column.name: column for table in reversed(tables) for column in read_schema(table).columns
    }
    if strangers := [name for name in wanted if name not in described]:
        raise ContentError(f"{path}: columns: {strangers} are in none of {', '.join(tables)}.")
    return tuple(described[name] for name in wanted)


def _folder() -> Path:
    return datasets_dir() / "schemas"
