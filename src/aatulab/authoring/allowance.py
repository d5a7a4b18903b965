"""What a question may ask for its own cells: `limits: {cell_s: 30}` in questions.yml.

More than the course gives, or less; each within a hard cap that no exercise can lift.  The
course's own limits stand in its policy.yml; grading joins the two.
"""

from dataclasses import dataclass, fields

from aatulab.authoring.fields import Fields

MIB = 1024**2

# lowest and highest of each; the names are those of policy.yml
CAPS: dict[str, tuple[float, float]] = {
    "cell_s": (0.5, 300),
    "cpu_s": (1, 600),
    "memory_bytes": (128 * MIB, 4096 * MIB),
    "processes": (8, 256),
    "file_bytes": (MIB, 1024 * MIB),
    "output_bytes": (100_000, 64 * MIB),
}


@dataclass(frozen=True)
class Allowance:
    """How much the answer's cell (and the calls of its function) may use; None: as the course says.

    `file_bytes` is room for all files of the notebook, since they stay for the cells after it.
    """

    cell_s: float | None = None
    cpu_s: int | None = None
    memory_bytes: int | None = None
    processes: int | None = None
    file_bytes: int | None = None
    output_bytes: int | None = None


def read_allowance(limits: Fields) -> Allowance:
    """Return the allowance in a question's `limits`; refuse what lies beyond a cap."""
    asked = {name: _read(limits, name) for name in CAPS if limits.has(name)}
    limits.finish()
    return Allowance(**asked)  # type: ignore[arg-type]  # whole where it must be, see _read


def _read(limits: Fields, name: str) -> float:
    lowest, highest = CAPS[name]
    whole = name != "cell_s"
    value = limits.number(name)
    if not lowest <= value <= highest or (whole and not value.is_integer()):
        kind = "a whole number" if whole else "a number"
        raise limits.error(name, f"{kind} from {lowest:,} to {highest:,}")
    return int(value) if whole else value


assert tuple(CAPS) == tuple(item.name for item in fields(Allowance))
