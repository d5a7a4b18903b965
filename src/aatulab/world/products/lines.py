"""Rights holders, their brands and the lines of products under each brand."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.names import transliterate
from aatulab.codes.phones import phones
from aatulab.codes.shuffle import shuffled_below
from aatulab.errors import WorldError
from aatulab.world.arrays import Whole
from aatulab.world.population.pools import legal_forms
from aatulab.world.products.catalogue import Catalogue
from aatulab.world.reference import names
from aatulab.world.streams import Streams

_PRODUCTS_A_LINE, _LINES_A_BRAND, _LINES_A_HOLDER = 40, 2, 6
_FEWEST_LINES, _FEWEST_HOLDERS = 24, 6
_DESK = "brand protection desk"


@dataclass(frozen=True)
class Lines:
    """One entry a line: its holder, its brand and its kind, as places; then names by place."""

    holder: Whole
    brand: Whole
    kind: Whole
    brands: pa.Array
    holders: pa.Table

    @property
    def count(self) -> int:
        """Return the number of lines."""
        return len(self.kind)


def draw_lines(known: Catalogue, products: int, streams: Streams) -> Lines:
    """Return the lines for so many products; a brand stays with one kind and one holder."""
    count = max(_FEWEST_LINES, products // _PRODUCTS_A_LINE)
    number_of_brands = -(-count // _LINES_A_BRAND)
    if number_of_brands > len(known.brands):
        most = len(known.brands) * _LINES_A_BRAND * _PRODUCTS_A_LINE
        raise WorldError(f"products: found {products:,}, expected {most:,} at most.")
    order = shuffled_below(
        np.arange(number_of_brands), len(known.brands), streams.keys("product_lines", "brand")
    )
    share = np.array([kind.share for kind in known.kinds], dtype=float)
    kinds = streams.of("product_lines", "kind").choice(
        len(share), number_of_brands, p=share / share.sum()
    )
    # a small register still has every kind
    kinds[: len(share)] = np.arange(len(share))[:number_of_brands]
    brand = np.arange(count) % number_of_brands
    holders = max(_FEWEST_HOLDERS, count // _LINES_A_HOLDER)
    of_brand = streams.of("product_lines", "holder").integers(0, holders, number_of_brands)
    return Lines(
        holder=of_brand[brand],
        brand=brand,
        kind=kinds[brand],
        brands=pa.array(known.brands).take(pa.array(order)),
        holders=_holders(holders, streams),
    )


def _holders(count: int, streams: Streams) -> pa.Table:
    pool = names().firms
    place = shuffled_below(np.arange(count), len(pool), streams.keys("rights_holders", "name"))
    stem = pool.take(pa.array(place))
    # a stem that comes again bears the next form, so that no two holders are alike
    turn = np.arange(count) // len(pool)
    form = pa.array(legal_forms()).take(
        pa.array((place.astype(np.int64) + turn) % len(legal_forms()))
    )
    number = pa.array([f"{n:05d}" for n in range(1, count + 1)])
    post = pa.array([transliterate(text).lower() for text in stem.to_pylist()])
    return pa.table(
        {
            "holder_id": pc.binary_join_element_wise(pa.scalar("H"), number, ""),
            "name": pc.binary_join_element_wise(stem, form, " "),
            "contact": pa.array([_DESK] * count),
            "email": pc.binary_join_element_wise(post, number, pa.scalar("@example.org"), ""),
            "phone": phones(np.arange(count), streams.keys("rights_holders", "phone")),
        }
    )
