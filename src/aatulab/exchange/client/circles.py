"""Closed user groups, as a member handles them: begin, let in, let go, renew the key, leave."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from aatulab.exchange.client.clock import ExchangeClock
from aatulab.exchange.client.keyring import Epoch, Keyring
from aatulab.exchange.client.line import Line
from aatulab.exchange.client.sealing import new_id, seal_epoch
from aatulab.exchange.crypto.box import new_key
from aatulab.exchange.crypto.identity import Identity, PublicKeys
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.wire.record import Member, Record

_QUICKER = {"stale_epoch", "taken"}  # somebody else has renewed the key meanwhile


@dataclass(frozen=True)
class Contact:
    """Somebody in the directory."""

    name: str
    unit: str
    role: str
    keys: PublicKeys


@dataclass(frozen=True)
class Circle:
    """A group that one is in."""

    group: str
    name: str
    epoch: int
    members: tuple[Member, ...]
    gone: frozenset[str]  # have left or are disabled; the key is to be renewed


class Circles:
    """One account's groups."""

    def __init__(
        self, line: Line, identity: Identity, keyring: Keyring, clock: ExchangeClock
    ) -> None:
        self._line, self._identity, self._clock = line, identity, clock
        self.keyring = keyring

    def directory(self) -> dict[str, Contact]:
        """Return everybody by name, with keys that are those seen before."""
        found = {}
        for one in self._line.call("GET", "/accounts")["accounts"]:
            keys = PublicKeys(one["sign_key"], one["box_key"])
            self.keyring.known.check(one["name"], keys)
            found[one["name"]] = Contact(one["name"], one["unit"], one["role"], keys)
        return found

    def mine(self) -> list[Circle]:
        """Return one's groups."""
        return [
            Circle(
                one["group"],
                one["name"],
                one["epoch"],
                tuple(Member.from_json(member) for member in one["members"]),
                frozenset(one["gone"]),
            )
            for one in self._line.call("GET", "/groups")["groups"]
        ]

    def begin(self, name: str, members: Iterable[str], keepers: Collection[str] = ()) -> str:
        """Return the id of a new group; who begins it is a member and a keeper."""
        me = self._identity.account
        keeping = {me, *keepers}
        seats = self._seats({*members, me, *keepers}, keeping)
        group = new_id()
        self._hand_in(
            "/groups", seal_epoch(self._identity, group, name, seats, new_key(), self._clock.now())
        )
        self.fetch(group)
        return group

    def change(
        self,
        group: str,
        add: Iterable[str] = (),
        remove: Iterable[str] = (),
        keepers: Collection[str] | None = None,
    ) -> None:
        """Let members in or go; the key is new from now on."""
        self.fetch(group)
        before = self.epoch(group).record
        names = ((before.accounts - self._gone(group)) | set(add)) - set(remove)
        keeping = {m.account for m in before.members if m.keeper} if keepers is None else keepers
        self._next(before, self._seats(names, keeping))

    def renew(self, group: str) -> None:
        """Take a new key into use after somebody has left; done already is done, too."""
        self.fetch(group)
        before = self.epoch(group).record
        gone = self._gone(group)
        if not gone:
            return
        seats = [one for one in before.members if one.account not in gone]
        if not any(one.keeper for one in seats):
            me = self._identity.account
            seats = [replace(one, keeper=one.account == me) for one in seats]
        try:
            self._next(before, seats)
        except RefusedError as error:
            if error.code not in _QUICKER:
                raise
            self.fetch(group)

    def leave(self, group: str) -> None:
        """Go at once."""
        self._line.call("POST", f"/groups/{group}/leave", {})
        self.keyring.forget(group)

    def fetch(self, group: str) -> None:
        """Take over a group's keys from the server, after every check."""
        self.keyring.take(group, self._line.call("GET", f"/groups/{group}/keys")["epochs"])

    def epoch(self, group: str, number: int | None = None) -> Epoch:
        """Return a group's record and key: the newest one, or that of an epoch."""
        find = self.keyring.newest if number is None else self._numbered(number)
        found = find(group)
        if found is None:
            self.fetch(group)
            found = find(group)
        if found is None:
            raise RefusedError("no_group", f"You hold no key of epoch {number} of this group.")
        return found

    def _gone(self, group: str) -> frozenset[str]:
        found = [one.gone for one in self.mine() if one.group == group]
        return found[0] if found else frozenset()

    def _numbered(self, number: int) -> Any:
        return lambda group: self.keyring.epoch(group, number)

    def _seats(self, names: Iterable[str], keepers: Collection[str]) -> list[Member]:
        known = self.directory()
        if absent := sorted(set(names) - set(known)):
            raise RefusedError("unknown", f"There is no account {absent[0]!r} in use.")
        return [Member(name, known[name].unit, name in keepers, known[name].keys) for name in names]

    def _next(self, before: Record, seats: list[Member]) -> None:
        now = self._clock.now()
        sealed = seal_epoch(
            self._identity, before.group, before.name, seats, new_key(), now, before
        )
        self._hand_in(f"/groups/{before.group}/epochs", sealed)
        if any(one.account == self._identity.account for one in seats):
            self.fetch(before.group)
        else:
            self.keyring.forget(before.group)

    def _hand_in(self, path: str, sealed: dict[str, Any]) -> None:
        self._line.call("POST", path, sealed)
