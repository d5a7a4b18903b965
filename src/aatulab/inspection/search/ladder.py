"""The ladder of measures, and whether a log of measures kept to it.

A log has one row a measure: `line`, `person`, `at`, `step`, `officer`, `witness` (empty: nobody),
`ground` (empty: none written), `approved_by` (empty: nobody) and `result` (`open` or `answered`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from aatulab.errors import InspectionError, shown
from aatulab.inspection.columns import need_columns

COLUMNS = (
    "line", "person", "at", "step", "officer", "witness", "ground", "approved_by", "result",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """One rung: what is done, about how long it takes, and what it needs."""

    name: str
    title: str
    minutes: int
    needs_ground: bool = True
    needs_two: bool = False  # two officers; with the doctor, a second one of the medical staff
    approval: str = ""  # by whom, empty where the officer decides


LADDER: tuple[Step, ...] = (
    Step("record", "look at the record", 3, needs_ground=False),
    Step("question", "ask a question", 4, needs_ground=False),
    Step("paper", "look at a paper", 5),
    Step("x-ray", "X-ray the bag", 6),
    Step("bag", "open the bag", 15, needs_two=True),
    Step("pat-down", "pat down over the clothes", 12, needs_two=True, approval="supervisor"),
    Step("medical", "examination by a doctor", 120, needs_two=True, approval="judge"),
)
_HEIGHT: Mapping[str, int] = {step.name: height for height, step in enumerate(LADDER)}


@dataclass(frozen=True)
class Finding:
    """One line that did not keep to the ladder: `jump`, `ground`, `approval`, `alone`, `after`."""

    line: int
    rule: str
    words: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.rule}: {self.words}"


def may_take(
    step: str, done: Sequence[str], *, ground: str = "", approved_by: str = "", is_two: bool = False
) -> list[str]:
    """Return what is missing before a step may be taken after those done; empty if it may.

    >>> may_take("bag", ["record", "question"], ground="the scale shows 4 kg more")
    ['paper, x-ray come first', 'a second person is missing']
    """
    rung = _rung(step)
    highest = max((_HEIGHT[_rung(each).name] for each in done), default=-1)
    skipped = [each.name for each in LADDER[highest + 1 : _HEIGHT[step]]]
    verb = "comes" if len(skipped) == 1 else "come"
    missing = [f"{', '.join(skipped)} {verb} first"] if skipped else []
    if rung.needs_ground and not ground.strip():
        missing.append("no ground is written down")
    if rung.approval and approved_by != rung.approval:
        missing.append(f"the {rung.approval} has not approved")
    if rung.needs_two and not is_two:
        missing.append("a second person is missing")
    return missing


def check_measures(log: pd.DataFrame) -> list[Finding]:
    """Return every line that did not keep to the ladder, in the order of the log.

    Raises `InspectionError` that names a missing column or an unknown step.
    """
    need_columns(log, "log", COLUMNS, "Pass the table of `practice_measures`.")
    done: dict[str, list[str]] = {}
    closed: set[str] = set()
    findings: list[Finding] = []
    for row in log.to_dict("records"):
        person = str(row["person"])
        findings += _of_line(row, done.setdefault(person, []), is_closed=person in closed)
        done[person].append(str(row["step"]))
        if row["result"] == "answered":
            closed.add(person)
    return findings


def _of_line(
    row: Mapping[str, object] | dict[object, object], done: Sequence[str], *, is_closed: bool
) -> Iterator[Finding]:
    values = {str(name): value for name, value in row.items()}
    line, step = int(str(values["line"])), _rung(str(values["step"]))
    highest = max((_HEIGHT[each] for each in done), default=-1)
    if is_closed:
        yield Finding(line, "after", f"{step.title}, though the question had been answered")
    if _HEIGHT[step.name] > highest + 1:
        skipped = ", ".join(each.name for each in LADDER[highest + 1 : _HEIGHT[step.name]])
        yield Finding(line, "jump", f"{step.title} before {skipped}")
    if step.needs_ground and not str(values["ground"]).strip():
        yield Finding(line, "ground", f"{step.title} without a ground")
    if step.approval and values["approved_by"] != step.approval:
        yield Finding(line, "approval", f"{step.title} without the {step.approval}")
    if step.needs_two and values["witness"] in {"", values["officer"]}:
        yield Finding(line, "alone", f"{step.title} by {values['officer']} alone")


def _rung(name: str) -> Step:
    if name not in _HEIGHT:
        raise InspectionError(f"step: found {shown(name)}, expected one of {', '.join(_HEIGHT)}.")
    return LADDER[_HEIGHT[name]]
