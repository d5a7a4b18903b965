"""The sheet of a score: parts from 0 to 100, each with its sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import fill

_WIDTH = 100
MOST_SHOWN = 30  # lines of a part on a page


@dataclass(frozen=True)
class Line:
    """One thing that was counted: what it brought of what it could bring, and why."""

    got: float
    of: float
    words: str

    def to_json(self) -> dict[str, object]:
        """Return the line as plain values."""
        return {"got": round(self.got, 2), "of": round(self.of, 2), "words": self.words}


@dataclass(frozen=True)
class Part:
    """One part of the score, 0 to 100."""

    points: float
    lines: tuple[Line, ...]

    @classmethod
    def shared(cls, lines: list[Line]) -> "Part":
        """Return the share of what there was to get."""
        whole = sum(line.of for line in lines)
        got = sum(line.got for line in lines)
        return cls(round(max(0.0, 100 * got / whole), 1) if whole else 0.0, tuple(lines))

    @classmethod
    def lost(cls, lines: list[Line]) -> "Part":
        """Return 100 less what was lost; `got` of such a line is negative."""
        return cls(round(max(0.0, 100 + sum(line.got for line in lines)), 1), tuple(lines))


@dataclass(frozen=True)
class Score:
    """The whole score."""

    total: float
    parts: Mapping[str, Part]
    is_over: bool

    def to_json(self) -> dict[str, object]:
        """Return the score as plain values."""
        return {
            "total": self.total,
            "is_over": self.is_over,
            "parts": {
                name: {"points": part.points, "lines": [line.to_json() for line in part.lines]}
                for name, part in self.parts.items()
            },
        }

    def words(self) -> str:
        """Return the score as a page of text."""
        state = "" if self.is_over else " (the exercise is not over)"
        told = [f"Total {self.total:.0f} of 100{state}"]
        for name, part in self.parts.items():
            told.append(f"\n{name.capitalize()}: {part.points:.0f} of 100")
            told += [_row(line) for line in part.lines[:MOST_SHOWN]]
            if more := len(part.lines) - MOST_SHOWN:
                told += [f"  … and {more} more"] if more > 0 else []
        return "\n".join(told)


def _row(line: Line) -> str:
    return fill(f"  {_mark(line)} {line.words}", _WIDTH, subsequent_indent=" " * 9)


def _mark(line: Line) -> str:
    if not line.of:
        return f"{line.got:+.1f}"
    if line.got >= line.of:
        return "[full]"
    return "[part]" if line.got > 0 else "[none]"
