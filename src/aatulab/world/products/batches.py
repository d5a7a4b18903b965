"""Batch numbers and days of use, in the form that a maker keeps to.

A form is written with L for a letter and D for a digit, as `LLDDDD`.  Letters that are mistaken for
digits are left out.
"""

import re
from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import to_text
from aatulab.world.arrays import Whole

FORMS = ("LLDDDD", "DDDDDD", "LDDDDD", "DDDDL", "LDDLDD", "DDLDDDD")
_LETTERS = np.frombuffer(b"ABCDEFGHJKLMNPRSTUVWXYZ", dtype=np.uint8)
_DIGITS = np.frombuffer(b"0123456789", dtype=np.uint8)


def write_batches(form: Whole, rng: np.random.Generator) -> pa.Array:
    """Return a batch for each place in `FORMS`.

    >>> write_batches(np.array([3, 3]), np.random.default_rng(1)).to_pylist()
    ['4708F', '5919H']
    """
    texts = np.full(len(form), "", dtype=object)
    for number, letters in enumerate(FORMS):
        rows = np.flatnonzero(form == number)
        drawn = np.empty((len(rows), len(letters)), dtype=np.uint8)
        for place, letter in enumerate(letters):
            pool = _LETTERS if letter == "L" else _DIGITS
            drawn[:, place] = pool[rng.integers(0, len(pool), len(rows))]
        texts[rows] = to_text(drawn).to_pylist() if len(rows) else []
    return pa.array(texts.tolist(), pa.string())


def fits_form(batch: str, form: str) -> bool:
    """Whether a batch has the letters and digits of a form.

    >>> fits_form("AB1234", "LLDDDD"), fits_form("AB123", "LLDDDD")
    (True, False)
    """
    pattern = form.replace("L", "[A-Z]").replace("D", "[0-9]")
    return re.fullmatch(pattern, batch) is not None


def other_forms(forms: Sequence[int], rng: np.random.Generator) -> Whole:
    """Return for each form another one."""
    own = np.asarray(forms, dtype=np.int64)
    return (own + rng.integers(1, len(FORMS), len(own))) % len(FORMS)
