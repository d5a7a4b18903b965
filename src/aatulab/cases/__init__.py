"""Cases: a named moment of a synthetic world, as an officer would see it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from aatulab.cases.case import Case
from aatulab.cases.load import debrief, load_case
from aatulab.cases.store import case_files, read_case, write_case

if TYPE_CHECKING:
    from aatulab.cases.cut import build_case

__all__ = [
    "Case",
    "build_case",
    "case_files",
    "debrief",
    "load_case",
    "read_case",
    "write_case",
]


def __getattr__(name: str) -> Callable[..., object]:
    """Import the builder only when it is asked for: reading a stored case needs no world."""
    if name == "build_case":
        from aatulab.cases.cut import build_case  # noqa: PLC0415

        return build_case
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
