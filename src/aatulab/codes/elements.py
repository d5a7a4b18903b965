"""Element strings on packs and pallets (GS1): a number that says what follows, then what follows.

(01) an article, (00) a parcel, (10) a batch, (17) the last day of use, (21) a serial number.  In a
barcode the brackets are missing: fields of a fixed length follow each other directly, and one of
variable length ends with the separator (GS, character 29) or with the string.  A date is YYMMDD; 00
for the day means the last of the month (GS1 General Specifications, application identifiers 11 to
17; the identifiers and lengths here agree with what `biip` reads).  Two digits of a year are read
as 2000 to 2099: goods that are on sale now.

Only identifiers that are met on consumer goods, medicines and their cases are known.
"""

import calendar
import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from aatulab.codes.gtin import parse_gtin
from aatulab.codes.reading import Problem, Reading
from aatulab.codes.sscc import parse_sscc

SEPARATOR = "\x1d"
_SYMBOLOGIES = ("]C1", "]e0", "]d2", "]Q3")  # said by scanners before a GS1 string
_PLAIN = frozenset(string.ascii_letters + string.digits + "!\"%&'()*+,-./:;<=>?_")


@dataclass(frozen=True)
class Field:
    """One application identifier: how many characters may follow; `fixed` needs no separator."""

    name: str
    most: int
    fixed: bool = False
    digits: bool = False


FIELDS: Mapping[str, Field] = {
    "00": Field("sscc", 18, fixed=True, digits=True),
    "01": Field("gtin", 14, fixed=True, digits=True),
    "02": Field("gtin inside", 14, fixed=True, digits=True),
    "10": Field("batch", 20),
    "11": Field("produced on", 6, fixed=True, digits=True),
    "13": Field("packed on", 6, fixed=True, digits=True),
    "15": Field("best before", 6, fixed=True, digits=True),
    "17": Field("expires on", 6, fixed=True, digits=True),
    "21": Field("serial", 20),
    "37": Field("count", 8, digits=True),
    "240": Field("additional number", 30),
    **{f"71{n}": Field("national medicine number", 20) for n in range(5)},
}
_DATES = ("11", "13", "15", "17")
_BRACKETED = re.compile(r"\((\d{2,4})\)")


@dataclass(frozen=True, kw_only=True)
class Elements(Reading):
    """What an element string says; a field that it lacks is empty."""

    gtin: str = ""
    sscc: str = ""
    gtin_inside: str = ""
    count: str = ""
    batch: str = ""
    serial: str = ""
    produced_on: date | None = None
    expires_on: date | None = None


def parse_elements(text: str) -> Elements:
    r"""Return the fields of an element string, with brackets or as a scanner gives it.

    >>> parse_elements("(01)09520000000011(17)280200(10)AB12").facts()
    {'gtin': '09520000000011', 'batch': 'AB12', 'expires on': '2028-02-29'}
    >>> parse_elements("]d2010952000000001110AB12\x1d17280229").batch
    'AB12'
    >>> [str(problem) for problem in parse_elements("(17)281301").problems]
    ["(17) expires on: found '281301', expected a day as YYMMDD"]
    """
    code = text.strip(" \t\r\n")
    for mark in _SYMBOLOGIES:
        code = code.removeprefix(mark)
    problems: list[Problem] = []
    found: dict[str, str] = {}
    for identifier, value in _pairs(code, problems):
        problems += _problems(identifier, value)
        if found.get(identifier, value) != value:
            problems.append(Problem(f"({identifier})", value, f"{found[identifier]!r} again"))
        found.setdefault(identifier, value)
    if not found and not problems:
        problems.append(Problem("start", code[:4], "an application identifier such as 01 or (01)"))
    return Elements(
        text=write_elements(found) if found else code,
        problems=tuple(problems),
        gtin=found.get("01", ""),
        sscc=found.get("00", ""),
        gtin_inside=found.get("02", ""),
        count=found.get("37", ""),
        batch=found.get("10", ""),
        serial=found.get("21", ""),
        produced_on=read_day(found.get("11", "")),
        expires_on=read_day(found.get("17", "")),
    )


def write_elements(values: Mapping[str, str]) -> str:
    """Return the string with brackets, as it is printed below a symbol for people.

    >>> write_elements({"01": "09520000000011", "10": "AB12"})
    '(01)09520000000011(10)AB12'
    """
    return "".join(f"({identifier}){value}" for identifier, value in values.items())


def read_day(six: str) -> date | None:
    """Return the day that YYMMDD says, with 00 as the last day of the month; else nothing.

    >>> str(read_day("280200")), read_day("281301")
    ('2028-02-29', None)
    """
    if len(six) != 6 or set(six) - set(string.digits):
        return None
    year, month, day = 2000 + int(six[:2]), int(six[2:4]), int(six[4:])
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None


def _pairs(code: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    if code.startswith("("):
        yield from _bracketed(code, problems)
        return
    place = 0
    while place < len(code):
        identifier = next((code[place : place + n] for n in (2, 3) if _known(code, place, n)), "")
        if not identifier:
            expected = "a known application identifier"
            problems.append(Problem("identifier", code[place : place + 3], expected, place + 1))
            return
        place += len(identifier)
        field, end = FIELDS[identifier], code.find(SEPARATOR, place)
        end = len(code) if end < 0 else end
        stop = min(place + field.most, len(code)) if field.fixed else end
        yield identifier, code[place:stop]
        place = stop + (code[stop : stop + 1] == SEPARATOR)


def _bracketed(code: str, problems: list[Problem]) -> Iterator[tuple[str, str]]:
    # a batch may hold brackets itself; only those round an identifier that is known divide
    marks = [mark for mark in _BRACKETED.finditer(code) if mark[1] in FIELDS]
    if not marks or marks[0].start():
        problems.append(Problem("identifier", code[:6], "a known application identifier", 1))
        return
    ends = [*(mark.start() for mark in marks[1:]), len(code)]
    for mark, end in zip(marks, ends, strict=True):
        yield mark[1], code[mark.end() : end]


def _known(code: str, place: int, width: int) -> bool:
    return code[place : place + width] in FIELDS


def _problems(identifier: str, value: str) -> list[Problem]:
    """Return what is wrong with one field: its length, its characters, its check digit, its day."""
    field = FIELDS[identifier]
    name = f"({identifier}) {field.name}"
    size = f"{field.most}" if field.fixed else f"1 to {field.most}"
    kind = "digits" if field.digits else "characters"
    if not 1 <= len(value) <= field.most or (field.fixed and len(value) != field.most):
        return [Problem(name, value, f"{size} {kind}")]
    if strange := set(value) - (set(string.digits) if field.digits else _PLAIN):
        return [Problem(name, min(strange), f"{size} {kind} of the standard's alphabet")]
    if identifier in _DATES and read_day(value) is None:
        return [Problem(name, value, "a day as YYMMDD")]
    if identifier in {"01", "02"}:
        return [_inside(name, problem) for problem in parse_gtin(value).problems]
    if identifier == "00":
        return [_inside(name, problem) for problem in parse_sscc(value).problems]
    return []


def _inside(name: str, problem: Problem) -> Problem:
    return Problem(f"{name}, {problem.what}", problem.found, problem.expected, problem.position)
