"""Where each table of a world lies in its folder; the same for one gateway and for many.

    world.json                                        what was ordered, and a digest of every file
    tables/bookings/gateway=LIS/part.parquet          what an officer could see
    tables/airports/part.parquet                      the same in all gateways
    truth/truth/gateway=LIS/part.parquet              what is so, apart

DuckDB, `pyarrow.dataset` and pandas read the folder of a table as one table, with a column
`gateway` for the part that each row comes from.
"""

import re
from dataclasses import dataclass

MANIFEST = "world.json"
TABLES, TRUTH = "tables", "truth"
GATEWAY = "gateway"  # the column that readers see beside those of the schema
_FILE = "part.parquet"
_PATH = re.compile(rf"({TABLES}|{TRUTH})/([a-z_]+)/(?:{GATEWAY}=([A-Z]{{3}})/)?{re.escape(_FILE)}")


@dataclass(frozen=True, order=True)
class Place:
    """One file of a world: a table, or the part of it that one gateway made."""

    table: str
    gateway: str | None = None
    hidden: bool = False

    @property
    def path(self) -> str:
        """Return the path inside the folder, with slashes on every system.

        >>> Place("bookings", "LIS").path
        'tables/bookings/gateway=LIS/part.parquet'
        """
        part = [] if self.gateway is None else [f"{GATEWAY}={self.gateway}"]
        return "/".join([TRUTH if self.hidden else TABLES, self.table, *part, _FILE])

    @classmethod
    def of(cls, path: str) -> "Place":
        """Return the place that a path names; `ValueError` if it names none.

        >>> Place.of("truth/truth/gateway=LIS/part.parquet")
        Place(table='truth', gateway='LIS', hidden=True)
        """
        told = _PATH.fullmatch(path)
        if told is None:
            raise ValueError(f"{path}: no file of a world lies there")
        root, table, code = told.groups()
        return cls(table, code, hidden=root == TRUTH)
