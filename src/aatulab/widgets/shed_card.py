"""A closed unit as a card, and the units that bring most a minute as a table."""

from html import escape
from typing import Any

import pandas as pd

from aatulab.inspection.goods import can_weigh
from aatulab.widgets.picture import INK, MUTED

_SHOWN = 10
_CELL = "text-align:left;vertical-align:top;padding:2px 10px 2px 0"


def card(unit: str, row: "pd.Series[Any]", plan: "pd.Series[Any]", kg_per_l: float) -> str:
    """Return a unit's paper: goods, a litre, weights, seals, screening, question and minutes."""
    goods = f"{row['goods']}, {row['pieces']} accepted, {row['pieces_arrived']} here"
    pairs = {
        "goods": goods,
        "a litre": f"{kg_per_l:.2f} kg: {can_weigh(str(row['goods']), kg_per_l)}",
        "weighed": f"{row['accepted_kg']:g} kg accepted, {row['arrived_kg']:g} kg here",
        "seal": _seal(row),
        "secured": _secured(row),
        "question": f"{plan['group']}: right in {plan['chance']:.0%} of earlier openings",
        "minutes": f"{plan['minutes']:.0f}; {plan['per_hour']:.2f} finds an hour",
    }
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL};color:{MUTED};font-weight:normal">{name}</th>'
        f'<td style="{_CELL}">{escape(text)}</td></tr>'
        for name, text in pairs.items()
    )
    return (
        f'<div style="border:1px solid {INK};padding:6px 10px"><b>{escape(unit)}</b>,'
        f" {escape(str(row['kind']))}"
        f'<table style="border-collapse:collapse">{rows}</table></div>'
    )


def first_table(table: pd.DataFrame) -> str:
    """Return the units that bring most a minute, as a plain table."""
    heads = ("unit", "question", "right before", "minutes", "finds an hour")
    head = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in heads)
    first = table.sort_values("per_hour", ascending=False, kind="stable").head(_SHOWN)
    rows = "".join(
        f'<tr><th scope="row" style="{_CELL}">{row.Index}</th><td style="{_CELL}">{row.group}</td>'
        f'<td style="{_CELL}">{row.chance:.0%}</td><td style="{_CELL}">{row.minutes:.0f}</td>'
        f'<td style="{_CELL}">{row.per_hour:.2f}</td></tr>'
        for row in first.itertuples()
    )
    caption = '<caption style="text-align:left">Most finds a minute first</caption>'
    return (
        f'<table style="border-collapse:collapse">{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _seal(row: "pd.Series[Any]") -> str:
    if row["seal_arrived"] == row["seal_accepted"]:
        return row["seal_accepted"] or "none"
    by = row["resealed_by"] or "nobody says by whom"
    return f"{row['seal_accepted']}, now {row['seal_arrived']} ({by})"


def _secured(row: "pd.Series[Any]") -> str:
    if row["secured_by"] == "KC":
        return "known consignor"
    if pd.isna(row["screened_at"]):
        return "screened: no time is written"
    is_before = row["screened_at"] <= row["loaded_at"]
    return f"screened: {'before' if is_before else 'after'} loading"
