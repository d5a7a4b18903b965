"""Identity cards of the size of a bank card: format TD1 of ICAO Doc 9303 part 5, three lines of 30.

They differ from one State to the next: optional data in two places, numbers longer than nine
characters that go on in the first of them.
"""

from typing import Unpack

import pyarrow as pa

from aatulab.codes.mrz.layout import Layout, Place
from aatulab.codes.mrz.writing import Documents, write_zone
from aatulab.codes.mrz.zone import Zone, read_zone

LAYOUT = Layout(
    name="TD1",
    lines=3,
    length=30,
    letters="ACI",
    holder=Place(3, 1, 30),
    number=Place(1, 6, 14),
    nationality=Place(2, 16, 18),
    birth=Place(2, 1, 6),
    sex=Place(2, 8, 8),
    expiry=Place(2, 9, 14),
    optional=(Place(1, 16, 30), Place(2, 19, 29)),
    number_goes_on=True,
    composite=(Place(1, 6, 30), Place(2, 1, 7), Place(2, 9, 15), Place(2, 19, 29)),
    composite_check=Place(2, 30, 30),
)


def write_td1(**documents: Unpack[Documents]) -> tuple[pa.Array, pa.Array, pa.Array]:
    r"""Return all three lines for whole columns of identity cards without optional data.

    >>> import numpy as np
    >>> from aatulab.codes.fixed import blank
    >>> from aatulab.codes.mrz import NamePool
    >>> day = np.array(["1974-08-12", "2012-04-15"], dtype="datetime64[D]")
    >>> lines = write_td1(
    ...     names=NamePool(["ERIKSSON"], ["ANNA<MARIA"], np.array([0]), np.array([0])),
    ...     document_numbers=blank(1, "D23145890"),
    ...     nationalities=blank(1, "UTO"),
    ...     births=day[:1],
    ...     sexes=blank(1, "F"),
    ...     expiries=day[1:],
    ... )
    >>> print(*(line[0] for line in lines), sep="\n")
    I<UTOD231458907<<<<<<<<<<<<<<<
    7408122F1204159UTO<<<<<<<<<<<6
    ERIKSSON<<ANNA<MARIA<<<<<<<<<<
    """
    one, two, three = write_zone(LAYOUT, "I<", documents)
    return one, two, three


def parse_td1(line_1: str, line_2: str, line_3: str) -> Zone:
    """Return the fields and every problem found; an empty `problems` means all checks hold.

    >>> zone = parse_td1(
    ...     "I<UTOD231458907<<<<<<<<<<<<<<<",
    ...     "7408122F1204159UTO<<<<<<<<<<<6",
    ...     "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    ... )
    >>> zone.document_number, zone.surname, zone.problems
    ('D23145890', 'ERIKSSON', ())
    """
    return read_zone(LAYOUT, (line_1, line_2, line_3))
