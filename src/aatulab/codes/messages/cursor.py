"""Walk through the segments of a message in the order that its type prescribes."""

from collections.abc import Mapping, Sequence

from aatulab.codes.messages.envelope import Message
from aatulab.codes.messages.segment import FormatError, Segment


class Cursor:
    """A place in a message; it moves forward only."""

    def __init__(self, message: Message) -> None:
        self._segments = message.body
        self._trailer = message.trailer
        self._place = 0

    @property
    def here(self) -> Segment:
        """Return the segment at this place; after the last one it is the message's trailer."""
        return self._segments[self._place] if self._place < len(self._segments) else self._trailer

    def at(self, tag: str, *qualifiers: str) -> bool:
        """Whether a segment of this tag, and with one of the qualifiers if given, is next."""
        return self.here.tag == tag and (not qualifiers or self.here.value(1) in qualifiers)

    def take(self, tag: str, *qualifiers: str) -> Segment:
        """Return the next segment, which must have this tag and one of the qualifiers."""
        if not self.at(tag, *qualifiers):
            wanted = f"{tag} {' or '.join(qualifiers)}".strip()
            raise FormatError(self.here, _said(self.here), wanted)
        return self._next()

    def take_if(self, tag: str, *qualifiers: str) -> Segment | None:
        """Return the next segment if it is the one named."""
        return self._next() if self.at(tag, *qualifiers) else None

    def take_while(self, *tags: str) -> list[Segment]:
        """Return the segments that follow with these tags, in any order."""
        taken = []
        while self.here.tag in tags:
            taken.append(self._next())
        return taken

    def take_in_order(self, *tags: str) -> list[Segment]:
        """Return the segments that follow with these tags; their order must be that of `tags`."""
        taken: list[Segment] = []
        rank = 0
        while self.here.tag in tags:
            own = tags.index(self.here.tag)
            if own < rank:
                raise FormatError(
                    self.here, f"{self.here.tag} after {tags[rank]}", f"the order {', '.join(tags)}"
                )
            rank = own
            taken.append(self._next())
        return taken

    def end(self, expected: str) -> None:
        """Make sure that nothing is left; `expected` says what could have come."""
        if self._place < len(self._segments):
            raise FormatError(self.here, _said(self.here), expected)

    def _next(self) -> Segment:
        taken = self.here
        self._place += 1
        return taken


class Keyed:
    """Segments of one group by tag and qualifier; a qualifier that is not foreseen is refused."""

    def __init__(
        self, segments: Sequence[Segment], foreseen: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._found: dict[tuple[str, str], list[Segment]] = {}
        for each in segments:
            if each.value(1) not in foreseen[each.tag]:
                raise each.error(1, "one of " + ", ".join(foreseen[each.tag]))
            self._found.setdefault((each.tag, each.value(1)), []).append(each)

    def all(self, tag: str, qualifier: str) -> list[Segment]:
        """Return every segment of this kind."""
        return self._found.get((tag, qualifier), [])

    def one(self, tag: str, qualifier: str) -> Segment | None:
        """Return the segment of this kind, which may be given once only."""
        found = self.all(tag, qualifier)
        if len(found) > 1:
            raise FormatError(found[1], f"{tag} {qualifier} a second time", "it once in a group")
        return found[0] if found else None


def _said(segment: Segment) -> str:
    qualifier = segment.value(1)
    return f"{segment.tag} {qualifier}".strip() if segment.tag != "UNT" else "the end (UNT)"
