"""Read an alert by its words: whether something definite is asked, and what has no place in it.

The words stand in `datasets/reference/alert-words.yml`.  They find what is written plainly; nobody
should think that a text without them is a good one.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from aatulab.content import datasets_dir, read_yaml


def is_definite(asked: str) -> bool:
    """Return whether a text asks for an act that somebody can do or refuse.

    >>> is_definite("Please weigh the 8 pieces when they come off the aircraft.")
    True
    >>> is_definite("Please be vigilant and open to everything."), is_definite("Please help.")
    (False, False)
    """
    known = _known()
    return bool(known["acts"].search(asked)) and not known["vague"].search(asked)


def sounds_certain(text: str) -> bool:
    """Return whether a text leaves no doubt open."""
    return bool(_known()["certain"].search(text))


def too_much(text: str) -> dict[str, list[str]]:
    """Return what has no place in an alert, by kind and in the words of the text.

    >>> too_much("The smuggler (born 1981) flies often; our man in shed 4 saw it.")
    {'source': ['our man'], 'verdict': ['smuggler'], 'person': ['born 1']}
    """
    found = {
        kind: [hit.group() for pattern in patterns for hit in pattern.finditer(text)]
        for kind, patterns in _known()["too_much"].items()
    }
    return {kind: words for kind, words in found.items() if words}


def why_too_much(kind: str) -> str:
    """Return in a few words why a kind has no place in an alert."""
    return str(_known()["why"][kind])


@cache
def _known() -> Mapping[str, Any]:
    stated: Any = read_yaml(datasets_dir() / "reference" / "alert-words.yml")
    kinds = stated["too_much"]
    return {
        "acts": _any_of(stated["acts"], whole=False),
        "vague": _any_of(stated["vague"]),
        "certain": _any_of(stated["certain"]),
        "why": {kind: about["why"] for kind, about in kinds.items()},
        "too_much": {
            kind: [
                _any_of(about["words"]),
                *(re.compile(one, re.IGNORECASE) for one in about.get("patterns", ())),
            ]
            for kind, about in kinds.items()
        },
    }


def _any_of(words: Iterable[str], *, whole: bool = True) -> re.Pattern[str]:
    end = r"\b" if whole else ""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))}){end}", re.IGNORECASE)
