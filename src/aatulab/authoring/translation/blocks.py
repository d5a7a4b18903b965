"""Split a Markdown cell into the blocks that are translated, and put other words in their places.

A block is a heading, a paragraph, the paragraph of a list item, a row of a table, or a piece of
HTML with words in it.  Fenced code, comments and formulas without words are none.  A block that
gets no other words keeps its bytes.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from aatulab.authoring.translation.markup import has_words

Kind = Literal["heading", "paragraph", "list item", "table row", "HTML"]

_PARSER = MarkdownIt("commonmark").enable("table").disable("inline", ignoreInvalid=True)
_FORMULA = "$$"


@dataclass(frozen=True)
class Block:
    """One block; its lines count from 0, `prefix` and `suffix` are its bullet, `##` or bars."""

    kind: Kind
    text: str
    start: int
    end: int
    prefix: str
    suffix: str


def find_blocks(source: str) -> tuple[Block, ...]:
    r"""Return the blocks of a Markdown text that hold words, in order.

    >>> [(b.kind, b.prefix, b.text) for b in find_blocks("## Time\n\n- how late\n  was it?")]
    [('heading', '## ', 'Time'), ('list item', '- ', 'how late was it?')]
    """
    lines = source.split("\n")
    return tuple(_blocks(lines, source))


def block_kinds(text: str) -> tuple[str, ...]:
    """Return what Markdown makes of a text that stands alone: one paragraph, most often.

    >>> block_kinds("the first, the second"), block_kinds("- the first")
    (('paragraph',), ('list item',))
    """
    return tuple(block.kind for block in find_blocks(text))


def rewrite(source: str, say: Callable[[Block], str | None]) -> str:
    """Return a Markdown text with the words that `say` has for each block; None keeps it."""
    lines = source.split("\n")
    for block in reversed(find_blocks(source)):
        told = say(block)
        if told is not None:
            margin = re.sub(r"[^\s>]", " ", block.prefix)
            words = told.replace("\n", f"\n{margin}")
            lines[block.start : block.end] = [f"{block.prefix}{words}{block.suffix}"]
    return "\n".join(lines)


def _blocks(lines: list[str], source: str) -> Iterator[Block]:
    inside: list[str] = []
    for token in _PARSER.parse(source):
        kind = _kind(token, inside)
        if kind is not None and token.map is not None:
            start = token.map[0]
            content = lines[start].strip() if kind == "table row" else token.content
            if has_words(content):
                yield _block(kind, lines, start, content.strip("\n").split("\n"))
        if token.nesting == 1:
            inside.append(token.type)
        elif token.nesting == -1:
            inside.pop()


def _kind(token: Token, inside: list[str]) -> Kind | None:
    if token.type == "tr_open":
        return "table row"
    if token.type == "html_block" and not token.content.startswith("<!--"):
        return "HTML"
    if token.type != "inline" or "tr_open" in inside:
        return None
    if inside[-1] == "heading_open":
        return "heading"
    return "list item" if "list_item_open" in inside else "paragraph"


def _block(kind: Kind, lines: list[str], start: int, content: list[str]) -> Block:
    first = content[0].strip()
    if kind == "table row":
        first = first.removeprefix("|").removesuffix("|").strip()
        content = [first]
    before, _, after = lines[start].partition(first)
    suffix = after if len(content) == 1 else ""
    return Block(kind, _text(content), start, start + len(content), before, suffix.rstrip())


def _text(content: list[str]) -> str:
    """Return a block's words in one line: where its lines are broken changes nothing.

    A line break that shows (two spaces or a backslash at the end) and the lines of a formula
    stay.
    """
    text = "\n".join(content)
    if text.lstrip().startswith(_FORMULA):
        return text.strip()
    joined = ""
    for line in content:
        is_broken = joined.endswith(("\\\n", "  \n"))
        joined = joined if is_broken else re.sub(r"\s+$", " ", joined)
        joined += line.lstrip() + "\n"
    return joined.strip()
