"""Fill the lines of a machine readable zone for whole columns of documents."""

from typing import NotRequired, TypedDict

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes
from aatulab.codes.mrz.check import check_digits
from aatulab.codes.mrz.days import checked_days
from aatulab.codes.mrz.holder import NamePool, write_names
from aatulab.codes.mrz.layout import Layout, Place
from aatulab.codes.states import UTOPIA


class Documents(TypedDict):
    """The fields of many documents, one row each, as every format writes them.

    Numbers are nine wide, nationalities three, sexes one (M, F, <).  Optional data stay empty.
    """

    names: NamePool
    document_numbers: Bytes
    nationalities: Bytes
    births: npt.NDArray[np.datetime64]
    sexes: Bytes
    expiries: npt.NDArray[np.datetime64]
    issuing_state: NotRequired[str]


def write_zone(layout: Layout, code: str, documents: Documents) -> tuple[pa.Array, ...]:
    """Return the lines of each document's zone, one column a line; `code` is such as `P<`.

    >>> from aatulab.codes.mrz import td2
    >>> one = np.array([0])
    >>> documents = Documents(
    ...     names=NamePool(["ERIKSSON"], ["ANNA<MARIA"], one, one),
    ...     document_numbers=fixed.blank(1, "D23145890"),
    ...     nationalities=fixed.blank(1, "UTO"),
    ...     births=np.array(["1974-08-12"], dtype="datetime64[D]"),
    ...     sexes=fixed.blank(1, "F"),
    ...     expiries=np.array(["2012-04-15"], dtype="datetime64[D]"),
    ... )
    >>> write_zone(td2.LAYOUT, "I<", documents)[1].to_pylist()
    ['D231458907UTO7408122F1204159<<<<<<<6']
    """
    numbers, names = documents["document_numbers"], documents["names"]
    head = code + documents.get("issuing_state", UTOPIA).ljust(3, "<")
    starts = [head, *[""] * (layout.lines - 1)]
    lines = [
        write_names(names, start, layout.length)
        if number == layout.holder.line
        else fixed.blank(len(numbers), start.ljust(layout.length, "<"))
        for number, start in enumerate(starts, start=1)
    ]
    for place, rows in (
        (layout.number, numbers),
        (layout.number.check, check_digits(numbers).reshape(-1, 1)),
        (layout.nationality, documents["nationalities"]),
        (_with_check(layout.birth), checked_days(documents["births"])),
        (layout.sex, documents["sexes"].reshape(-1, 1)),
        (_with_check(layout.expiry), checked_days(documents["expiries"])),
    ):
        lines[place.line - 1][:, place.within] = rows
    if layout.composite_check is not None:
        parts = [lines[part.line - 1][:, part.within] for part in _written(layout)]
        composite = check_digits(np.concatenate(parts, axis=1))
        lines[layout.composite_check.line - 1][:, layout.composite_check.first - 1] = composite
    return tuple(map(fixed.to_text, lines))


def _with_check(place: Place) -> Place:
    return Place(place.line, place.first, place.last + 1)


def _written(layout: Layout) -> tuple[Place, ...]:
    """Return what the composite digit covers, without the optional data at its end.

    They are empty and fillers count zero, so leaving them out changes nothing but the time.
    """
    *before, last = layout.composite
    return (*before, Place(last.line, last.first, layout.optional[-1].first - 1))
