"""Article numbers on goods: GTIN of 8, 12, 13 or 14 digits, the last a check digit (GS1).

Twelve digits are thirteen with a 0 in front; fourteen are thirteen under a digit for the packing
(1-8 a grouping, 9 a quantity that varies).  What is made here begins with 952, which GS1 keeps for
demonstrations, or, where twelve digits leave no room for that, with 4: restricted circulation
within a company.  No shop sells an article of such a number.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.checked import digit_problems, holds, with_digit
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.gs1 import DEMONSTRATION, check_digits, reserved_use
from aatulab.codes.reading import Problem, Reading, compact, size
from aatulab.codes.shape import Part, Shape

SHAPES = {
    width: Shape(f"a GTIN-{width}", Part("article", width - 1), Part("check digit", 1))
    for width in (8, 12, 13, 14)
}
# what stands before the article's own digits
_OURS = {8: DEMONSTRATION, 12: "4", 13: DEMONSTRATION, 14: "1" + DEMONSTRATION}


@dataclass(frozen=True, kw_only=True)
class Gtin(Reading):
    """An article number; `reserved_for` is empty when its prefix is open to companies.

    Of a text without the form of an article number all fields are empty.
    """

    format: str = ""
    packing: str = ""
    prefix: str = ""
    reserved_for: str = ""
    check_digit: str = ""


def write_gtins(articles: npt.ArrayLike, width: int = 13) -> Bytes:
    """Return numbers of 8, 12, 13 or 14 digits for running numbers of articles.

    >>> write_gtins([1, 2]).tobytes()
    b'95200000000119520000000028'
    >>> [write_gtins([1], width).tobytes() for width in (8, 12, 14)]
    [b'95200019', b'400000000015', b'19520000000018']
    """
    free = width - 1 - len(_OURS[width])
    own = fixed.digits(fixed.bounded(articles, 10**free, "article"), free)
    payload = np.concatenate([fixed.blank(len(own), _OURS[width]), own], axis=1)
    return with_digit(payload, check_digits)


def are_gtins(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text of digits whether its length and check digit hold.

    >>> are_gtins(pa.array(["4006381333931", "4006381333932", "95200011", None])).tolist()
    [True, False, False, False]
    """
    found: Flags = np.zeros(len(column), dtype=np.bool_)
    for places, rows in fixed.by_width(column):
        if shape := SHAPES.get(rows.shape[1]):
            found[places] = holds(rows, shape.fits(rows), check_digits)
    return found


def parse_gtin(text: str) -> Gtin:
    """Return what an article number says, written with or without separators.

    >>> parse_gtin("9 520000 000019").facts()["reserved for"]
    'demonstrations and examples'
    >>> [str(problem) for problem in parse_gtin("4006381333932").problems]
    ["check digit, position 13: found '2', expected 1"]
    """
    code = compact(text)
    shape = SHAPES.get(len(code))
    if shape is None:
        problem = Problem("length", size(code), "8, 12, 13 or 14 digits")
        return Gtin(text=code, problems=(problem,))
    if misfits := shape.misfits(code):
        return Gtin(text=code, problems=tuple(misfits))
    long = {8: code, 12: "0" + code, 13: code, 14: code[1:]}[len(code)]
    return Gtin(
        text=code,
        problems=tuple(digit_problems(code, check_digits)),
        format=f"GTIN-{len(code)}",
        packing=code[0] if len(code) == 14 else "",
        prefix=long[:3],
        reserved_for=reserved_use(long[:3], short=len(code) == 8),
        check_digit=code[-1],
    )
