"""Show a table of sentences so that it can be read: left, wrapped, whole."""

import pandas as pd
from pandas.io.formats.style import Styler

_LEFT = "text-align: left; vertical-align: top; max-width: 26em; white-space: normal"


def readable(table: pd.DataFrame) -> Styler:
    """Return a table for a notebook whose texts are neither cut off nor set to the right.

    >>> readable(pd.DataFrame({"reasons": ["paid in cash (+2)"]})).to_html().count("paid in cash")
    1
    """
    return table.style.set_table_styles([{"selector": "th, td", "props": _LEFT}])
