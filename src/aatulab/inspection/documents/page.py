"""A passport as it lies on the desk: the page that people read, the zone, the stamps."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from aatulab.codes.names import transliterate
from aatulab.inspection.columns import need_columns

PAGE_COLUMNS = (
    "page", "surname", "given_names", "document_number", "nationality", "sex", "born_on",
    "issued_on", "signed_on", "expires_on", "mrz_1", "mrz_2", "said_age",
)  # fmt: skip
STAMP_COLUMNS = ("page", "on", "airport", "way")


@dataclass(frozen=True)
class Stamp:
    """Entry (`in`) or exit (`out`) at an airport, on a day."""

    on: date
    airport: str
    way: str


@dataclass(frozen=True)
class DataPage:
    """What is printed for people to read, the two lines for machines, and the stamps.

    `said_age` is what the holder answered when asked how old they are.
    """

    name: str
    surname: str
    given_names: str
    document_number: str
    nationality: str
    sex: str
    born_on: date
    issued_on: date
    signed_on: date
    expires_on: date
    mrz: tuple[str, str]
    said_age: int
    stamps: tuple[Stamp, ...] = ()

    def fields(self) -> dict[str, str]:
        """Return what the zone should say by the printed page, in the zone's own writing."""
        return {
            "surname": _written(self.surname),
            "given names": _written(self.given_names),
            "document number": self.document_number,
            "nationality": self.nationality,
            "birth date": f"{self.born_on:%y%m%d}",
            "sex": self.sex,
            "expiry date": f"{self.expires_on:%y%m%d}",
        }


def read_pages(pages: pd.DataFrame, stamps: pd.DataFrame) -> list[DataPage]:
    """Return one `DataPage` a row of `pages`, with its rows of `stamps` by day.

    Raises `InspectionError` that names a missing column.
    """
    for table, name, columns in ((pages, "pages", PAGE_COLUMNS), (stamps, "stamps", STAMP_COLUMNS)):
        need_columns(table, name, columns, "Pass the tables of `practice_pages`.")
    by_page: dict[str, list[Stamp]] = {}
    for row in stamps.sort_values("on", kind="stable").to_dict("records"):
        stamp = Stamp(_day(row["on"]), str(row["airport"]), str(row["way"]))
        by_page.setdefault(str(row["page"]), []).append(stamp)
    return [_page(row, by_page) for row in pages.to_dict("records")]


def _page(row: Mapping[Hashable, object], stamps: dict[str, list[Stamp]]) -> DataPage:
    name = str(row["page"])
    return DataPage(
        name=name,
        surname=str(row["surname"]),
        given_names=str(row["given_names"]),
        document_number=str(row["document_number"]),
        nationality=str(row["nationality"]),
        sex=str(row["sex"]),
        born_on=_day(row["born_on"]),
        issued_on=_day(row["issued_on"]),
        signed_on=_day(row["signed_on"]),
        expires_on=_day(row["expires_on"]),
        mrz=(str(row["mrz_1"]), str(row["mrz_2"])),
        said_age=int(str(row["said_age"])),
        stamps=tuple(stamps.get(name, ())),
    )


def _day(value: object) -> date:
    return pd.Timestamp(str(value)).date()


def _written(name: str) -> str:
    """Return a name as the zone shows it to a reader: the filler is a space."""
    return transliterate(name).replace("<", " ")
