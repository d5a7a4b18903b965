"""Passports to practise on, made of a case's travellers: most in order, some with one slip each.

A slip is what a reader of the page can see: two zones that differ, a digit that was not renewed,
dates, stamps, a report, an answer.  Innocent look-alikes lie between them: letters that the zone
writes otherwise, a number one character away from a reported one, a report on an identity card.
The same case and generator give the same passports; all holders are invented.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aatulab.codes.mrz import check_digit, parse_td3
from aatulab.codes.names import transliterate

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

Row = dict[str, object]
Stamps = list[tuple[pd.Timestamp, str, str]]
_AIRPORTS = ("LIS", "GRU", "DOH", "NBO", "BKK", "YYZ", "LOS", "CDG", "MEX", "SIN")
_IN_NUMBERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # of Utopia's passports
_TIMES = 4  # each slip
_YOUNGEST_DAYS = 20  # since the issue, so that there is time for a journey


def practice_pages(
    case: "Case", rng: np.random.Generator, count: int = 120
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return `pages`, one row a passport, and `stamps`, one row a stamp.

    Columns of `pages`: `page` (P01, P02, ...), `surname`, `given_names`, `document_number`,
    `nationality`, `sex`, `born_on`, `issued_on`, `signed_on`, `expires_on`, `mrz_1`, `mrz_2`,
    `said_age`; of `stamps`: `page`, `on`, `airport`, `way` (`in` or `out`).  The case needs
    travellers and `reported_documents`.
    """
    today = case.as_of.tz_localize(None).normalize()
    reports = case.reported_documents
    travellers = _with_issue(case.passengers.drop_duplicates("document_number"), today)
    chosen = travellers.iloc[rng.choice(len(travellers), count, replace=False)]
    pages, stamps = [], []
    slips = [*SLIPS, "other print", *LOOK_ALIKES]  # the page changed: the plainest, so twice
    for place, traveller in enumerate(chosen.to_dict("records")):
        row, own = _in_order({str(k): v for k, v in traveller.items()}, today, rng)
        if place < len(slips) * _TIMES:  # the rest is in order
            name = slips[place % len(slips)]
            {**SLIPS, **LOOK_ALIKES}[name](row, own, reports, rng)
        pages.append(row)
        stamps.append(own)
    order = rng.permutation(count)
    names = [f"P{number:02d}" for number in range(1, count + 1)]
    table = pd.DataFrame([pages[place] for place in order])
    table.insert(0, "page", names)
    rows = [
        (name, *stamp) for name, place in zip(names, order, strict=True) for stamp in stamps[place]
    ]
    return table, pd.DataFrame(rows, columns=["page", "on", "airport", "way"])


def _with_issue(travellers: pd.DataFrame, today: pd.Timestamp) -> pd.DataFrame:
    """Return travellers with an age and a day of issue: ten years before expiry, a child's five.

    Left out are those whose list and zone differ already, and passports of the last weeks.
    """
    born, expires = travellers["birth_date"], travellers["expires_on"]
    is_later = born.dt.strftime("%m%d") > f"{today:%m%d}"
    age = today.year - born.dt.year - is_later.astype(int)
    issued = (expires - pd.DateOffset(years=10)).where(age >= 16, expires - pd.DateOffset(years=5))
    agree = (born.dt.strftime("%y%m%d") == travellers["mrz_2"].str[13:19]) & (
        travellers["document_number"] == travellers["mrz_2"].str[:9]
    )
    is_old = (issued <= today - pd.Timedelta(days=_YOUNGEST_DAYS)) & (issued >= born)
    fit: pd.DataFrame = travellers.assign(age=age, issued_on=issued)[agree & is_old]
    return fit


def _in_order(traveller: Row, today: pd.Timestamp, rng: np.random.Generator) -> tuple[Row, Stamps]:
    zone = parse_td3(str(traveller["mrz_1"]), str(traveller["mrz_2"]))
    issued = pd.Timestamp(str(traveller["issued_on"]))
    row: Row = {
        "surname": zone.surname.title(),
        "given_names": zone.given_names.title(),
        "document_number": zone.document_number,
        "nationality": zone.nationality,
        "sex": zone.sex,
        "born_on": traveller["birth_date"],
        "issued_on": issued,
        "signed_on": issued + pd.Timedelta(days=int(rng.integers(1, 15))),
        "expires_on": traveller["expires_on"],
        "mrz_1": traveller["mrz_1"],
        "mrz_2": traveller["mrz_2"],
        "said_age": int(str(traveller["age"])),
    }
    return row, _travels(issued, today, rng)


def _travels(issued: pd.Timestamp, today: pd.Timestamp, rng: np.random.Generator) -> Stamps:
    days = (today - issued).days
    trips = min(int(rng.integers(0, 5)), max(days // 60, 0))
    stamps: Stamps = []
    for first in np.sort(rng.choice(max(days // 30, 1), trips, replace=False)):
        airport = str(rng.choice(_AIRPORTS))
        entry = issued + pd.Timedelta(days=int(first) * 30 + int(rng.integers(1, 9)))
        stay = pd.Timedelta(days=int(rng.integers(2, 20)))
        stamps += [(entry, airport, "in"), (entry + stay, airport, "out")]
    return [stamp for stamp in stamps if stamp[0] < today][: 2 * (len(stamps) // 2)]


def _other_print(row: Row, _own: Stamps, _reports: pd.DataFrame, rng: np.random.Generator) -> None:
    """Let the page say something else than the zone; the holder has learned the page."""
    field = str(rng.choice(["born_on", "document_number", "surname"]))
    if field == "born_on":
        years = int(rng.integers(2, 6))
        row[field] = pd.Timestamp(str(row[field])) - pd.DateOffset(years=years)
        row["said_age"] = int(str(row["said_age"])) + years
    elif field == "document_number":
        row[field] = _one_changed(str(row[field]), rng)
    else:
        name = str(row[field])
        row[field] = name[:-1] + ("a" if name[-1] != "a" else "o")


def _both_changed(row: Row, _own: Stamps, _reports: pd.DataFrame, rng: np.random.Generator) -> None:
    """Change the day of birth on the page and in the zone, and leave all digits."""
    _change_birth(row, rng, renew_digit=False)


def _digit_renewed(
    row: Row, _own: Stamps, _reports: pd.DataFrame, rng: np.random.Generator
) -> None:
    """Change the same, renew the field's digit, and forget the one over all."""
    _change_birth(row, rng, renew_digit=True)


def _change_birth(row: Row, rng: np.random.Generator, *, renew_digit: bool) -> None:
    born, line = pd.Timestamp(str(row["born_on"])), str(row["mrz_2"])
    # the digit over all does not see a changed day once the field's own digit fits again
    earlier = (
        [born.replace(month=month, day=min(born.day, 28)) for month in range(1, born.month)]
        if renew_digit
        else [born.replace(day=day) for day in range(1, born.day)]
    )
    for place in rng.permutation(len(earlier)):
        six = f"{earlier[place]:%y%m%d}"
        digit = str(check_digit(six)) if renew_digit else line[19]
        changed = line[:13] + six + digit + line[20:]
        if parse_td3(str(row["mrz_1"]), changed).problems:
            row["born_on"], row["mrz_2"] = earlier[place], changed
            return
    row["mrz_2"] = line[:43] + str((int(line[43]) + 1) % 10)  # nothing earlier: the last digit


def _signed_early(row: Row, _own: Stamps, _reports: pd.DataFrame, rng: np.random.Generator) -> None:
    issued = pd.Timestamp(str(row["issued_on"]))
    row["signed_on"] = issued - pd.Timedelta(days=int(rng.integers(20, 400)))


def _too_long(row: Row, _own: Stamps, _reports: pd.DataFrame, _rng: np.random.Generator) -> None:
    """Let the day of issue be a year earlier than the term allows."""
    expires = pd.Timestamp(str(row["expires_on"]))
    row["issued_on"] = expires - pd.DateOffset(years=11)
    row["signed_on"] = row["issued_on"]


def _old_stamp(row: Row, own: Stamps, _reports: pd.DataFrame, rng: np.random.Generator) -> None:
    issued = pd.Timestamp(str(row["issued_on"]))
    entry = issued - pd.Timedelta(days=int(rng.integers(40, 500)))
    airport = str(rng.choice(_AIRPORTS))
    own[:0] = [(entry, airport, "in"), (entry + pd.Timedelta(days=9), airport, "out")]


def _lost_exit(row: Row, own: Stamps, _reports: pd.DataFrame, rng: np.random.Generator) -> None:
    first = pd.Timestamp(str(row["signed_on"])) + pd.Timedelta(days=1)
    airport = str(rng.choice(_AIRPORTS))
    second = first + pd.Timedelta(days=3)
    own[:] = [(first, airport, "in"), (second, str(rng.choice(_AIRPORTS)), "in"),
              (second + pd.Timedelta(days=2), airport, "out")]  # fmt: skip


def _reported(row: Row, _own: Stamps, reports: pd.DataFrame, rng: np.random.Generator) -> None:
    passports = reports[reports["document_type"] == "P"]["document_number"]
    _renumber(row, str(rng.choice(passports.to_numpy())))


def _other_age(row: Row, _own: Stamps, _reports: pd.DataFrame, rng: np.random.Generator) -> None:
    row["said_age"] = int(str(row["said_age"])) + int(rng.integers(3, 9))


def _near_a_report(row: Row, _own: Stamps, reports: pd.DataFrame, rng: np.random.Generator) -> None:
    passports = reports[reports["document_type"] == "P"]["document_number"]
    near = str(rng.choice(passports.to_numpy()))
    while near in set(reports["document_number"]):
        near = _one_changed(near, rng)
    _renumber(row, near)


def _reported_card(row: Row, _own: Stamps, reports: pd.DataFrame, rng: np.random.Generator) -> None:
    cards = reports[reports["document_type"] != "P"]["document_number"]
    _renumber(row, str(rng.choice(cards.to_numpy())))


def _marked_letters(
    row: Row, _own: Stamps, _reports: pd.DataFrame, _rng: np.random.Generator
) -> None:
    """Write the surname with a letter that the zone spells in two."""
    name = str(row["surname"])
    place = next((n for n, letter in enumerate(name[1:], 1) if letter in "aou"), 0)
    if place:
        marked = {"a": "ä", "o": "ö", "u": "ü"}[name[place]]
        row["surname"] = name[:place] + marked + name[place + 1 :]
    written = f"P<UTO{transliterate(str(row['surname']))}<<{transliterate(str(row['given_names']))}"
    row["mrz_1"] = f"{written[:44]:<<44}"


def _birthday_soon(
    row: Row, _own: Stamps, _reports: pd.DataFrame, _rng: np.random.Generator
) -> None:
    row["said_age"] = int(str(row["said_age"])) + 1


def _one_changed(number: str, rng: np.random.Generator) -> str:
    place = int(rng.integers(1, len(number)))
    others = [letter for letter in _IN_NUMBERS if letter != number[place]]
    return number[:place] + str(rng.choice(others)) + number[place + 1 :]


def _renumber(row: Row, number: str) -> None:
    """Give the passport another number, on the page and in a zone that holds."""
    line = number + str(check_digit(number)) + str(row["mrz_2"])[10:43]
    row["document_number"] = number
    row["mrz_2"] = line + str(check_digit(line[:10] + line[13:20] + line[21:43]))


Slip = Callable[[Row, Stamps, pd.DataFrame, np.random.Generator], None]
SLIPS: Mapping[str, Slip] = {
    "other print": _other_print,
    "both changed": _both_changed,
    "digit renewed": _digit_renewed,
    "signed early": _signed_early,
    "too long": _too_long,
    "old stamp": _old_stamp,
    "lost exit": _lost_exit,
    "reported": _reported,
    "other age": _other_age,
}
LOOK_ALIKES: Mapping[str, Slip] = {
    "near a report": _near_a_report,
    "reported card": _reported_card,
    "marked letters": _marked_letters,
    "birthday soon": _birthday_soon,
}
