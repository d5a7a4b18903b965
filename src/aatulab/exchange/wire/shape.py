"""Take typed values out of JSON from somebody else; exact keys, nothing guessed.

A refusal names the place, what was found and what was expected, and shows no more than a little.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aatulab.errors import shown
from aatulab.exchange.crypto.canonical import unb64
from aatulab.exchange.moments import moment_of
from aatulab.exchange.refusal import malformed

ACCOUNT = re.compile(r"[a-z][a-z0-9.-]{1,31}\Z")
_HEX = re.compile(r"[0-9a-f]{64}\Z")
_MOST_WHOLE = 2**53 - 1


@dataclass(frozen=True)
class Shape:
    """One object, and where it stands."""

    where: str
    content: Mapping[str, object]

    @classmethod
    def of(cls, content: object, where: str, keys: Iterable[str]) -> "Shape":
        """Return an object that has exactly these keys."""
        wanted = set(keys)
        if not isinstance(content, dict):
            raise malformed(where, type(content).__name__, "an object")
        if content.keys() != wanted:
            off = min(map(str, content.keys() ^ wanted))
            found = "is missing" if off in wanted else "is not known"
            raise malformed(f"{where}.{off[:40]}", f"a key that {found}", ", ".join(sorted(wanted)))
        return cls(where, content)

    def text(self, key: str, most: int, least: int = 1) -> str:
        """Return a text of so many characters."""
        found = self.content[key]
        if not isinstance(found, str) or not least <= len(found) <= most:
            raise self._no(key, f"a text of {least} to {most} characters")
        return found

    def whole(self, key: str, least: int = 1, most: int = _MOST_WHOLE) -> int:
        """Return a whole number."""
        found = self.content[key]
        if not isinstance(found, int) or isinstance(found, bool) or not least <= found <= most:
            raise self._no(key, f"a whole number of at least {least}")
        return found

    def one_of(self, key: str, choices: Iterable[str]) -> str:
        """Return one of the known words."""
        found, known = self.content[key], list(choices)
        if not isinstance(found, str) or found not in known:
            raise self._no(key, f"one of {', '.join(known)}")
        return found

    def flag(self, key: str) -> bool:
        """Return a truth value."""
        found = self.content[key]
        if not isinstance(found, bool):
            raise self._no(key, "true or false")
        return found

    def account(self, key: str) -> str:
        """Return the name of an account."""
        found = self.content[key]
        if not isinstance(found, str) or not ACCOUNT.match(found):
            raise self._no(key, "2 to 32 small letters, digits, dots and hyphens, a letter first")
        return found

    def raw(self, key: str, length: int) -> str:
        """Return base64url of exactly so many bytes, as it is written."""
        unb64(self.content[key], f"{self.where}.{key}", length)
        return str(self.content[key])

    def id(self, key: str) -> str:
        """Return an id that a client made."""
        return self.raw(key, 16)

    def hex(self, key: str) -> str:
        """Return a SHA-256 in small hexadecimal letters."""
        found = self.content[key]
        if not isinstance(found, str) or not _HEX.match(found):
            raise self._no(key, "a SHA-256 in small hexadecimal letters")
        return found

    def moment(self, key: str) -> datetime:
        """Return a moment."""
        return moment_of(self.content[key], f"{self.where}.{key}")

    def objects(self, key: str, most: int) -> list[object]:
        """Return a list of at most so many things."""
        found = self.content[key]
        if not isinstance(found, list) or len(found) > most:
            raise self._no(key, f"a list of at most {most}")
        return found

    def is_null(self, key: str) -> bool:
        """Return whether a key is there and says nothing."""
        return self.content[key] is None

    def _no(self, key: str, expected: str) -> Exception:
        return malformed(f"{self.where}.{key}", shown(self.content[key]), expected)
