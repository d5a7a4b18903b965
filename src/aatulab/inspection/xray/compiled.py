"""Numba's compiler, with types that mypy can follow and a cache that notices every change.

Machine code is kept beside the source, so only the first picture on a machine waits for it.  Numba
looks only at the file of the function that it keeps, not at those whose functions are compiled
into it; so what is kept carries a digest of all sources of the function's folder in its key.
`fastmath` lets many pixels be worked on at once; a result may then differ in its last bit from one
make of processor to another.  Nothing in here runs on several threads: loops that numba splits take
half as long again to compile, and whole images side by side (`imaging.stream`) use cores better.
"""

from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CellType, FunctionType
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., object])
_OPTIONS = {"fastmath": True, "error_model": "numpy", "nogil": True, "cache": True}
_WITHOUT_COUNTS = {**_OPTIONS, "_nrt": False}


def compiled(function: Function) -> Function:
    """Return the function as kept machine code, which lets other threads run."""
    return _made(function, _OPTIONS)


def inner(function: Function) -> Function:
    """Return the same for what compiled code calls very often: it may neither make nor keep arrays.

    Numba counts who holds an array at every call, by locked instructions that took two fifths of
    the time in which pictures are made.  Whoever calls such a function holds its arrays, so without
    `_nrt` nothing is counted; numba then refuses to compile a function that makes an array.
    """
    return _made(function, _WITHOUT_COUNTS)


def _made(function: Function, options: Mapping[str, Any]) -> Function:
    return cast("Function", numba.njit(**options)(_keyed(function)))


def _keyed(function: Function) -> Function:
    """Return the same function with the digest among its closure, which is part of numba's key."""
    plain = cast("FunctionType", function)
    code = plain.__code__.replace(co_freevars=(*plain.__code__.co_freevars, "_sources"))
    closure = (*(plain.__closure__ or ()), CellType(_sources(Path(code.co_filename).parent)))
    keyed = FunctionType(code, plain.__globals__, plain.__name__, plain.__defaults__, closure)
    keyed.__module__, keyed.__qualname__ = plain.__module__, plain.__qualname__
    return cast("Function", keyed)


@cache
def _sources(folder: Path) -> str:
    return sha256(b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")))).hexdigest()
