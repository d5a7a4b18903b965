import pandas as pd
import pytest

from aatulab.world import WorldSpec, build_world
from aatulab.world.frames import to_frame


@pytest.fixture(scope="session")
def roads():
    """A world with much road traffic: every table as a frame by its name."""
    world = build_world(
        WorldSpec(seed=29, bookings=6_000, prevalence=0.02, waybills=0, items=0, crossings=40_000)
    )
    return {name: to_frame(table) for name, table in {**world.tables, **world.hidden}.items()}


@pytest.fixture(scope="session")
def told(roads):
    """The crossings with their vehicles, and what is so about each."""
    truth = roads["truth"][roads["truth"]["flow"] == "land"]
    table = roads["crossings"].merge(roads["vehicles"], on="plate")
    table = table.merge(truth, left_on="crossing_id", right_on="record")
    table["extra_kg"] = (
        table["weighed_kg"] - table["unladen_kg"] - table["goods_kg"] - 82 * table["occupants"]
    )
    return table


@pytest.fixture(scope="session")
def seen(told):
    """Signals as an officer reads them, one row a crossing."""
    hour = told["at"].dt.hour
    held = told["at"].dt.tz_localize(None) - told["registered_on"]
    drivers = told.groupby("owner_name")["document_number"].transform("nunique")
    return pd.DataFrame(
        {
            "heavier than it should be": told["extra_kg"] > 120,
            "van coming in": (told["vehicle_class"] == "van") & (told["direction"] == "in"),
            "at night": (hour >= 22) | (hour < 5),
            "new to its owner": held.dt.days < 120,
            "lent to several": drivers.between(2, 8),
            "often": told["crossings_90d"] >= 6,
            "short": told["nights_since_last"] <= 1,
            "small post": told["border_post"] != "Highpass",
        }
    )
