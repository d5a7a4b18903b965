"""One text for one plain value: equal texts mean equal values of the same kind.

3 and 3.0 are the same number; "3" is a text, True a flag, None nothing.  For comparisons
without any tolerance, where the kind counts as well.
"""

import json
from collections.abc import Sequence

from aatulab import values as v


def typed_text(item: object) -> str:
    """Return the text that stands for a scalar of one kind and one value.

    >>> [typed_text(item) for item in (3.0, "3", True, None)]
    ['number:3', 'text:3', 'flag:True', 'nothing']
    """
    if item is None:
        return "nothing"
    if isinstance(item, bool):
        return f"flag:{item}"
    if isinstance(item, str):
        return f"text:{item}"
    if isinstance(item, float) and item.is_integer():
        return f"number:{int(item)}"
    return f"number:{item!r}"


def typed_list(items: Sequence[object]) -> str:
    """Return the text that stands for items in their order."""
    return json.dumps([typed_text(item) for item in items])


def items_of(value: v.Value) -> tuple[object, ...] | None:
    """Return the items of a list, a set, an index or a Series; None for anything else."""
    if isinstance(value, v.Sequence):
        return tuple(value.items)
    return tuple(value.values) if isinstance(value, v.SeriesValue) else None
