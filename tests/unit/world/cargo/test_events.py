"""What happened to a waybill happens in order, and its weights can be compared."""

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="module")
def events(world):
    return world.cargo_events.merge(
        world.waybills[["awb", "routing", "booked_at", "departs_at", "arrives_at", "pieces",
                        "gross_kg"]],
        on="awb", suffixes=("", "_declared"),
    )  # fmt: skip


def of(events, code, station=None):
    rows = events[events["code"] == code]
    return rows.drop_duplicates("awb", keep=station or "first").set_index("awb")


def test_events_of_a_waybill_are_in_order_of_time(world, events):
    same = events["awb"].eq(events["awb"].shift())
    assert (events["at"][same] >= events["at"].shift()[same]).all()
    assert (events["event_no"][same] == events["event_no"].shift()[same] + 1).all()
    assert (events["event_no"][~same] == 1).all()
    assert list(events["awb"].drop_duplicates()) == list(world.waybills["awb"])


def test_steps_follow_the_way(events):
    steps = events[events["code"] != "DIS"].groupby("awb")["code"].agg("-".join)
    transfers = events.groupby("awb")["routing"].first().str.len() == 11
    follows = events[events["code"] == "RCF"].groupby("awb").size() - transfers.astype(int) == 2
    assert set(steps[~transfers & ~follows]) == {"RCS-DEP-ARR-RCF-NFD-DLV"}
    assert set(steps[transfers & ~follows]) == {"RCS-DEP-ARR-RCF-DEP-ARR-RCF-NFD-DLV"}
    assert set(steps[transfers & follows]) == {"RCS-DEP-ARR-RCF-DEP-ARR-RCF-RCF-NFD-DLV"}


def test_stations_are_those_of_the_routing(events):
    stations = events.drop_duplicates(["awb", "station"]).groupby("awb")["station"].agg("-".join)
    assert (stations == events.groupby("awb")["routing"].first()).all()


def test_departure_and_landing_are_those_of_the_waybill(events):
    first, last = of(events, "DEP"), of(events, "ARR", "last")
    assert (first["at"] == first["departs_at"]).all()
    assert (last["at"] == last["arrives_at"]).all()
    accepted = of(events, "RCS")
    assert (accepted["at"] > accepted["booked_at"]).all()


def test_what_is_accepted_is_what_was_declared(events):
    accepted = of(events, "RCS")
    assert (accepted["pieces"] == accepted["pieces_declared"]).all()
    assert np.allclose(accepted["kg"], accepted["gross_kg"])


def test_scales_differ_a_little_and_real_differences_stand_out(events):
    accepted, delivered = of(events, "RCS"), of(events, "DLV")
    change = (delivered["kg"] - accepted["kg"]) / accepted["kg"]
    assert (change.abs() < 0.008).mean() > 0.93
    assert 0.015 < (change > 0.01).mean() < 0.06
    assert change.max() < 0.65


def test_a_report_tells_a_difference_that_is_there(events):
    reports = events[events["code"] == "DIS"].set_index("awb")
    assert reports.index.is_unique
    arrived = of(events, "RCF", "last")
    accepted = of(events, "RCS").loc[reports.index]
    more = reports["discrepancy"].isin(["more weight", "more pieces"])
    heavier = arrived.loc[reports.index, "kg"] - accepted["kg"]
    assert (heavier[more] > 0).all()
    extra = arrived.loc[reports.index, "pieces"] - accepted["pieces"]
    assert (extra[reports["discrepancy"] == "more pieces"] == 1).all()
    assert (extra[reports["discrepancy"] == "more weight"] == 0).all()
    assert events.loc[events["code"] != "DIS", "discrepancy"].isna().all()


def test_a_piece_that_missed_its_flight_follows_within_two_days(events):
    here = events[(events["code"] == "RCF") & (events["station"] == events["routing"].str[-3:])]
    twice = here[here.duplicated("awb", keep=False)]
    first, later = of(twice, "RCF"), of(twice, "RCF", "last")
    assert len(first) > 30
    assert (first["pieces"] + later["pieces"] == first["pieces_declared"]).all()
    assert (later["at"] - first["at"] < pd.Timedelta(days=2)).all()
    delivered = of(events, "DLV").loc[first.index]
    assert (delivered["pieces"] == first["pieces_declared"]).all()
    assert np.allclose(delivered["kg"], first["kg"] + later["kg"], atol=0.11)


def test_perishables_are_collected_faster(world, events):
    wait = of(events, "DLV")["at"] - of(events, "NFD")["at"]
    direct = world.waybills.set_index("awb").dropna(subset="hs_code")
    fresh = direct.index[direct["handling"] == "PER"]
    assert wait[fresh].median() < 0.6 * wait[direct.index.difference(fresh)].median()
    assert wait.min() >= pd.Timedelta(minutes=20)
