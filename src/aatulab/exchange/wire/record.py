"""The record of a closed user group: who is in it from one epoch to the next.

Each record names the digest of the one before and the public keys of every member, and is signed
by a member of the one before.  So a server can neither add a member nor swap somebody's keys
without being seen.  `follows` holds these rules for both ends.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from aatulab.exchange.crypto.box import NONCE_BYTES
from aatulab.exchange.crypto.canonical import labelled, unb64
from aatulab.exchange.crypto.identity import PublicKeys, check_signature
from aatulab.exchange.refusal import RefusedError, malformed
from aatulab.exchange.wire.shape import Shape

MOST_MEMBERS = 200
MOST_NAME = 80
MOST_UNIT = 60
_KEYS = (
    *("v", "group", "name", "epoch", "previous", "members"),
    *("made_by", "made_at", "key_commit"),
)


@dataclass(frozen=True)
class Member:
    """Somebody in a group, with the keys that the group knows."""

    account: str
    unit: str
    keeper: bool
    keys: PublicKeys

    @classmethod
    def from_json(cls, content: object) -> "Member":
        """Return a member in form."""
        keys = ("account", "unit", "keeper", "sign_key", "box_key")
        shape = Shape.of(content, "record.members", keys)
        return cls(
            shape.account("account"),
            shape.text("unit", MOST_UNIT),
            shape.flag("keeper"),
            PublicKeys(shape.raw("sign_key", 32), shape.raw("box_key", 32)),
        )

    def to_json(self) -> dict[str, object]:
        """Return the member as it stands in a record."""
        return {
            "account": self.account,
            "unit": self.unit,
            "keeper": self.keeper,
            "sign_key": self.keys.sign_key,
            "box_key": self.keys.box_key,
        }


@dataclass(frozen=True)
class Record:
    """A group in one epoch; `raw` is its JSON, kept as it came."""

    group: str
    name: str
    epoch: int
    previous: str
    members: tuple[Member, ...]
    made_by: str
    key_commit: str
    raw: Mapping[str, Any]

    @classmethod
    def from_json(cls, content: object) -> "Record":
        """Return a record that keeps its own rules."""
        shape = Shape.of(content, "record", _KEYS)
        shape.whole("v", 1, 1)
        shape.moment("made_at")
        epoch = shape.whole("epoch")
        first = epoch == 1
        members = tuple(Member.from_json(m) for m in shape.objects("members", MOST_MEMBERS))
        _check_members(members)
        return cls(
            group=shape.id("group"),
            name=shape.text("name", MOST_NAME),
            epoch=epoch,
            previous=shape.text("previous", 0, 0) if first else shape.hex("previous"),
            members=members,
            made_by=shape.account("made_by"),
            key_commit=shape.raw("key_commit", 32),
            raw=dict(shape.content),
        )

    @property
    def digest(self) -> str:
        """Return what the next record names as `previous`."""
        return hashlib.sha256(labelled("group", dict(self.raw))).hexdigest()

    def member(self, account: str) -> Member | None:
        """Return a member by name."""
        return next((one for one in self.members if one.account == account), None)

    @property
    def accounts(self) -> frozenset[str]:
        """Return the names of all members."""
        return frozenset(one.account for one in self.members)

    def check_begins(self, signature: object) -> None:
        """Refuse a first record that its maker did not sign, or is no keeper of."""
        maker = self.member(self.made_by)
        if self.epoch != 1:
            raise malformed("record.epoch", str(self.epoch), "1, since the group is new")
        if maker is None or not maker.keeper:
            raise RefusedError("not_keeper", "Who makes a group is a keeper of it.")
        self.check_signed_with(maker.keys.sign_key, signature)

    def check_follows(
        self, before: "Record", signature: object, gone: frozenset[str] = frozenset()
    ) -> None:
        """Refuse a record that may not follow another; `gone` have left or are disabled."""
        if self.group != before.group or self.epoch != before.epoch + 1:
            raise RefusedError(
                "stale_epoch",
                f"The group is in epoch {before.epoch}; the next one is {before.epoch + 1}, not"
                f" {self.epoch}. Fetch the group's keys and try again.",
                epoch=before.epoch,
            )
        if self.previous != before.digest:
            raise RefusedError("bad_signature", "The record does not follow the one before it.")
        maker = before.member(self.made_by)
        if maker is None or self.made_by in gone:
            raise RefusedError("not_keeper", f"{self.made_by} is not a member of the group.")
        self.check_signed_with(maker.keys.sign_key, signature)
        self._check_same_keys(before)
        if not maker.keeper:
            self._check_only_removes(before, gone)

    def check_signed_with(self, sign_key: str, signature: object) -> None:
        """Refuse a record that its maker did not sign."""
        check_signature(sign_key, signature, "group", dict(self.raw), self.made_by)

    def _check_same_keys(self, before: "Record") -> None:
        for one in self.members:
            known = before.member(one.account)
            if known is not None and known.keys != one.keys:
                raise RefusedError(
                    "bad_signature",
                    f"The keys of {one.account} are not those of the epoch before. Somebody may"
                    " have swapped them: compare fingerprints by voice.",
                )

    def _check_only_removes(self, before: "Record", gone: frozenset[str]) -> None:
        staying = tuple(one for one in before.members if one.account not in gone)
        if not any(one.keeper for one in staying):  # somebody has to be: who renews the key
            staying = tuple(replace(m, keeper=m.account == self.made_by) for m in staying)
        if not gone or self.members != staying or self.name != before.name:
            raise RefusedError(
                "not_keeper",
                "Only a keeper of the group adds or removes members; others may only renew the"
                " key after somebody has left.",
            )


def check_wraps(record: Record, wraps: object) -> dict[str, dict[str, str]]:
    """Return a wrapped key for each member and nobody else."""
    shape = Shape.of(wraps, "wraps", record.accounts)
    found = {}
    for account in record.accounts:
        where = f"wraps.{account}"
        one = Shape.of(shape.content[account], where, ("ephemeral", "nonce", "box"))
        unb64(one.text("box", 64), f"{where}.box", 48)
        found[account] = {
            "ephemeral": one.raw("ephemeral", 32),
            "nonce": one.raw("nonce", NONCE_BYTES),
            "box": str(one.content["box"]),
        }
    return found


def _check_members(members: tuple[Member, ...]) -> None:
    names = [one.account for one in members]
    if names != sorted(set(names)) or not names:
        raise malformed("record.members", "another order", "each member once, sorted by account")
    if not any(one.keeper for one in members):
        raise malformed("record.members", "no keeper", "at least one")
