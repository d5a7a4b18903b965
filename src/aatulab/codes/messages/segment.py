"""A segment of a message, what it says, and where it stands; errors and findings about it.

A line of the lab's plain layout is a segment too, so that the same readers serve both.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from aatulab.codes.messages.finding import ASK_SENDER, Finding
from aatulab.errors import MessageError

Elements = tuple[tuple[str, ...], ...]


class FormatError(MessageError):
    """A message breaks the syntax or the structure that its type prescribes.

    `segment` counts from 1 at the first one (EDIFACT: UNB), `offset` counts characters from 0,
    `element` from 1 after the tag (0: the whole segment).
    """

    def __init__(
        self,
        segment: "Segment",
        found: str,
        expected: str,
        *,
        element: int = 0,
        remedy: str = ASK_SENDER,
    ) -> None:
        self.segment, self.tag, self.offset = segment.number, segment.tag, segment.offset
        self.element, self.found, self.expected, self.remedy = element, found, expected, remedy
        super().__init__(
            f"{segment.place(element)}, character {segment.offset}: "
            f"found {found}, expected {expected}; {remedy}."
        )


@dataclass(frozen=True)
class Segment:
    """A tag and its elements, each a tuple of components; trailing empty ones are left out.

    Two segments are equal when they say the same, wherever they stand.
    """

    WORDS: ClassVar = ("segment", "element")

    tag: str
    elements: Elements = ()
    number: int = field(default=0, compare=False)
    offset: int = field(default=0, compare=False)

    def value(self, element: int, component: int = 1) -> str:
        """Return a component, counted from 1, or an empty text where there is none.

        >>> Segment("TDT", (("20",), ("0Q204",))).value(2)
        '0Q204'
        """
        if element > len(self.elements) or component > len(self.elements[element - 1]):
            return ""
        return self.elements[element - 1][component - 1]

    def place(self, element: int = 0) -> str:
        """Return where this is, in words."""
        whole, part = self.WORDS
        tag = self.tag if self.tag.isprintable() else repr(self.tag)
        where = f"{whole} {self.number} ({tag})"
        return f"{where}, {part} {element}" if element else where

    def error(self, element: int, expected: str, *, remedy: str = ASK_SENDER) -> FormatError:
        """Return an error about one element that quotes what it says."""
        said = ":".join(self.elements[element - 1]) if element <= len(self.elements) else ""
        found = repr(shortened(said)) if said else "nothing"
        return FormatError(self, found, expected, element=element, remedy=remedy)

    def finding(self, rule: str, found: str, expected: str, remedy: str = ASK_SENDER) -> Finding:
        """Return a finding about this segment."""
        return Finding(rule, self.place(), found, expected, remedy)


def segment(tag: str, *elements: str | tuple[str, ...]) -> Segment:
    """Return a segment to be written: elements are texts or tuples of components.

    >>> segment("DTM", ("36", "330911")).elements
    (('36', '330911'),)
    """
    parts = [(e,) if isinstance(e, str) else e for e in elements]
    return Segment(tag, trimmed(parts))


def trimmed(elements: Iterable[tuple[str, ...]]) -> Elements:
    """Return elements without the empty components and elements at their ends."""
    kept = []
    for components in elements:
        end = len(components)
        while end and not components[end - 1]:
            end -= 1
        kept.append(components[:end])
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def shortened(text: str, length: int = 40) -> str:
    """Return a text that fits in an error message.

    >>> shortened("A" * 50, 10)
    'AAAAAAA...'
    """
    return text if len(text) <= length else text[: length - 3] + "..."
