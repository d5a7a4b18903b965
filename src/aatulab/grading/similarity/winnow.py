"""Choose fingerprints of a list of tokens, so that a long enough copy shares one for certain.

Winnowing, after Schleimer, Wilkerson and Aiken, "Winnowing: local algorithms for document
fingerprinting" (SIGMOD 2003), by the library copydetect: of every `WINDOW` neighbouring hashes of
`GRAM` tokens, the smallest is kept.  Whatever is shared over `GRAM + WINDOW - 1` tokens is found.
"""

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from copydetect.utils import winnow  # type: ignore[import-untyped]

from aatulab.grading.similarity.tokens import Token

GRAM, WINDOW = 12, 6
_HASH_BYTES = 6  # the library compares them as floats, which hold 53 bits


def find_fingerprints(
    tokens: Sequence[Token], gram: int = GRAM, window: int = WINDOW
) -> Mapping[int, int]:
    """Return the chosen hashes, each with the line in which it begins."""
    # hashes of our own: Python's are other ones in each process, and so would be what is chosen
    hashes = [_hash(tokens[start : start + gram]) for start in range(len(tokens) - gram + 1)]
    chosen, places = winnow(np.array(hashes, dtype=np.int64), window, remove_duplicates=False)
    lines = [tokens[place].line for place in places.tolist()]
    # read backwards, so that of equal hashes the first keeps its line
    return dict(reversed(list(zip(chosen.tolist(), lines, strict=True))))


def _hash(tokens: Sequence[Token]) -> int:
    text = "\0".join(token.kind for token in tokens)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=_HASH_BYTES).digest())
