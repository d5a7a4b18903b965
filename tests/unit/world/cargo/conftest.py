import numpy as np
import pandas as pd
import pytest

from aatulab.world import WorldSpec, build_world
from aatulab.world.goods import goods_of

_ON_THE_WAYBILL = ["kind", "flight", "origin", "booked_at", "departs_at", "secured_by", "agent",
                   "payment_form"]  # fmt: skip


def told_of(world):
    """The truth about the waybills."""
    truth = world.truth[world.truth["flow"] == "cargo"]
    return truth.rename(columns={"record": "awb"})


def shipments_of(world):
    """One row a shipment, direct or house, with what stands on its waybill and in the register."""
    direct = world.waybills[world.waybills["kind"] == "direct"]
    shared = [name for name in world.house_waybills.columns if name in direct.columns]
    rows = pd.concat([direct[shared], world.house_waybills], ignore_index=True)
    rows = rows.merge(world.waybills[["awb", *_ON_THE_WAYBILL]], on="awb")
    known = goods_of("cargo")
    usual = {what: [np.sqrt(low * high) for low, high in known.ranges[what]]
             for what in ("eur_kg", "kg_m3", "piece_kg")}  # fmt: skip
    rows = rows.merge(pd.DataFrame({"hs_code": known.hs_code, **usual}), on="hs_code")
    firms = world.firms[["name", "hs_chapters", "registered_on", "address_id"]]
    firms = firms.rename(columns={"name": "consignee_name", "address_id": "office"})
    rows = rows.merge(firms, on="consignee_name", how="left")
    rows["price"] = rows["declared_value"] / rows["gross_kg"] / rows["eur_kg"]
    rows["density"] = rows["gross_kg"] / rows["volume_m3"] / rows["kg_m3"]
    booked = rows["booked_at"].dt.tz_localize(None)
    rows["account_days"] = (booked - rows["account_opened_on"]).dt.days
    rows["fits"] = [
        isinstance(chapters, str) and code[:2] in chapters.split()
        for code, chapters in zip(rows["hs_code"], rows["hs_chapters"], strict=True)
    ]
    return rows


@pytest.fixture(scope="session")
def big(frames):
    """A world with enough illicit waybills for tests of chance to have power."""
    spec = WorldSpec(seed=12, bookings=20_000, waybills=90_000, items=0, crossings=0,
                     prevalence=0.03)  # fmt: skip
    return frames(build_world(spec))


@pytest.fixture(scope="session")
def told():
    return told_of


@pytest.fixture(scope="session")
def shipments():
    return shipments_of
