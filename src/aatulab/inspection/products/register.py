"""Look into the register: by article number, by parcel number, by words, by goods code.

Reads only.  A query takes milliseconds on a million products; nothing is sent anywhere.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
import pyarrow as pa

from aatulab.codes.fixed import blank
from aatulab.codes.gs1 import check_digits
from aatulab.codes.gtin import parse_gtin
from aatulab.errors import InspectionError
from aatulab.inspection.products.database import APPLICATION, FORMAT, write_register
from aatulab.inspection.products.spelling import Vocabulary, best_first, split_words
from aatulab.world.products.build import TABLES
from aatulab.world.products.catalogue import catalogue

_MOST_WORDS = 12
_CANDIDATES = 200
_PRODUCT = """
SELECT p.gtin, p.brand, p.name, p.kind, p.hs_code, p.hs_edition, p.line_id,
       h.holder_id, h.name AS holder, h.contact, h.email, h.phone
FROM products p JOIN rights_holders h USING (holder_id)
"""
_BY_PLACE = _PRODUCT + "WHERE p.rowid IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
_BY_GTIN = _PRODUCT + "WHERE p.gtin = ?"
_BY_HS = _PRODUCT + "WHERE p.hs_code >= ? AND p.hs_code < ? LIMIT ?"


@dataclass(frozen=True)
class Record:
    """One product with everything that the register knows; tables as people read them.

    `features`: since, design_id, batch_form, feature, look_at, genuine, fake, words of both.
    """

    product: Mapping[str, Any]
    features: pd.DataFrame
    alerts: pd.DataFrame


@dataclass(frozen=True, eq=False)
class Register:
    """An open register."""

    database: sqlite3.Connection

    @cached_property
    def version(self) -> int:
        """Return the number of this edition."""
        return int(self._about[0])

    @cached_property
    def issued_on(self) -> date:
        """Return the day on which this edition was made."""
        return date.fromisoformat(str(self._about[1]))

    @cached_property
    def products(self) -> int:
        """Return how many products are in it."""
        return int(self._about[2])

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Return all words; read once, when words are first asked for."""
        rows = self.database.execute("SELECT word, products FROM vocabulary ORDER BY word")
        products = dict(rows.fetchall())
        return Vocabulary(tuple(products), products)

    def by_gtin(self, gtin: str) -> Record | None:
        """Return the product of an article number of 8, 12, 13 or 14 digits, else nothing.

        Of fourteen digits the article inside the case is meant.
        """
        found = self._rows(_BY_GTIN, article_of(parse_gtin(gtin).text))
        return self._record(found[0]) if found else None

    def by_sscc(self, sscc: str) -> Mapping[str, Any] | None:
        """Return what a parcel or pallet was packed with, else nothing."""
        found = self._rows("SELECT * FROM logistic_units WHERE sscc = ?", sscc)
        return found[0] if found else None

    def by_hs(self, code: str, limit: int = 20) -> pd.DataFrame:
        """Return products under a goods code, or under all that begin with it."""
        if not code.isdecimal() or not 2 <= len(code) <= 6:
            raise InspectionError(
                f"goods code: found {code!r}, expected 2 to 6 digits of the Harmonized System."
            )
        return _table(self._rows(_BY_HS, code, code + ":", limit))

    def search(self, words: str, limit: int = 20) -> pd.DataFrame:
        """Return products whose name holds all the words, the nearest first; slips are forgiven.

        A word that nothing in the register resembles is left out, unless no word is left.
        """
        asked = split_words(words)[:_MOST_WORDS]
        meant = [found for word in asked if (found := self.vocabulary.meant(word))]
        if not meant:
            return _table([])
        rows = self._rows(_BY_PLACE, json.dumps(self._places(meant)))
        order = best_first(words, [str(row["name"]) for row in rows])
        return _table([rows[place] for place in order[:limit]])

    def _places(self, meant: list[tuple[str, ...]]) -> list[int]:
        """Return rows that hold one of each group of words; if none does, of as many as can be."""
        rarest = sorted(
            meant, key=lambda group: sum(map(self.vocabulary.products.__getitem__, group))
        )
        for kept in range(len(rarest), 0, -1):
            query = " AND ".join(_either(group) for group in rarest[:kept])
            rows = self.database.execute(
                "SELECT rowid FROM words WHERE words MATCH ? LIMIT ?", (query, _CANDIDATES)
            ).fetchall()
            if rows:
                return [row[0] for row in rows]
        return []

    def _record(self, product: Mapping[str, Any]) -> Record:
        line = product["line_id"]
        features = self._rows(
            "SELECT d.since, d.design_id, d.batch_form, f.feature, f.genuine, f.fake"
            " FROM product_designs d JOIN product_features f USING (design_id)"
            " WHERE d.line_id = ? ORDER BY d.since DESC, d.design_id, f.feature",
            line,
        )
        alerts = self._rows(
            "SELECT alert_id, report, issued_on, batch, words FROM product_alerts"
            " WHERE line_id = ? ORDER BY issued_on DESC, alert_id",
            line,
        )
        return Record(product, _in_words(_table(features, _FEATURES)), _table(alerts, _ALERTS))

    @cached_property
    def _about(self) -> tuple[Any, ...]:
        row: tuple[Any, ...] = self.database.execute("SELECT * FROM about").fetchone()
        return row

    def _rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        cursor = self.database.execute(query, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


_FEATURES = ("since", "design_id", "batch_form", "feature", "genuine", "fake")
_ALERTS = ("alert_id", "report", "issued_on", "batch", "words")


def open_register(path: Path) -> Register:
    """Return the register in a file; `InspectionError` says what is wrong with it."""
    if not path.is_file():
        raise InspectionError(
            f"{path}: there is no register here; get one with `aatulab product sync BUNDLE`."
        )
    # read only, and the file changes only by being replaced whole
    place = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    database = sqlite3.connect(place, uri=True, check_same_thread=False)  # as in database.py
    try:
        database.execute("PRAGMA trusted_schema = OFF")
        marks = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in
                 ("application_id", "user_version")]  # fmt: skip
        register = Register(database)
        if marks != [APPLICATION, FORMAT] or register.products < 1:
            raise InspectionError(
                f"{path}: no register of products of format {FORMAT}; sync it again from a bundle."
            )
    except sqlite3.DatabaseError as error:
        raise InspectionError(f"{path}: damaged ({error}); sync it again from a bundle.") from error
    return register


def register_of(case: object) -> Register:
    """Return the register that lies on the table in a case, in memory."""
    tables: dict[str, pa.Table] = {}
    for name in TABLES:
        frame: pd.DataFrame = getattr(case, name)
        days = frame.select_dtypes("datetime")
        plain = frame.assign(**{str(column): days[column].dt.date for column in days})
        tables[name] = pa.Table.from_pandas(plain, preserve_index=False)
    as_of = getattr(case, "as_of")  # noqa: B009 - any case will do
    return Register(write_register(tables, None, version=1, issued_on=as_of.date()))


def _in_words(features: pd.DataFrame) -> pd.DataFrame:
    """Return rows of features with what to look at, and what both codes say, in words."""
    known = catalogue().features

    def words(side: str) -> list[str]:
        pairs = zip(features["feature"], features[side], strict=True)
        return [known[name].words(code) if isinstance(code, str) else "" for name, code in pairs]

    return features.assign(
        look_at=[known[name].look_at for name in features["feature"]],
        genuine_words=words("genuine"),
        fake_words=words("fake"),
    )


def article_of(gtin: str) -> str:
    """Return the thirteen digits under which the register keeps an article.

    Fourteen digits name a case of it: the digit in front is the packing, and the check digit is the
    case's own.

    >>> article_of("19520000000018"), article_of("09520000000011"), article_of("614141000036")
    ('9520000000011', '9520000000011', '0614141000036')
    """
    if len(gtin) != 14 or gtin[0] == "0":
        return gtin.zfill(13)[-13:]
    inside = gtin[1:-1]
    return inside + check_digits(blank(1, inside)).tobytes().decode("ascii")


def _either(group: tuple[str, ...]) -> str:
    quoted = " OR ".join(f'"{word}"' for word in group)
    return f"({quoted})"


def _table(rows: list[dict[str, Any]], columns: tuple[str, ...] | None = None) -> pd.DataFrame:
    names = list(rows[0]) if rows else list(columns or _SHOWN)
    return pd.DataFrame(rows, columns=names)


_SHOWN = ("gtin", "brand", "name", "kind", "hs_code", "hs_edition", "line_id", "holder_id",
          "holder", "contact", "email", "phone")  # fmt: skip
