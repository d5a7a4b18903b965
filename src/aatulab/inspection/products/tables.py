"""What is found on all pieces of a table at once, out of a case's own tables."""

import pandas as pd

from aatulab.cases import Case
from aatulab.errors import InspectionError
from aatulab.inspection.products.compare import AS_DESIGN, AS_FAKE, AS_NONE

_SEEN = ("piece", "feature", "seen", "look_at", "words")


def findings(case: Case) -> pd.DataFrame:
    """Return what was seen on every piece that the register knows, with `finding` beside it.

    A feature is compared with all registered designs of the piece's line; pieces whose digits are
    in no record are left out, since there is nothing to compare them with.
    """
    _need(case.pieces_seen, "pieces_seen", _SEEN)
    _need(case.pieces, "pieces", ("piece", "digits"))
    lines = case.pieces.merge(case.products, left_on="digits", right_on="gtin")
    seen = case.pieces_seen.merge(lines[["piece", "line_id"]], on="piece")
    registered = case.product_features.merge(
        case.product_designs[["design_id", "line_id"]], on="design_id"
    )
    found = pd.Series(AS_NONE, index=seen.index)
    for side, finding in (("fake", AS_FAKE), ("genuine", AS_DESIGN)):  # a maker's own way counts
        keys = registered[["line_id", "feature", side]].dropna().drop_duplicates()
        known = pd.MultiIndex.from_frame(keys)
        asked = pd.MultiIndex.from_frame(seen[["line_id", "feature", "seen"]])
        found = found.mask(asked.isin(known), finding)
    return seen[list(_SEEN)].assign(finding=found)


def count_findings(found: pd.DataFrame) -> pd.DataFrame:
    """Return one row a piece: how many features look like a known `fakes`, how many `others` do.

    `others` are as in no registered design.
    """
    _need(found, "findings", ("piece", "finding"))
    counts = pd.crosstab(found["piece"], found["finding"])
    counts = counts.reindex(columns=[AS_FAKE, AS_NONE], fill_value=0)
    return counts.set_axis(["fakes", "others"], axis="columns")


def _need(table: pd.DataFrame, name: str, columns: tuple[str, ...]) -> None:
    if missing := [column for column in columns if column not in table]:
        raise InspectionError(
            f"{name}: found the columns {', '.join(map(str, table.columns))}, expected"
            f" {missing[0]!r} among them; load the case again with `load_case`."
        )
