"""The lab's plain layout ("AATU training layout"): a line a segment, fields between slashes.

The layouts of the cargo and postal messages of the trade are not published in full, so the lab has
one of its own and does not pass it off as theirs.  It says the same things:

    AATU-AWB/1                  kind of message and version of the layout
    QTY/12/345.6                a tag and its fields; ? before / ? takes it literally
    END/3                       the number of lines, this one and the first included
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar, Final

from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.released import release, split_released, unrelease
from aatulab.codes.messages.segment import FormatError, Segment, shortened, trimmed

PREFIX: Final = "AATU-"
_VERSION = "1"
_MOST_CHARACTERS = 1_000_000
_MOST_LINE = 4_000
_MOST_FIELDS = 40


class Line(Segment):
    """A segment of the plain layout, called a line with fields."""

    WORDS: ClassVar = ("line", "field")


def line(tag: str, *fields: str) -> Line:
    """Return a line to be written."""
    return Line(tag, trimmed((field,) for field in fields))


def write_plain(kind: str, lines: Iterable[Line]) -> str:
    """Return a message of a kind, such as AWB.

    >>> print(write_plain("AWB", [line("GDS", "Valves 1/2 inch")]), end="")
    AATU-AWB/1
    GDS/Valves 1?/2 inch
    END/3
    """
    said = [line(PREFIX + kind, _VERSION), *lines]
    said.append(line("END", str(len(said) + 1)))
    return "".join(_written(each) for each in said)


def _written(one: Line) -> str:
    fields = [one.value(number) for number in range(1, len(one.elements) + 1)]
    if broken := [field for field in fields if not field.isprintable()]:
        raise FormatError(one, repr(shortened(broken[0])), "printable characters on one line")
    return "/".join([one.tag, *(release(field, "/") for field in fields)]) + "\n"


def is_plain(text: str) -> bool:
    """Whether a text claims to be in the plain layout."""
    return text.startswith(PREFIX)


def plain_kind(text: str) -> str:
    """Return the kind that a text in the plain layout names, such as AWB."""
    return text[len(PREFIX) :].partition("/")[0][:10]


def read_plain(text: str, kind: str, *, strict: bool = True) -> tuple[list[Line], list[Finding]]:
    """Return the lines between the first and END, and what is wrong with the total.

    Raises `FormatError`; with `strict` for a wrong total too.
    """
    if len(text) > _MOST_CHARACTERS:
        found = f"{len(text):,} characters"
        raise FormatError(Line(PREFIX + kind), found, f"at most {_MOST_CHARACTERS:,}")
    lines = _lines(text)
    first = lines[0] if lines else Line("nothing", number=1)
    if first.tag != PREFIX + kind:
        raise FormatError(first, repr(shortened(first.tag)), f"{PREFIX}{kind} first")
    if first.value(1) != _VERSION:
        raise first.error(1, f"version {_VERSION} of the layout")
    last = lines[-1]
    if last.tag != "END":
        remedy = "the message is cut off: ask the sender to send it again"
        raise FormatError(last, f"{last.tag} as the last line", "END", remedy=remedy)
    findings = []
    if last.value(1) != str(len(lines)):
        findings.append(last.finding("end-count", repr(last.value(1)), f"{len(lines)} (lines)"))
        if strict:
            raise FormatError(last, findings[0].found, findings[0].expected, element=1)
    return lines[1:-1], findings


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    offset = 0
    for raw in text.splitlines(keepends=True):
        said = raw.rstrip("\r\n")
        if said:
            lines.append(_line(said, len(lines) + 1, offset))
        offset += len(raw)
    return lines


def _line(said: str, number: int, offset: int) -> Line:
    here = Line(said[:3], number=number, offset=offset)
    if len(said) > _MOST_LINE:
        raise FormatError(here, f"{len(said):,} characters", f"at most {_MOST_LINE:,} in a line")
    if not said.isprintable():
        strange = next(c for c in said if not c.isprintable())
        raise FormatError(here, f"the control character {strange!r}", "printable characters only")
    tag, *fields = split_released(said, "/")
    if len(fields) > _MOST_FIELDS:
        raise FormatError(here, f"{len(fields)} fields", f"at most {_MOST_FIELDS}")
    if len(said) - len(said.rstrip("?")) & 1:
        raise FormatError(here, "a release character at the end", "a character that it releases")
    return Line(tag, trimmed((unrelease(field),) for field in fields), number, offset)


class Lines:
    """The lines of a message by tag; a tag that is not foreseen, or given too often, is refused."""

    def __init__(self, lines: Sequence[Line], foreseen: Mapping[str, int]) -> None:
        self._found: dict[str, list[Line]] = {}
        self._end = lines[-1].number + 1 if lines else 2
        for each in lines:
            if each.tag not in foreseen:
                known = "one of " + ", ".join(foreseen)
                raise FormatError(each, repr(shortened(each.tag)), known)
            same = self._found.setdefault(each.tag, [])
            same.append(each)
            if len(same) > foreseen[each.tag]:
                expected = f"it at most {foreseen[each.tag]} times"
                raise FormatError(each, f"{each.tag} once more", expected)

    def all(self, tag: str) -> list[Line]:
        """Return every line with a tag."""
        return self._found.get(tag, [])

    def one(self, tag: str) -> Line:
        """Return the line with a tag, an empty one where it is missing."""
        return self.all(tag)[0] if self.all(tag) else Line(tag)

    def required(self, tag: str, after: str) -> Line:
        """Return the line with a tag, which must be there."""
        if not self.all(tag):
            missing = Line(tag, number=self._end)
            raise FormatError(missing, "no such line", f"a line {tag} after {after}")
        return self.all(tag)[0]


def iso_day(one: Segment, element: int) -> date | None:
    """Return a day written as 2026-03-10, or nothing where the field is empty."""
    said = one.value(element)
    if not said:
        return None
    try:
        if len(said) == 10:
            return date.fromisoformat(said)
    except ValueError:
        pass
    raise one.error(element, "a day such as 2026-03-10")
