"""Phone numbers: what an E.164 number says, and numbers that can never ring.

ITU-T E.164: a plus sign, a country code of one to three digits that never begins with 0, at most
fifteen digits in all (Twilio, "What is E.164"); the shortest in use have seven ("Regular
Expressions Cookbook", 4.3).  How long a country's own numbers are is not checked here.

What is made here lies in ranges that regulators keep free for fiction, looked up in November 2026:

- France: Arcep's numbering plan keeps six blocks of 10,000 for audiovisual works
  (01 99 00, 02 61 91, 03 53 01, 04 65 71, 05 36 49, 06 39 98).
- Australia: ACMA, "Phone numbers for use in TV shows, films and creative works"
  (5550 xxxx and 7010 xxxx in the areas 02, 03, 07, 08).
- Ireland: ComReg keeps 020 91x xxxx for drama ("Hundreds of telephone numbers are reserved for
  film, television and books", Teller Report, 7 September 2020, on what regulators do).
- United Kingdom: Ofcom, "Telephone numbers for use in TV and radio drama programmes"
  (07700 900xxx, 020 7946 0xxx, 029 2018 0xxx, 0191 498 0xxx, 0113/0114/0115/0116/0117/0118/0121/
  0131/0141/0151/0161 496 0xxx, 01632 960xxx, 03069 990xxx, 0808 157 0xxx; BBC News, "The 20,000
  fake phone numbers", 2015).
- Germany: Bundesnetzagentur, notice 148/2021, "Drama Numbers" (five blocks of 1,000).
- North America: 555-0100 to 555-0199 of every area code (NANPA; ATIS-0300115, "555 NXX
  Assignment Guidelines"), of which those of the United States and Canada are taken.
"""

import re
import string
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes import fixed
from aatulab.codes.area_codes import AREA_CODES
from aatulab.codes.calling import CALLING_CODES
from aatulab.codes.fixed import Flags
from aatulab.codes.reading import Problem, Reading, compact, size
from aatulab.codes.shuffle import Numbers, shuffled_below

_FRANCE = ("19900", "26191", "35301", "46571", "53649", "63998")
_AUSTRALIA = tuple(f"{area}{block}" for area in (2, 3, 7, 8) for block in (5550, 7010))
_IRELAND = ("2091",)
_BRITAIN = ("7700900", "2079460", "2920180", "1914980", "1632960", "3069990", "8081570",
            *(f"{city}4960" for city in
              (113, 114, 115, 116, 117, 118, 121, 131, 141, 151, 161)))  # fmt: skip
_GERMANY = ("3023125", "6990009", "4066969", "2214710", "8999998")
_AMERICA = tuple(f"{area}55501" for area in AREA_CODES)

# (what stands before the free digits, how many digits are free)
RESERVED: tuple[tuple[str, int], ...] = (
    *((f"+33{block}", 4) for block in _FRANCE),
    *((f"+61{block}", 4) for block in _AUSTRALIA),
    *((f"+353{block}", 5) for block in _IRELAND),
    *((f"+44{block}", 3) for block in _BRITAIN),
    *((f"+49{block}", 3) for block in _GERMANY),
    *((f"+1{block}", 2) for block in _AMERICA),
)
_REGULATORS = {
    "33": "Arcep",
    "61": "ACMA",
    "353": "ComReg",
    "44": "Ofcom",
    "49": "Bundesnetzagentur",
    "1": "NANPA",
}
_DIGITS = range(7, 16)
_WRITTEN_BETWEEN = " \t\n\r\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-\N{NON-BREAKING HYPHEN}()./"
_FORM = re.compile(rf"\+(?:{'|'.join(CALLING_CODES)})[0-9]+")
POOL_SIZE: int = sum(10**free for _, free in RESERVED)
_HEADS = {free: frozenset(head for head, left in RESERVED if left == free) for _, free in RESERVED}


@dataclass(frozen=True, kw_only=True)
class Phone(Reading):
    """A number in E.164 form; `kept_for_fiction_by` is empty when it can be somebody's."""

    calling_code: str
    national_number: str
    kept_for_fiction_by: str


def phones(numbers: npt.ArrayLike, keys: Numbers) -> pa.Array:
    """Return a phone for each number; numbers below `POOL_SIZE` get different phones.

    Beyond that the pool begins again in the same order, so that two owners of one phone are
    `POOL_SIZE` numbers apart.

    >>> from aatulab.codes.shuffle import round_keys
    >>> found = phones([0, 1, 2], round_keys(np.random.default_rng(7))).to_pylist()
    >>> all(is_reserved(phone) for phone in found), len(set(found))
    (True, 3)
    """
    return _pool().take(pa.array(shuffled_below(numbers, POOL_SIZE, keys)))


def is_reserved(phone: str) -> bool:
    """Whether a phone in E.164 form lies in one of the ranges above.

    >>> is_reserved("+447700900123"), is_reserved("+447700123456")
    (True, False)
    """
    if set(phone[1:]) - set(string.digits):
        return False
    return any(phone[:-free] in heads for free, heads in _HEADS.items())


def are_phones(column: pa.Array | pa.ChunkedArray) -> Flags:
    """Return for each text, without separators, whether it has the form of an E.164 number.

    >>> are_phones(pa.array(["+447700900123", "447700900123", "+999123456"])).tolist()
    [True, False, False]
    """
    form = pc.match_substring_regex(column, f"^{_FORM.pattern}$")
    length = pc.binary_length(column)
    fits = pc.and_(pc.greater(length, _DIGITS[0]), pc.less_equal(length, _DIGITS[-1] + 1))
    good = pc.fill_null(pc.and_(form, fits), fill_value=False)
    found: Flags = good.to_numpy(zero_copy_only=False).astype(np.bool_)
    return found


def parse_phone(text: str) -> Phone:
    """Return what a phone number says, written with or without separators.

    >>> parse_phone("+44 7700 900123").facts()
    {'calling code': '44', 'national number': '7700900123', 'kept for fiction by': 'Ofcom'}
    >>> [str(problem) for problem in parse_phone("+44 (0)7700 900123").problems]
    ["trunk prefix: found '(0)', expected no 0 behind the country code"]
    """
    code = compact(text, separators=_WRITTEN_BETWEEN)
    calling = _calling_code(code)
    return Phone(
        text=code,
        problems=tuple(_problems(text, code, calling)),
        calling_code=calling,
        national_number=code[1 + len(calling) :] if calling else "",
        kept_for_fiction_by=_REGULATORS[calling] if is_reserved(code) else "",
    )


def _problems(text: str, code: str, calling: str) -> list[Problem]:
    if "(0)" in text:
        return [Problem("trunk prefix", "(0)", "no 0 behind the country code")]
    if not code.startswith("+"):
        return [Problem("start", code[:1], "a plus sign and the country code", 1)]
    if len(code) - 1 not in _DIGITS:
        return [Problem("length", size(code[1:]), "7 to 15 digits")]
    found = [
        Problem("number", character, "a digit", position)
        for position, character in enumerate(code[1:], start=2)
        if character not in string.digits
    ]
    if not found and not calling:
        found.append(Problem("country code", code[1:4], "a country code of the ITU's list", 2))
    return found


def _calling_code(code: str) -> str:
    """Return the country code that a number begins with; none begins another."""
    return next((code[1:end] for end in (2, 3, 4) if code[1:end] in CALLING_CODES), "")


@cache
def _pool() -> pa.Array:
    """Return every reserved number once, block after block."""
    blocks = []
    for head, free in RESERVED:
        text = fixed.blank(10**free, head + "0" * free)
        text[:, len(head) :] = fixed.digits(np.arange(10**free), free)
        blocks.append(fixed.to_text(text))
    return pa.concat_arrays(blocks)
