"""What came before what: the uses of the things of a component, in the order of time."""

from collections.abc import Collection

import pandas as pd

from aatulab.research.links.things import need_things


def first_uses(things: pd.DataFrame, records: Collection[str]) -> pd.DataFrame:
    """Return every shared thing of some records: when it came up first and last, and with whom.

    One row a thing that two of `records` have at least: `kind`, `value`, `uses`, `first_record`,
    `first_at`, `last_record`, `last_at`, `flows`; the earliest first.  What came first is no
    cause, only first: of what was before the list began nothing is known.
    """
    need_things(things)
    inside = things[things["record"].isin(set(records))].sort_values(["at", "record"])
    grouped = inside.groupby(["kind", "value"], sort=True)
    table = grouped.agg(
        uses=("record", "nunique"),
        first_record=("record", "first"),
        first_at=("at", "first"),
        last_record=("record", "last"),
        last_at=("at", "last"),
        flows=("flow", lambda flows: ", ".join(dict.fromkeys(flows))),
    ).reset_index()
    shared = table[table["uses"] >= 2]
    return shared.sort_values(["first_at", "kind", "value"], ignore_index=True)
