"""A receipt as it travels: read, or acted upon with a few sealed words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aatulab.exchange.crypto.box import NONCE_BYTES
from aatulab.exchange.crypto.canonical import unb64
from aatulab.exchange.crypto.identity import check_signature
from aatulab.exchange.refusal import malformed
from aatulab.exchange.wire.message import MOST_BOX
from aatulab.exchange.wire.shape import Shape

READ, ACTION = "read", "action"
_KEYS = ("v", "group", "epoch", "message", "by", "what", "at")


@dataclass(frozen=True)
class Receipt:
    """Who received, or acted on, which message; `raw` is its JSON, kept as it came."""

    group: str
    epoch: int
    message: str
    by: str
    what: str
    at: datetime
    raw: Mapping[str, Any]

    @classmethod
    def from_json(cls, content: object) -> "Receipt":
        """Return a receipt in form; its signature is not checked yet."""
        outer = Shape.of(content, "receipt", ("receipt", "nonce", "box", "signature"))
        shape = Shape.of(outer.content["receipt"], "receipt.receipt", _KEYS)
        shape.whole("v", 1, 1)
        what = shape.one_of("what", (READ, ACTION))
        if what == ACTION:
            outer.raw("nonce", NONCE_BYTES)
            unb64(outer.text("box", MOST_BOX), "receipt.box")
        elif not (outer.is_null("nonce") and outer.is_null("box")):
            raise malformed("receipt.box", "something", "null, as it is a receipt of reading")
        outer.raw("signature", 64)
        return cls(
            group=shape.id("group"),
            epoch=shape.whole("epoch"),
            message=shape.id("message"),
            by=shape.account("by"),
            what=what,
            at=shape.moment("at"),
            raw=dict(outer.content),
        )

    def check_signature(self, sign_key: str) -> None:
        """Refuse a receipt that nobody of that name signed."""
        signed = {key: self.raw[key] for key in ("box", "nonce", "receipt")}
        check_signature(sign_key, self.raw["signature"], "receipt", signed, self.by)
