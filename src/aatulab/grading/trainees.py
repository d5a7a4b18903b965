"""Decide which names may stand for a trainee: they become folder names, URLs and glob patterns.

A name that could leave its folder, match another one or hide in a listing is refused with a
sentence; nothing is repaired, since a repaired name might be somebody else's.
"""

import re
import unicodedata

from aatulab.errors import GradingError

LONGEST = 64
# "a" looks the same in each of these
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "COPTIC", "CHEROKEE"})
_NAME = re.compile(r"\w[\w.@-]*", re.UNICODE)


def check_trainee(name: str) -> str:
    """Return the name when it may stand for a trainee, else raise `GradingError`.

    >>> check_trainee("ana.silva")
    'ana.silva'
    """
    if not name:
        raise GradingError("the submission has no trainee's name; expected one such as ana.silva.")
    if len(name) > LONGEST:
        raise GradingError(
            f"the trainee's name {show_name(name)} has {len(name)} characters; {LONGEST} at most."
        )
    if not _NAME.fullmatch(name) or ".." in name or name.endswith("."):
        raise GradingError(
            f"{show_name(name)} cannot stand for a trainee: expected letters, digits and . _ @ -"
            " inside, such as ana.silva. Rename the submission."
        )
    if unicodedata.normalize("NFKC", name) != name or len(_alphabets(name)) > 1:
        raise GradingError(
            f"{show_name(name)} can be taken for another name: it mixes alphabets, or has letters"
            " in an unusual form. Rename the submission."
        )
    return name


def _alphabets(name: str) -> set[str]:
    """Return which of the alphabets that share their letters' shapes are in a name."""
    words = {unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()}
    return words & _ALIKE


def show_name(name: str) -> str:
    """Return a doubtful name as it can be printed safely: quoted, escaped, cut."""
    cut = name if len(name) <= 40 else name[:40] + "..."
    return ascii(cut)


def plain_name(name: str) -> str:
    r"""Return a file's name as it is, unless a terminal or a reader could be tricked by it.

    >>> plain_name("ana (1).ipynb"), plain_name("ana\n.ipynb")
    ('ana (1).ipynb', "'ana\\n.ipynb'")
    """
    return name if name.isprintable() else show_name(name)
