"""How clerks write what they hear: names, phones, addresses and dates, each in several ways.

Nothing here is meant to hide anybody.  It is what tired people, forms of other countries and other
alphabets do to the record of an honest person.
"""

import string
import unicodedata

import numpy as np

from aatulab.codes.calling import CALLING_CODES
from aatulab.codes.names import transliterate

# a simple table of the lab's own, letter by letter; the names are invented, and so is the spelling
_CYRILLIC = str.maketrans(string.ascii_lowercase, "абкдефгхижклмнопкрстуввкйз")
_SHORT_STREETS = (("Street", "St."), ("Road", "Rd"), ("Avenue", "Ave"), ("Square", "Sq."))


def in_other_letters(name: str) -> str:
    """Return a name in Cyrillic letters, by a simple table.

    >>> in_other_letters("Dario")
    'Дарио'
    """
    bare = unicodedata.normalize("NFD", name.replace("ß", "ss").replace("ø", "o"))
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return letters.lower().translate(_CYRILLIC).title()


def in_passport_letters(name: str) -> str:
    """Return a name as a passport's machine readable zone writes it, with blanks.

    >>> in_passport_letters("Müller-Øye")
    'MUELLER OEYE'
    """
    return transliterate(name).replace("<", " ")


def with_a_slip(text: str, rng: np.random.Generator) -> str:
    """Return a word with one letter lost or two letters in the other order; short ones stay."""
    letters = list(text)
    if len(letters) < 5:
        return text
    place = int(rng.integers(1, len(letters) - 2))
    if rng.random() < 0.5:
        del letters[place]
    else:
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


def day_with_a_slip(day: str, rng: np.random.Generator) -> str:
    """Return a date of birth with day and month changed over, or with another last digit of year.

    >>> day_with_a_slip("1984-04-09", np.random.default_rng(1))
    '1984-09-04'
    """
    year, month, of_month = day.split("-")
    if int(of_month) <= 12 and of_month != month and rng.random() < 0.7:
        return f"{year}-{of_month}-{month}"
    other = (int(year[-1]) + int(rng.integers(1, 10))) % 10
    return f"{year[:-1]}{other}-{month}-{of_month}"


def phone_by_hand(phone: str, rng: np.random.Generator) -> tuple[str, str]:
    """Return a phone as somebody writes it, and the country code of the place where he does.

    In national form the place is the phone's own country, elsewhere it may be any.
    """
    country = calling_code_of(phone)
    number = phone[1 + len(country) :]
    grouped = " ".join((number[:2], number[2:5], number[5:]))
    trunk = "" if country == "1" else "0"
    way = int(rng.integers(0, 4))
    if way == 0:
        return f"{trunk}{grouped}", country
    anywhere = ("33", "44", "353")[int(rng.integers(0, 3))]
    written = (f"+{country} {grouped}", f"00{country} {number}", f"+{country} ({trunk}){grouped}")
    text = written[way - 1]
    return text.replace("()", ""), anywhere


def calling_code_of(phone: str) -> str:
    """Return the country code that a phone in E.164 form begins with.

    >>> calling_code_of("+353209104705")
    '353'
    """
    return next(phone[1:end] for end in (2, 3, 4) if phone[1:end] in CALLING_CODES)


def address_by_hand(street: str, number: str, town: str, rng: np.random.Generator) -> str:
    """Return an address as somebody writes it; `town` is a code and a name.

    >>> address_by_hand("Alder Lane", "12", "10117 Lisbon", np.random.default_rng(2))
    'ALDER LANE 12, 10117 LISBON'
    """
    way = int(rng.integers(0, 4))
    if way == 0:
        return f"{number} {street}, {town}"
    if way == 3:
        return f"{street} {number}, {town}".upper()
    for long, short in _SHORT_STREETS:
        street = street.replace(long, short)
    return f"{street} {number}, {town}" if way == 1 else f"{number}, {street}"
