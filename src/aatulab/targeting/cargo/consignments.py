"""Consignments: what a shipper sends to a consignee, whichever paper it flies under.

A master waybill names forwarders on both sides; who sends what to whom stands on its house
waybills.  So a consignment is a direct waybill or a house waybill, and never a master.
Called by lessons on cargo and by `aatulab.targeting.cargo.signals`.
"""

import pandas as pd

from aatulab.targeting.tables import need_columns

_SHARED = (
    "account",
    "account_opened_on",
    "shipments_90d",
    "shipper_kind",
    "shipper_name",
    "shipper_address",
    "consignee_kind",
    "consignee_name",
    "consignee_address_id",
    "consignee_phone",
    "broker",
    "pieces",
    "gross_kg",
    "volume_m3",
    "goods",
    "hs_code",
    "declared_value",
)
_OF_MASTER = ("booked_at", "departs_at", "remarks")


def consignments(waybills: pd.DataFrame, house_waybills: pd.DataFrame) -> pd.DataFrame:
    """Return one row a consignment, indexed by its own number, with the `awb` it flies under.

    A house waybill takes `booked_at`, `departs_at` and `remarks` from its master; all other
    columns are its own.  Directs come first, then houses, both in their order.
    """
    need_columns(waybills, "waybills", ("awb", "kind", *_SHARED, *_OF_MASTER))
    need_columns(house_waybills, "house_waybills", ("hawb", "awb", *_SHARED))
    columns = ["number", "awb", *_SHARED, *_OF_MASTER]
    direct = waybills[waybills["kind"] == "direct"]
    direct = direct.assign(number=direct["awb"])[columns]
    masters = waybills[["awb", *_OF_MASTER]]
    houses = house_waybills.merge(masters, on="awb", how="left", validate="many_to_one")
    houses = houses.assign(number=houses["hawb"])[columns]
    return pd.concat([direct, houses], ignore_index=True).set_index("number")


def house_sums(waybills: pd.DataFrame, house_waybills: pd.DataFrame) -> pd.DataFrame:
    """Return for each master `houses`, and how far `pieces` and `kg` of its houses are off.

    Indexed by `awb`; 0 in both means that the house manifest adds up.  A master without a house
    has 0 houses, and lacks all that it declares.
    """
    need_columns(waybills, "waybills", ("awb", "kind", "pieces", "gross_kg"))
    need_columns(house_waybills, "house_waybills", ("hawb", "awb", "pieces", "gross_kg"))
    masters = waybills[waybills["kind"] == "master"].set_index("awb")
    sums = house_waybills.groupby("awb").agg(
        houses=("hawb", "size"), pieces=("pieces", "sum"), kg=("gross_kg", "sum")
    )
    sums = sums.reindex(masters.index, fill_value=0)
    # a tenth of a kilogram is the finest that a waybill states
    off = (sums["kg"] - masters["gross_kg"]).round(1)
    return pd.DataFrame(
        {"houses": sums["houses"], "pieces_off": sums["pieces"] - masters["pieces"], "kg_off": off}
    )


def most_names_at_one_address(house_waybills: pd.DataFrame) -> "pd.Series[int]":
    """Return for each master how many names of consignees its busiest address has.

    Indexed by `awb`.  Two and more names at one door are an office building, a fulfilment
    house, or one buyer with many names.
    """
    need_columns(
        house_waybills, "house_waybills", ("awb", "consignee_name", "consignee_address_id")
    )
    names = house_waybills.groupby(["awb", "consignee_address_id"])["consignee_name"].nunique()
    return names.groupby("awb").max().rename("names_at_address")
