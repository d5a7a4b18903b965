"""Everybody's public keys, remembered from the first sight on; a change is refused in words."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from aatulab.exchange.crypto.identity import PublicKeys
from aatulab.exchange.refusal import RefusedError


@dataclass
class KnownKeys:
    """Public keys by account; with a `path` they outlast the session."""

    path: Path | None = None
    _held: dict[str, PublicKeys] = field(default_factory=dict)

    @classmethod
    def at(cls, path: Path | None) -> "KnownKeys":
        """Return the keys that a file remembers; a missing one remembers none yet."""
        if path is None or not path.exists():
            return cls(path)
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            held = {name: PublicKeys(*pair) for name, pair in content.items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise RefusedError(
                "malformed",
                f"{path}: not readable as keys that were seen before ({error}). Restore it; if you"
                " delete it, compare fingerprints by voice again.",
                where=str(path),
            ) from error
        return cls(path, held)

    def of(self, account: str) -> PublicKeys | None:
        """Return somebody's keys, if they were seen before."""
        return self._held.get(account)

    def check(self, account: str, keys: PublicKeys) -> None:
        """Remember somebody's keys, or refuse others than those seen before."""
        seen = self._held.get(account)
        if seen is None:
            self._held[account] = keys
            self._save()
        elif seen != keys:
            raise RefusedError(
                "bad_signature",
                f"The keys of {account} are not those that you saw before: {keys.fingerprint} now,"
                f" {seen.fingerprint} then. Call {account} and compare before you write anything.",
            )

    def _save(self) -> None:
        if self.path is None:
            return
        content = {name: [k.sign_key, k.box_key] for name, k in sorted(self._held.items())}
        fresh = self.path.with_name(self.path.name + ".new")
        fresh.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        fresh.replace(self.path)
