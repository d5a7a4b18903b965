"""Write names the way a machine reads them: Doc 9303 part 3, section 6, transliteration.

Only the Latin table is here, since the lab's names are composed of Latin syllables.  A letter
that the table does not know is refused rather than dropped: a lost letter is a wrong name.
"""

import string
import unicodedata

# Doc 9303 part 3, section 6A, where the recommendation is not just the letter without its mark.
# Where the table allows two spellings, the first one is used.
_SPECIAL = {
    "Ä": "AE", "Æ": "AE", "Å": "AA", "Ð": "D", "Đ": "D", "Ħ": "H", "Ĳ": "IJ", "ı": "I",
    "Ł": "L", "Ŀ": "L", "Ñ": "N", "Ŋ": "N", "Ö": "OE", "Ø": "OE", "Œ": "OE", "ß": "SS",
    "ẞ": "SS", "Þ": "TH", "Ŧ": "T", "Ü": "UE",
}  # fmt: skip
_PLAIN = {
    "A": "ÀÁÂÃĀĂĄ", "C": "ÇĆĈĊČ", "D": "Ď", "E": "ÈÉÊËĒĔĖĘĚ", "G": "ĜĞĠĢ", "H": "Ĥ",
    "I": "ÌÍÎÏĨĪĬĮİ", "J": "Ĵ", "K": "Ķ", "L": "ĹĻĽ", "N": "ŃŅŇ", "O": "ÒÓÔÕŌŎŐ",
    "R": "ŔŖŘ", "S": "ŚŜŞŠȘ", "T": "ŢŤȚ", "U": "ÙÚÛŨŪŬŮŰŲ", "W": "Ŵ", "Y": "ÝŶŸ", "Z": "ŹŻŽ",
}  # fmt: skip
_LETTERS = (
    {letter: letter for letter in string.ascii_uppercase}
    | {marked: plain for plain, group in _PLAIN.items() for marked in group}
    | _SPECIAL
)
_FILLER = {" ": "<", "-": "<", "<": "<"}  # a hyphen becomes a filler, see section 4.6
_DROPPED = dict.fromkeys("'’.,", "")  # an apostrophe vanishes: O'Brien becomes OBRIEN
_LOWER = {letter.lower(): written for letter, written in _LETTERS.items()}
_TABLE = {ord(k): v for k, v in (_LOWER | _LETTERS | _FILLER | _DROPPED).items() if len(k) == 1}
_WRITTEN = frozenset(string.ascii_uppercase + "<")


def transliterate(name: str) -> str:
    """Return a name in the characters A-Z and `<` of the machine readable zone.

    Raises `ValueError` for a character outside the Latin table.

    >>> transliterate("Ørsted-Müller d'Été")
    'OERSTED<MUELLER<DETE'
    """
    # a letter and its mark may be two characters: é as e and a combining accent
    written = unicodedata.normalize("NFC", name).translate(_TABLE)
    if strangers := set(written) - _WRITTEN:
        raise ValueError(f"{sorted(strangers)} in {name!r}: not in the Latin table of Doc 9303")
    return written
