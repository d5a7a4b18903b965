"""The learner's way: what is done, what is begun, and the next step.

`my_way()` in the home notebook; everything it shows comes from what lies on the learner's disk.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aatulab.authoring.way.panel import my_way

__all__ = ["my_way"]


def __getattr__(name: str) -> object:
    """Import the widget only when it is asked for: the workspace is built without one."""
    if name == "my_way":
        from aatulab.authoring.way.panel import my_way  # noqa: PLC0415

        return my_way
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
