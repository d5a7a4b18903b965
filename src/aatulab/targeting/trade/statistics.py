"""Trade figures by chapter of the Harmonized System: value, weight, and euros a kilogram.

A line without a value still weighs something.  So euros a kilogram are counted on the lines that
declare both; dividing all value by all weight would make every chapter cheaper than it is.
"""

import pandas as pd

from aatulab.codes.hs import chapters
from aatulab.targeting.tables import need_columns


def by_chapter(lines: pd.DataFrame) -> pd.DataFrame:
    """Return one row a chapter, the most valuable first; lines without a code are left out.

    Columns: `title`, `lines`, `valued` (lines that declare a value), `kg`, `value` (euros),
    `eur_per_kg` (missing where no line has a value).
    """
    need_columns(lines, "lines", ("chapter", "kg", "value"))
    coded = lines[lines["chapter"].notna()]
    valued_kg = coded["kg"].where(coded["value"].notna())
    of_chapter = coded.assign(valued_kg=valued_kg).groupby("chapter")
    sums = of_chapter.agg(
        lines=("kg", "size"),
        valued=("value", "count"),
        kg=("kg", "sum"),
        value=("value", "sum"),
        valued_kg=("valued_kg", "sum"),
    )
    sums["eur_per_kg"] = sums["value"] / sums["valued_kg"].where(sums["valued"] > 0)
    known = {code: chapter.title for code, chapter in chapters().items()}
    sums.insert(0, "title", sums.index.map(lambda code: known.get(code, "not in use")))
    return sums.drop(columns="valued_kg").sort_values("value", ascending=False, kind="stable")
