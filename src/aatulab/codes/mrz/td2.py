"""Larger identity cards: format TD2 of ICAO Doc 9303 part 6, two lines of 36."""

from typing import Unpack

import pyarrow as pa

from aatulab.codes.mrz.layout import Layout, Place
from aatulab.codes.mrz.writing import Documents, write_zone
from aatulab.codes.mrz.zone import Zone, read_zone

LAYOUT = Layout(
    name="TD2",
    lines=2,
    length=36,
    letters="ACI",
    holder=Place(1, 6, 36),
    number=Place(2, 1, 9),
    nationality=Place(2, 11, 13),
    birth=Place(2, 14, 19),
    sex=Place(2, 21, 21),
    expiry=Place(2, 22, 27),
    optional=(Place(2, 29, 35),),
    number_goes_on=True,
    composite=(Place(2, 1, 10), Place(2, 14, 20), Place(2, 22, 35)),
    composite_check=Place(2, 36, 36),
)


def write_td2(**documents: Unpack[Documents]) -> tuple[pa.Array, pa.Array]:
    """Return both lines for whole columns of identity cards without optional data.

    >>> import numpy as np
    >>> from aatulab.codes.fixed import blank
    >>> from aatulab.codes.mrz import NamePool
    >>> day = np.array(["1974-08-12", "2012-04-15"], dtype="datetime64[D]")
    >>> lines = write_td2(
    ...     names=NamePool(["ERIKSSON"], ["ANNA<MARIA"], np.array([0]), np.array([0])),
    ...     document_numbers=blank(1, "D23145890"),
    ...     nationalities=blank(1, "UTO"),
    ...     births=day[:1],
    ...     sexes=blank(1, "F"),
    ...     expiries=day[1:],
    ... )
    >>> [line[0].as_py() for line in lines]
    ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6']
    """
    one, two = write_zone(LAYOUT, "I<", documents)
    return one, two


def parse_td2(line_1: str, line_2: str) -> Zone:
    """Return the fields and every problem found; an empty `problems` means all checks hold.

    >>> zone = parse_td2(
    ...     "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
    ...     "D231458907UTO7408122F1204159<<<<<<<6",
    ... )
    >>> zone.document_number, zone.problems
    ('D23145890', ())
    """
    return read_zone(LAYOUT, (line_1, line_2))
