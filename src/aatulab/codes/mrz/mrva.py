"""Visas of a passport's page: format MRV-A of ICAO Doc 9303 part 7, two lines of 44.

There is no composite check digit, and the optional data are not checked either.
"""

from typing import Unpack

import pyarrow as pa

from aatulab.codes.mrz.layout import Layout, Place
from aatulab.codes.mrz.writing import Documents, write_zone
from aatulab.codes.mrz.zone import Zone, read_zone

LAYOUT = Layout(
    name="MRV-A",
    lines=2,
    length=44,
    letters="V",
    holder=Place(1, 6, 44),
    number=Place(2, 1, 9),
    nationality=Place(2, 11, 13),
    birth=Place(2, 14, 19),
    sex=Place(2, 21, 21),
    expiry=Place(2, 22, 27),
    optional=(Place(2, 29, 44),),
)


def write_mrva(**documents: Unpack[Documents]) -> tuple[pa.Array, pa.Array]:
    """Return both lines for whole columns of visas; the number is the passport's or the visa's.

    >>> import numpy as np
    >>> from aatulab.codes.fixed import blank
    >>> from aatulab.codes.mrz import NamePool
    >>> day = np.array(["1940-09-07", "1996-12-10"], dtype="datetime64[D]")
    >>> lines = write_mrva(
    ...     names=NamePool(["ERIKSSON"], ["ANNA<MARIA"], np.array([0]), np.array([0])),
    ...     document_numbers=blank(1, "L8988901C"),
    ...     nationalities=blank(1, "XXX"),
    ...     births=day[:1],
    ...     sexes=blank(1, "F"),
    ...     expiries=day[1:],
    ... )
    >>> lines[1][0].as_py()
    'L8988901C4XXX4009078F9612109<<<<<<<<<<<<<<<<'
    """
    one, two = write_zone(LAYOUT, "V<", documents)
    return one, two


def parse_mrva(line_1: str, line_2: str) -> Zone:
    """Return the fields and every problem found; an empty `problems` means all checks hold.

    >>> zone = parse_mrva(
    ...     "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    ...     "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
    ... )
    >>> zone.optional_data, zone.problems
    ('6ZE184226B', ())
    """
    return read_zone(LAYOUT, (line_1, line_2))
