"""Seal what goes out, open what comes in; signatures are checked before a box is opened."""

import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aatulab.exchange.client.keyring import Epoch
from aatulab.exchange.crypto.box import seal, seal_bytes, unseal, unseal_bytes
from aatulab.exchange.crypto.canonical import b64, canon
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.crypto.wrap import beside_wrap, commitment, wrap
from aatulab.exchange.moments import written
from aatulab.exchange.notices.entry import Lang
from aatulab.exchange.notices.kinds import Notice, kind_of, notice_json, read_notice
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.wire.message import Message
from aatulab.exchange.wire.receipt import ACTION, READ, Receipt
from aatulab.exchange.wire.record import Member, Record


@dataclass(frozen=True)
class Draft:
    """A message before it is sealed; `id` stays the same however often it is sealed anew."""

    id: str
    group: str
    notice: Notice
    urgency: str = "routine"
    ack_by: datetime | None = None
    in_reply_to: str | None = None
    lang: Lang = "en"
    files: tuple["File", ...] = ()


@dataclass(frozen=True)
class File:
    """An attachment in clear."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True)
class SealedFile:
    """An attachment as it is uploaded, and what message and header say of it."""

    id: str
    sealed: bytes
    file: File

    def in_header(self) -> dict[str, Any]:
        """Return what everybody may see."""
        sha256 = hashlib.sha256(self.sealed).hexdigest()
        return {"id": self.id, "bytes": len(self.sealed), "sha256": sha256}

    def in_content(self) -> dict[str, Any]:
        """Return what members may see."""
        plain = self.file.content
        sha256 = hashlib.sha256(plain).hexdigest()
        about = {"id": self.id, "name": self.file.name, "type": self.file.type}
        return {**about, "bytes": len(plain), "sha256": sha256}


def new_id() -> str:
    """Return an id that nobody else makes."""
    return b64(secrets.token_bytes(16))


def seal_file(epoch: Epoch, file: File) -> SealedFile:
    """Return an attachment sealed for a group in one epoch."""
    id_ = new_id()
    beside = {"epoch": epoch.record.epoch, "group": epoch.record.group, "id": id_}
    return SealedFile(id_, seal_bytes(epoch.key, file.content, "attachment", beside), file)


def open_file(epoch: Epoch, id_: str, sealed: bytes, sha256: str) -> bytes:
    """Return an attachment in clear, seen to be the one that the message names."""
    beside = {"epoch": epoch.record.epoch, "group": epoch.record.group, "id": id_}
    plain = unseal_bytes(epoch.key, sealed, "attachment", beside)
    if hashlib.sha256(plain).hexdigest() != sha256:
        raise RefusedError("bad_signature", "The attachment is not the one that was sent.")
    return plain


def seal_message(
    draft: Draft,
    epoch: Epoch,
    identity: Identity,
    counter: int,
    at: datetime,
    files: Sequence[SealedFile] = (),
) -> dict[str, Any]:
    """Return a message as it travels."""
    header = {
        "v": 1,
        "id": draft.id,
        "group": draft.group,
        "epoch": epoch.record.epoch,
        "sender": identity.account,
        "counter": counter,
        "kind": kind_of(draft.notice),
        "urgency": draft.urgency,
        "sent_at": written(at),
        "ack_by": None if draft.ack_by is None else written(draft.ack_by),
        "in_reply_to": draft.in_reply_to,
        "attachments": [one.in_header() for one in files],
    }
    content = {
        "lang": draft.lang,
        "notice": notice_json(draft.notice),
        "attachments": [one.in_content() for one in files],
    }
    sealed = seal(epoch.key, canon(content), "content", header)
    signed = {"header": header, **sealed}
    message = {**signed, "signature": identity.sign("message", signed)}
    Message.from_json(message)  # what the server would refuse is refused here, in words
    return message


def open_message(raw: object, epoch: Epoch) -> tuple[Message, Notice, dict[str, Any]]:
    """Return a message with its notice, seen to be its sender's and unchanged."""
    message = Message.from_json(raw)
    header = message.header
    _check_epoch(epoch, header.group, header.epoch)
    message.check_signature(_member(epoch, header.sender).keys.sign_key)
    plain = unseal(
        epoch.key, message.raw["nonce"], message.raw["box"], "content", message.raw["header"]
    )
    content = json.loads(plain)
    return message, read_notice(header.kind, content["notice"]), content


def seal_receipt(
    epoch: Epoch, identity: Identity, message: str, at: datetime, action: str | None = None
) -> dict[str, Any]:
    """Return a receipt of reading, or with words one of acting."""
    receipt = {
        "v": 1,
        "group": epoch.record.group,
        "epoch": epoch.record.epoch,
        "message": message,
        "by": identity.account,
        "what": READ if action is None else ACTION,
        "at": written(at),
    }
    sealed: dict[str, Any] = {"nonce": None, "box": None}
    if action is not None:
        sealed = dict(seal(epoch.key, canon({"text": action}), "receipt content", receipt))
    signed = {"receipt": receipt, **sealed}
    return {**signed, "signature": identity.sign("receipt", signed)}


def open_receipt(raw: object, epoch: Epoch) -> tuple[Receipt, str]:
    """Return a receipt and the words in it, seen to be whose it says."""
    receipt = Receipt.from_json(raw)
    _check_epoch(epoch, receipt.group, receipt.epoch)
    receipt.check_signature(_member(epoch, receipt.by).keys.sign_key)
    if receipt.what == READ:
        return receipt, ""
    held = receipt.raw
    plain = unseal(epoch.key, held["nonce"], held["box"], "receipt content", held["receipt"])
    return receipt, str(json.loads(plain)["text"])


def seal_epoch(
    identity: Identity,
    group: str,
    name: str,
    members: Sequence[Member],
    key: bytes,
    at: datetime,
    before: Record | None = None,
) -> dict[str, Any]:
    """Return a group's next record with the key wrapped for each member."""
    epoch = 1 if before is None else before.epoch + 1
    ordered = sorted(members, key=lambda one: one.account)
    record = {
        "v": 1,
        "group": group,
        "name": name,
        "epoch": epoch,
        "previous": "" if before is None else before.digest,
        "members": [one.to_json() for one in ordered],
        "made_by": identity.account,
        "made_at": written(at),
        "key_commit": commitment(key),
    }
    wraps = {
        one.account: wrap(key, one.keys.box_key, beside_wrap(group, epoch, one.account))
        for one in ordered
    }
    return {"record": record, "signature": identity.sign("group", record), "wraps": wraps}


def _member(epoch: Epoch, account: str) -> Member:
    found = epoch.record.member(account)
    if found is None:
        raise RefusedError("bad_signature", f"{account} was not in the group when this was sent.")
    return found


def _check_epoch(epoch: Epoch, group: str, number: int) -> None:
    if (epoch.record.group, epoch.record.epoch) != (group, number):
        raise RefusedError("bad_signature", "This belongs to another group or epoch.")
