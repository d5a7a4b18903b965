"""Say what of a page is translated: front matter, prose, the quiz beside it.

Not translated, on purpose: code, with its comments and the titles of its plots (a cell must run
and read the same in both languages, and `aatulab check` judges one text); ids, tags, the
instructor's notes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aatulab.authoring.fields import Fields
from aatulab.authoring.glossary import FILE as GLOSSARY_FILE
from aatulab.authoring.glossary import load_glossary
from aatulab.authoring.quiz import quiz_name, read_quiz
from aatulab.authoring.text import SourceCell, read_source
from aatulab.authoring.translation.blocks import find_blocks
from aatulab.authoring.translation.names import is_glossary


@dataclass(frozen=True)
class Message:
    """One text for a translator, and where a reader meets it; `line` counts from 1."""

    text: str
    file: Path
    line: int
    place: str


def page_messages(page: Path) -> tuple[Message, ...]:
    """Return all messages of a page, in the order in which it is read.

    The same words may come more than once; a catalogue holds them once.
    """
    if is_glossary(page):
        return tuple(_glossary_messages(page.with_name(GLOSSARY_FILE)))
    source = read_source(page)
    lines = page.read_text(encoding="utf-8").split("\n")
    quiz = page.with_name(quiz_name(page.stem))
    return (
        *_front_messages(page, source.front, lines),
        *_prose_messages(page, source.cells, lines),
        *(_quiz_messages(quiz) if quiz.is_file() else ()),
    )


def is_read(cell: SourceCell) -> bool:
    """Tell whether a cell is prose for the reader; an exercise's reference answer is not."""
    return cell.kind == "markdown" and "answer" not in cell.tags


def front_texts(front: Fields) -> Iterator[tuple[str, str]]:
    """Give the texts of a front matter that readers see, each with its key."""
    for key in ("title", "summary"):
        if front.has(key):
            yield key, front.text(key)
    objectives = front.mapping("objectives")
    for key in objectives.data:
        yield key, objectives.text(key)


def _front_messages(page: Path, front: Fields, lines: list[str]) -> Iterator[Message]:
    for key, text in front_texts(front):
        yield Message(text, page, _line_with(lines, f"{key}:"), f"front matter: {key}")


def _prose_messages(
    page: Path, cells: tuple[SourceCell, ...], lines: list[str]
) -> Iterator[Message]:
    section = "the title"
    for cell in cells:
        for block in find_blocks(cell.source) if is_read(cell) else ():
            if block.kind == "heading":
                section = block.text
            first = cell.source.split("\n")[block.start]
            yield Message(block.text, page, _line_with(lines, first), f"{block.kind} in: {section}")


def _quiz_messages(path: Path) -> Iterator[Message]:
    lines = path.read_text(encoding="utf-8").split("\n")
    for pair in read_quiz(path).pairs:
        for when, item in (("before", pair.before), ("after", pair.after)):
            texts = [("question", item.ask), *(("choice", choice) for choice in item.choices)]
            for kind, text in [*texts, ("reason", item.because)]:
                place = f"self-check {when}, {pair.id}: {kind}"
                yield Message(text, path, _line_with(lines, text[:24]), place)


def _glossary_messages(path: Path) -> Iterator[Message]:
    lines = path.read_text(encoding="utf-8").split("\n")
    for term in load_glossary(path).values():
        place = f"what this means: {term.words} = {term.french}"
        yield Message(term.means, path, _line_with(lines, term.means[:24]), place)


def _line_with(lines: list[str], words: str) -> int:
    """Return the first line that holds these words; 1 where a file breaks them over lines."""
    return next((number for number, line in enumerate(lines, start=1) if words in line), 1)
