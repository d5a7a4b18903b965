"""What a translation must keep of its English: links, code, formulas, tags, sources, placeholders.

Compares by counting, so that words may stand in another order.  More code than in the English is
no fault (a number that the reader types may be set as code); a missing link is one.
"""

import re
from collections import Counter
from collections.abc import Iterator

_CODE = re.compile(r"(?:\{[a-z:-]+\})?(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_FORMULA = re.compile(r"\$\$.+?\$\$|\$[^$\n]+\$", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s>)]+")
_TARGET = re.compile(r"\]\(\s*<?(?P<target>[^)\s>]+)")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_SOURCE = re.compile(r"\[(\d+(?:,\s*\d+)*)\](?!\()")
_PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w.:,%]*\}|%\([a-z_]+\)[sd]")
_WORDS_IN_FORMULA = re.compile(r"\\text\{[^}]*\}")

# what a reader does not read as words; link texts are words, their targets are not
NOT_WORDS = re.compile(
    rf"{_CODE.pattern}|{_FORMULA.pattern}|\]\([^)]*\)|{_TAG.pattern}|{_ADDRESS.pattern}", re.DOTALL
)


def has_words(text: str) -> bool:
    """Tell whether there is something to translate in a text.

    >>> has_words("`pnr`"), has_words("**PNR**"), has_words("$$x = 1$$")
    (False, True, False)
    """
    if any(_WORDS_IN_FORMULA.search(formula) for formula in _FORMULA.findall(text)):
        return True
    return any(letter.isalpha() for letter in NOT_WORDS.sub(" ", text))


def lost_markup(english: str, french: str) -> list[str]:
    """Return what a translation lost or broke, each as words for a sentence.

    >>> lost_markup("Read [this](a.md) and `pnr`.", "Lisez ceci et `pnr`.")
    ['the link to a.md']
    """
    before, after = Counter(_parts(english)), Counter(_parts(french))
    lost = [part for part, count in before.items() if after[part] < count]
    lost += [part for part in after if _must_match(part) and after[part] > before[part]]
    if NOT_WORDS.sub(" ", french).count("**") % 2:
        lost.append("a ** that closes or opens the bold words")
    if french.strip().count("\n") > english.count("\n"):
        lost.append("a line break")
    cells = _bars(english) - _bars(french)
    if cells:
        lost.append(f"the number of cells ({_bars(english) + 1} in the English)")
    return lost


def _must_match(part: str) -> bool:
    return part.startswith(("the tag", "the link", "the source", "the placeholder"))


def _bars(text: str) -> int:
    """Count the bars between cells; a paragraph of prose has none."""
    return len(re.findall(r"(?<!\\)\|", NOT_WORDS.sub(" ", text)))


def _parts(text: str) -> Iterator[str]:
    for match in _CODE.finditer(text):
        yield f"the code {match[0]}"
    text = _CODE.sub(" ", text)
    for formula in _FORMULA.findall(text):
        plain = "".join(_WORDS_IN_FORMULA.sub(r"\\text{}", formula).split())
        yield f"the formula {plain}"
    text = _FORMULA.sub(" ", text)
    for match in _TARGET.finditer(text):
        yield f"the link to {match['target']}"
    text = re.sub(r"\]\([^)]*\)", "]( )", text)
    for address in _ADDRESS.findall(text):
        yield f"the address {address.rstrip('.,;')}"
    text = _ADDRESS.sub(" ", text)
    for tag in _TAG.findall(text):
        yield f"the tag {tag}"
    for source in _SOURCE.findall(_TAG.sub(" ", text)):
        yield f"the source [{source}]"
    for placeholder in _PLACEHOLDER.findall(text):
        yield f"the placeholder {placeholder}"
