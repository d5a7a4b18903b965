"""Passports: format TD3 of ICAO Doc 9303 part 4, two lines of 44."""

from typing import Unpack

import pyarrow as pa

from aatulab.codes.mrz.layout import Layout, Place
from aatulab.codes.mrz.writing import Documents, write_zone
from aatulab.codes.mrz.zone import Zone, read_zone

LAYOUT = Layout(
    name="TD3",
    lines=2,
    length=44,
    letters="P",
    holder=Place(1, 6, 44),
    number=Place(2, 1, 9),
    nationality=Place(2, 11, 13),
    birth=Place(2, 14, 19),
    sex=Place(2, 21, 21),
    expiry=Place(2, 22, 27),
    optional=(Place(2, 29, 42),),
    optional_is_checked=True,
    composite=(Place(2, 1, 10), Place(2, 14, 20), Place(2, 22, 43)),
    composite_check=Place(2, 44, 44),
)


def write_td3(**documents: Unpack[Documents]) -> tuple[pa.Array, pa.Array]:
    r"""Return both lines for whole columns of ordinary passports without optional data.

    >>> import numpy as np
    >>> from aatulab.codes.fixed import blank
    >>> from aatulab.codes.mrz import NamePool
    >>> day = np.array(["1974-08-12", "2012-04-15"], dtype="datetime64[D]")
    >>> one, two = write_td3(
    ...     names=NamePool(["ERIKSSON"], ["ANNA<MARIA"], np.array([0]), np.array([0])),
    ...     document_numbers=blank(1, "L898902C3"),
    ...     nationalities=blank(1, "UTO"),
    ...     births=day[:1],
    ...     sexes=blank(1, "F"),
    ...     expiries=day[1:],
    ... )
    >>> print(one[0], two[0], sep="\n")
    P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
    L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<8
    """
    one, two = write_zone(LAYOUT, "P<", documents)
    return one, two


def parse_td3(line_1: str, line_2: str) -> Zone:
    """Return the fields and every problem found; an empty `problems` means all checks hold.

    >>> zone = parse_td3(
    ...     "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    ...     "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ... )
    >>> zone.surname, zone.given_names, zone.problems
    ('ERIKSSON', 'ANNA MARIA', ())
    """
    return read_zone(LAYOUT, (line_1, line_2))
