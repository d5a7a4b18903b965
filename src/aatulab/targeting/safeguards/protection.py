"""A unit's book of the people who needed protection, to be checked against the duties of section 7.

Invented from end to end, one row a person and no name: the duties can be audited without opening
anybody's file.  Some entries break a duty, as they do in real books.
"""

import numpy as np
import pandas as pd

NEEDS = ("victim", "child", "asylum")
HELPERS = {"victim": "victims' service", "child": "guardian", "asylum": "asylum authority"}


def practice_protection(
    now: pd.Timestamp, rng: np.random.Generator, of_each: int = 8
) -> pd.DataFrame:
    """Return the entries of a month, in order of time: so many victims, children, asylum seekers.

    Columns: `entry`, `at`, `need`, `heard_alone`, `helper` (who was called; None if nobody), `told`
    (whom else the unit told; None if nobody), `step` (`heard`, `charged` or `sent back`).  Each
    duty is broken once or twice.
    """
    count = of_each * len(NEEDS)
    book = pd.DataFrame(
        {
            "at": now - pd.to_timedelta(np.sort(rng.integers(60, 43_200, count))[::-1], "min"),
            "need": rng.permutation(np.repeat(NEEDS, of_each)),
            "heard_alone": True,
        }
    )
    book["helper"] = book["need"].map(HELPERS)
    told = rng.choice(["prosecutor", "other unit", ""], count, p=[0.2, 0.3, 0.5])
    book["told"] = pd.Series(told).replace("", None)
    book["step"] = "heard"
    for need, column, broken in (
        ("victim", "heard_alone", False),
        ("victim", "step", "charged"),
        ("child", "helper", None),
        ("asylum", "told", "State that they fled"),
        ("asylum", "step", "sent back"),
    ):
        places = np.flatnonzero(book["need"] == need)
        chosen = rng.choice(places, int(rng.integers(1, 3)), replace=False)
        book.loc[chosen, column] = broken
    book.insert(0, "entry", np.arange(1, count + 1))
    return book
