"""Codes whose last digit checks all that stands before it: GTIN, SSCC, IMEI, cards, containers.

Each names its rule, a function from rows of characters to their check digits.
"""

from collections.abc import Callable

import numpy as np

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes, Flags
from aatulab.codes.reading import Problem

Rule = Callable[[Bytes], Bytes]


def with_digit(payload: Bytes, rule: Rule) -> Bytes:
    """Return the rows with their check digit behind them.

    >>> from aatulab.codes.gs1 import check_digits
    >>> with_digit(fixed.blank(1, "400638133393"), check_digits).tobytes()
    b'4006381333931'
    """
    return np.concatenate([payload, rule(payload)[:, None]], axis=1)


def holds(matrix: Bytes, fits: Flags, rule: Rule) -> Flags:
    """Return for each row whether it has the code's form, which is given, and its digit checks.

    >>> from aatulab.codes.gs1 import check_digits
    >>> holds(fixed.blank(2, "4006381333932"), np.array([True, False]), check_digits).tolist()
    [False, False]
    """
    rows = matrix[fits]
    good = fits.copy()
    good[fits] = rows[:, -1] == rule(rows[:, :-1])
    return good


def digit_problems(code: str, rule: Rule) -> list[Problem]:
    """Return what is wrong with the last digit of a code of the right form: nothing or one thing.

    >>> from aatulab.codes.gs1 import check_digits
    >>> [str(problem) for problem in digit_problems("4006381333932", check_digits)]
    ["check digit, position 13: found '2', expected 1"]
    """
    expected = rule(fixed.blank(1, code[:-1])).tobytes().decode()
    found = code[-1]
    return [] if found == expected else [Problem("check digit", found, expected, len(code))]
