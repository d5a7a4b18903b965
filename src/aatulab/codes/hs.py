"""Goods codes of the Harmonized System: chapter, heading, subheading, and which edition.

Two digits name a chapter, four a heading, six a subheading; what follows is each State's own.  A
code means something only in its edition (2017, 2022, and 2028 from 1 January 2028: the WCO's press
release of 21 January 2026), so keep the edition beside every code.  Chapter 77 is empty, 98 and 99
are each State's own.

Of edition 2022 every chapter and heading is known here, and several hundred subheadings in our own
short words (`datasets/reference/hs-chapters.yml`, `hs2022.csv`): a subheading that is missing there
is not wrong, the lab has no use for it.  Of other editions only the form is looked at.
"""

import csv
import string
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from aatulab.codes.reading import Problem, Reading, compact, size
from aatulab.content import datasets_dir, read_yaml

CURRENT = 2022
# the first day of each edition
EDITIONS = {2017: date(2017, 1, 1), 2022: date(2022, 1, 1), 2028: date(2028, 1, 1)}
_LEVELS = {2: "chapter", 4: "heading", 6: "subheading"}
_EMPTY, _OWN = "77", ("98", "99")


@dataclass(frozen=True)
class Chapter:
    """One chapter of edition 2022, in our own words."""

    section: str
    section_title: str
    title: str
    headings: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Hs(Reading):
    """What a goods code says; `goods` is empty for a subheading that the lab does not list."""

    level: str
    edition: str
    chapter: str
    chapter_title: str
    section: str
    section_title: str
    goods: str


@cache
def chapters() -> Mapping[str, Chapter]:
    """Return the chapters of edition 2022 by their two digits.

    >>> chapters()["30"].title, "3006" in chapters()["30"].headings
    ('medicines', True)
    """
    path = datasets_dir() / "reference" / "hs-chapters.yml"
    sections = cast("dict[str, Any]", read_yaml(path)["sections"])
    return {
        code: Chapter(number, section["title"], entry["title"], _headings(code, entry))
        for number, section in sections.items()
        for code, entry in section["chapters"].items()
    }


@cache
def goods() -> Mapping[str, str]:
    """Return what the subheadings of edition 2022 that the lab lists hold.

    >>> goods()["050710"]
    'ivory, ivory powder and waste'
    """
    path = datasets_dir() / "reference" / "hs2022.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["hs6"]: row["goods"] for row in csv.DictReader(lines)}


def edition_on(day: date) -> int:
    """Return the edition that applies on a day.

    Raises `ValueError` before 2017: the lab knows no older edition.

    >>> edition_on(date(2027, 12, 31)), edition_on(date(2028, 1, 1))
    (2022, 2028)
    """
    begun = [edition for edition, first in EDITIONS.items() if first <= day]
    if not begun:
        raise ValueError(f"HS edition: expected a day from 2017-01-01 on, found {day}")
    return max(begun)


def parse_hs(text: str, edition: int = CURRENT) -> Hs:
    """Return what a goods code of 2, 4 or 6 digits says, with or without dots.

    >>> parse_hs("2939.41").facts()["goods"]
    'ephedrine and its salts'
    >>> [str(problem) for problem in parse_hs("7701").problems]
    ["chapter, position 1: found '77', expected a chapter that is in use (77 is kept free)"]
    """
    if edition not in EDITIONS:
        raise ValueError(f"HS edition: expected one of {list(EDITIONS)}, found {edition}")
    code = compact(text, separators=" .\t\n\r\N{NO-BREAK SPACE}")
    problems = _misfits(code) or _problems(code, edition)
    known = chapters().get(code[:2]) if edition == CURRENT and not problems else None
    return Hs(
        text=code,
        problems=tuple(problems),
        level=_LEVELS.get(len(code), ""),
        edition=str(edition),
        chapter=code[:2],
        chapter_title=known.title if known else "",
        section=known.section if known else "",
        section_title=known.section_title if known else "",
        goods=goods().get(code, "") if known else "",
    )


def _misfits(code: str) -> list[Problem]:
    if len(code) not in _LEVELS:
        expected = "2, 4 or 6 (further digits are a State's own)"
        return [Problem("length", size(code), expected)]
    return [
        Problem("goods code", character, "a digit", position)
        for position, character in enumerate(code, start=1)
        if character not in string.digits
    ]


def _problems(code: str, edition: int) -> list[Problem]:
    chapter = code[:2]
    if chapter == _EMPTY:
        expected = "a chapter that is in use (77 is kept free)"
    elif chapter in _OWN:
        expected = "01 to 97 (98 and 99 are each State's own)"
    elif chapter == "00":
        expected = "01 to 97"
    else:
        return _heading_problems(code, edition)
    return [Problem("chapter", chapter, expected, 1)]


def _heading_problems(code: str, edition: int) -> list[Problem]:
    if len(code) == 2:
        return []
    heading, chapter = code[:4], code[:2]
    if heading[2:] == "00":
        return [Problem("heading", heading, "01 to 99 behind the chapter", 3)]
    if edition == CURRENT and heading not in chapters()[chapter].headings:
        last = max(chapters()[chapter].headings)
        expected = f"a heading of chapter {chapter} in {edition}, the last is {last}"
        return [Problem("heading", heading, expected, 3)]
    return []


def _headings(chapter: str, entry: Mapping[str, Any]) -> frozenset[str]:
    free = entry.get("without", [])
    return frozenset(f"{chapter}{n:02d}" for n in range(1, entry["last"] + 1) if n not in free)
