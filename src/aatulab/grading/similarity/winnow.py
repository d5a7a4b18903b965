"""Choose fingerprints of a list of tokens, so that a long enough copy shares one for certain.

Winnowing, after Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
fingerprinting" (SIGMOD 2003): of every `WINDOW` neighbouring hashes of `GRAM` tokens, the smallest
is kept, the rightmost of equals.  Whatever is shared over `GRAM + WINDOW - 1` tokens is found.
"""

import hashlib
from collections.abc import Mapping, Sequence

from aatulab.grading.similarity.tokens import Token

GRAM, WINDOW = 12, 6


def find_fingerprints(
    tokens: Sequence[Token], gram: int = GRAM, window: int = WINDOW
) -> Mapping[int, int]:
    """Return the chosen hashes, each with the line in which it begins."""
    hashes = [_hash(tokens[start : start + gram]) for start in range(len(tokens) - gram + 1)]
    chosen: dict[int, int] = {}
    for start in range(max(1, len(hashes) - window + 1) if hashes else 0):
        part = hashes[start : start + window]
        smallest = min(part)
        place = start + max(i for i, value in enumerate(part) if value == smallest)
        chosen.setdefault(hashes[place], tokens[place].line)
    return chosen


def _hash(tokens: Sequence[Token]) -> int:
    text = "\0".join(token.kind for token in tokens)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
