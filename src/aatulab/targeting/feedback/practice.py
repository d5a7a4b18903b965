"""A debrief, seizure records, two quarters of rules and a year of figures, to practise on.

All are drawn, and say nothing about a case's own travellers.  The same case and generator give the
same tables.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from aatulab.targeting.feedback.records import LONG, METHOD

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

_FACTS = (  # what came up, at whose desk, hours before the find; when it was told is drawn
    ("the booking was moved by a day", "analyst", 30.0, "customs"),
    ("the ticket was paid at a counter, in cash", "analyst", 29.0, "customs"),
    ("a partner writes: watch the 17th, grey case", "analyst", 22.0, "police"),
    ("a parcel to the same phone was held", "post", 20.0, "customs"),
    ("checked last year: nothing was found", "customs", 19.0, "analyst"),
    ("the passport is new, the visa is not", "border guard", 2.4, "customs"),
    ("two men wait by the exit and leave one by one", "police", 1.6, "border guard"),
    ("the bag is 4 kg heavier than its tag", "customs", 1.1, "police"),
    ("the traveller asks twice for the transfer desk", "border guard", 0.9, "customs"),
    ("the image shows a dark seam", "customs", 0.4, "police"),
)
_DECISIONS = (  # what was decided, by whom, hours before the find
    ("let the booking pass at the first look", "analyst", 21.0),
    ("send the parcel on", "post", 18.0),
    ("stamp the passport", "border guard", 1.5),
    ("send the bag through the X-ray", "customs", 0.7),
    ("not follow the two men", "police", 0.6),
)
_NAMES = ("Mr Tarvan", "Ms Oriel", "Mr Lendwick", "Ms Sabrane")  # nobody's
_REMARKS = ("found below the lining", "packed in coffee", "declared as samples", "second box")


def practice_debrief(
    case: "Case", rng: np.random.Generator
) -> tuple[pd.DataFrame, pd.DataFrame, pd.Timestamp]:
    """Return the facts and the decisions of one case, and the moment of the find (UTC).

    Facts: `fact`, `words`, `service`, `arose_at`, `told_to`, `told_at` (missing: never told).
    Decisions: `decision`, `words`, `service`, `decided_at`.
    """
    found_at = (case.as_of - pd.Timedelta(minutes=int(rng.integers(900, 4000)))).floor("min")
    facts = pd.DataFrame(
        [
            (f"F{number:02d}", words, service, _before(found_at, hours, rng), to)
            for number, (words, service, hours, to) in enumerate(_FACTS, start=1)
        ],
        columns=["fact", "words", "service", "arose_at", "told_to"],
    )
    left_min = (found_at - facts["arose_at"]).dt.total_seconds() / 60
    delay = left_min * rng.choice([0.1, 0.5, 0.9, 1.4], len(facts), p=[0.3, 0.25, 0.25, 0.2])
    told_at = facts["arose_at"] + pd.to_timedelta(delay.round(), unit="min")
    facts["told_at"] = told_at.where(rng.random(len(facts)) > 0.2)
    facts["told_at"] = pd.to_datetime(facts["told_at"], utc=True)
    decisions = pd.DataFrame(
        [
            (f"D{number}", words, service, _before(found_at, hours, rng))
            for number, (words, service, hours) in enumerate(_DECISIONS, start=1)
        ],
        columns=["decision", "words", "service", "decided_at"],
    )
    order = rng.permutation(len(facts))  # papers lie as they were handed in
    return facts.iloc[order].reset_index(drop=True), decisions, found_at


def practice_records(case: "Case", rng: np.random.Generator) -> pd.DataFrame:
    """Return long forms for the case's seizures: some with a slip, a few with a person referred."""
    short = case.seizures_short.copy()
    count = len(short)
    ways = {method: way for way, method in METHOD.items()}
    selected = short["detection_method"].map(ways).astype(object)
    astray = (rng.random(count) < 0.1) & (selected != "rule")
    records = short.assign(
        selected_by=selected,
        detection_method=short["detection_method"].mask(astray, METHOD["rule"]),
        persons=rng.integers(0, 3, count),
        referred=rng.random(count) < 0.05,
        remarks=rng.choice(_REMARKS, count),
    )
    records.loc[records.index[rng.random(count) < 0.06], "quantity"] = 0.0
    named = rng.random(count) < 0.12
    who = pd.Series(rng.choice(_NAMES, count), index=records.index)
    records["remarks"] = records["remarks"].mask(named, who + " says it was a gift")
    return records[list(LONG)]


def practice_quarters(
    rng: np.random.Generator, rules: int = 24, checks: int = 40, better: int = 2
) -> pd.DataFrame:
    """Return two quarters of a rule book, indexed by `rule`.

    All rules hit in 8 % of their checks in truth, but for `better` ones that hit in 16 %: `truth`
    says which.  Further columns: `checks_1`, `hits_1`, `checks_2`, `hits_2`, `truth`.
    """
    truth = np.full(rules, 0.08)
    truth[rng.choice(rules, better, replace=False)] = 0.16
    first, second = (rng.integers(checks // 2, checks * 3 // 2, rules) for _ in range(2))
    return pd.DataFrame(
        {
            "checks_1": first,
            "hits_1": rng.binomial(first, truth),
            "checks_2": second,
            "hits_2": rng.binomial(second, truth),
            "truth": truth,
        },
        index=pd.Index([f"R{number:02d}" for number in range(1, rules + 1)], name="rule"),
    )


def practice_months(rng: np.random.Generator) -> pd.DataFrame:
    """Return two years of figures by `month` (1 to 24): `officers`, `checks`, `finds`, `kg`.

    In the second year the unit has more officers and checks more; what it finds in a hundred checks
    has become less.  One find of the second year is a very heavy one.
    """
    month = np.arange(1, 25)
    officers = np.where(month <= 12, 4, 7)
    checks = rng.poisson(officers * 45)
    finds = rng.binomial(checks, np.where(month <= 12, 0.075, 0.06))
    kg = np.array([rng.lognormal(0.3, 0.9, count).sum() for count in finds])
    kg[int(rng.integers(14, 23))] += float(rng.integers(180, 320))
    return pd.DataFrame(
        {"month": month, "officers": officers, "checks": checks, "finds": finds, "kg": kg.round(1)}
    )


def _before(found_at: pd.Timestamp, hours: float, rng: np.random.Generator) -> pd.Timestamp:
    return found_at - pd.Timedelta(minutes=round(hours * 60 * float(rng.uniform(0.94, 1.06))))
