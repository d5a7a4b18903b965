"""The outline of a lesson's text: lines outside code, headings, sections, with line numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_FENCE = re.compile(r"^\s*(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")


@dataclass(frozen=True)
class Line:
    """One line of the file; `fence` is what opened the block it lies in, '' in prose."""

    number: int
    text: str
    fence: str


@dataclass(frozen=True)
class Heading:
    """A heading of the prose."""

    number: int
    level: int
    text: str


@dataclass(frozen=True)
class Section:
    """A heading of level 2 and everything up to the next one."""

    heading: Heading
    lines: tuple[Line, ...]
    parts: tuple[Heading, ...]

    @property
    def title(self) -> str:
        """Return the heading without its number."""
        return re.sub(r"^\d+[.)]\s*", "", self.heading.text)

    @property
    def prose(self) -> str:
        """Return the text outside code."""
        return "\n".join(line.text for line in self.lines if not line.fence)


@dataclass(frozen=True)
class Outline:
    """A lesson's text, taken apart."""

    path: Path
    front: dict[str, Any]
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]

    @property
    def prose(self) -> Iterator[Line]:
        """Give the lines outside front matter and code."""
        return (line for line in self.lines if not line.fence)

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the sections in order."""
        starts = [heading for heading in self.headings if heading.level == 2]
        if not starts:
            return ()
        ends = [heading.number for heading in starts[1:]] + [len(self.lines) + 1]
        return tuple(self._section(start, end) for start, end in zip(starts, ends, strict=True))

    def _section(self, start: Heading, end: int) -> Section:
        return Section(
            start,
            tuple(line for line in self.lines if start.number < line.number < end),
            tuple(h for h in self.headings if h.level > 2 and start.number < h.number < end),
        )

    def section_of(self, number: int) -> str:
        """Return the title of the section that a line lies in, or nothing before the first."""
        starts = [h for h in self.headings if h.level == 2 and h.number <= number]
        return Section(starts[-1], (), ()).title if starts else ""

    def line_of(self, key: str) -> int:
        """Return the line of a front matter key, or the first line."""
        for line in self.lines:
            if line.fence == "---" and re.match(rf"{re.escape(key)}\s*:", line.text):
                return line.number
        return 1


def read_outline(path: Path) -> Outline:
    """Return the outline of a MyST text; a front matter that cannot be read counts as empty."""
    lines = tuple(_lines(path.read_text(encoding="utf-8")))
    front_text = "\n".join(line.text for line in lines if line.fence == "---")
    try:
        front = yaml.safe_load(front_text.replace("---\n", "", 1).removesuffix("---"))
    except yaml.YAMLError:
        front = None
    headings = tuple(
        Heading(line.number, len(match[1]), match[2])
        for line in lines
        if not line.fence and (match := _HEADING.match(line.text))
    )
    return Outline(path, front if isinstance(front, dict) else {}, lines, headings)


def _lines(text: str) -> Iterator[Line]:
    """Give every line with the fence it lies in; the fences themselves belong to their block."""
    inside, closing = "", ""
    for number, line in enumerate(text.splitlines(), start=1):
        if inside:
            yield Line(number, line, inside)
            if line.strip().startswith(closing) and not line.strip().strip(closing[0]):
                inside = ""
            continue
        match = _FENCE.match(line)
        if number == 1 and line == "---":
            inside, closing = "---", "---"
        elif match:
            inside, closing = f"{match[1]}{match[2].strip()}", match[1]
        yield Line(number, line, inside)
