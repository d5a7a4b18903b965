"""The spaces of French typography: none of them may break a line, and no translator types them."""

import re

from aatulab.authoring.translation.markup import NOT_WORDS

_WIDE, _NARROW = "\u00a0", "\u202f"


def french_spaces(text: str) -> str:
    r"""Return a text whose spaces before `: ; ! ? % »` and after `«` do not break.

    >>> french_spaces("Qui a payé ? 5 %, soit 15 000.")
    'Qui a payé\u202f? 5\u202f%, soit 15\u202f000.'
    """
    done, end = [], 0
    for match in NOT_WORDS.finditer(text):
        done += [_spaced(text[end : match.start()]), match[0]]
        end = match.end()
    return "".join([*done, _spaced(text[end:])])


def _spaced(piece: str) -> str:
    piece = re.sub(r" (?=[:»])|(?<=«) ", _WIDE, piece)
    return re.sub(r" (?=[;!?%])|(?<=\d) (?=\d{3}\b)", _NARROW, piece)
