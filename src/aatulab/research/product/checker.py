"""Read a product as a careful colleague does: claims that are too big, grades and words missing.

A product is lines; each begins with a label such as `Fact (B2, P-07):`.  The check marks words and
what is not there.  It cannot tell whether anything is true.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from aatulab.research.product.words import CONFIDENCE, YARDSTICK

LABELS = ("Bottom line", "Fact", "Inference", "Assumption", "Alternative", "Gap", "Do")
_NEEDED = ("Alternative", "Gap", "Do")
_LINE = re.compile(rf"(?P<label>{'|'.join(LABELS)})(?: \((?P<brackets>[^)]*)\))?:\s*(?P<says>.*)")
_GRADE, _PIECE = re.compile(r"\b[A-FX][1-6]\b"), re.compile(r"\b[A-Z]{1,2}-\d+\b")
_TOO_BIG = (
    "proves", "proven", "proof", "obviously", "clearly", "undoubtedly", "without doubt",
    "certainly", "definitely", "of course", "guilty", "criminal", "criminals", "always",
    "smuggler", "smugglers", "gang", "caught", "must be",
)  # fmt: skip
_TOO_VAGUE = ("may", "might", "could", "possible", "possibly", "perhaps", "it seems", "suspicious")
_WORDS = tuple(sorted((w for word in YARDSTICK for w in (word.name, word.other)), key=len))


class Finding(NamedTuple):
    """What the check marks: the line (from 1; 0 for the whole), of which sort, the words, why."""

    line: int
    what: str
    found: str
    says: str


def check_text(text: str, names: Sequence[str] = ()) -> list[Finding]:
    """Return the findings of a product, line by line; `names` are those its reader needs not.

    >>> [finding.what for finding in check_text("Bottom line: This proves that he is guilty.")][:2]
    ['too big', 'too big']
    """
    found: list[Finding] = []
    labels: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match = _LINE.fullmatch(line.strip())
        labels.append(match["label"] if match else "")
        found += _of_words(number, line, names)
        if match is None:
            says = f"Say what this is: {', '.join(LABELS)}."
            found.append(Finding(number, "no label", line.strip()[:30], says))
        else:
            found += _of_label(number, match)
    return [*found, *_of_whole(labels)]


def _of_words(number: int, line: str, names: Sequence[str]) -> Iterator[Finding]:
    for word in _found(line, _TOO_BIG):
        yield Finding(number, "too big", word, "More than the papers carry; say what was seen.")
    for word in _found(line, _TOO_VAGUE):
        yield Finding(number, "too vague", word, "How likely? Take a word of the yardstick.")
    if (likely := _found(line, _WORDS)) and (sure := _found(line, CONFIDENCE)):
        yield Finding(
            number,
            "two measures",
            f"{likely[0]}, {sure[0]}",
            "How likely it is and how good the ground is are two sentences.",
        )
    for name in _found(line, names):
        yield Finding(number, "name", name, "Does this reader need the name?")


def _of_label(number: int, match: re.Match[str]) -> Iterator[Finding]:
    label, brackets, says = match["label"], match["brackets"] or "", match["says"]
    if label == "Fact" and not (_GRADE.search(brackets) and _PIECE.search(brackets)):
        why = "A fact carries its grade and its record, such as (B2, P-07)."
        yield Finding(number, "no grade", brackets or "nothing", why)
    if label in {"Bottom line", "Inference"} and not _found(says, _WORDS):
        yield Finding(number, "no word", label, "How likely? Take a word of the yardstick.")
    if label == "Fact" and (likely := _found(says, _WORDS)):
        why = "What is likely is an inference; a fact is on a paper."
        yield Finding(number, "not a fact", likely[0], why)


def _of_whole(labels: Sequence[str]) -> Iterator[Finding]:
    if labels[:1] != ["Bottom line"]:
        why = "Who reads one line must read the one that counts."
        yield Finding(0, "order", labels[0] if labels else "nothing", why)
    for label in _NEEDED:
        if label not in labels:
            yield Finding(0, "missing", label, _WHY_MISSING[label])


_WHY_MISSING = {
    "Alternative": "Which other story fits, and what would show it?",
    "Gap": "What is not known, and was not looked at?",
    "Do": "What should the reader do, and what not?",
}


def _found(line: str, words: Sequence[str]) -> list[str]:
    """Return which words stand in a line, whole and whatever their case, in their order there."""
    if not words:
        return []
    longest_first = sorted(words, key=lambda word: -len(word))
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return [match.group() for match in re.finditer(pattern, line, re.IGNORECASE)]
