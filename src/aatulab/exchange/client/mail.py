"""Send and receive: an outbox that never doubles, a sync that never misses.

A message keeps its id however often it is sent.  If the connection breaks, the very same bytes are
sent again; only when the server says that it did not keep them (wrong clock, number, epoch) are
they sealed anew.
"""

import json
from pathlib import Path
from typing import Any

from aatulab.exchange.client.circles import Circles
from aatulab.exchange.client.clock import ExchangeClock
from aatulab.exchange.client.filenames import clean_name
from aatulab.exchange.client.inbox import Attached, Inbox, Letter, Refused, Seen, attached_of
from aatulab.exchange.client.line import Line, LostError
from aatulab.exchange.client.outbox import Outbox, Raw
from aatulab.exchange.client.sealing import (
    Draft,
    File,
    SealedFile,
    open_file,
    open_message,
    open_receipt,
    seal_file,
    seal_message,
    seal_receipt,
)
from aatulab.exchange.crypto.box import unseal
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.moments import moment_of
from aatulab.exchange.notices.kinds import read_notice
from aatulab.exchange.refusal import RefusedError

MOST_TRIES = 5  # of sealing one message anew
_LATER = {"too_many", "disk_full", "unavailable", "failed", "not_logged_in"}
_SEALED_ANEW = {"wrong_clock", "counter", "stale_epoch", "rotation_due", "no_attachment"}

Item = Letter | Seen | Refused


class Mail:
    """One account's messages."""

    def __init__(
        self,
        line: Line,
        identity: Identity,
        circles: Circles,
        clock: ExchangeClock,
        outbox: Outbox,
        last_counter: int,
    ) -> None:
        self._line, self._identity, self._circles = line, identity, circles
        self._clock, self.outbox = clock, outbox
        waiting = [int(raw["header"]["counter"]) for raw in outbox.waiting()]
        self._counter = max([last_counter, *waiting])
        self.inbox = Inbox()
        self._after: dict[str, int] = {}

    def post(self, draft: Draft) -> dict[str, Any] | None:
        """Send a message; return the server's promise, or None while it waits in the outbox."""
        raw = self._sealed(draft)
        self.outbox.put(raw)
        return self.flush().get(draft.id)

    def flush(self) -> dict[str, dict[str, Any]]:
        """Send what waits, in order; return the promises.  What cannot be sent now stays."""
        promised: dict[str, dict[str, Any]] = {}
        for raw in self.outbox.waiting():
            id_ = str(raw["header"]["id"])
            try:
                promised[id_] = self._send(raw)
            except RefusedError as error:
                if error.code in _LATER:
                    break
                self.outbox.done(id_)  # it was refused for good: the sender is told why
                raise
            self.outbox.done(id_)
        return promised

    def acknowledge(self, message: str, action: str | None = None) -> None:
        """Say that a message was read or, with words, what was done about it."""
        letter = self.inbox.letters.get(message)
        if letter is None:
            raise RefusedError("no_message", "This message is not in your inbox; sync first.")
        group = letter.header.group
        for _ in range(MOST_TRIES):
            receipt = seal_receipt(
                self._circles.epoch(group), self._identity, message, self._clock.now(), action
            )
            try:
                self._line.call("POST", f"/groups/{group}/receipts", receipt)
            except RefusedError as error:
                self._mend(error, group)
            else:
                return
        raise RefusedError("unavailable", "The receipt could not be handed in; try again.")

    def sync(self) -> list[Item]:
        """Return what is new in all groups, oldest first in each."""
        found: list[Item] = []
        while True:
            got = self._line.call("POST", "/sync", {"after": self._after})
            for group in [one for one in self._after if one not in got["last"]]:
                del self._after[group]
                self.inbox.forget(group)
            for entry in got["entries"]:
                found += self.take(entry)
            if not got["more"]:
                return found

    def take(self, entry: dict[str, Any]) -> list[Item]:
        """Return what is in one entry, if it is new, and put it into the inbox."""
        group, seq = str(entry["group"]), int(entry["seq"])
        if seq <= self._after.get(group, 0):
            return []
        item = self._opened(entry, group, seq)
        self._after[group] = seq
        if item is None:
            return []
        self.inbox.add(item)
        return [item]

    def missed(self, entry: dict[str, Any]) -> bool:
        """Return whether something before this entry has not come: then sync."""
        return int(entry["seq"]) > self._after.get(str(entry["group"]), 0) + 1

    def file(self, letter: Letter, attached: Attached) -> File:
        """Return an attachment in clear."""
        group = letter.header.group
        sealed = self._line.get_bytes(f"/groups/{group}/attachments/{attached.id}")
        epoch = self._circles.epoch(group, letter.header.epoch)
        plain = open_file(epoch, attached.id, sealed, attached.sha256)
        return File(attached.name, attached.type, plain)

    def _sealed(self, draft: Draft, files: tuple[SealedFile, ...] | None = None) -> Raw:
        epoch = self._circles.epoch(draft.group)
        if files is None:
            files = tuple(seal_file(epoch, one) for one in draft.files)
        for one in files:
            self._line.put_bytes(
                f"/groups/{draft.group}/attachments/{one.id}?epoch={epoch.record.epoch}",
                one.sealed,
            )
        self._counter += 1
        return seal_message(draft, epoch, self._identity, self._counter, self._clock.now(), files)

    def _send(self, raw: Raw) -> dict[str, Any]:
        for _ in range(MOST_TRIES):
            group, id_ = str(raw["header"]["group"]), str(raw["header"]["id"])
            try:
                return dict(self._line.call("POST", f"/groups/{group}/messages", raw))
            except RefusedError as error:
                if error.code == "replayed" and (found := self._kept_before(raw)):
                    return found
                draft = self._draft(raw)
                self._mend(error, group)
            raw = self._sealed(draft)
            self.outbox.put(raw)
        raise RefusedError("unavailable", f"Message {id_} was sealed anew {MOST_TRIES} times.")

    def _mend(self, error: RefusedError, group: str) -> None:
        """Do what a refusal asks for, or pass it on."""
        if isinstance(error, LostError) or error.code not in _SEALED_ANEW:
            raise error
        if error.code == "wrong_clock":
            self._clock.set(error.details["server_time"])
        elif error.code == "counter":
            self._counter = max(self._counter, int(str(error.details["last_counter"])))
        elif error.code == "rotation_due":
            self._circles.renew(group)
        elif error.code == "stale_epoch":
            self._circles.fetch(group)

    def _kept_before(self, raw: Raw) -> dict[str, Any] | None:
        """Return the promise for an earlier sealing of the same message, if the server has it."""
        header = raw["header"]
        path = f"/groups/{header['group']}/messages?sender={header['sender']}"
        after = 0
        while True:
            entries = self._line.call("GET", f"{path}&after={after}")["entries"]
            for one in entries:
                if one["body"]["header"]["id"] == header["id"]:
                    return {"id": header["id"], "seq": one["seq"], "at": one["at"], "again": True}
            if not entries:
                return None
            after = entries[-1]["seq"]

    def _draft(self, raw: Raw) -> Draft:
        """Return the draft of a sealed message of one's own, to seal it anew."""
        header = raw["header"]
        group = str(header["group"])
        epoch = self._circles.epoch(group, int(header["epoch"]))
        content = json.loads(unseal(epoch.key, raw["nonce"], raw["box"], "content", header))
        files = tuple(self._own_file(group, header["epoch"], one) for one in content["attachments"])
        return Draft(
            id=str(header["id"]),
            group=group,
            notice=read_notice(header["kind"], content["notice"]),
            urgency=header["urgency"],
            ack_by=None if header["ack_by"] is None else moment_of(header["ack_by"], "ack_by"),
            in_reply_to=header["in_reply_to"],
            lang=content["lang"],
            files=files,
        )

    def _own_file(self, group: str, number: int, about: dict[str, Any]) -> File:
        sealed = self._line.get_bytes(f"/groups/{group}/attachments/{about['id']}")
        epoch = self._circles.epoch(group, number)
        return File(
            about["name"], about["type"], open_file(epoch, about["id"], sealed, about["sha256"])
        )

    def _opened(self, entry: dict[str, Any], group: str, seq: int) -> Item | None:
        try:
            if entry["type"] == "group":
                self._circles.fetch(group)
                return None
            epoch = self._circles.epoch(group, int(entry["epoch"]))
            at = moment_of(entry["at"], "at")
            if entry["type"] == "receipt":
                receipt, text = open_receipt(entry["body"], epoch)
                return Seen(seq, at, receipt, _unit(epoch, receipt.by), text)
            message, notice, content = open_message(entry["body"], epoch)
        except LostError:
            raise
        except (RefusedError, KeyError, TypeError, ValueError) as error:
            return Refused(group, seq, str(error))
        sender, attached = message.header.sender, attached_of(content, clean_name)
        return Letter(
            seq, at, message.header, _unit(epoch, sender), notice, content["lang"], attached
        )


def read_file(path: Path) -> File:
    """Return a file as an attachment."""
    return File(clean_name(path.name), "application/octet-stream", path.read_bytes())


def _unit(epoch: Any, account: str) -> str:
    member = epoch.record.member(account)
    return str(member.unit) if member else ""
