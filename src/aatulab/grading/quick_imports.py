"""Import what grading takes without work that serves nobody.

`jsonschema` compiles the grammar of international web addresses when it is imported, if the
package rfc3987-syntax is there: 1.4 of the 4 seconds that nbformat, jupytext and nbgrader take.
`jupytext` imports a Jupyter server, to show texts as notebooks in it: half a second more.
And Python looks for garbage among all that is imported, of which nothing is: another eighth.
Called by the command line and by the processes that judge.
"""

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import cast

GRAMMARS = "rfc3987_syntax"
SERVERS = ("jupytext.sync_contentsmanager", "jupytext.async_contentsmanager")


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
    _import_without("jsonschema", (GRAMMARS,))


def import_jupytext() -> None:
    """Import jupytext as if its parts for a Jupyter server were not installed."""
    _import_without("jupytext", SERVERS)


def _import_without(name: str, parts: Sequence[str]) -> None:
    known = {name, *parts} & set(sys.modules)
    if known or find_spec(name) is None:
        return
    # None is Python's own way to say that a module cannot be imported
    sys.modules.update(dict.fromkeys(parts, cast("ModuleType", None)))
    try:
        import_module(name)
    finally:
        for part in parts:
            del sys.modules[part]
