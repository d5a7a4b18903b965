"""Reports that lean on each other: from whom each has it, and how many origins stand behind.

`practice_reports` makes a stack of them; `origins_of` follows each report to where it began.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.columns import need_columns

SERVICES = ("customs", "police", "border guard", "post", "tax service", "airport security")
_STATEMENTS = (
    "A white van waits on Thursdays behind shed 4",
    "Two firms at one address share a forwarder",
    "The night clerk opens the side gate",
    "Parcels are fetched by somebody else than the addressee",
    "The grey cases were bought in one shop",
    "Cash is brought to the office on the last Friday",
    "The broker has a second telephone",
    "The cold room is booked and never used",
    "A driver is paid for trips that he does not make",
    "The invoices come from a printer at home",
    "Bags are exchanged between belts 2 and 3",
    "The warehouse key was copied in spring",
)
_NEEDED = ("report", "told_by", "source")


def origins_of(reports: pd.DataFrame) -> "pd.Series[str]":
    """Return the origin of each report, by its number: the source of the one where it began.

    `told_by` is the report that this one repeats, empty where the service has it from its own
    `source`.  Missing where the way leads to a report that is not there.
    """
    need_columns(reports, "reports", _NEEDED, "Pass what `practice_reports(rng, sources)` returns.")
    told = dict(zip(reports["report"], reports["told_by"], strict=True))
    source = dict(zip(reports["report"], reports["source"], strict=True))
    found = {report: _origin(report, told, source) for report in reports["report"]}
    return pd.Series(found, name="origin", dtype="str").rename_axis("report")


def _origin(report: str, told: dict[str, str], source: dict[str, str]) -> str | None:
    seen = {report}
    while told.get(report):
        report = told[report]
        if report in seen:
            raise ResearchError(
                f"reports: {report} repeats itself by way of {len(seen)} others; a report cannot "
                "be its own origin. Read `told_by` again."
            )
        seen.add(report)
    return source.get(report)


def practice_sources(rng: np.random.Generator, sources: int = 16) -> pd.DataFrame:
    """Return what became of each source's earlier reports: `source`, `checked`, `right`."""
    checked = rng.integers(0, 30, sources)
    skill = rng.choice([0.99, 0.88, 0.7, 0.5, 0.2], sources)
    names = [f"Q{number:02d}" for number in range(1, sources + 1)]
    return pd.DataFrame(
        {"source": names, "checked": checked, "right": rng.binomial(checked, skill)}
    )


def practice_reports(rng: np.random.Generator, sources: pd.DataFrame) -> pd.DataFrame:
    """Return reports on twelve statements, as they were filed.

    Columns: `report`, `statement` (S01 and so on), `says`, `service`, `told_by`, `source` (empty
    where somebody passes on), `supports` (False where the report denies the statement).
    """
    need_columns(sources, "sources", ("source",), "Pass what `practice_sources(rng)` returns.")
    rows = [
        row
        for number, says in enumerate(_STATEMENTS, start=1)
        for row in _about(f"S{number:02d}", says, rng, sources["source"].tolist())
    ]
    columns = ["report", "statement", "says", "service", "told_by", "source", "supports"]
    table = pd.DataFrame(rows, columns=columns)
    fresh = {old: f"R-{place + 1:03d}" for old, place in
             zip(table["report"], rng.permutation(len(table)), strict=True)}  # fmt: skip
    table["report"] = table["report"].map(fresh)
    table["told_by"] = table["told_by"].map(lambda old: fresh.get(old, old))
    return table.sort_values("report", ignore_index=True)


def _about(
    statement: str, says: str, rng: np.random.Generator, sources: list[str]
) -> Iterator[tuple[object, ...]]:
    """Give the first-hand reports on one statement, and those who pass them on."""
    firsts = int(rng.integers(0, 4))
    known: list[tuple[str, bool]] = []
    for place in range(firsts):
        # a source may talk to two services
        source = str(rng.choice(sources[: 2 + len(sources) // 2]))
        supports, report = bool(rng.random() < 0.8), f"{statement}/{place}"
        known.append((report, supports))
        yield report, statement, says, str(rng.choice(SERVICES)), "", source, supports
    for place in range(firsts, firsts + int(rng.integers(1, 5))):
        report = f"{statement}/{place}"
        if known and rng.random() < 0.85:
            before, supports = known[int(rng.integers(0, len(known)))]
        else:  # the report that it leans on is not in this file
            before, supports = f"R-{rng.integers(500, 999)}", True
        known.append((report, supports))
        yield report, statement, says, str(rng.choice(SERVICES)), before, "", supports
