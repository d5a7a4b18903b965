"""How much a job may use as a whole, and how much one of its steps.

A step's limits may lie below the job's, never above: the job's are the hard ones, set before
its first line runs.
"""

import math
from dataclasses import asdict, dataclass, field

MIB = 1024**2


@dataclass(frozen=True)
class Limits:
    """How much one job may use; whoever goes beyond is ended, the values sent so far stay.

    >>> Limits(wall_s=10).cell_s
    10.0
    """

    wall_s: float = field(default=60.0, metadata={"help": "seconds for the whole job"})
    cpu_s: int = field(default=40, metadata={"help": "seconds of processor time of one process"})
    memory_bytes: int = field(
        default=1024 * MIB, metadata={"help": "memory of all processes above the warm parent's"}
    )
    processes: int = field(default=64, metadata={"help": "processes and threads at one time"})
    file_bytes: int = field(
        default=64 * MIB, metadata={"help": "size of a file, and of all files together"}
    )
    output_bytes: int = field(
        default=8 * MIB, metadata={"help": "values, printed text and pictures together"}
    )
    cell_s: float = field(default=15.0, metadata={"help": "seconds for one step"})

    def __post_init__(self) -> None:
        """Refuse a limit that would be none."""
        for name, least, most in _RANGES:
            value = getattr(self, name)
            if type(value) not in {int, float} or not math.isfinite(value):
                raise ValueError(f"Limits.{name}: expected a number, found {value!r}.")
            if not least <= value <= most:
                raise ValueError(f"Limits.{name}: expected {least:,} to {most:,}, found {value:,}.")
            if name not in _SECONDS and type(value) is not int:
                raise ValueError(f"Limits.{name}: expected a whole number, found {value!r}.")
        object.__setattr__(self, "cell_s", float(min(self.cell_s, self.wall_s)))


_SECONDS = frozenset({"wall_s", "cell_s"})
_RANGES = (
    ("wall_s", 0.1, 3_600),
    ("cpu_s", 1, 3_600),
    ("memory_bytes", 16 * MIB, 64 * 1024 * MIB),
    ("processes", 8, 1_024),
    ("file_bytes", 1 * MIB, 4 * 1024 * MIB),
    ("output_bytes", 4_096, 256 * MIB),
    ("cell_s", 0.1, 3_600),
)


@dataclass(frozen=True)
class StepLimits:
    """How much one step may use, where that is less than the job may; None is the job's.

    `cpu_s` counts from the beginning of the step, `output_bytes` what it sends.
    """

    cell_s: float | None = None
    cpu_s: int | None = None
    memory_bytes: int | None = None
    processes: int | None = None
    output_bytes: int | None = None

    def within(self, limits: Limits) -> Limits:
        """Return the job's limits as they are for this step."""
        own = {name: value for name, value in asdict(self).items() if value is not None}
        whole = asdict(limits)
        return Limits(**{**whole, **{name: min(own[name], whole[name]) for name in own}})
