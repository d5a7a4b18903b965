"""Put the signals of every postal item of a case into one table.

Nothing in it says who anybody is, where he lives or which country he writes from.
"""

from typing import TYPE_CHECKING

import pandas as pd

from aatulab.targeting.post.goods import item_value_ratio
from aatulab.targeting.post.items import in_parts, just_below, number_runs, weight_gain
from aatulab.targeting.post.parties import names_at_door

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case


def item_signals(case: "Case") -> pd.DataFrame:
    """Return the signals of every item of a case, indexed by its number.

    `weight_gain`, `just_below` (the limit of 150 euros), `no_trace` (postage paid in cash or
    stamps), `no_advance_data`, `no_return_address`, `names_at_door`, `number_run`, `in_parts`,
    `value_ratio` (missing without a code), `items_90d`, `commercial_sample`.  Not in it are vague
    words: their list is a file, and a graded notebook has no files (see `vague_lines`).
    """
    items = case.postal_items.set_index("item")
    columns: dict[str, pd.Series] = {
        "weight_gain": weight_gain(case.postal_items),
        "just_below": just_below(case.postal_items),
        "no_trace": items["payment_form"].isin(["cash", "stamps"]),
        "no_advance_data": items["advance_at"].isna(),
        "no_return_address": items["sender_address_id"].isna(),
        "names_at_door": names_at_door(case.postal_items),
        "number_run": number_runs(case.postal_items),
        "in_parts": in_parts(case.postal_items),
        "value_ratio": item_value_ratio(case.declaration_lines).reindex(items.index),
        "items_90d": items["items_90d"],
        "commercial_sample": items["category"].eq("commercial sample"),
    }
    return pd.DataFrame(columns, index=items.index)
