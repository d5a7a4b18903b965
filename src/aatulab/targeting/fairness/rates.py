"""Count, group by group, who was selected, and who of the innocent, with how sure that is."""

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.rules.statistics import wilson

# 29 CFR 1607.4(D): a rule of thumb of American law on hiring, here turned round: who is *checked*
# more often is worse off, so the lowest rate is divided by each group's own
FOUR_FIFTHS = 0.8


def rates_by_group(
    selected: "pd.Series[bool]", illicit: "pd.Series[bool]", groups: "pd.Series[str]"
) -> pd.DataFrame:
    """Return one row a group, in the order of its name; all three are indexed alike.

    Columns: `people`, `selected`, `rate` (selected of all), `low` and `high` (its 90 % interval),
    `innocent`, `for_nothing` (innocent and selected), `false_rate` (of the innocent, selected),
    `false_low` and `false_high`, and `ratio` (the lowest false rate divided by this group's; 1 is
    the best treated group, and under 0.8 is a question).  Where no innocent of a group was
    selected, its ratio is 1.
    """
    table = _aligned(selected, illicit, groups)
    rows = {}
    for name, group in table.groupby("group"):
        innocent = group[~group["illicit"]]
        chosen, nothing = int(group["selected"].sum()), int(innocent["selected"].sum())
        rows[str(name)] = (
            *_rate(chosen, len(group)),
            *_rate(nothing, len(innocent)),
        )
    names = ["people", "selected", "rate", "low", "high"]
    names += ["innocent", "for_nothing", "false_rate", "false_low", "false_high"]
    result = pd.DataFrame.from_dict(rows, orient="index", columns=names).rename_axis("group")
    least = float(result["false_rate"].min())
    result["ratio"] = (least / result["false_rate"]).where(result["false_rate"] > 0, 1.0)
    return result


def _rate(part: int, whole: int) -> tuple[int, int, float, float, float]:
    return (whole, part, part / whole if whole else 0.0, *wilson(part, whole))


def _aligned(
    selected: "pd.Series[bool]", illicit: "pd.Series[bool]", groups: "pd.Series[str]"
) -> pd.DataFrame:
    """Return the three side by side, or say which record is in one and not in another."""
    for name, series in (("illicit", illicit), ("groups", groups)):
        missing = selected.index.difference(series.index)
        if len(missing):
            raise TargetingError(
                f"{name}: {len(missing):,} records of `selected` are not in its index (first: "
                f"{missing[0]!r}), expected all. Index the three alike."
            )
    return pd.DataFrame(
        {
            "selected": selected.astype(bool),
            "illicit": illicit.reindex(selected.index).astype(bool),
            "group": groups.reindex(selected.index).astype("str"),
        }
    )
