"""Write rows as CSV that a spreadsheet shows and never runs.

A cell that begins with =, +, -, @, a tab or a line's end is a formula to Excel, Calc and Sheets
(OWASP, "CSV injection"); it gets an apostrophe in front, which they take as "this is text".
Plain numbers stay numbers.  Quotes and separators are the csv module's business.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE | re.ASCII)


def write_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV; None is an empty cell.

    >>> write_table(["who", "points"], [["=1+1", -2.5], ["a, b", None]]).splitlines()
    ['who,points', "'=1+1,-2.5", '"a, b",']
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([plain_cell(cell) for cell in header])
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def plain_cell(cell: object) -> str:
    """Return a cell's text, made harmless where a spreadsheet would take it as a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
