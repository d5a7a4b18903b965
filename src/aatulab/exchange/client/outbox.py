"""What was sealed and not yet acknowledged; with a folder it outlasts the program.

Each waiting message is one file of ciphertext, written whole or not at all, and deleted only after
the server's promise.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aatulab.exchange.refusal import RefusedError

Raw = dict[str, Any]


@dataclass
class Outbox:
    """Waiting messages in the order of their numbers."""

    folder: Path | None = None
    _waiting: dict[str, Raw] = field(default_factory=dict)

    @classmethod
    def at(cls, folder: Path | None) -> "Outbox":
        """Return what waits in a folder; an unreadable file is named and stays where it is."""
        if folder is None:
            return cls()
        folder.mkdir(parents=True, exist_ok=True)
        found = [_read(path) for path in sorted(folder.glob("*.json"))]
        found.sort(key=lambda raw: int(raw["header"]["counter"]))
        return cls(folder, {str(raw["header"]["id"]): raw for raw in found})

    def put(self, raw: Raw) -> None:
        """Keep a message, or the same one sealed anew."""
        id_ = str(raw["header"]["id"])
        if self.folder is not None:
            fresh = self.folder / f"{id_}.new"
            fresh.write_text(json.dumps(raw), encoding="utf-8")
            fresh.replace(self.folder / f"{id_}.json")
        self._waiting[id_] = raw

    def done(self, id_: str) -> None:
        """Let go of a message that the server has promised to keep, or has refused for good."""
        self._waiting.pop(id_, None)
        if self.folder is not None:
            (self.folder / f"{id_}.json").unlink(missing_ok=True)

    def waiting(self) -> list[Raw]:
        """Return what waits, in the order in which it is to be sent."""
        return sorted(self._waiting.values(), key=lambda raw: int(raw["header"]["counter"]))

    def __len__(self) -> int:
        return len(self._waiting)


def _read(path: Path) -> Raw:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        if {"id", "counter"} <= raw["header"].keys():
            return dict(raw)
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise RefusedError(
        "malformed",
        f"{path}: not readable as a message that waits. Move it out of the outbox; nothing else in"
        " it was touched.",
        where=str(path),
    )
