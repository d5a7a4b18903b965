"""Read the mappings that authors write (front matter, questions.yml) and complain by key.

A slip becomes one `ExerciseError` that names the file, the key, what was found, what was
expected and what to do; nothing is guessed and unknown keys are refused.
"""

import difflib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from aatulab.errors import ExerciseError

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Fields:
    """One mapping of an author's file; `where` is the file and the place in it."""

    where: str
    data: Mapping[str, object]
    _seen: set[str] = field(default_factory=set, repr=False, compare=False)

    @classmethod
    def of(cls, where: str, data: object) -> "Fields":
        """Return the mapping, or refuse what is not one."""
        if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
            raise ExerciseError(
                f"{where}: expected a mapping of keys to values, found {show(data)}."
            )
        return cls(where, data)

    def error(self, key: str, expected: str) -> ExerciseError:
        """Return the error for a key whose value is not as it must be."""
        found = f"found {show(self.data[key])}" if key in self.data else "it is missing"
        return ExerciseError(f"{self.where}: {key}: expected {expected}, {found}.")

    def has(self, key: str) -> bool:
        """Tell whether the author wrote this key."""
        self._seen.add(key)
        return key in self.data

    def text(self, key: str, *, default: str | None = None) -> str:
        """Return a text that is not empty."""
        if not self.has(key) and default is not None:
            return default
        value = self.data.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, "a text")
        return value.strip()

    def identifier(self, key: str) -> str:
        """Return an id: lower-case words joined by hyphens."""
        value = self.text(key)
        if not ID.fullmatch(value):
            raise self.error(key, "lower-case words joined by hyphens, such as lead-time")
        return value

    def number(self, key: str, *, default: float | None = None, above: float = 0.0) -> float:
        """Return a finite number that is not below `above`."""
        if not self.has(key) and default is not None:
            return default
        value = self.data.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(key, f"a number of at least {above:g}")
        if not math.isfinite(value) or value < above:
            raise self.error(key, f"a number of at least {above:g}")
        return float(value)

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        if not self.has(key):
            return default
        value = self.data[key]
        if not isinstance(value, bool):
            raise self.error(key, "true or false")
        return value

    def choice(self, key: str, allowed: Iterable[str]) -> str:
        """Return one of the allowed words."""
        words = tuple(allowed)
        self.has(key)
        value = self.data.get(key)
        if not isinstance(value, str) or value not in words:
            raise self.error(key, f"one of {', '.join(words)}{_nearest(value, words)}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts (a single text counts as a list of one); () when absent."""
        if not self.has(key):
            return ()
        value = self.data[key]
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(i, str) and i for i in items):
            raise self.error(key, "a list of texts")
        return tuple(items)

    def mapping(self, key: str) -> "Fields":
        """Return the mapping under a key; an empty one when absent."""
        self.has(key)
        return Fields.of(f"{self.where}: {key}", self.data.get(key, {}))

    def items(self, key: str) -> "tuple[Fields, ...]":
        """Return the list of mappings under a key; () when absent."""
        if not self.has(key):
            return ()
        value = self.data[key]
        if not isinstance(value, list):
            raise self.error(key, "a list")
        return tuple(
            Fields.of(f"{self.where}: {key}[{number}]", item)
            for number, item in enumerate(value, start=1)
        )

    def finish(self) -> None:
        """Refuse keys that nothing has asked for: most often a slip of the pen."""
        for key in self.data:
            if key not in self._seen:
                raise ExerciseError(
                    f"{self.where}: {key}: there is no such key here"
                    f"{_nearest(key, self._seen)}; known: {', '.join(sorted(self._seen))}."
                )


def show(value: object) -> str:
    """Return a short rendering of what an author wrote, for an error."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _nearest(word: object, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(str(word), list(known), n=1)
    return f" (did you mean {near[0]}?)" if near else ""
