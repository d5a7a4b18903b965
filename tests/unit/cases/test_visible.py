"""What a case shows of a world: each traveller with the person's own data and document."""

from datetime import date

import pandas as pd
import pytest

from aatulab.cases.visible import visible_tables
from aatulab.cases.window import Window
from aatulab.world import WorldSpec
from aatulab.world.build import build_world, shared_tables
from aatulab.world.frames import to_frame


@pytest.mark.parametrize("gateways", [("LIS",), ("LIS", "AMS")])
def test_passenger_list_shows_the_own_person_and_document_at_every_gateway(gateways):
    """Do the registers fit the list also where they are joined from several gateways?"""
    day = pd.Timestamp("2026-04-13", tz="UTC")
    world = build_world(
        WorldSpec(
            seed=3,
            bookings=200,
            gateways=gateways,
            first_day=date(2026, 4, 13),
            days=1,
            prevalence=0.05,
            waybills=20,
            items=20,
            crossings=0,
        )
    ).tables
    window = Window(day, day, day + pd.Timedelta(days=2))
    shown = visible_tables({**shared_tables(), **world}, ("passenger",), window)["passengers"]
    assert len(shown) == world["passengers"].num_rows
    keys = to_frame(world["passengers"])[["pnr", "passenger_no", "person_id", "document_number"]]
    expected = keys.merge(to_frame(world["persons"]), on="person_id").merge(
        to_frame(world["documents"]).drop(columns="person_id"), on="document_number"
    )
    ours = shown.set_index(["pnr", "passenger_no"]).sort_index()
    theirs = expected.set_index(["pnr", "passenger_no"]).sort_index()
    for column in ("surname", "birth_date", "document_number", "expires_on", "mrz_1", "mrz_2"):
        assert ours[column].tolist() == theirs[column].tolist(), column
