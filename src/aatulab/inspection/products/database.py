"""Write the register as one SQLite file: rows, keys, an index of words, and what edition it is.

Words are indexed by SQLite's FTS5.  Beside it stands the list of all words that occur, in which a
word with a typing error finds its nearest.  A scan of a million rows by DuckDB was measured beside
this (tests/bench/bench_products.py) and takes many times as long for words.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa

from aatulab.errors import InspectionError
from aatulab.world.products.build import TABLES

APPLICATION = 0x41415455  # "AATU": a file of ours says so in its head
FORMAT = 1
_CHUNK = 20_000
_KEYS = """
CREATE UNIQUE INDEX by_gtin ON products (gtin);
CREATE INDEX by_hs ON products (hs_code);
CREATE INDEX designs_by_line ON product_designs (line_id, since);
CREATE INDEX features_by_design ON product_features (design_id);
CREATE INDEX alerts_by_line ON product_alerts (line_id, issued_on);
CREATE UNIQUE INDEX by_holder ON rights_holders (holder_id);
CREATE UNIQUE INDEX by_sscc ON logistic_units (sscc);
"""
# the rows' own text is in `products`; the index holds words and places, and no second copy
_WORDS = """
CREATE VIRTUAL TABLE words USING fts5(name, content='', detail=none, tokenize='unicode61');
INSERT INTO words (rowid, name) SELECT rowid, name FROM products;
CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, words, row);
CREATE TABLE vocabulary (word TEXT PRIMARY KEY, products INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO vocabulary SELECT term, doc FROM temp.terms;
DROP TABLE temp.terms;
"""


def write_register(
    tables: Mapping[str, pa.Table], path: Path | None, *, version: int, issued_on: date
) -> sqlite3.Connection:
    """Write the tables of `build_products`; return the open register, in memory without a path.

    `path` must not exist yet.
    """
    if path is not None and path.exists():
        raise InspectionError(f"{path}: there is a file already; name another one.")
    # a widget asks in another thread of the kernel than the cell that opened it; SQLite itself
    # lets threads take turns, and once it is written all of them only read
    database = sqlite3.connect(path if path is not None else ":memory:", check_same_thread=False)
    database.execute(f"PRAGMA application_id = {APPLICATION}")
    database.execute(f"PRAGMA user_version = {FORMAT}")
    # nobody reads before it is whole, so a half-written file is no loss
    database.execute("PRAGMA journal_mode = OFF")
    database.execute("PRAGMA synchronous = OFF")
    for name in TABLES:
        _write_table(database, name, tables[name])
    database.executescript(_KEYS + _WORDS)
    database.execute("CREATE TABLE about (version INTEGER, issued_on TEXT, products INTEGER)")
    edition = (version, issued_on.isoformat(), tables["products"].num_rows)
    database.execute("INSERT INTO about VALUES (?, ?, ?)", edition)
    database.commit()
    return database


def _write_table(database: sqlite3.Connection, name: str, table: pa.Table) -> None:
    columns = table.column_names
    database.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    places = ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO {name} VALUES ({places})", _rows(table))  # noqa: S608 - our own names


def _rows(table: pa.Table) -> Iterator[tuple[object, ...]]:
    """Give the rows as SQLite takes them; days as texts."""
    texts = [
        table[field.name].cast(pa.string())
        if pa.types.is_date(field.type) or pa.types.is_dictionary(field.type)
        or pa.types.is_timestamp(field.type)
        else table[field.name]
        for field in table.schema
    ]  # fmt: skip
    plain = pa.table(texts, names=table.column_names)
    for batch in plain.to_batches(max_chunksize=_CHUNK):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
