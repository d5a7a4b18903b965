"""What a notebook calls: `load_case` to begin, `debrief` when the work is done."""

from pathlib import Path

import pandas as pd

from aatulab.cases.case import Case
from aatulab.cases.store import CARD, read_case

FOLDER = "cases"


def load_case(name: str, seed: int | None = None, folder: Path | None = None) -> Case:
    """Return a case.

    With a `seed` the variant is built here and now.  Without one, the tables are read from
    `folder`, or from `cases/<name>/` beside the notebook or in a folder above it; if there is
    none, the public case is built.  Looking at the working directory is this function's
    exception to the rule: it is the only anchor that a notebook has.
    """
    if seed is None:
        found = folder if folder is not None else _beside_notebook(name)
        if found is not None:
            return read_case(found)
    from aatulab.cases.cut import build_case  # noqa: PLC0415  (a stored case needs no world)

    return build_case(name, seed)[0]


def debrief(name: str, seed: int | None = None, *, past: bool = False) -> pd.DataFrame:
    """Return what the checks afterwards showed, for self-study on a public seed.

    With `past` also about the records that are listed from before the work to do, which no
    officer ever learns: only some of them were inspected.

    One row a record, by its own key (`pnr`, `awb`, `item`, `crossing_id`): role, typology,
    twin_of, illicit, whether the offender had adapted, the network behind it, the fact that
    settles it, and what would be recovered.  In a case of several flows the key is called
    `record`, and `flow` says what it is.
    """
    from aatulab.cases.cut import build_case, tell_all  # noqa: PLC0415

    return tell_all(name, seed) if past else build_case(name, seed)[1]


def _beside_notebook(name: str) -> Path | None:
    here = Path.cwd()
    for place in (here, *here.parents):
        candidate = place / FOLDER / name
        if (candidate / CARD).is_file():
            return candidate
    return None
