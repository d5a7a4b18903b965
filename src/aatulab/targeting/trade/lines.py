"""Lines of goods, whatever paper they stand on: one table from waybills, houses and the mail.

A master waybill declares nothing of its own, so it gives no line.  What people carry over the
road has neither code nor value on its paper, so it gives none either: no trade figure sees it.
"""

from typing import TYPE_CHECKING

import pandas as pd

from aatulab.targeting.cargo import consignments
from aatulab.targeting.tables import need_columns

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

_OF_MAIL = ("item", "line", "description", "hs_code", "net_kg", "value")


def declared_lines(case: "Case") -> pd.DataFrame:
    """Return one row a declared line, indexed by its number.

    Columns: `door` ("cargo" or "post"), `consignment` (the number that duty is counted by),
    `goods`, `hs_code`, `chapter` (missing where there is no code), `kg` (gross of cargo, net of
    mail, as each paper gives it) and `value` (euros, missing where none is declared).
    """
    lines = pd.concat([_cargo(case), _mail(case.declaration_lines)])
    lines.insert(3, "chapter", lines["hs_code"].str[:2])
    return lines


def _cargo(case: "Case") -> pd.DataFrame:
    rows = consignments(case.waybills, case.house_waybills)
    return pd.DataFrame(
        {
            "door": "cargo",
            "consignment": rows.index,
            "goods": rows["goods"],
            "hs_code": rows["hs_code"],
            "kg": rows["gross_kg"],
            "value": rows["declared_value"],
        },
        index=rows.index.rename("line"),
    )


def _mail(lines: pd.DataFrame) -> pd.DataFrame:
    need_columns(lines, "declaration_lines", _OF_MAIL)
    number = lines["item"] + "/" + lines["line"].astype(str)
    return pd.DataFrame(
        {
            "door": "post",
            "consignment": lines["item"].to_numpy(),
            "goods": lines["description"].to_numpy(),
            "hs_code": lines["hs_code"].to_numpy(),
            "kg": lines["net_kg"].to_numpy(),
            "value": lines["value"].to_numpy(),
        },
        index=pd.Index(number, name="line"),
    )
