"""The machine readable zone of a passport: ICAO Doc 9303 part 4, format TD3 (two lines of 44).

Zones are made in whole columns (`write_td3`) for the world and read one by one (`parse_td3`)
for people, who want to know which field is wrong.  Nothing here looks up a document anywhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes

LINE_LENGTH = 44
_WEIGHTS = (7, 3, 1)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = np.zeros(256, dtype=np.uint16)  # the filler `<` counts zero
for _value, _character in enumerate(_ALPHABET):
    _VALUES[ord(_character)] = _value
_VALID = frozenset(_ALPHABET + "<")

# positions of line 2, counted from 0: what is checked, and where its check digit stands
_NUMBER, _BIRTH, _EXPIRY, _OPTIONAL = slice(0, 9), slice(13, 19), slice(21, 27), slice(28, 42)
_CHECKED = (
    ("document number", _NUMBER, 9),
    ("birth date", _BIRTH, 19),
    ("expiry date", _EXPIRY, 27),
    ("optional data", _OPTIONAL, 42),
)
_COMPOSITE = (slice(0, 10), slice(13, 20), slice(21, 43))
_EMPTY_DAY = np.datetime64("1970-01-01", "D")


@dataclass(frozen=True)
class Td3:
    """What the two lines say; dates stay six digits, since the century is not written."""

    document_code: str
    issuing_state: str
    surname: str
    given_names: str
    document_number: str
    nationality: str
    birth_date: str
    sex: str
    expiry_date: str
    optional_data: str
    problems: tuple[str, ...]


def check_digit(text: str) -> int:
    """Return the check digit of a field: weights 7, 3, 1 over digits, letters (A=10) and `<`.

    >>> check_digit("L898902C3"), check_digit("740812"), check_digit("ZE184226B<<<<<")
    (6, 2, 1)
    """
    if strangers := set(text) - _VALID:
        raise ValueError(f"{sorted(strangers)} in {text!r}: a zone holds A-Z, 0-9 and '<' only")
    return sum(int(_VALUES[ord(c)]) * _WEIGHTS[i % 3] for i, c in enumerate(text)) % 10


def check_digits(fields: Bytes) -> Bytes:
    """Return the check digit of every row, as an ASCII character.

    >>> check_digits(fixed.blank(1, "L898902C3")).tobytes()
    b'6'
    """
    total = np.zeros(len(fields), dtype=np.uint16)
    for position in range(fields.shape[1]):
        total += _VALUES[fields[:, position]] * np.uint16(_WEIGHTS[position % 3])
    return (total % 10 + ord("0")).astype(np.uint8)


@dataclass(frozen=True)
class NamePool:
    """Names as the zone writes them, and which of them each document bears."""

    surnames: Sequence[str]
    given_names: Sequence[str]
    surname: npt.NDArray[np.int64]
    given: npt.NDArray[np.int64]


def write_td3(
    *,
    names: NamePool,
    document_numbers: Bytes,
    nationalities: Bytes,
    births: npt.NDArray[np.datetime64],
    sexes: Bytes,
    expiries: npt.NDArray[np.datetime64],
    issuing_state: str = "UTO",
) -> tuple[pa.Array, pa.Array]:
    r"""Return both lines for whole columns of ordinary passports without optional data.

    Numbers are nine wide, nationalities three, sexes one (M, F, <).

    >>> day = np.array(["1974-08-12", "2012-04-15"], dtype="datetime64[D]")
    >>> one, two = write_td3(
    ...     names=NamePool(["ERIKSSON"], ["ANNA<MARIA"], np.array([0]), np.array([0])),
    ...     document_numbers=fixed.blank(1, "L898902C3"),
    ...     nationalities=fixed.blank(1, "UTO"),
    ...     births=day[:1],
    ...     sexes=fixed.blank(1, "F"),
    ...     expiries=day[1:],
    ... )
    >>> print(one[0], two[0], sep="\n")
    P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
    L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<8
    """
    line_2 = fixed.blank(len(document_numbers), "<" * LINE_LENGTH)
    line_2[:, _NUMBER] = document_numbers
    line_2[:, 9] = check_digits(document_numbers)
    line_2[:, 10:13] = nationalities
    line_2[:, 13:20] = _checked_days(births)
    line_2[:, 20] = sexes.reshape(-1)
    line_2[:, 21:28] = _checked_days(expiries)
    # Optional data are empty and fillers count zero: the composite needs only what is written.
    written = [line_2[:, part] for part in (slice(0, 10), slice(13, 20), slice(21, 28))]
    line_2[:, 43] = check_digits(np.concatenate(written, axis=1))
    return fixed.to_text(_first_lines(names, issuing_state)), fixed.to_text(line_2)


def _first_lines(names: NamePool, issuing_state: str) -> Bytes:
    """Return line 1; of a name that does not fit the end is cut off, as the standard says."""
    start = "P<" + issuing_state.ljust(3, "<")
    heads = [(start + name + "<<")[:LINE_LENGTH] for name in names.surnames]
    head_length = np.array([len(head) for head in heads])
    width = max(len(name) for name in names.given_names)
    tail = fixed.padded(names.given_names, width, "<")
    lines = fixed.rows(fixed.padded(heads, LINE_LENGTH, "<"), names.surname)
    # given names begin where the surname ends: one block of rows for each length of surname
    length = head_length[names.surname]
    for begin in np.unique(head_length):
        block = np.flatnonzero(length == begin)
        fits = min(width, LINE_LENGTH - int(begin))
        lines[block, begin : begin + fits] = fixed.rows(tail, names.given[block])[:, :fits]
    return lines


def parse_td3(line_1: str, line_2: str) -> Td3:
    """Return the fields and every problem found; an empty `problems` means all checks hold.

    Raises `ValueError` when the lines are not two times 44 characters.

    >>> zone = parse_td3(
    ...     "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    ...     "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    ... )
    >>> zone.surname, zone.given_names, zone.problems
    ('ERIKSSON', 'ANNA MARIA', ())
    """
    for which, line in (("first", line_1), ("second", line_2)):
        if len(line) != LINE_LENGTH:
            raise ValueError(f"the {which} line has {len(line)} characters, TD3 has {LINE_LENGTH}")
    surname, _, given = line_1[5:].partition("<<")
    return Td3(
        document_code=line_1[:2].rstrip("<"),
        issuing_state=line_1[2:5].rstrip("<"),
        surname=surname.strip("<").replace("<", " "),
        given_names=given.strip("<").replace("<", " "),
        document_number=line_2[_NUMBER].rstrip("<"),
        nationality=line_2[10:13].rstrip("<"),
        birth_date=line_2[_BIRTH],
        sex=line_2[20],
        expiry_date=line_2[_EXPIRY],
        optional_data=line_2[_OPTIONAL].rstrip("<"),
        problems=tuple(_problems(line_1, line_2)),
    )


def _problems(line_1: str, line_2: str) -> list[str]:
    strangers = sorted(set(line_1 + line_2) - _VALID)
    if strangers:
        return [f"characters outside A-Z, 0-9 and '<': {' '.join(strangers)}"]
    found = [] if line_1.startswith("P") else [f"document code {line_1[:2]!r} is not a passport's"]
    for what, field, place in _CHECKED:
        expected, seen = str(check_digit(line_2[field])), line_2[place]
        empty = what == "optional data" and not line_2[field].strip("<") and seen == "<"
        if seen != expected and not empty:
            found.append(f"{what}: check digit is {seen}, should be {expected}")
    whole = "".join(line_2[part] for part in _COMPOSITE)
    if line_2[43] != str(check_digit(whole)):
        found.append(f"composite: check digit is {line_2[43]}, should be {check_digit(whole)}")
    for what, field in (("birth date", _BIRTH), ("expiry date", _EXPIRY)):
        if not _is_day(line_2[field]):
            found.append(f"{what}: {line_2[field]} is no calendar day")
    if line_2[20] not in "MF<":
        found.append(f"sex: {line_2[20]!r} is not M, F or <")
    return found


def _is_day(text: str) -> bool:
    if text.replace("<", "") == "":
        return True  # unknown dates are filled
    try:
        date.fromisoformat(f"20{text[:2]}-{text[2:4]}-{text[4:]}")
    except ValueError:
        return False
    return True


def _checked_days(days: npt.NDArray[np.datetime64]) -> Bytes:
    """Return YYMMDD and its check digit.

    Every day between the first and the last is written once, then looked up.
    """
    if len(days) == 0:
        return np.empty((0, 7), dtype=np.uint8)
    numbers = (days.astype("datetime64[D]") - _EMPTY_DAY).astype(np.int64)
    first, last = int(numbers.min()), int(numbers.max())
    calendar = np.arange(first, last + 1).astype("datetime64[D]")
    months = calendar.astype("datetime64[M]")
    year = months.astype("datetime64[Y]").astype(np.int64) + 1970
    month = months.astype(np.int64) % 12 + 1
    day = (calendar - months.astype("datetime64[D]")).astype(np.int64) + 1
    text = fixed.digits(year % 100 * 10_000 + month * 100 + day, 6)
    checked = np.concatenate([text, check_digits(text)[:, None]], axis=1)
    return fixed.rows(checked, numbers - first)
