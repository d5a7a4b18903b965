"""Rules on facts: a claim about law, research or the trade carries the number of its source."""

import re
from collections.abc import Iterator

from aatulab.authoring.lint.outline import Line, Outline
from aatulab.authoring.lint.slip import Slip

# words that announce a fact from outside this lab; what follows from the lab's own data needs none
_CLAIM = re.compile(
    r"\b(Directive|Regulation|Resolution|Convention|Court|Recommendation \d|Annex \d|Doc \d{4}"
    r"|research|published|according to|(?:19|20)\d\d)\b"
)
_CITED = re.compile(r"\[(\d+(?:\s*,\s*\d+)*)\](?!\()")
_NO_PROSE = re.compile(
    r"`[^`]*`|https?://\S+|(?<=\])\([^)\s]*\)"
)  # code, addresses, where links lead
_FREE = ("Sources", "Objectives", "The case")
FILL = "FILL IN"


def lint_claims(outline: Outline) -> Iterator[Slip]:
    """Paragraphs that state facts from outside name their source by its number."""
    for paragraph in _paragraphs(outline):
        text = "\n".join(line.text for line in paragraph)
        claim = _CLAIM.search(_NO_PROSE.sub(" ", text))
        if claim and not _CITED.search(text):
            yield Slip(
                outline.path,
                paragraph[0].number,
                f"{claim[0]!r} announces a fact without a source: add its number, such as [1].",
            )


def lint_citations(outline: Outline) -> Iterator[Slip]:
    """Every number leads to a source, and every numbered source is used."""
    sources: dict[int, int] = {}
    cited: dict[int, int] = {}
    for line in outline.prose:
        section = outline.section_of(line.number)
        if section == "Sources":
            if match := re.match(r"(\d+)\.\s", line.text):
                sources[int(match[1])] = line.number
        else:
            for numbers in _CITED.findall(re.sub(r"`[^`]*`", " ", line.text)):
                for number in numbers.split(","):
                    cited.setdefault(int(number), line.number)
    for number, where in cited.items():
        if number not in sources:
            yield Slip(outline.path, where, f"[{number}] leads to no source; the list has none.")
    for number, where in sources.items():
        if number not in cited:
            yield Slip(
                outline.path, where, f"source {number} is never cited; cite it by [{number}]."
            )


def lint_filled(outline: Outline) -> Iterator[Slip]:
    """Nothing of the scaffold is left to fill in."""
    for line in outline.lines:
        if FILL in line.text:
            yield Slip(outline.path, line.number, f"still to fill in: {line.text.strip()}")


def _paragraphs(outline: Outline) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in outline.prose:
        is_text = line.text.strip() and not line.text.startswith("#")
        if is_text and outline.section_of(line.number) not in _FREE:
            paragraph.append(line)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph
