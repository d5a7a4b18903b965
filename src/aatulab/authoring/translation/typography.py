"""French typography, so that no translator need type it: spaces that do not break, apostrophes."""

import re

from aatulab.authoring.translation.markup import NOT_WORDS

_WIDE, _NARROW = "\u00a0", "\u202f"  # a space as wide as any, and a thin one; neither breaks


def set_french(text: str) -> str:
    r"""Return a text with spaces that do not break before `: ; ! ? % »`, after `«`, in numbers.

    Code, formulas, tags and addresses stay as they are.

    >>> set_french("Qui a payé ? L'un, à 5 %, soit 15 000.")
    'Qui a payé\u202f? L’un, à 5\u202f%, soit 15\u202f000.'
    """
    done, end = [], 0
    for match in NOT_WORDS.finditer(text):
        done += [_set(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*done, _set(text[end:])])


def _set(piece: str) -> str:
    piece = re.sub(r"(?<=\w)'", "’", piece)
    piece = re.sub(r" (?=[:»])|(?<=«) ", _WIDE, piece)
    return re.sub(r" (?=[;?%]|!(?!\[))|(?<=\d) (?=\d{3}\b)", _NARROW, piece)
