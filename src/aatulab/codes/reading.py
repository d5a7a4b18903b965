"""What a person gets who asks what a code says: its fields, and every problem with it.

A malformed text is an ordinary finding, not an accident: no `parse_` function of this room
raises for the text that it is given.  Each returns a `Reading`, whose `problems` say where
something is wrong, what stands there and what was expected.
"""

import string
from dataclasses import dataclass, fields

_UPPER = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
# what people put between groups: spaces (also those that do not break) and dashes
_SEPARATORS = " \t\n\r\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-\N{NON-BREAKING HYPHEN}"
_LONGEST_QUOTE = 40


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.  Positions and lines are counted from 1, without separators."""

    what: str
    found: str
    expected: str
    position: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        """Return one sentence for people.

        >>> print(Problem("check digit", "4", "3", position=11))
        check digit, position 11: found '4', expected 3
        """
        places = (("line", self.line), ("position", self.position))
        where = "".join(f", {name} {place}" for name, place in places if place is not None)
        return f"{self.what}{where}: found {quoted(self.found)}, expected {self.expected}"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A code as it was read.  `text` is what was compared: upper case, without separators."""

    text: str
    problems: tuple[Problem, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether nothing is wrong with the code itself; it may still belong to nobody."""
        return not self.problems

    def facts(self) -> dict[str, str]:
        """Return the fields that hold something, named in words."""
        own = (field.name for field in fields(self) if field.name not in {"text", "problems"})
        found = {name: getattr(self, name) for name in own}
        return {
            name.replace("_", " "): str(value)
            for name, value in found.items()
            if value is not None and value != ""
        }


def compact(text: str, separators: str = _SEPARATORS) -> str:
    """Return a code as machines write it: upper case, without separators.

    Only the letters a to z are raised: `str.upper` would make an ASCII letter of some others.

    >>> compact("589-8114 0743"), compact("csqu 305438 3"), compact("ı")
    ('58981140743', 'CSQU3054383', 'ı')
    """
    table = _UPPER | dict.fromkeys(map(ord, separators))
    return text.translate(table)


def size(text: str) -> str:
    """Return how long a text is, in words.

    >>> size("A"), size("AB")
    ('1 character', '2 characters')
    """
    return f"{len(text)} character{'' if len(text) == 1 else 's'}"


def quoted(text: str) -> str:
    r"""Return a text in quotes, with control characters escaped and a long end left out.

    >>> print(quoted("A\x1b"), len(quoted("A" * 1000)))
    'A\x1b' 43
    """
    short = len(text) <= _LONGEST_QUOTE
    return repr(text if short else f"{text[:_LONGEST_QUOTE]}\N{HORIZONTAL ELLIPSIS}")
