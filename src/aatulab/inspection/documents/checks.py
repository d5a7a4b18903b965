"""Questions that a passport raises by what is written in it, each with its reason.

The rules on dates are those of the lab's Utopia: ten years at most, and a holder signs on receipt,
so not before the day of issue.  Other States do otherwise; a desk knows its documents.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pandas as pd

from aatulab.codes.mrz import parse_td3
from aatulab.inspection.columns import need_columns
from aatulab.inspection.documents.page import DataPage

MOST_YEARS = 10


@dataclass(frozen=True)
class Doubt:
    """One question; `rule` is `zone`, `digit`, `date`, `stamp`, `reported` or `answer`."""

    rule: str
    words: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.words}"


def check_page(page: DataPage, reports: pd.DataFrame, today: date) -> list[Doubt]:
    """Return every doubt about a page on a day; none is no proof that it is genuine."""
    return [
        *check_zone(page),
        *check_dates(page, today),
        *check_stamps(page, today),
        *check_reports(page, reports, today),
        *check_answer(page, today),
    ]


def check_zone(page: DataPage) -> Iterator[Doubt]:
    """Give each field that page and zone tell otherwise, and each check digit that does not fit."""
    zone = parse_td3(*page.mrz)
    read = {
        "surname": zone.surname,
        "given names": zone.given_names,
        "document number": zone.document_number,
        "nationality": zone.nationality,
        "birth date": zone.birth_date,
        "sex": zone.sex,
        "expiry date": zone.expiry_date,
    }
    is_full = not page.mrz[0].endswith("<")  # then names are cut off at its end
    for field, printed in page.fields().items():
        may_be_cut = is_full and field in {"surname", "given names"}
        if read[field] != (printed[: len(read[field])] if may_be_cut else printed):
            yield Doubt("zone", f"{field}: the page says {printed}, the zone {read[field]}")
    for problem in zone.problems:
        yield Doubt("digit", str(problem))


def check_dates(page: DataPage, today: date) -> Iterator[Doubt]:
    """Give each pair of dates that cannot be."""
    if page.born_on > page.issued_on:
        yield Doubt("date", f"issued on {page.issued_on}, before the birth on {page.born_on}")
    if page.issued_on > today:
        yield Doubt("date", f"issued on {page.issued_on}, which is not yet")
    if page.signed_on < page.issued_on:
        yield Doubt("date", f"signed on {page.signed_on}, before the issue on {page.issued_on}")
    if page.expires_on > _years_later(page.issued_on, MOST_YEARS):
        words = f"valid from {page.issued_on} to {page.expires_on}: over {MOST_YEARS} years"
        yield Doubt("date", words)
    if page.expires_on < today:
        yield Doubt("date", f"expired on {page.expires_on}")


def check_stamps(page: DataPage, today: date) -> Iterator[Doubt]:
    """Give each stamp that is older than the passport or not yet, and each order that cannot be."""
    for stamp in page.stamps:
        if stamp.on < page.issued_on:
            words = f"{stamp.airport} of {stamp.on} is older than the passport ({page.issued_on})"
            yield Doubt("stamp", words)
        if stamp.on > today:
            yield Doubt("stamp", f"{stamp.airport} of {stamp.on}, which is not yet")
    for before, after in pairwise(page.stamps):
        if before.way == after.way:
            way = {"in": "entry", "out": "exit"}.get(after.way, after.way)
            places = f"{before.airport} {before.on}, {after.airport} {after.on}"
            words = f"two times {way} in a row: {places}"
            yield Doubt("stamp", words)


def check_reports(page: DataPage, reports: pd.DataFrame, today: date) -> Iterator[Doubt]:
    """Give each report on exactly this kind of document and this number, made before today."""
    needed = ("document_type", "document_number", "reason", "reported_on")
    need_columns(reports, "reports", needed, "Pass `case.reported_documents`.")
    same = (reports["document_number"] == page.document_number) & (reports["document_type"] == "P")
    for row in reports[same].to_dict("records"):
        reported = pd.Timestamp(str(row["reported_on"])).date()
        if reported < today:
            yield Doubt("reported", f"{row['reason']}, reported on {reported}: ask who reported it")


def check_answer(page: DataPage, today: date) -> Iterator[Doubt]:
    """Give an answer on the age that is further off than the birthday explains."""
    age = age_on(page.born_on, today)
    if abs(age - page.said_age) > 1:
        yield Doubt("answer", f"says {page.said_age}; by the page the holder is {age}")


def age_on(born: date, today: date) -> int:
    """Return the age in full years.

    >>> age_on(date(2000, 2, 29), date(2026, 2, 28)), age_on(date(2000, 2, 29), date(2026, 3, 1))
    (25, 26)
    """
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _years_later(day: date, years: int) -> date:
    return (pd.Timestamp(day) + pd.DateOffset(years=years)).date()
