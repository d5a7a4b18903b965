"""How large a value may be; both sides of the wire keep to the same figures."""

MAX_ROWS = 200_000
"""Rows of a table or series, items of a list or mapping."""

MAX_CELLS = 2_000_000
"""Cells of a table (its index included), points of a chart."""

MAX_TEXT = 100_000
"""Characters of a single text; a cell of a table is cut at `MAX_CELL_TEXT`."""

MAX_CELL_TEXT = 2_000
MAX_NAME = 200
"""Characters of the name of a column, an index level, a dtype or a type; printable ones."""

MAX_LABEL = 500
"""Characters of a chart's title or label."""

MAX_MARKS = 200
MAX_LEVELS = 16
MAX_COLUMNS = 1_000
INT_BOUND = 2**63
"""A whole number beyond this travels as a float, so that every number has a float."""
