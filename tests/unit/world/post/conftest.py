import numpy as np
import pandas as pd
import pytest

from aatulab.world import WorldSpec, build_world
from aatulab.world.frames import to_frame
from aatulab.world.goods import goods_of


@pytest.fixture(scope="session")
def mail():
    """A world with much mail: every table as a frame by its name."""
    world = build_world(
        WorldSpec(seed=23, bookings=6_000, prevalence=0.02, waybills=0, items=40_000, crossings=0)
    )
    return {name: to_frame(table) for name, table in {**world.tables, **world.hidden}.items()}


@pytest.fixture(scope="session")
def told(mail):
    """The items with what is so about each."""
    truth = mail["truth"][mail["truth"]["flow"] == "post"]
    return mail["postal_items"].merge(truth, left_on="item", right_on="record")


@pytest.fixture(scope="session")
def first_lines(mail, told):
    """The first line of each item's declaration, in the order of the items."""
    lines = mail["declaration_lines"]
    return lines[lines["line"] == 1].set_index("item").loc[told["item"]]


@pytest.fixture(scope="session")
def seen(told, first_lines):
    """Signals as an officer reads them, one row an item."""

    def different(column, what):
        return told.groupby(column)[what].transform("nunique").fillna(1)

    serial = told["item"].str[2:10].astype(int)
    order = np.lexsort((serial, told["item"].str[:2]))
    step = pd.Series(serial.to_numpy()[order]).diff().abs()
    near = np.minimum(step.fillna(99), step.shift(-1).fillna(99)) <= 3
    run = np.empty(len(told), dtype=bool)
    run[order] = near
    description = first_lines["description"].to_numpy()
    changed = told["advance_goods"].notna() & (told["advance_goods"] != description)
    due = ~told["mail_class"].isin(["letter", "registered letter"]) | (told["value"] > 348)
    return pd.DataFrame(
        {
            "names at the address": different("addressee_address_id", "addressee_name") >= 3,
            "phone on two": different("addressee_phone", "item") >= 2,
            "run of numbers": run,
            "vague": np.isin(description, goods_of("post").vaguely),
            "just below the limit": told["value"].between(128, 150),
            "cash or stamps": told["payment_form"].isin(["cash", "stamps"]),
            "no advance data": told["advance_at"].isna(),
            "changed": changed,
            "no return address": told["sender_address_id"].isna(),
            "heavier than declared": told["gross_kg"] > 1.15 * told["declared_kg"],
            "small form": (told["form"] == "CN22") & due,
            "through another office": told["transit_office"].notna(),
        }
    )
