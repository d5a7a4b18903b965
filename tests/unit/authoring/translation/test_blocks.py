"""Prose is split so that nothing is lost: no byte when nothing is said, no meaning when all is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from aatulab.authoring.translation.blocks import find_blocks, rewrite

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
TEXTS = [
    "# Title\n\nTwo lines\nof prose.",
    "- one\n  two\n- three\n\n  four",
    "1. q\n   <details><summary>Answer</summary>yes\n   no</details>\n2. z",
    "| a | b |\n|---|---|\n| c | `d` |\n\nAfter.",
    "> quoted\n> twice",
    "$$\\text{a}\n= b$$",
    "line  \nbroken\\\nthrice",
    "Title\n=====\n\ntext",
    "<!-- a comment -->\n\n```\ncode\n```\n\ntext",
    "- a\n  - b\n    c\n",
]


def render(text):
    return re.sub(r"\s+", " ", MARKDOWN.render(text)).strip()


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_said_keeps_every_byte(text):
    assert rewrite(text, lambda _block: None) == text


@pytest.mark.parametrize("text", TEXTS)
def test_the_same_words_in_their_places_read_the_same(text):
    assert render(rewrite(text, lambda block: block.text)) == render(text)


@given(st.text(alphabet="ab *#->|`$1.\n\\<", max_size=60))
def test_no_text_loses_a_byte_or_breaks_the_splitter(text):
    assert rewrite(text, lambda _block: None) == text


PIECES = ["a", "b c", "- a", "  b", "# h", "> q", "1. o", "| a | b |", "|---|---|", "", "$$a"]
PIECES += ["<details>x</details>", "*a*", "`c`", "    d", "- ", "a  ", "a\\"]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("\n".join))
def test_any_mix_of_blocks_reads_the_same_when_said_again(text):
    assert render(rewrite(text, lambda block: block.text)) == render(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# T\n\nP", ["heading", "paragraph"]),
        ("- i\n- j", ["list item", "list item"]),
        ("| a | b |\n|---|---|\n| c | d |", ["table row", "table row"]),
        ("<details>why</details>", ["HTML"]),
        ("```\ncode\n```", []),
        ("<!-- note -->", []),
        ("$$x = 1$$", []),
        ("`pnr`", []),
    ],
)
def test_what_is_a_message_and_what_is_not(text, kinds):
    assert [block.kind for block in find_blocks(text)] == kinds


def test_where_lines_are_broken_is_no_change():
    first = find_blocks("one two\nthree")[0].text
    assert first == find_blocks("one\ntwo three")[0].text == "one two three"
