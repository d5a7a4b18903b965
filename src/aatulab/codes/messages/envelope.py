"""The envelope of EDIFACT messages: UNB/UNZ, groups UNG/UNE, UNH/UNT, and their totals.

A broken structure is always an error.  A wrong total or reference is an error too, unless the
caller wants findings: then the message is read all the same, so that a check can go on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from aatulab.codes.messages.edifact import Limits, read_segments, write_segments
from aatulab.codes.messages.fields import required, utc_moment
from aatulab.codes.messages.finding import Finding
from aatulab.codes.messages.segment import FormatError, Segment, segment
from aatulab.errors import MessageError

SYNTAX_VERSION = "4"
# IATA and IATB stand in published PNRGOV interchanges in the place of UNOA and UNOB
_ASCII = ("UNOA", "UNOB", "IATA", "IATB")
_REPERTOIRES = (*_ASCII, "UNOC")


@dataclass(frozen=True)
class Envelope:
    """Who sends to whom, when (UTC, minutes) and under which reference."""

    sender: str
    recipient: str
    prepared_at: datetime
    reference: str

    @property
    def day(self) -> date:
        """Return the day of preparation, from which two-digit years are understood."""
        return self.prepared_at.date()


@dataclass(frozen=True)
class Message:
    """One message without its envelope: UNH, what it says, UNT."""

    header: Segment
    body: tuple[Segment, ...]
    trailer: Segment

    @property
    def type(self) -> str:
        """Return the type of the message, such as PAXLST."""
        return self.header.value(2)


@dataclass(frozen=True)
class Interchange:
    """What was received; `findings` hold wrong totals and references."""

    envelope: Envelope
    messages: tuple[Message, ...]
    findings: tuple[Finding, ...]


def read_interchange(
    text: str, *, strict: bool = True, limits: Limits | None = None
) -> Interchange:
    """Return the envelope and the messages in it.

    Raises `FormatError`; with `strict=False` wrong totals and references become findings.
    """
    segments = read_segments(text, limits)[1]
    envelope = _read_header(segments)
    _check_repertoire(segments)
    messages, groups = _split(segments[1:-1], segments[-1])
    findings = [f for message in messages for f in _message_totals(message)]
    findings += [f for group in groups for f in group.totals()]
    findings += _interchange_totals(segments[0], segments[-1], len(groups) or len(messages))
    if strict and findings:
        raise _as_error(segments, findings[0])
    return Interchange(envelope, tuple(messages), tuple(findings))


def only_message(interchange: Interchange, kind: str) -> Message:
    """Return the interchange's one message, if it is of the kind and complete in itself."""
    message = interchange.messages[0]
    if message.type != kind:
        raise message.header.error(2, f"a message of type {kind}")
    if len(interchange.messages) > 1:
        raise FormatError(
            interchange.messages[1].header,
            "a second message",
            "one message in the interchange",
            remedy="split the interchange and read the messages one by one",
        )
    if message.header.value(4, 2) not in ("", "F"):
        raise message.header.error(
            4, "a message that is complete (01:F)", remedy="join the parts before reading them"
        )
    return message


def write_interchange(
    envelope: Envelope,
    identifier: tuple[str, ...],
    body: Sequence[Segment],
    *,
    key: str = "",
    application: str = "",
    group: bool = False,
) -> str:
    """Return an interchange with one message, with UNA, and with a group if asked for.

    `identifier` is UNH's second element, `key` its common access reference.  The smallest
    character repertoire that holds the data is declared.
    """
    header = segment("UNH", "1", identifier, key, ("01", "F") if key else "")
    inside = [header, *body, segment("UNT", str(len(body) + 2), "1")]
    moment = (f"{envelope.prepared_at:%y%m%d}", f"{envelope.prepared_at:%H%M}")
    if group:
        kind, version, release, agency = (*identifier, "", "", "")[:4]
        parties = (envelope.sender, envelope.recipient, moment, envelope.reference)
        before = segment("UNG", kind, *parties, agency, (version, release))
        inside = [before, *inside, segment("UNE", "1", envelope.reference)]
    written = write_segments([*inside, segment("UNZ", "1", envelope.reference)])
    parties = (envelope.sender, envelope.recipient, moment, envelope.reference)
    syntax = (_smallest_repertoire(written + envelope.sender + envelope.recipient), SYNTAX_VERSION)
    return (
        "UNA:+.? '\n"
        + write_segments([segment("UNB", syntax, *parties, "", application)])
        + written
    )


def _smallest_repertoire(text: str) -> str:
    if text.isascii():
        return "UNOA" if text == text.upper() else "UNOB"
    if strange := sorted({c for c in text if ord(c) > 0xFF}):
        raise MessageError(
            f"{''.join(strange[:5])!r} cannot be written: repertoire C (Latin-1) is the largest "
            "that these messages use; transliterate first (aatulab.codes.names)."
        )
    return "UNOC"


def _read_header(segments: Sequence[Segment]) -> Envelope:
    first = segments[0] if segments else Segment("UNB", number=1)
    if not segments or first.tag != "UNB":
        found = f"a segment {first.tag}" if segments else "an empty message"
        raise FormatError(first, found, "UNB, the interchange header, first")
    if segments[-1].tag != "UNZ" or len(segments) < 2:
        raise FormatError(
            segments[-1],
            f"{segments[-1].tag} as the last segment",
            "UNZ, the interchange trailer",
            remedy="the message is cut off: ask the sender to send it again",
        )
    if first.value(1) not in _REPERTOIRES:
        raise first.error(1, "the repertoire " + ", ".join(_REPERTOIRES))
    return Envelope(
        sender=required(first, 2, "the sender"),
        recipient=required(first, 3, "the recipient"),
        prepared_at=utc_moment(first, 4, 1, order="YYMMDD"),
        reference=required(first, 5, "the interchange reference"),
    )


def _check_repertoire(segments: Sequence[Segment]) -> None:
    """Refuse characters that the declared repertoire does not have."""
    repertoire = segments[0].value(1)
    for each in segments:
        said = "".join(c for components in each.elements for c in components)
        if repertoire in _ASCII and not said.isascii():
            raise FormatError(each, "a letter with a mark", f"the characters of {repertoire}")
        if repertoire == "UNOA" and said != said.upper():
            raise FormatError(each, "a small letter", "capital letters only (UNOA)")


@dataclass(frozen=True)
class _Group:
    header: Segment
    trailer: Segment
    messages: int

    def totals(self) -> list[Finding]:
        """Return what is wrong with the group's trailer."""
        return _wrong_total(self.trailer, self.messages, "une-count", "messages") + (
            _wrong_reference(self.trailer, self.header.value(5), "une-reference")
        )


def _split(inside: Sequence[Segment], last: Segment) -> tuple[list[Message], list[_Group]]:
    """Return the messages and groups between UNB and UNZ; raise where the nesting is broken."""
    messages: list[Message] = []
    groups: list[_Group] = []
    group: Segment | None = None
    grouped = place = 0
    while place < len(inside):
        here = inside[place]
        if here.tag == "UNH":
            message = _read_message(inside, place, last)
            messages.append(message)
            grouped += group is not None
            place += len(message.body) + 2
        elif here.tag == "UNG" and group is None:
            group, grouped, place = here, 0, place + 1
        elif here.tag == "UNE" and group is not None:
            groups.append(_Group(group, here, grouped))
            group, place = None, place + 1
        else:
            raise FormatError(here, f"{here.tag} here", "UNH, UNG or UNE between messages")
    if group is not None:
        raise FormatError(last, "UNZ", "UNE, since the group is still open")
    if not messages:
        raise FormatError(last, "no message", "at least one message (UNH to UNT)")
    return messages, groups


def _read_message(inside: Sequence[Segment], start: int, last: Segment) -> Message:
    for place in range(start + 1, len(inside)):
        here = inside[place]
        if here.tag == "UNT":
            return Message(inside[start], tuple(inside[start + 1 : place]), here)
        if here.tag in ("UNA", "UNB", "UNG", "UNE", "UNH", "UNZ"):
            raise FormatError(here, f"{here.tag} inside a message", "UNT first, to end it")
    raise FormatError(
        last, "UNZ", f"UNT, since the message of segment {inside[start].number} is open"
    )


def _message_totals(message: Message) -> list[Finding]:
    return _wrong_total(
        message.trailer, len(message.body) + 2, "unt-count", "segments from UNH to UNT"
    ) + _wrong_reference(message.trailer, message.header.value(1), "unt-reference")


def _interchange_totals(header: Segment, trailer: Segment, inside: int) -> list[Finding]:
    return _wrong_total(trailer, inside, "unz-count", "messages or groups") + (
        _wrong_reference(trailer, header.value(5), "unz-reference")
    )


def _wrong_total(trailer: Segment, counted: int, rule: str, what: str) -> list[Finding]:
    said = trailer.value(1)
    if said.isascii() and said.isdecimal() and int(said[:9]) == counted:
        return []
    return [trailer.finding(rule, repr(said), f"{counted} ({what})")]


def _wrong_reference(trailer: Segment, reference: str, rule: str) -> list[Finding]:
    if trailer.value(2) == reference:
        return []
    return [trailer.finding(rule, repr(trailer.value(2)), f"the header's reference {reference!r}")]


def _as_error(segments: Sequence[Segment], finding: Finding) -> FormatError:
    where = next(each for each in segments if each.place() == finding.place)
    return FormatError(where, finding.found, finding.expected, remedy=finding.remedy)
