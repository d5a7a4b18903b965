"""A case: what an officer sees up to a moment, as pandas tables.  No truth is anywhere on it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from aatulab.errors import TableMissingError


@dataclass(frozen=True, eq=False, repr=False)
class Case:
    """The lists of one or more flows; each table is an attribute, such as `case.bookings`.

    The records (bookings, waybills, postal items, crossings) are those of the last day or days
    up to `as_of`; of what came later nothing is there.  `contacts` also hold the contact points
    of the bookings that arrived on the days before.
    """

    name: str
    title: str
    as_of: pd.Timestamp
    frames: Mapping[str, pd.DataFrame]

    def tables(self) -> dict[str, pd.DataFrame]:
        """Return every table by its name."""
        return dict(self.frames)

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return a table; the error says which tables there are."""
        if name.startswith("_") or "frames" not in self.__dict__:
            raise AttributeError(name)  # asked by copying and by notebooks, never by a person
        if name not in self.frames:
            raise TableMissingError(
                f"case {self.name!r} has no table {name!r}; its tables are "
                f"{', '.join(self.frames)}."
            )
        return self.frames[name]

    def __dir__(self) -> list[str]:
        """Let a notebook complete the names of tables."""
        return [*super().__dir__(), *self.frames]

    def __repr__(self) -> str:
        """Return one line that says what is in the case."""
        rows = ", ".join(f"{len(table):,} {name}" for name, table in self.frames.items())
        return f"Case {self.name!r} ({self.title}), up to {self.as_of:%A %d %B %Y}: {rows}"
