"""An archive and a log of look-ups to practise on, made from a case's bookings.

Both hold what an auditor finds in real ones: records that nobody masked, look-ups without a lawful
purpose, names shown without approval, one officer who is too curious.  The same case and the same
generator give the same tables.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aatulab.targeting.safeguards.masking import IDENTITY, must_be_masked

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

PURPOSES = ("serious crime", "terrorist offences")
_OTHERS = ("traffic fine", "tax debt", "a friend asked", "")
_REASONS = ("hit on a rule", "request from another unit", "open case", "follow-up of a seizure")
_ENTRIES, _OFFICERS, _REPEATED = 260, 9, 9
_COLUMNS = ("lead_time_h", "paid_cash", "contact_reuse", "detour_ratio", "checked_kg", "stay_h",
            "nationality", "age", "sex", "surname", "meal_code", "first_airport")  # fmt: skip
_STEPS = ("sealed", "handed over", "stored", "handed over", "weighed")


def practice_archive(case: "Case", rng: np.random.Generator) -> pd.DataFrame:
    """Return one row a booking, received over the five and a half years before the case.

    Columns: `pnr`, `received_at`, `surname`, `phone`, `card`, `itinerary`, `fare`, `linked`.  Most
    records whose time is over are masked (their identity fields are empty); some were forgotten.
    """
    bookings = case.bookings.set_index("pnr")
    count = len(bookings)
    ages = np.select(
        [rng.random(count) < 0.5, rng.random(count) < 0.8],
        [rng.integers(2, 181, count), rng.integers(181, 1826, count)],
        rng.integers(1826, 2010, count),
    )
    # the edges that every rule is tried on: to the day, a day before, a day after
    ages[:6] = [180, 181, 185, 1825, 1827, 184]
    archive = pd.DataFrame(
        {
            "received_at": case.as_of.normalize() - pd.to_timedelta(ages, unit="D"),
            "surname": case.passengers.groupby("pnr")["surname"].first().reindex(bookings.index),
            "phone": _first(case.contacts[case.contacts["kind"] == "phone"], "value", bookings),
            "card": _first(case.payments, "card", bookings),
            "itinerary": bookings["itinerary"],
            "fare": bookings["fare"],
        },
        index=bookings.index,
    )
    due = must_be_masked(archive["received_at"], case.as_of)
    archive["linked"] = due & (rng.random(count) < 0.12)
    done = due & (rng.random(count) < 0.85)
    for column in IDENTITY:
        archive[column] = archive[column].astype(object).mask(done, None)
    return archive.reset_index()


def practice_lookups(
    archive: pd.DataFrame, now: pd.Timestamp, rng: np.random.Generator
) -> pd.DataFrame:
    """Return a month's log of look-ups, in order of time.

    Columns: `entry`, `at`, `officer`, `pnr`, `purpose`, `reason`, `names_shown`, `approved_by`.
    """
    draw = rng.integers(0, len(archive), _ENTRIES)
    officers = np.array([f"officer-{number:02d}" for number in range(1, _OFFICERS + 1)])
    lawful = rng.random(_ENTRIES) < 0.93
    log = pd.DataFrame(
        {
            "at": now - pd.to_timedelta(np.sort(rng.integers(1, 30 * 1440, _ENTRIES))[::-1], "min"),
            "officer": rng.choice(officers, _ENTRIES),
            "pnr": archive["pnr"].to_numpy()[draw],
            "purpose": np.where(
                lawful,
                rng.choice(PURPOSES, _ENTRIES, p=[0.85, 0.15]),
                rng.choice(_OTHERS, _ENTRIES),
            ),
            "reason": rng.choice(_REASONS, _ENTRIES),
            "names_shown": rng.random(_ENTRIES) < 0.6,
        }
    )
    favourite = rng.choice(_ENTRIES, _REPEATED, replace=False)
    log.loc[favourite, "pnr"] = archive["pnr"].to_numpy()[draw[0]]
    log.loc[favourite, "officer"] = officers[int(rng.integers(0, _OFFICERS))]
    received = log["pnr"].map(archive.set_index("pnr")["received_at"])
    needs = must_be_masked(received, now) & log["names_shown"]
    approved = needs & (rng.random(_ENTRIES) < 0.75)
    log["approved_by"] = pd.Series("head of unit", index=log.index).where(approved, None)
    log.insert(0, "entry", np.arange(1, _ENTRIES + 1))
    return log


def practice_rules(now: pd.Timestamp, rng: np.random.Generator, count: int = 90) -> pd.DataFrame:
    """Return drafts of rules that somebody wants to run.

    Columns: `rule`, `column` (what it looks at), `purpose`, `owner` (None where nobody answers for
    it), `reviewed_on` (the last time that its hits were looked at).
    """
    days = rng.choice([3, 40, 160, 300, 364, 365, 366, 367, 400, 700], count)
    return pd.DataFrame(
        {
            "rule": [f"R{number:02d}" for number in range(1, count + 1)],
            "column": rng.choice(_COLUMNS, count),
            "purpose": rng.choice([*PURPOSES, "tax debt", ""], count, p=[0.65, 0.15, 0.1, 0.1]),
            "owner": pd.Series(rng.choice(["A", "B", "C", ""], count)).replace("", None),
            "reviewed_on": now.normalize() - pd.to_timedelta(days, unit="D"),
        }
    )


def practice_custody(
    now: pd.Timestamp, rng: np.random.Generator, seizures: int = 24
) -> pd.DataFrame:
    """Return the papers of some seizures: one row an entry, in the order in which they were filed.

    Columns: `seizure`, `at`, `step`, `who`, `seal`, `grams`.  A step `opened` explains a new seal,
    a step `sampled` a smaller weight; in some seizures that entry is missing.
    """
    rows = []
    for number in range(1, seizures + 1):
        at = now - pd.Timedelta(days=int(rng.integers(2, 90)), minutes=int(rng.integers(0, 600)))
        seal, grams = f"A {int(rng.integers(1000, 9999))}", float(rng.integers(200, 4000))
        change, explained = rng.choice(["none", "seal", "weight"]), rng.random() < 0.5
        place = int(rng.integers(2, len(_STEPS)))
        for step_no, step in enumerate(_STEPS):
            at += pd.Timedelta(minutes=int(rng.integers(15, 300)))
            told = step
            if step_no == place and change == "seal":
                seal, told = f"B {int(rng.integers(1000, 9999))}", "opened" if explained else step
            if step_no == place and change == "weight":
                grams -= float(rng.integers(12, 90))
                told = "sampled" if explained else step
            scales = round(float(rng.uniform(-0.8, 0.8)), 1)  # no scales weigh twice the same
            rows.append((f"S{number:02d}", at, told, f"officer-{int(rng.integers(1, 10)):02d}",
                         seal, round(grams + scales, 1)))  # fmt: skip
    return pd.DataFrame(rows, columns=["seizure", "at", "step", "who", "seal", "grams"])


def _first(table: pd.DataFrame, column: str, bookings: pd.DataFrame) -> pd.Series:
    first: pd.Series = table.groupby("pnr")[column].first().reindex(bookings.index)
    return first
