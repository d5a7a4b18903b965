"""Features hold every booking, say nothing of who somebody is, and never look ahead."""

import pandas as pd
import pyarrow.compute as pc

from aatulab.targeting import NEVER_SCORES
from aatulab.targeting.benchmark.features import LOOKED_AT, feature_table, link_table
from aatulab.world.frames import to_frame


def tables_of(world):
    return {name: to_frame(world.tables[name]) for name in LOOKED_AT}


def days_of(bookings, world):
    first = pd.Timestamp(world.spec.first_day, tz="UTC")
    return (bookings.set_index("pnr")["arrives_at"] - first).dt.days


def test_every_booking_has_one_row_in_the_order_of_the_world(task, small_world):
    assert task.features.index.tolist() == small_world.tables["bookings"]["pnr"].to_pylist()


def test_nothing_says_who_somebody_is(task):
    assert not NEVER_SCORES & set(task.features.columns)
    assert {str(dtype) for dtype in task.features.dtypes} == {"float64"}


def test_only_a_stay_and_a_bag_that_are_not_there_are_missing(task):
    lacking = task.features.columns[task.features.isna().any()]
    assert sorted(lacking) == ["heaviest_bag_kg", "stay_h"]
    assert (task.features["stay_h"].isna() == task.features["one_way"].eq(1)).all()


def test_no_feature_changes_when_later_bookings_are_taken_away(small_world, task):
    """Does anything look past the day of landing?"""
    tables = tables_of(small_world)
    day = days_of(tables["bookings"], small_world)
    early = day[day < 20]
    kept = {
        name: table[table["pnr"].isin(early.index)] if "pnr" in table else table
        for name, table in tables.items()
    }
    pd.testing.assert_frame_equal(
        feature_table(kept, link_table(kept), early), task.features.loc[early.index]
    )


def test_a_feature_of_each_kind_is_what_the_tables_say(small_world, task):
    tables = small_world.tables
    cash = set(tables["payments"].filter(pc.equal(tables["payments"]["form"], "CA"))["pnr"]
               .to_pylist())  # fmt: skip
    assert set(task.features.index[task.features["paid_cash"] == 1]) == cash
    onward = set(tables["onward_tickets"]["pnr"].to_pylist())
    assert set(task.features.index[task.features["onward_ticket"] == 1]) <= onward
    bags = tables["baggage"].num_rows
    heads = to_frame(tables["bookings"]).set_index("pnr")["party_size"]
    assert round((task.features["bags_a_head"] * heads).sum()) == bags
