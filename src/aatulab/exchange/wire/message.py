"""A message as it travels: a header that the server may read, a box that it may not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aatulab.exchange.crypto.box import NONCE_BYTES
from aatulab.exchange.crypto.canonical import unb64
from aatulab.exchange.crypto.identity import check_signature
from aatulab.exchange.notices.choices import NEED_AN_ANSWER, URGENCY
from aatulab.exchange.notices.kinds import KINDS
from aatulab.exchange.refusal import malformed
from aatulab.exchange.wire.shape import Shape

MOST_ATTACHMENTS = 8
MOST_BOX = 48_000  # characters
_KEYS = (
    *("v", "id", "group", "epoch", "sender", "counter", "kind", "urgency"),
    *("sent_at", "ack_by", "in_reply_to", "attachments"),
)


@dataclass(frozen=True)
class AttachmentRef:
    """The attachment's stored bytes, by size and digest."""

    id: str
    bytes: int
    sha256: str

    @classmethod
    def from_json(cls, content: object, where: str) -> "AttachmentRef":
        """Return what a header says of an attachment."""
        shape = Shape.of(content, where, ("id", "bytes", "sha256"))
        return cls(shape.id("id"), shape.whole("bytes"), shape.hex("sha256"))


@dataclass(frozen=True)
class Header:
    """What stands beside the box in clear, signed and bound to it."""

    id: str
    group: str
    epoch: int
    sender: str
    counter: int
    kind: str
    urgency: str
    sent_at: datetime
    ack_by: datetime | None
    in_reply_to: str | None
    attachments: tuple[AttachmentRef, ...]

    @classmethod
    def from_json(cls, content: object) -> "Header":
        """Return a header that keeps its rules, or a refusal that says which one it breaks."""
        shape = Shape.of(content, "header", _KEYS)
        shape.whole("v", 1, 1)
        listed = shape.objects("attachments", MOST_ATTACHMENTS)
        header = cls(
            id=shape.id("id"),
            group=shape.id("group"),
            epoch=shape.whole("epoch"),
            sender=shape.account("sender"),
            counter=shape.whole("counter"),
            kind=shape.one_of("kind", KINDS),
            urgency=shape.one_of("urgency", URGENCY),
            sent_at=shape.moment("sent_at"),
            ack_by=None if shape.is_null("ack_by") else shape.moment("ack_by"),
            in_reply_to=None if shape.is_null("in_reply_to") else shape.id("in_reply_to"),
            attachments=tuple(AttachmentRef.from_json(one, "header.attachments") for one in listed),
        )
        header.check()
        return header

    def check(self) -> None:
        """Refuse a header whose fields contradict each other."""
        if self.urgency in NEED_AN_ANSWER and self.ack_by is None:
            raise malformed("header.ack_by", "none", f"a deadline, since it is {self.urgency}")
        if self.ack_by is not None and self.ack_by <= self.sent_at:
            raise malformed("header.ack_by", "a moment before sent_at", "one after it")
        if self.kind == "reply" and self.in_reply_to is None:
            raise malformed("header.in_reply_to", "none", "the message that it answers")
        if len({one.id for one in self.attachments}) < len(self.attachments):
            raise malformed("header.attachments", "the same one twice", "each once")


@dataclass(frozen=True)
class Message:
    """A sealed and signed message; `raw` is its JSON, kept as it came."""

    header: Header
    raw: Mapping[str, Any]

    @classmethod
    def from_json(cls, content: object) -> "Message":
        """Return a message in form; its signature is not checked yet."""
        shape = Shape.of(content, "message", ("header", "nonce", "box", "signature"))
        header = Header.from_json(shape.content["header"])
        shape.raw("nonce", NONCE_BYTES)
        unb64(shape.text("box", MOST_BOX), "message.box")
        shape.raw("signature", 64)
        return cls(header, dict(shape.content))

    def check_signature(self, sign_key: str) -> None:
        """Refuse a message that its sender did not sign."""
        signed = {key: self.raw[key] for key in ("box", "header", "nonce")}
        check_signature(sign_key, self.raw["signature"], "message", signed, self.header.sender)
