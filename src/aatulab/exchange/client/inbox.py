"""What has come in, opened; search runs here, over the clear text that the server never sees."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aatulab.exchange.notices.entry import Lang
from aatulab.exchange.notices.kinds import Notice
from aatulab.exchange.notices.template import text_of
from aatulab.exchange.wire.message import Header
from aatulab.exchange.wire.receipt import Receipt


@dataclass(frozen=True)
class Attached:
    """An attachment as the message tells of it; its name is cleaned for showing."""

    id: str
    name: str
    type: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Letter:
    """A message, opened and seen to be its sender's."""

    seq: int
    at: datetime  # when the server took it in
    header: Header
    unit: str  # the sender's
    notice: Notice
    lang: Lang
    attached: tuple[Attached, ...]

    @property
    def id(self) -> str:
        """Return the message's id."""
        return self.header.id

    def text(self, lang: Lang = "en") -> str:
        """Return the notice as plain text."""
        return text_of(self.notice, lang)


@dataclass(frozen=True)
class Seen:
    """A receipt, opened."""

    seq: int
    at: datetime  # when the server took it in
    receipt: Receipt
    unit: str
    text: str

    @property
    def message(self) -> str:
        """Return the id of the message that it is for."""
        return self.receipt.message


@dataclass(frozen=True)
class Refused:
    """An entry that does not open, and why; it is shown, never acted on."""

    group: str
    seq: int
    says: str


@dataclass
class Inbox:
    """Letters and receipts of all one's groups."""

    letters: dict[str, Letter] = field(default_factory=dict)
    receipts: dict[str, list[Seen]] = field(default_factory=dict)
    refused: list[Refused] = field(default_factory=list)

    def add(self, item: "Letter | Seen | Refused") -> None:
        """Take in one item; the same one a second time changes nothing."""
        if isinstance(item, Letter):
            self.letters.setdefault(item.id, item)
        elif isinstance(item, Seen):
            held = self.receipts.setdefault(item.message, [])
            if all(one.seq != item.seq for one in held):
                held.append(item)
        elif item not in self.refused:
            self.refused.append(item)

    def forget(self, group: str) -> None:
        """Drop a group that one is no longer in."""
        gone = [one.id for one in self.letters.values() if one.header.group == group]
        for id_ in gone:
            del self.letters[id_]
            self.receipts.pop(id_, None)

    def search(
        self, words: str = "", where: Callable[[Letter], bool] | None = None
    ) -> list[Letter]:
        """Return letters that hold every word (capitals do not matter), newest first."""
        wanted = words.casefold().split()
        found = [
            one
            for one in self.letters.values()
            if (where is None or where(one)) and _holds(one, wanted)
        ]
        return sorted(found, key=lambda one: (one.at, one.seq), reverse=True)

    def thread(self, id_: str) -> list[Letter]:
        """Return a message and all answers to it and to these, oldest first."""
        ids = {id_}
        for one in self._by_time():
            if one.header.in_reply_to in ids:
                ids.add(one.id)
        return [one for one in self._by_time() if one.id in ids]

    def _by_time(self) -> list[Letter]:
        return sorted(self.letters.values(), key=lambda one: (one.at, one.seq))


def attached_of(content: dict[str, Any], clean: Callable[[str], str]) -> tuple[Attached, ...]:
    """Return what a message's content says of its attachments."""
    return tuple(
        Attached(one["id"], clean(one["name"]), str(one["type"]), one["bytes"], one["sha256"])
        for one in content["attachments"]
    )


def _holds(letter: Letter, wanted: Iterable[str]) -> bool:
    names = " ".join(one.name for one in letter.attached)
    said = f"{letter.text('en')}\n{letter.text('fr')}\n{letter.header.sender} {letter.unit} {names}"
    text = said.casefold()
    return all(word in text for word in wanted)
