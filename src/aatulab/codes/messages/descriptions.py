"""Vague descriptions of goods and placeholders for names, by a list of the lab.

A vague description is a question to the sender.  It is common in honest trade, so alone it says
nothing about risk.
"""

import re
from functools import cache

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError


def is_vague(description: str) -> bool:
    """Whether a description names no goods: only general words and numbers, or next to nothing.

    >>> [is_vague(d) for d in ("Spare parts", "Various gift items, 3 pcs", "Brake discs, new")]
    [True, True, False]
    """
    words = [word for word in re.findall(r"[^\W\d_]+", description.lower()) if len(word) > 1]
    return all(word in _words("goods") or word in _words("fillers") for word in words)


def is_placeholder(name: str) -> bool:
    """Whether the name of a party is none.

    >>> is_placeholder("To order"), is_placeholder("Umbrexo Group")
    (True, False)
    """
    said = " ".join(name.lower().replace(".", "").split())
    return said in _words("parties") or not any(c.isalpha() for c in said)


@cache
def _words(kind: str) -> frozenset[str]:
    path = datasets_dir() / "reference" / "vague-descriptions.yml"
    words = read_yaml(path).get(kind)
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise ContentError(f"{path}: {kind}: expected a list of texts.")
    return frozenset(words)
