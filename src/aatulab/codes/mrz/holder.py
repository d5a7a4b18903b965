"""The name of a holder as a zone writes it: surname, `<<`, given names, filled up with `<`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes


@dataclass(frozen=True)
class NamePool:
    """Names as the zone writes them, and which of them each document bears."""

    surnames: Sequence[str]
    given_names: Sequence[str]
    surname: npt.NDArray[np.int64]
    given: npt.NDArray[np.int64]


def write_names(names: NamePool, head: str, length: int) -> Bytes:
    """Return lines that begin with `head`; of a name that does not fit the end is cut off.

    So the standard says (Doc 9303 part 3, section 4.6), though an issuer may shorten otherwise.

    >>> pool = NamePool(["ERIKSSON"], ["ANNA<MARIA"], np.array([0]), np.array([0]))
    >>> write_names(pool, "P<UTO", 30).tobytes()
    b'P<UTOERIKSSON<<ANNA<MARIA<<<<<'
    """
    heads, head_length = _heads(tuple(names.surnames), head, length)
    tail = _tails(tuple(names.given_names))
    width = tail.shape[1]
    lines = fixed.rows(heads, names.surname)
    # given names begin where the surname ends: one block of rows for each length of surname
    begins = head_length[names.surname]
    for begin in np.unique(head_length):
        block = np.flatnonzero(begins == begin)
        fits = min(width, length - int(begin))
        lines[block, begin : begin + fits] = fixed.rows(tail, names.given[block])[:, :fits]
    return lines


# A pool is that of many documents, written again and again: the last ones are remembered.
@lru_cache(maxsize=4)
def _heads(
    surnames: tuple[str, ...], head: str, length: int
) -> tuple[Bytes, npt.NDArray[np.int64]]:
    """Return each surname behind its head, and where the given names begin."""
    heads = [(head + name + "<<")[:length] for name in surnames]
    return fixed.padded(heads, length, "<"), np.array([len(text) for text in heads])


@lru_cache(maxsize=4)
def _tails(given_names: tuple[str, ...]) -> Bytes:
    return fixed.padded(given_names, max(len(name) for name in given_names), "<")


def split_names(field: str) -> tuple[str, str]:
    """Return surname and given names; the filler that parts them becomes a space.

    >>> split_names("VAN<DER<MUELEN<<MARIANNE<LOUISE<<<<")
    ('VAN DER MUELEN', 'MARIANNE LOUISE')
    """
    surname, _, given = field.partition("<<")
    return surname.strip("<").replace("<", " "), given.strip("<").replace("<", " ")
