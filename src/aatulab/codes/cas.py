"""Numbers of substances: CAS registry numbers, two to seven digits, two digits, a check digit.

The check digit is the sum of the other digits, counted from the right and multiplied by 1, 2, 3,
..., modulo 10.  Not every changed digit is found: the weights 2, 4, 5 and 6 share a factor with 10.
The numbers name real substances, so the lab makes none up: what a record says comes from a list
of goods, and this says whether a number that was typed can be one at all.
"""

import re
import string
from dataclasses import dataclass

from aatulab.codes.reading import Problem, Reading, compact

_FORM = re.compile(r"([0-9]{2,7})-([0-9]{2})-([0-9])")


@dataclass(frozen=True, kw_only=True)
class Cas(Reading):
    """A registry number; which substance it names is not known here."""

    registry_number: str
    check_digit: str


def check_digit(digits: str) -> int:
    """Return the check digit of a registry number that is written without it and without hyphens.

    >>> check_digit("29942"), check_digit("10379")
    (3, 7)
    """
    if not digits or set(digits) - set(string.digits):
        raise ValueError(f"a registry number has digits only, found {digits!r}")
    return sum(weight * int(digit) for weight, digit in enumerate(reversed(digits), 1)) % 10


def parse_cas(text: str) -> Cas:
    """Return what a registry number says; the hyphens belong to it.

    >>> parse_cas("299-42-3").is_valid
    True
    >>> [str(problem) for problem in parse_cas("299-42-4").problems]
    ["check digit, position 8: found '4', expected 3"]
    """
    code = compact(text, separators=" \t\n\r").replace("\N{NON-BREAKING HYPHEN}", "-")
    form = _FORM.fullmatch(code)
    if form is None:
        expected = "2 to 7 digits, a hyphen, 2 digits, a hyphen, 1 digit"
        problem = Problem("registry number", code, expected)
        return Cas(text=code, problems=(problem,), registry_number="", check_digit="")
    expected = str(check_digit(form[1] + form[2]))
    problems = (
        () if form[3] == expected else (Problem("check digit", form[3], expected, len(code)),)
    )
    return Cas(text=code, problems=problems, registry_number=code, check_digit=form[3])
