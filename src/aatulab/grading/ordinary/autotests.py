"""Prepare an autograder test for the sandbox, and read back how many points it gives.

As nbgrader has it: a test that raises gives nothing; one whose last line is an expression gives
the number that comes out; any other gives all.  Unlike nbgrader, what comes out must be a number
from 0 to the maximum, or None: whatever else gives nothing, and a person looks (nbgrader #1339,
#1374).
"""

import ast
from collections.abc import Mapping

from aatulab.grading.intake import Slot
from aatulab.grading.sandbox import Step, StepResult
from aatulab.values import Flag, Number, Value, from_plain

OUTCOME, IS_NONE = "_aatulab_points", "_aatulab_is_none"
READ = f"{IS_NONE} = {OUTCOME} is None"


def test_steps(name: str, source: str) -> tuple[Step, ...]:
    """Return the steps that run a test, and ask for what comes out when that may be points."""
    marked = mark_outcome(source)
    if marked is None:
        return (Step(name, source, images=False),)
    ask = Step(f"points-{name}", READ, ask=(OUTCOME, IS_NONE), images=False)
    return (Step(name, marked, images=False), ask)


def mark_outcome(source: str) -> str | None:
    """Return a cell that keeps the value of its last expression; None when it has none.

    Lines stay where they are, so that an error names the right one.

    >>> mark_outcome("score(x)")
    '_aatulab_points = (score(x))'
    """
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError):  # magics: then there is no partial credit
        return None
    if not body or not isinstance(body[-1], ast.Expr):
        return None
    value = body[-1].value
    assert value.end_lineno is not None
    assert value.end_col_offset is not None
    lines = [line.encode() for line in source.split("\n")]  # columns are counted in bytes
    last = lines[value.end_lineno - 1]
    end = value.end_col_offset
    lines[value.end_lineno - 1] = last[:end] + b")" + last[end:]
    first = lines[value.lineno - 1]
    start = value.col_offset
    lines[value.lineno - 1] = first[:start] + f"{OUTCOME} = (".encode() + first[start:]
    return b"\n".join(lines).decode()


def read_points(name: str, results: Mapping[str, StepResult], most: float) -> float | None:
    """Return the points that a test which has run gives.

    None when what came out is neither None nor a number from 0 to the maximum.
    """
    asked = results.get(f"points-{name}")
    if asked is None:
        return most
    if asked.status != "ok":
        return None
    outcome, is_none = (_read(asked.values.get(key)) for key in (OUTCOME, IS_NONE))
    if is_none == Flag(value=True):
        return most
    if isinstance(outcome, Number) and outcome.value is not None and 0 <= outcome.value <= most:
        return float(outcome.value)
    return None


def is_hidden(slot: Slot, line: int | None) -> bool:
    """Tell whether a line of a test is one that trainees do not see; an unknown one may be."""
    if slot.given is None:
        return False
    lines = [text.strip() for text in slot.source.split("\n")]
    if line is None or not 0 < line <= len(lines):
        return True
    shown = [text.strip() for text in slot.given.split("\n")]
    return shown.count(lines[line - 1]) < lines.count(lines[line - 1])


def _read(plain: object) -> Value | None:
    try:
        return from_plain(plain)
    except ValueError:
        return None
