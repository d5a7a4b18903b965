"""Build a register of products: six tables out of a seed, a number of products and a day.

The same three give the same tables, bit for bit.  A million products take some seconds and some
hundred megabytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import to_text
from aatulab.codes.gtin import write_gtins
from aatulab.codes.hs import CURRENT
from aatulab.codes.shuffle import shuffled_below
from aatulab.codes.sscc import write_ssccs
from aatulab.errors import WorldError
from aatulab.world.arrays import Whole
from aatulab.world.columns import day_number, days
from aatulab.world.products.batches import FORMS, write_batches
from aatulab.world.products.catalogue import Catalogue, catalogue
from aatulab.world.products.designs import Designs, designs_table, draw_designs, line_ids
from aatulab.world.products.lines import Lines, draw_lines
from aatulab.world.products.reports import draw_reports
from aatulab.world.streams import Streams

TABLES = (
    "rights_holders",
    "products",
    "product_designs",
    "product_features",
    "product_alerts",
    "logistic_units",
)
_ARTICLES, _SERIALS = 10**9, 10**13  # free digits behind the prefix for demonstrations
_PRODUCTS_A_UNIT = 20
_MOST_PIECES, _USE_DAYS = 480, (200, 1_100)


@dataclass(frozen=True)
class Products:
    """The tables by name, and the arrays behind them for those who draw further."""

    tables: Mapping[str, pa.Table]
    lines: Lines
    designs: Designs
    line: Whole  # of each product


def build_products(products: int, today: date, streams: Streams) -> Products:
    """Return so many products of coined brands, as they stand on a day."""
    if products < 1:
        raise WorldError(f"products: found {products}, expected at least 1.")
    known, day = catalogue(), day_number(today)
    lines = draw_lines(known, products, streams)
    designs = draw_designs(known, lines, day, streams)
    line = streams.of("products", "line").integers(0, lines.count, products)
    tables = {
        "rights_holders": lines.holders,
        "products": _articles(known, lines, line, streams),
        "product_designs": designs_table(designs),
        "product_features": designs.features,
        "product_alerts": draw_reports(designs, lines.count, day, streams),
    }
    gtins = tables["products"]["gtin"].combine_chunks()
    tables["logistic_units"] = _units(gtins, designs.batch_form[designs.first[line]], day, streams)
    return Products({name: tables[name] for name in TABLES}, lines, designs, line)


def _articles(known: Catalogue, lines: Lines, line: Whole, streams: Streams) -> pa.Table:
    count, kind = len(line), lines.kind[line]
    numbers = shuffled_below(np.arange(count), _ARTICLES, streams.keys("products", "gtin"))
    brand = lines.brands.take(pa.array(lines.brand[line]))
    words = [_drawn(known, key, kind, streams) for key in ("models", "forms", "packs")]
    nouns = pa.array([one.noun for one in known.kinds]).take(pa.array(kind))
    return pa.table(
        {
            "gtin": to_text(write_gtins(numbers)),
            "brand": brand,
            "name": pc.binary_join_element_wise(brand, words[0], words[1], nouns, words[2], " "),
            "kind": pa.array([one.name for one in known.kinds]).take(pa.array(kind)),
            "hs_code": pa.array([one.hs_code for one in known.kinds]).take(pa.array(kind)),
            "hs_edition": np.full(count, CURRENT, dtype=np.int16),
            "line_id": line_ids(np.arange(lines.count)).take(pa.array(line)),
            "holder_id": lines.holders["holder_id"].combine_chunks().take(
                pa.array(lines.holder[line])
            ),
        }
    )  # fmt: skip


def _drawn(known: Catalogue, key: str, kind: Whole, streams: Streams) -> pa.Array:
    """Return a word out of the list `key` of each product's own kind."""
    lists = [getattr(one, key) for one in known.kinds]
    sizes = np.array([len(words) for words in lists])
    starts = np.cumsum(sizes) - sizes
    place = (streams.of("products", key).random(len(kind)) * sizes[kind]).astype(np.int64)
    return pa.array([word for words in lists for word in words]).take(
        pa.array(starts[kind] + place)
    )


def _units(gtins: pa.Array, form: Whole, day: int, streams: Streams) -> pa.Table:
    """Return cases and pallets on their way: one product, one batch, so many pieces each."""

    def rng(column: str) -> np.random.Generator:
        return streams.of("logistic_units", column)

    count = max(1, len(gtins) // _PRODUCTS_A_UNIT)
    product = rng("product").integers(0, len(gtins), count)
    serial = shuffled_below(np.arange(count), _SERIALS, streams.keys("logistic_units", "sscc"))
    batched = form[product] < len(FORMS)
    batches = write_batches(np.where(batched, form[product], 0), rng("batch"))
    expires = day + rng("expires_on").integers(*_USE_DAYS, count)
    return pa.table(
        {
            "sscc": to_text(write_ssccs(serial)),
            "gtin": gtins.take(pa.array(product)),
            "pieces": rng("pieces").integers(1, _MOST_PIECES, count),
            "batch": pc.if_else(pa.array(batched), batches, pa.scalar(None, pa.string())),
            "expires_on": pc.if_else(
                pa.array(batched), days(expires), pa.scalar(None, pa.date32())
            ),
        }
    )
