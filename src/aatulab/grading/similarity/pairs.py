"""Find the pairs of submissions that share more than chance and the exercise explain."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from aatulab.grading.similarity.tokens import read_tokens
from aatulab.grading.similarity.winnow import find_fingerprints

LEAST_SHARED = 4  # fingerprints; fewer are a line or two
LEAST_SHARE = 0.5
MANY = 0.2  # of the class: what so many have written alike is the usual way to do it
MANY_AT_LEAST = 4


@dataclass(frozen=True)
class Work:
    """What one trainee has written: pieces of code by name, such as the question's."""

    trainee: str
    pieces: Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """Two submissions: `share` of the smaller one that stands in the other, and where.

    `pieces` counts the shared fingerprints by piece of code.
    """

    one: str
    other: str
    shared: int
    share: float
    pieces: tuple[tuple[str, int], ...]


def find_similar(works: Iterable[Work], given: Sequence[str] = ()) -> list[Pair]:
    """Return the pairs that resemble each other, most alike first; `given` code does not count."""
    known = {h for source in given for h in find_fingerprints(read_tokens(source))}
    prints = {work.trainee: _fingerprints(work, known) for work in works}
    holders: dict[int, list[str]] = defaultdict(list)
    for trainee, found in sorted(prints.items()):
        for fingerprint in found:
            holders[fingerprint].append(trainee)
    many = max(MANY_AT_LEAST, MANY * len(prints))
    shared: dict[tuple[str, str], list[int]] = defaultdict(list)
    for fingerprint, trainees in holders.items():
        if len(trainees) <= many:
            for pair in combinations(trainees, 2):
                shared[pair].append(fingerprint)
    pairs = (_pair(one, other, prints, both) for (one, other), both in shared.items())
    alike = [p for p in pairs if p.shared >= LEAST_SHARED and p.share >= LEAST_SHARE]
    return sorted(alike, key=lambda pair: (-pair.share, -pair.shared, pair.one, pair.other))


def _fingerprints(work: Work, known: set[int]) -> dict[int, str]:
    """Return the fingerprints of what a trainee has written, each with its piece."""
    found: dict[int, str] = {}
    for name, source in work.pieces.items():
        for fingerprint in find_fingerprints(read_tokens(source)):
            if fingerprint not in known:
                found.setdefault(fingerprint, name)
    return found


def _pair(
    one: str, other: str, prints: Mapping[str, Mapping[int, str]], both: Sequence[int]
) -> Pair:
    smaller = min(len(prints[one]), len(prints[other]))
    pieces = Counter(prints[one][fingerprint] for fingerprint in both)
    named = tuple(sorted(pieces.items(), key=lambda item: (-item[1], item[0])))
    return Pair(one, other, len(both), round(len(both) / smaller, 3), named)
