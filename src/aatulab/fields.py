"""Take typed values out of a YAML mapping; every refusal names file, key, found and expected.

`Fields` remembers which keys were asked for, so that a misspelt key is an error and not silence.
Used by the readers of `datasets/xray/` and `datasets/research/`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import inf, isfinite
from typing import TypeGuard

from aatulab.errors import ContentError

_MISSING = object()


@dataclass
class Fields:
    """One mapping of a file, and where it stands."""

    where: str
    content: Mapping[str, object]
    asked: set[str] = field(default_factory=set)

    def has(self, key: str) -> bool:
        """Return whether a key is given."""
        self.asked.add(key)
        return key in self.content

    def number(self, key: str, *, least: float = -inf, default: float | None = None) -> float:
        """Return a finite number of at least `least`."""
        found = self._take(key, default)
        if not _is_number(found) or found < least:
            raise self._refusal(key, found, f"a number of at least {least:g}")
        return float(found)

    def whole(self, key: str, *, least: int, default: int | None = None) -> int:
        """Return a whole number of at least `least`."""
        found = self._take(key, default)
        if not isinstance(found, int) or isinstance(found, bool) or found < least:
            raise self._refusal(key, found, f"a whole number of at least {least}")
        return found

    def numbers(
        self,
        key: str,
        count: int,
        *,
        least: float = -inf,
        default: tuple[float, ...] | None = None,
    ) -> tuple[float, ...]:
        """Return exactly `count` numbers, each at least `least`."""
        found = self._take(key, default)
        if (
            not isinstance(found, list | tuple)
            or len(found) != count
            or not all(_is_number(one) and one >= least for one in found)
        ):
            raise self._refusal(key, found, f"{count} numbers of at least {least:g}")
        return tuple(float(one) for one in found)

    def pair(self, key: str, *, default: tuple[float, float] | None = None) -> tuple[float, float]:
        """Return two numbers."""
        first, second = self.numbers(key, 2, default=default)
        return first, second

    def point(self, key: str) -> tuple[float, float, float]:
        """Return x, y, z in cm; the origin when the key is missing."""
        x, y, z = self.numbers(key, 3, default=(0.0, 0.0, 0.0))
        return x, y, z

    def text(self, key: str, *, default: str | None = None) -> str:
        """Return a text that is not empty."""
        found = self._take(key, default)
        if not isinstance(found, str) or not found.strip():
            raise self._refusal(key, found, "a text")
        return found.strip()

    def flag(self, key: str) -> bool:
        """Return a truth value; False when the key is missing."""
        found = self._take(key, default=False)
        if not isinstance(found, bool):
            raise self._refusal(key, found, "true or false")
        return found

    def one_of(self, key: str, choices: tuple[str, ...], *, default: str | None = None) -> str:
        """Return one of the known words."""
        found = self._take(key, default)
        if found not in choices:
            raise self._refusal(key, found, f"one of {list(choices)}")
        return str(found)

    def texts(self, key: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """Return a list of texts with at least one entry."""
        found = self._take(key, default)
        if (
            not isinstance(found, list | tuple)
            or not found
            or not all(isinstance(one, str) for one in found)
        ):
            raise self._refusal(key, found, "a list of texts")
        return tuple(found)

    def raw(self, key: str) -> object:
        """Return whatever stands under a key that must be there."""
        return self._take(key, None)

    def entries(self, key: str) -> Iterator["Fields"]:
        """Yield each mapping of a list, with its place in the file."""
        found = self._take(key, None)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self._refusal(key, found, "a list of mappings")
        for place, one in enumerate(found):
            yield Fields(f"{self.where}: {key}[{one.get('name', place)}]", one)

    def mappings(self, key: str) -> Iterator[tuple[str, "Fields"]]:
        """Yield name and content of each mapping under a key."""
        found = self._take(key, None)
        if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
            raise self._refusal(key, found, "a mapping of names to mappings")
        for name, one in found.items():
            yield str(name), Fields(f"{self.where}: {key}.{name}", one)

    def inside(self, key: str) -> "Fields":
        """Return the one mapping under a key."""
        found = self._take(key, None)
        if not isinstance(found, dict):
            raise self._refusal(key, found, "a mapping")
        return Fields(f"{self.where}: {key}", found)

    def weights(self, key: str) -> dict[str, float]:
        """Return names with positive weights."""
        found = self._take(key, None)
        if (
            not isinstance(found, dict)
            or not found
            or not all(_is_number(weight) and weight > 0 for weight in found.values())
        ):
            raise self._refusal(key, found, "names with positive weights")
        return {str(name): float(weight) for name, weight in found.items()}

    def nothing_else(self) -> None:
        """Refuse keys that nobody asked for."""
        if unknown := set(self.content) - self.asked:
            raise ContentError(
                f"{self.where}: unknown keys {sorted(map(str, unknown))}; known here are "
                f"{sorted(self.asked)}."
            )

    def _take(self, key: str, default: object) -> object:
        self.asked.add(key)
        found = self.content.get(key, _MISSING)
        if found is not _MISSING:
            return found
        if default is None:
            raise ContentError(f"{self.where}: {key}: is missing.")
        return default

    def _refusal(self, key: str, found: object, expected: str) -> ContentError:
        return ContentError(f"{self.where}: {key}: found {found!r}, expected {expected}.")


def _is_number(found: object) -> TypeGuard[float]:
    return isinstance(found, int | float) and not isinstance(found, bool) and isfinite(found)
