"""Find the line at which a gettext catalogue breaks the format's rules.

Stricter than Babel's reader, which drops the last letter of a text without its closing quote and
the second of two translations: here each is refused with its line, so that nothing is lost.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import unescape

from aatulab.authoring.fields import show
from aatulab.errors import ContentError


class CatalogueError(ContentError):
    """A catalogue breaks the rules at a line (from 1); nothing of it was changed."""

    def __init__(self, path: Path, line: int, words: str) -> None:
        super().__init__(f"{path}:{line}: {words}")
        self.line, self.words = line, words


_LINE = re.compile(
    r"(?:#~|#\|)?\s*(?P<word>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)?\s*"
    r'(?P<text>"(?:[^"\\]|\\.)*")'
)
_MARKED = ("#~ ", "#|")  # a message that left the page; the English that one was made from
_MAY_FOLLOW = {"msgid": ("", "msgstr"), "msgstr": ("msgid",)}


def check_lines(path: Path, lines: list[str]) -> Mapping[int, str]:
    """Return, by the line of a `msgid`, the English from which it was translated (`#|` lines).

    Lines count from 1.  Raises `CatalogueError` at the first line that is not as it must be.
    """
    previous: dict[int, str] = {}
    last, before = "", ""
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not line or (line.startswith("#") and not line.startswith(_MARKED)):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise _slip(
                path, number, f"expected msgid or msgstr and a text in quotes, {_found(line)}"
            )
        if line.startswith("#|"):
            before += unescape(match["text"])
            continue
        word = match["word"] or last
        _check_order(path, number, match["word"], last, line)
        if match["word"] == "msgid" and before:
            previous[number], before = before, ""
        last = word
    if last == "msgid":
        raise _slip(path, len(lines), "the last msgid has no msgstr")
    return previous


def _check_order(path: Path, number: int, word: str | None, last: str, line: str) -> None:
    if word is None:
        if not last:
            raise _slip(path, number, f"expected a msgid before this text, {_found(line)}")
    elif word not in _MAY_FOLLOW:
        raise _slip(path, number, f"{word} is not used in these catalogues, {_found(line)}")
    elif last not in _MAY_FOLLOW[word]:
        missing = "msgstr" if word == "msgid" else "msgid"
        raise _slip(path, number, f"expected a {missing} before this {word}, {_found(line)}")


def _found(line: str) -> str:
    return f"found {show(line)}"


def _slip(path: Path, number: int, words: str) -> CatalogueError:
    return CatalogueError(path, number, f"{words}. Mend this line; nothing was changed.")
