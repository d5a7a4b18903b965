"""Log in and work: what a script, a notebook or a scripted partner holds in its hand."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import Any

from aatulab.exchange.client.circles import Circle, Circles, Contact
from aatulab.exchange.client.clock import ExchangeClock
from aatulab.exchange.client.enrol import lock
from aatulab.exchange.client.inbox import Inbox
from aatulab.exchange.client.keyring import Keyring
from aatulab.exchange.client.known import KnownKeys
from aatulab.exchange.client.line import HttpLine
from aatulab.exchange.client.mail import Item, Mail
from aatulab.exchange.client.outbox import Outbox
from aatulab.exchange.client.sealing import Draft, File, new_id
from aatulab.exchange.client.watch import WatchRow, watch_log
from aatulab.exchange.crypto.canonical import b64, unb64
from aatulab.exchange.crypto.identity import Identity, PublicKeys, open_vault
from aatulab.exchange.crypto.password import LEAST_ROUNDS, secrets_of
from aatulab.exchange.notices.entry import Lang
from aatulab.exchange.notices.kinds import Notice
from aatulab.exchange.refusal import RefusedError


@dataclass
class Session:
    """One account, logged in; two threads may use it, who takes `turn` goes first."""

    line: HttpLine
    identity: Identity
    unit: str
    role: str
    clock: ExchangeClock
    circles: Circles
    mail: Mail
    _salt: tuple[str, int] = field(repr=False)
    turn: RLock = field(default_factory=RLock, repr=False)

    @property
    def account(self) -> str:
        """Return who this is."""
        return self.identity.account

    @property
    def inbox(self) -> Inbox:
        """Return what has come in until the last sync."""
        return self.mail.inbox

    def groups(self) -> list[Circle]:
        """Return one's groups."""
        return self.circles.mine()

    def directory(self) -> dict[str, Contact]:
        """Return everybody by name."""
        return self.circles.directory()

    def begin_group(self, name: str, members: Iterable[str], keepers: Collection[str] = ()) -> str:
        """Return the id of a new closed user group."""
        return self.circles.begin(name, members, keepers)

    def post(
        self,
        group: str,
        notice: Notice,
        *,
        urgency: str = "routine",
        ack_by: datetime | None = None,
        in_reply_to: str | None = None,
        lang: Lang = "en",
        files: Sequence[File] = (),
    ) -> str:
        """Send a notice and return its id; without a connection it waits in the outbox."""
        draft = Draft(new_id(), group, notice, urgency, ack_by, in_reply_to, lang, tuple(files))
        with self.turn:
            self.mail.post(draft)
        return draft.id

    def sync(self) -> list[Item]:
        """Send what waits, then return what is new."""
        with self.turn:
            self.mail.flush()
            return self.mail.sync()

    def acknowledge(self, message: str, action: str | None = None) -> None:
        """Say that a message was read or, with words, what was done about it."""
        with self.turn:
            self.mail.acknowledge(message, action)

    def watch_log(self) -> list[WatchRow]:
        """Return the last 24 hours: what came, who has answered, what is overdue."""
        return watch_log(self.inbox, self.circles, self.clock.now())

    def change_password(self, old: str, new: str) -> None:
        """Lock the keys with another password; every other session ends."""
        salt, rounds = self._salt
        login = secrets_of(old, unb64(salt, "salt"), rounds).login
        locked = lock(self.identity, new)
        body = {
            "login": b64(login),
            "new_login": locked.login,
            "salt": locked.salt,
            "rounds": locked.rounds,
            "vault": locked.vault,
        }
        self.line.call("POST", "/me/password", body)
        self._salt = locked.salt, locked.rounds

    def log_out(self) -> None:
        """End the session at the server, and let go of the line."""
        self.line.call("POST", "/logout", {})
        self.line.token = ""
        self.line.close()


def log_in(
    line: HttpLine,
    account: str,
    password: str,
    seconds: Callable[[], float],
    folder: Path | None = None,
) -> Session:
    """Return a session; `seconds` is a clock that only grows, such as `time.monotonic`.

    With a folder, what waits to be sent and the keys that were seen outlast the program.
    """
    asked = line.call("POST", "/login/begin", {"account": account})
    rounds = int(asked["rounds"])
    if rounds < LEAST_ROUNDS:
        raise RefusedError(
            "bad_signature",
            f"The server asks for {rounds:,} rounds, expected at least {LEAST_ROUNDS:,}: it may be"
            " after your password. Nothing was sent to it.",
        )
    given = secrets_of(password, unb64(asked["salt"], "salt", 16), rounds)
    got = line.call("POST", "/login", {"account": account, "login": b64(given.login)})
    line.token = str(got["token"])
    about: dict[str, Any] = got["account"]
    public = PublicKeys(about["sign_key"], about["box_key"])
    identity = open_vault(account, public, got["vault"], given.keys)
    known = KnownKeys.at(None if folder is None else folder / f"{account}.known.json")
    known.check(account, public)
    clock = ExchangeClock(seconds, got["server_time"])
    circles = Circles(line, identity, Keyring(identity, known), clock)
    outbox = Outbox.at(None if folder is None else folder / f"{account}.outbox")
    mail = Mail(line, identity, circles, clock, outbox, int(got["last_counter"]))
    salt = str(asked["salt"]), rounds
    return Session(line, identity, about["unit"], about["role"], clock, circles, mail, salt)
