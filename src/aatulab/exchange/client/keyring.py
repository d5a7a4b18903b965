"""The keys of one's groups, taken only after every signature and commitment was checked.

The server hands out records and wrapped keys; a record that does not follow the one before it, keys
of a person that have changed, or a group key that the record does not commit to, are refused here.
"""

from dataclasses import dataclass, field
from typing import Any

from aatulab.exchange.client.known import KnownKeys
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.crypto.wrap import beside_wrap, unwrap
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.wire.record import Member, Record


@dataclass(frozen=True)
class Epoch:
    """A group's record and content key in one epoch."""

    record: Record
    key: bytes = field(repr=False)


@dataclass
class Keyring:
    """Epochs by group; `known` remembers everybody's public keys from the first sight on."""

    identity: Identity
    known: KnownKeys
    _epochs: dict[str, dict[int, Epoch]] = field(default_factory=dict)

    def take(self, group: str, epochs: list[dict[str, Any]]) -> None:
        """Check and keep the epochs that the server hands out, oldest first."""
        held = self._epochs.setdefault(group, {})
        for one in epochs:
            record = Record.from_json(one["record"])
            if record.group != group:
                raise RefusedError("bad_signature", "The server gave another group's record.")
            before = held.get(record.epoch - 1)
            if record.epoch in held:
                self._check_same(held[record.epoch].record, record)
                continue
            self._check(record, before, one["signature"])
            beside = beside_wrap(group, record.epoch, self.identity.account)
            key = unwrap(one["wrap"], self.identity, beside, record.key_commit)
            held[record.epoch] = Epoch(record, key)

    def epoch(self, group: str, number: int) -> Epoch | None:
        """Return a group's record and key in an epoch, if they are here."""
        return self._epochs.get(group, {}).get(number)

    def newest(self, group: str) -> Epoch | None:
        """Return a group's newest epoch that is here."""
        held = self._epochs.get(group)
        return held[max(held)] if held else None

    def forget(self, group: str) -> None:
        """Drop a group that one is no longer in."""
        self._epochs.pop(group, None)

    def _check(self, record: Record, before: Epoch | None, signature: object) -> None:
        if record.epoch == 1:
            record.check_begins(signature)
        elif before is not None:
            gone = before.record.accounts - record.accounts
            record.check_follows(before.record, signature, gone)
        else:  # a newcomer's first record: vouched for by its maker, whose keys are known
            self._check_first_seen(record, signature)
        for member in record.members:
            self.known.check(member.account, member.keys)

    def _check_first_seen(self, record: Record, signature: object) -> None:
        maker: Member | None = record.member(record.made_by)
        keys = maker.keys if maker else self.known.of(record.made_by)
        if keys is None:
            raise RefusedError("bad_signature", f"Nobody knows the keys of {record.made_by}.")
        record.check_signed_with(keys.sign_key, signature)

    def _check_same(self, held: Record, record: Record) -> None:
        if held.digest != record.digest:
            raise RefusedError(
                "bad_signature",
                f"The server gave two records of epoch {record.epoch}. Do not use the group; tell"
                " its keeper.",
            )
