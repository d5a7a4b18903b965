"""What was selected is not what is there: selection bias, a fair lot, imperfect measures."""

import numpy as np
import pandas as pd
import pytest

from aatulab.world.history.practice import practices
from aatulab.world.roles.typologies import read_cast

FLOWS = {"passenger": "bookings", "cargo": "waybills"}
CHANCE = 4.5


@pytest.fixture(params=FLOWS)
def flow(request):
    return request.param


def lot_of(results, flow):
    return results[(results["flow"] == flow) & (results["reason"] == "random")]


def test_one_record_in_a_hundred_is_drawn_by_lot(big_world, results, flow):
    records = len(getattr(big_world, FLOWS[flow]))
    assert len(lot_of(results, flow)) == round(0.01 * records)


def test_no_record_is_inspected_twice(results):
    assert not results.duplicated(["flow", "record"]).any()


def test_no_day_has_more_inspections_by_score_than_the_unit_can_do(big_world, results, flow):
    records, days = len(getattr(big_world, FLOWS[flow])), big_world.spec.days
    for reason in ("risk score", "alert"):
        chosen = results[(results["flow"] == flow) & (results["reason"] == reason)]
        a_day = chosen.groupby(chosen["at"].dt.date).size()
        # an inspection may begin after midnight, so that a day holds those of its neighbour too
        assert a_day.iloc[1:-1].mean() <= practices().flows[flow].capacity * records / days + 1


def test_the_lot_recovers_the_prevalence(big_world, results, interval, flow):
    """With what thorough searches miss put back, as a trainee would do it."""
    lot, practice = lot_of(results, flow), practices()
    low, high = interval(lot["illicit"].sum(), len(lot))
    assert low < big_world.spec.prevalence < high
    illicit = big_world.truth[(big_world.truth["flow"] == flow) & big_world.truth["illicit"]]
    finds = illicit["typology"].map(lambda name: practice.thoroughly(flow, name)).mean()
    assert 0.6 < finds < 0.99
    low, high = interval(lot["found"].sum(), len(lot))
    assert low / finds < big_world.spec.prevalence < high / finds


def test_what_was_targeted_overstates_the_prevalence(big_world, results, interval, flow):
    rows = results[(results["flow"] == flow) & (results["reason"] == "risk score")]
    low, high = interval(rows["found"].sum(), len(rows))
    assert low > 1.3 * big_world.spec.prevalence
    assert high < 0.6  # and yet most of those who were selected are innocent


@pytest.mark.parametrize("further", ["post", "land"])
def test_mail_and_road_have_a_fair_lot_and_a_biased_score_too(
    mail_and_road, results_elsewhere, interval, further
):
    rows = results_elsewhere[results_elsewhere["flow"] == further]
    chosen = {reason: rows[rows["reason"] == reason] for reason in rows["reason"].unique()}
    lot, targeted = chosen["random"], chosen["risk score"]
    assert len(lot) == 500
    low, high = interval(lot["illicit"].sum(), len(lot))
    assert low < mail_and_road.spec.prevalence < high
    low, _ = interval(targeted["illicit"].sum(), len(targeted))
    assert low > 1.5 * mail_and_road.spec.prevalence
    assert not (rows["found"] & ~rows["illicit"]).any()


def test_all_results_together_are_biased_too(big_world, results):
    rows = results[results["flow"] == "passenger"]
    assert rows["found"].mean() > 2.5 * big_world.spec.prevalence


def test_most_of_what_is_there_was_never_inspected(big_world, results):
    assert 0.1 < results["illicit"].sum() / big_world.truth["illicit"].sum() < 0.4
    assert 0.02 < len(results) / len(big_world.truth) < 0.08


def test_the_lot_looks_at_nothing(docket, results, auc):
    lot = set(lot_of(results, "passenger")["record"])
    drawn = np.array([record in lot for record in docket.records.to_pylist()])
    for rule in docket.marks:
        area, error = auc(docket.marks[rule], drawn)
        assert abs(area - 0.5) < CHANCE * error


def test_measures_miss_some_and_accuse_nobody(results):
    """Is "nothing found" a label?  It is one that is wrong now and then."""
    assert not (results["found"] & ~results["illicit"]).any()
    chosen = results[results["illicit"] & (results["reason"] != "random")]
    assert 0.35 < chosen["found"].mean() < 0.9
    lot = results[results["illicit"] & (results["reason"] == "random")]
    assert 0.6 < lot["found"].mean() <= 1.0
    assert lot["found"].mean() > chosen["found"].mean()


def test_the_lot_is_searched_with_every_measure(results, flow):
    every = ", ".join(measure.name for measure in practices().flows[flow].measures)
    assert (lot_of(results, flow)["measures"] == every).all()
    others = results[(results["flow"] == flow) & (results["reason"] != "random")]
    assert (others["measures"] == every).mean() < 0.1
    assert (others["measures"].str.len() > 0).all()


def test_innocents_bear_minor_irregularities_as_often_as_others(results):
    """Would a trainee learn anything from them?  He would not."""
    rows = results[(results["flow"] == "passenger") & ~results["found"]]
    rates = rows.groupby("illicit")["result"].agg(
        lambda kind: (kind == "minor irregularity").mean()
    )
    assert rates.max() < 0.06
    assert abs(rates[True] - rates[False]) < 0.03


def test_inspections_come_after_the_landing_and_soon(big_world, results):
    rows = results[results["flow"] == "passenger"].merge(
        big_world.bookings, left_on="record", right_on="pnr"
    )
    wait = rows["at"] - rows["arrives_at"]
    assert wait.min() > pd.Timedelta(minutes=20)
    assert wait.max() < pd.Timedelta(minutes=90)
    assert big_world.inspections["at"].is_monotonic_increasing


def test_cargo_is_inspected_once_it_was_received(big_world, results):
    events = big_world.cargo_events[big_world.cargo_events["station"] == big_world.spec.hub]
    received = events[events["code"] == "RCF"].groupby("awb")["at"].min()
    rows = results[results["flow"] == "cargo"].set_index("record")
    assert (rows["at"] > received.reindex(rows.index)).all()


def test_every_typology_is_found_by_some_measure_and_never_for_certain():
    from aatulab.content import datasets_dir
    from aatulab.world.build import FLOWS as FURTHER
    from aatulab.world.passengers.signals import PASSENGER

    for flow in (PASSENGER, *(flow for flow, _, _ in FURTHER)):
        for role in read_cast(datasets_dir() / "typologies", flow).of_kind("typology"):
            assert 0.4 < practices().thoroughly(flow.name, role.name) < 0.99
