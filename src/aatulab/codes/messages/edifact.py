"""EDIFACT syntax (ISO 9735): separators, segments, elements, components, and their limits.

Reads strictly and names the place of every mistake: number of the segment (UNB is 1), its tag,
its offset in characters and the element.  Knows nothing of what a message means; a message's
envelope is read by `envelope`.

Sources, looked up in November 2026: UN/EDIFACT syntax implementation guidelines
(gefeg.com/jswg/v3/data/v3-guide.htm), element 0001 in the UN directories (repertoires A, B, C)
and the FAQ of ISO/TC 154 (repertoire A has no small letters, in any version).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from aatulab.codes.messages.released import release, split_released, unrelease
from aatulab.codes.messages.segment import FormatError, Segment, shortened, trimmed

_TAG = re.compile(r"[A-Z][A-Z0-9]{2}")
_BREAKS = re.compile(r"[\r\n]*+")


@dataclass(frozen=True)
class Separators:
    """The six characters of the service string advice; a space means that one is not used."""

    component: str = ":"
    element: str = "+"
    decimal: str = "."
    release: str = "?"
    repetition: str = " "
    terminator: str = "'"

    def advice(self) -> str:
        """Return the UNA that announces them.

        >>> Separators().advice()
        "UNA:+.? '"
        """
        return (
            f"UNA{self.component}{self.element}{self.decimal}{self.release}"
            f"{self.repetition}{self.terminator}"
        )


@dataclass(frozen=True)
class Limits:
    """What is refused before it costs memory or time; far above any flight's real message."""

    characters: int = 5_000_000
    segment_characters: int = 32_000
    segments: int = 100_000
    elements: int = 100
    components: int = 50


def write_segments(segments: Iterable[Segment], separators: Separators | None = None) -> str:
    """Return segments as text, one a line; every special character in the data is released.

    >>> print(write_segments([Segment("NAD", (("FL",), ("O'NEIL", "ANNA")))]).strip())
    NAD+FL+O?'NEIL:ANNA'
    """
    used = separators or Separators()
    special = used.component + used.element + used.terminator
    lines = [_written(each, used, special) for each in segments]
    return "".join(lines)


def _written(one: Segment, separators: Separators, special: str) -> str:
    elements = [
        separators.component.join(release(c, special, separators.release) for c in components)
        for components in one.elements
    ]
    return separators.element.join([one.tag, *elements]) + separators.terminator + "\n"


def read_separators(text: str) -> tuple[Separators, int]:
    """Return the separators and where the first segment begins; without UNA the usual ones."""
    if not text.startswith("UNA"):
        return Separators(), 0
    start = Segment("UNA", number=0, offset=0)
    if len(text) < 9:
        raise FormatError(start, repr(text), "six service characters after UNA")
    characters = text[3:9]
    separators = Separators(*characters)
    working = [separators.component, separators.element, separators.terminator]
    working += [c for c in (separators.release, separators.repetition) if c != " "]
    if len(set(working)) < len(working) or any(c.isalnum() or c.isspace() for c in working):
        raise FormatError(
            start, repr(characters), "different punctuation marks as service characters"
        )
    if separators.decimal not in ".,":
        raise FormatError(start, repr(separators.decimal), "a point or a comma as decimal mark")
    return separators, 9


def read_segments(text: str, limits: Limits | None = None) -> tuple[Separators, list[Segment]]:
    r"""Return the separators and every segment, in order; line breaks between segments are fine.

    Raises `FormatError` for text that is too long, cut off, or no segment.

    >>> _, segments = read_segments("UNB+UNOA:4+A+B'\r\nUNZ+0'")
    >>> [(s.number, s.tag, s.offset) for s in segments]
    [(1, 'UNB', 0), (2, 'UNZ', 17)]
    """
    allowed = limits or Limits()
    if len(text) > allowed.characters:
        raise FormatError(
            Segment("UNA"),
            f"{len(text):,} characters",
            f"at most {allowed.characters:,}",
            remedy="ask the sender to split the interchange",
        )
    separators, place = read_separators(text)
    pattern = _segment_pattern(separators)
    segments: list[Segment] = []
    while (place := _after_breaks(text, place)) < len(text):
        here = Segment(text[place : place + 3], number=len(segments) + 1, offset=place)
        if len(segments) == allowed.segments:
            raise FormatError(here, "a further segment", f"at most {allowed.segments:,} segments")
        match = pattern.match(text, place, place + allowed.segment_characters + 1)
        if match is None:
            raise _no_segment(here, text, allowed, separators)
        _refuse_repetition(here, match.group(1), separators, segments)
        segments.append(_read_segment(here, match.group(1), separators, allowed))
        place = match.end()
    return separators, segments


@cache
def _segment_pattern(separators: Separators) -> re.Pattern[str]:
    """Return what matches a segment with its terminator, in linear time."""
    end, sign = re.escape(separators.terminator), re.escape(separators.release)
    if separators.release == " ":
        return re.compile(f"([^{end}]*+){end}", re.DOTALL)
    return re.compile(f"((?:[^{end}{sign}]++|{sign}.)*+){end}", re.DOTALL)


def _after_breaks(text: str, place: int) -> int:
    match = _BREAKS.match(text, place)
    return match.end() if match else place


def _no_segment(here: Segment, text: str, limits: Limits, separators: Separators) -> FormatError:
    if len(text) - here.offset > limits.segment_characters:
        limit = f"at most {limits.segment_characters:,} characters in a segment"
        return FormatError(here, "a segment that does not end", limit)
    return FormatError(
        here,
        f"{shortened(text[here.offset :])!r} at the end",
        f"the segment's terminator {separators.terminator}",
        remedy="the message is cut off: ask the sender to send it again",
    )


def _refuse_repetition(
    here: Segment, raw: str, separators: Separators, before: list[Segment]
) -> None:
    """Refuse repeated elements, which syntax version 4 allows and none of our messages uses."""
    sign = separators.repetition
    if sign == " " or sign not in raw or not before or before[0].value(1, 2) < "4":
        return
    if len(split_released(raw, sign, separators.release.strip())) > 1:
        raise FormatError(
            here,
            f"the repetition separator {sign}",
            "elements that are given once",
            remedy=f"if {sign} belongs to the data, it must follow {separators.release}",
        )


def _read_segment(here: Segment, raw: str, separators: Separators, limits: Limits) -> Segment:
    if not raw.isprintable():
        strange = next(c for c in raw if not c.isprintable())
        raise FormatError(here, f"the control character {strange!r}", "printable characters only")
    sign = separators.release.strip()
    tag, *elements = split_released(raw, separators.element, sign)
    if not _TAG.fullmatch(tag):
        raise FormatError(
            here, repr(shortened(tag)), "a tag of a capital letter and two letters or digits"
        )
    if len(elements) > limits.elements:
        raise FormatError(here, f"{len(elements)} elements", f"at most {limits.elements}")
    parts = [split_released(element, separators.component, sign) for element in elements]
    for number, components in enumerate(parts, start=1):
        if len(components) > limits.components:
            found = f"{len(components)} components"
            raise FormatError(here, found, f"at most {limits.components}", element=number)
    said = [tuple(unrelease(c, sign) for c in components) for components in parts]
    return Segment(tag, trimmed(said), here.number, here.offset)
