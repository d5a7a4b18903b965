"""How much a shared thing says: the rarer it is, the more, counted in bits.

Of 12,000 records 3 share a card: log2(12,000 / 3), some 12 bits.  A hostel's door on 150 of them
makes 6.  What two records share is added up, which counts too much where one thing brings the
other along (who shares a household shares phone and mail).
"""

from itertools import combinations

import numpy as np
import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.links.things import need_things


def rarity_bits(things: pd.DataFrame) -> pd.DataFrame:
    """Return one row a thing: `kind`, `value`, `uses` (records that have it) and `bits`.

    Most used first.  `bits` is the binary logarithm of all records by those that have it.
    """
    need_things(things)
    uses = things.groupby(["kind", "value"])["record"].nunique().rename("uses").reset_index()
    uses["bits"] = np.log2(things["record"].nunique() / uses["uses"])
    return uses.sort_values(
        ["uses", "kind", "value"], ascending=[False, True, True], ignore_index=True
    )


def record_links(things: pd.DataFrame, *, most: int = 8) -> pd.DataFrame:
    """Return one row a pair of records that share something: `a`, `b`, `shares`, `bits`.

    `shares` names the kinds, `bits` is the sum of their rarities; the strongest pair comes first.
    Things of more than `most` records make no pairs.
    """
    if most < 2:
        raise ResearchError(f"most: found {most}, expected two records at least.")
    uses = rarity_bits(things)
    kept = things.merge(uses[uses["uses"].between(2, most)], on=["kind", "value"])
    rows = [
        (a, b, kind, bits)
        for (kind, _, bits), group in kept.groupby(["kind", "value", "bits"], sort=True)["record"]
        for a, b in combinations(sorted(group), 2)
    ]
    pairs = pd.DataFrame(rows, columns=["a", "b", "shares", "bits"])
    found = pairs.groupby(["a", "b"], as_index=False).agg({"shares": ", ".join, "bits": "sum"})
    return found.sort_values(["bits", "a", "b"], ascending=[False, True, True], ignore_index=True)
