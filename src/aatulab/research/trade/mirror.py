"""Mirror figures: what one State says it sent, beside what the other says it received.

The two never agree.  Freight, the year's end, a third State between and two clerks with two codes
explain most of it; each can be taken out, and what is left is worth a question.
"""

import pandas as pd

from aatulab.errors import ResearchError, shown
from aatulab.research.columns import need_columns

# typical days on the way; an exporter's paper holds the day of departure only
DAYS = {"air": 2, "sea": 30}
BY = {"code": 6, "heading": 4, "chapter": 2}
TOLERANCE = 0.15
READINGS = ("agrees", "cheaper on arrival", "dearer on arrival", "less arrives", "more arrives")
_EXPORTS = ("departed", "mode", "code", "kg", "value")
_IMPORTS = ("arrived", "code", "kg", "value", "consigned_from", "origin")
_NEXT = "Pass what `practice_mirror(year, rng)` returns."


def mirror(
    exports: pd.DataFrame,
    imports: pd.DataFrame,
    year: int,
    *,
    by: str = "code",
    freight: float = 0.0,
    by_arrival: bool = False,
    direct_only: bool = False,
) -> pd.DataFrame:
    """Return one row a code (or heading, or chapter): both sides and the ratio between them.

    `freight` is the share of the value that the importer's side adds for freight and insurance
    (0.08 for 8 %).  `by_arrival` counts exports by the day on which they should have arrived,
    `direct_only` leaves out imports that a third State consigned.  Columns: `exported`, `imported`
    (euros), `exported_kg`, `imported_kg`, `value_ratio` (imported over exported with freight),
    `kg_ratio`; a ratio is missing where nothing was exported.
    """
    need_columns(exports, "exports", _EXPORTS, _NEXT)
    need_columns(imports, "imports", _IMPORTS, _NEXT)
    if by not in BY:
        raise ResearchError(f"by: found {shown(by)}, expected one of {', '.join(BY)}.")
    if not 0 <= freight < 1:
        raise ResearchError(f"freight: found {freight:g}, expected a share such as 0.08.")
    arrived = imports[imports["arrived"].dt.year == year]
    if direct_only:
        arrived = arrived[arrived["consigned_from"] == arrived["origin"]]
    sent = exports[_counted_on(exports, by_arrival=by_arrival).dt.year == year]
    sides = pd.concat(
        {"exported": _sums(sent, BY[by]), "imported": _sums(arrived, BY[by])}, axis="columns"
    ).fillna(0.0)
    sides.columns = pd.Index(["exported", "exported_kg", "imported", "imported_kg"])
    sides["value_ratio"] = _ratio(sides["imported"], sides["exported"] * (1 + freight))
    sides["kg_ratio"] = _ratio(sides["imported_kg"], sides["exported_kg"])
    return sides.rename_axis(by)


def reading(table: pd.DataFrame, tolerance: float = TOLERANCE) -> "pd.Series[str]":
    """Return for each row of `mirror` what its two ratios say, one of `READINGS`.

    Weight is read first: a price means little where the goods themselves are not the same.
    """
    need_columns(table, "table", ("value_ratio", "kg_ratio"), "Pass what `mirror(…)` returns.")
    return pd.Series(
        [
            _read(kg_ratio, value_ratio, tolerance)
            for kg_ratio, value_ratio in table[["kg_ratio", "value_ratio"]].to_numpy("float64")
        ],
        index=table.index,
        name="reading",
        dtype="str",
    )


def _read(kg_ratio: float, value_ratio: float, tolerance: float) -> str:
    """Return the words for two ratios; half and double are equally far from 1."""
    most = 1 + tolerance
    if pd.isna(kg_ratio) or kg_ratio > most:
        return "more arrives"
    if kg_ratio < 1 / most:
        return "less arrives"
    price = value_ratio / kg_ratio
    if price > most:
        return "dearer on arrival"
    return "cheaper on arrival" if price < 1 / most else "agrees"


def _counted_on(exports: pd.DataFrame, *, by_arrival: bool) -> "pd.Series[pd.Timestamp]":
    if not by_arrival:
        return exports["departed"]
    unknown = sorted(set(exports["mode"]) - set(DAYS))
    if unknown:
        raise ResearchError(
            f"exports: mode: found {shown(unknown[0])}, expected {' or '.join(DAYS)}."
        )
    return exports["departed"] + pd.to_timedelta(exports["mode"].map(DAYS), unit="D")


def _sums(rows: pd.DataFrame, digits: int) -> pd.DataFrame:
    return rows.groupby(rows["code"].str[:digits])[["value", "kg"]].sum()


def _ratio(one: "pd.Series[float]", other: "pd.Series[float]") -> "pd.Series[float]":
    return one / other.where(other > 0)
