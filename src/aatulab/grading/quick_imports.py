"""Import what grading takes without work that serves nobody.

`jsonschema` compiles the grammar of international web addresses when it is imported, if the
package rfc3987-syntax is there: 1.4 of the 4 seconds that nbformat, jupytext and nbgrader take.
And Python looks for garbage among all that is imported, of which nothing is: another eighth.
Called by the command line and by the processes that judge.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import cast

GRAMMARS = "rfc3987_syntax"


@contextmanager
def no_collecting() -> Iterator[None]:
    """Look for no garbage while modules are imported."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def import_jsonschema() -> None:
    """Import jsonschema as if the package of grammars were not installed."""
    if "jsonschema" in sys.modules or GRAMMARS in sys.modules or find_spec("jsonschema") is None:
        return
    # None is Python's own way to say that a module cannot be imported
    sys.modules[GRAMMARS] = cast("ModuleType", None)
    try:
        import jsonschema  # type: ignore[import-untyped]  # noqa: F401, PLC0415
    finally:
        del sys.modules[GRAMMARS]
