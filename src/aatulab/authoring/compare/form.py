"""The form of rows, where a question asks for it: their order, the index's names, the dtypes.

And how many rows are right as a whole: the share that partial credit counts.
"""

from collections.abc import Mapping

from aatulab import values as v
from aatulab.authoring.compare.exact import exact_column
from aatulab.authoring.compare.known import KnownColumn, KnownRows
from aatulab.authoring.compare.rows import Rows
from aatulab.authoring.finding import Finding
from aatulab.authoring.question import Tolerance


def know_order(rows: Rows) -> KnownColumn:
    """Return the knowledge of each row's place."""
    return exact_column(rows.keys, _places(rows), Tolerance())


def find_in_order(name: str, rows: Rows, known: KnownRows) -> Finding | None:
    """Return the finding for rows in another order than the known one."""
    if known.order is None or known.order.difference(rows.keys, _places(rows)) is None:
        return None
    detail = f"{name} has the right rows, in another order than the question asks for."
    return Finding(0.0, "wrong_order", detail)


def find_in_dtypes(name: str, dtypes: Mapping[str, str], known: KnownRows) -> Finding | None:
    """Return the finding for a column whose values are right and whose dtype is not."""
    for column, wanted in known.dtypes.items():
        found = dtypes.get(column)
        if found is not None and found != wanted:
            where = f"The column `{column}` of {name}" if column else f"{name}"
            detail = f"{where} should have the dtype `{wanted}`; yours is `{found}`."
            return Finding(0.0, "wrong_dtype", detail)
    return None


def index_names_of(table: v.TableValue) -> tuple[str, ...] | None:
    """Return the names of a table's index, ('',) for a plain 0, 1, 2 ...; None for another."""
    if all(table.index_names):
        return tuple(map(str, table.index_names))
    plain = len(table.index) == 1 and list(table.index[0]) == list(range(table.rows))
    return ("",) if plain and not table.index_names[0] else None


def share_of_rows(rows: Rows, known: KnownRows) -> float:
    """Return the share of rows that are right in every column, out of all rows of both."""
    places = sorted(known.keys.shared(rows.keys))
    keys = [rows.keys[place] for place in places]
    wrong: set[int] = set()
    for name, column in known.columns.items():
        wrong |= column.wrong(keys, [rows.columns[name][place] for place in places])
    extra = len(rows.keys) - len(places)
    return (len(places) - len(wrong)) / max(known.keys.count + extra, 1)


def _places(rows: Rows) -> list[str]:
    return [str(place) for place in range(len(rows.keys))]
