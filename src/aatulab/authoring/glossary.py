"""The glossary of the trade: its terms in English and French, as tooltips and as one page.

A lesson's author writes plain text; the built notebook explains each term where it first occurs
(`<abbr title>`, which JupyterLab keeps).  Code, links, headings and formulas stay as they are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from aatulab import content
from aatulab.authoring.fields import ID, Fields
from aatulab.errors import ContentError, ExerciseError

FILE = "glossary.yml"
PAGE = "glossary.md"
# what no tooltip may go into: code, formulas, links and pictures, HTML, addresses
_KEPT = re.compile(r"`+[^`]*`+|\$[^$\n]+\$|!?\[[^\]]*\]\([^)]*\)|<[^>]+>|https?://\S+")
_FENCE = re.compile(r"^\s*(```|~~~|\$\$)")


@dataclass(frozen=True)
class Term:
    """One term: its words, its usual short form, the French words, one sentence."""

    id: str
    words: str
    short: str
    french: str
    means: str

    @property
    def forms(self) -> tuple[str, ...]:
        """Return what it is called in a text, the longest first."""
        return tuple(form for form in (self.words, self.short) if form)

    @property
    def tooltip(self) -> str:
        """Return what the tooltip says."""
        name = f"{self.words}: " if self.short else ""
        return f"{name}{self.means} (French: {self.french})"

    def pattern(self, form: str) -> re.Pattern[str]:
        """Return what finds a form of this term in a text."""
        # short forms are told by their capitals; words may begin a sentence and stand in the plural
        plain = rf"(?<![\w-]){re.escape(form)}s?(?![\w-])"
        return re.compile(plain, 0 if form.isupper() else re.IGNORECASE)


Glossary = Mapping[str, Term]


def load_glossary(path: Path) -> Glossary:
    """Return the terms by their id, in alphabetical order of their words."""
    try:
        data = content.read_yaml(path)
    except ContentError as error:
        raise ExerciseError(str(error)) from error
    terms = []
    for name, raw in data.items():
        fields = Fields.of(f"{path}: {name}", raw)
        if not ID.fullmatch(name):
            raise ExerciseError(f"{path}: {name}: expected lower-case words joined by hyphens.")
        terms.append(
            Term(
                name,
                fields.text("term"),
                fields.text("short", default=" ").strip(),
                fields.text("french"),
                fields.text("means"),
            )
        )
        fields.finish()
    return {term.id: term for term in sorted(terms, key=lambda term: term.words.casefold())}


def find_glossary(path: Path) -> Glossary:
    """Return the glossary of the courses that a lesson lies in; an empty one if there is none."""
    found = find_glossary_file(path)
    return load_glossary(found) if found else {}


def find_glossary_file(path: Path) -> Path | None:
    """Return the glossary.yml of the courses that a lesson lies in, if there is one."""
    files = (folder / FILE for folder in path.resolve().parents[:3])
    return next((file for file in files if file.is_file()), None)


def explain_terms(text: str, glossary: Glossary, explained: set[str]) -> str:
    """Return a Markdown text with a tooltip where a term occurs that is not in `explained` yet.

    Adds what it explains to `explained`, so that a page explains each term once.
    """
    lines, fence = [], ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1] == fence:
            fence = ""
        elif not fence and not line.startswith("#"):
            line = _explain_line(line, glossary, explained)  # noqa: PLW2901 - the line as told
        lines.append(line)
    return "\n".join(lines)


def mentions(term: Term, text: str) -> bool:
    """Tell whether a text uses a term outside code and links."""
    return any(
        term.pattern(form).search(piece) for form in term.forms for piece, _ in _pieces(text)
    )


def glossary_page(glossary: Glossary) -> str:
    """Return the page of all terms, as MyST text."""
    rows = [
        f"| {f'{term.words} ({term.short})' if term.short else term.words} | {term.french} |"
        f" {term.means} |"
        for term in glossary.values()
    ]
    return "\n".join(
        [
            "---",
            "title: Glossary",
            "---",
            "",
            "<!-- Made by `aatulab course tables`; edit glossary.yml instead. -->",
            "",
            "# Glossary",
            "",
            "The words of the trade as these lessons use them, and their French. In a lesson, rest",
            "the pointer on an underlined word to read the same.",
            "",
            "| Term | French | What it means |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def _explain_line(line: str, glossary: Glossary, explained: set[str]) -> str:
    for term in sorted(glossary.values(), key=lambda term: -len(term.forms[0])):
        if term.id in explained:
            continue
        parts = []
        for piece, is_kept in _pieces(line, keep=True):
            told = piece
            if not is_kept and term.id not in explained:
                told = _explain_once(piece, term)
                if told != piece:
                    explained.add(term.id)
            parts.append(told)
        line = "".join(parts)
    return line


def _explain_once(piece: str, term: Term) -> str:
    found = [match for form in term.forms if (match := term.pattern(form).search(piece))]
    if not found:
        return piece
    match = min(found, key=lambda match: match.start())
    told = f'<abbr title="{escape(term.tooltip)}">{match[0]}</abbr>'
    return piece[: match.start()] + told + piece[match.end() :]


def _pieces(text: str, *, keep: bool = False) -> Iterator[tuple[str, bool]]:
    """Give the pieces of a text that may be changed; with `keep` also those that may not."""
    inside_abbr = re.compile(rf"<abbr[^>]*>.*?</abbr>|{_KEPT.pattern}")
    end = 0
    for match in inside_abbr.finditer(text):
        yield text[end : match.start()], False
        if keep:
            yield match[0], True
        end = match.end()
    yield text[end:], False
