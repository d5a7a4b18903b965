"""How far a submission may go: sizes at intake, time and room in the sandbox, magics.

Every limit is a field with its help text; `grading/policy.yml` and a course's own `policy.yml`
are written from these fields (a test compares them) and read back here.  Unknown keys and
values out of range are refused, since a limit that is misspelled is no limit.
"""

import math
import re
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path

from aatulab import content
from aatulab.errors import ContentError, GradingError
from aatulab.grading.sandbox import DEFAULT_MAGICS, Limits

MIB = 1024 * 1024
HEADING = """\
# How far a submission may go. Sizes in bytes, times (_s) in seconds.
# A question may ask for more or less for its own cells: `limits: {cell_s: 30}` in questions.yml.
"""
MAGICS = "magics"
MAGICS_HELP = "IPython's magics that cells run, `system` for !command; others are left out"
_MAGIC = re.compile(r"\w+")


def _limit(default: float, lowest: float, highest: float, text: str) -> float:
    """Declare one limit: its default, its range and its help."""
    metadata = {"lowest": lowest, "highest": highest, "help": text}
    return field(default=default, metadata=metadata)


def _count(default: int, lowest: int, highest: int, text: str) -> int:
    metadata = {"lowest": lowest, "highest": highest, "help": text}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Policy:
    """The limits of one course."""

    notebook_bytes: int = _count(
        20 * MIB, 10_000, 1024 * MIB, "a larger file is refused before it is read"
    )
    notebook_cells: int = _count(500, 10, 100_000, "a notebook with more cells is refused")
    wall_s: float = _limit(60, 1, 3600, "one submission, from the first cell to the last")
    cpu_s: int = _count(40, 1, 3600, "processor time of one submission")
    cell_s: float = _limit(15, 0.5, 3600, "one cell")
    memory_bytes: int = _count(
        1024 * MIB, 128 * MIB, 64 * 1024 * MIB, "memory above what the libraries take"
    )
    processes: int = _count(64, 8, 1024, "processes and threads at once")
    file_bytes: int = _count(64 * MIB, MIB, 4096 * MIB, "all files that it writes together")
    output_bytes: int = _count(8 * MIB, 100_000, 256 * MIB, "values and printed text together")
    printed_bytes: int = _count(
        4_000, 0, 1_000_000, "printed text of one question that is kept for the feedback"
    )
    image_bytes: int = _count(
        400_000, 0, 20 * MIB, "pictures of one question that are kept for the feedback"
    )

    magics: tuple[str, ...] = field(default=DEFAULT_MAGICS, metadata={"help": MAGICS_HELP})

    def __post_init__(self) -> None:
        """Refuse a limit that is none."""
        for item in _limits():
            value = getattr(self, item.name)
            lowest, highest = item.metadata["lowest"], item.metadata["highest"]
            if not math.isfinite(value) or not lowest <= value <= highest:
                raise GradingError(
                    f"{item.name}: expected a number from {lowest:,} to {highest:,}"
                    f" ({item.metadata['help']}), found {value!r}."
                )

    @property
    def limits(self) -> Limits:
        """Return the limits that the sandbox enforces."""
        return Limits(
            wall_s=self.wall_s,
            cpu_s=self.cpu_s,
            cell_s=self.cell_s,
            memory_bytes=self.memory_bytes,
            processes=self.processes,
            file_bytes=self.file_bytes,
            output_bytes=self.output_bytes,
        )


def read_policy(path: Path) -> Policy:
    """Return the policy in a file; keys that are left out keep their default."""
    try:
        raw = content.read_yaml(path)
    except ContentError as error:
        raise GradingError(str(error)) from error
    try:
        return Policy(**_checked(raw))  # type: ignore[arg-type]  # checked key by key
    except GradingError as error:
        raise GradingError(f"{path}: {error}") from None


def course_policy(path: Path) -> Policy:
    """Return the policy of a course: its file, or the defaults when it has none."""
    return read_policy(path) if path.exists() else Policy()


def render_policy(policy: Policy) -> str:
    """Return the file that states this policy, each key with its help."""
    lines = []
    for item in _limits():
        entry = f"{item.name}: {getattr(policy, item.name):g}"
        if item.type is int:
            entry = f"{item.name}: {getattr(policy, item.name):_}"
        lines.append(f"{entry:<32}# {item.metadata['help']}")
    words = f"{MAGICS}: [{', '.join(policy.magics)}]"
    lines += [f"# {MAGICS_HELP}", *textwrap.wrap(words, 96, subsequent_indent="  ")]
    return HEADING + "\n".join(lines) + "\n"


def _limits() -> Iterator["Field[object]"]:
    """Give the fields that are numbers: all but the magics."""
    return (item for item in fields(Policy) if item.name != MAGICS)


def _checked(raw: Mapping[str, object]) -> dict[str, object]:
    known = {item.name: item for item in fields(Policy)}
    checked: dict[str, object] = {}
    for key, value in raw.items():
        if key == MAGICS:
            checked[key] = _checked_magics(value)
            continue
        if key not in known:
            raise GradingError(
                f"{key}: no such limit; there are {', '.join(known)}. Correct or remove the key."
            )
        whole = known[key].type is int
        if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
            kind = "a whole number" if whole else "a number"
            raise GradingError(f"{key}: expected {kind}, found {value!r}.")
        checked[key] = value
    return checked


def _checked_magics(value: object) -> tuple[str, ...]:
    words = value if isinstance(value, list) else [value]
    if not all(isinstance(word, str) and _MAGIC.fullmatch(word) for word in words):
        raise GradingError(
            f"{MAGICS}: expected a list of names such as [time, matplotlib], found {value!r}."
        )
    return tuple(words)
