"""What the first two lessons say of their cases is true, and not of the public seed alone."""

import numpy as np
import pandas as pd
import pytest

from aatulab.cases import build_case
from aatulab.targeting.cargo import consignments
from aatulab.targeting.trade import by_chapter, declared_lines, duty_at_stake, how_few
from aatulab.targeting.unit import lying_minutes, practice_handling, stopped

SEEDS = (None, 2, 11)
HALL, ROOMS = ("border police", "customs", "airport security"), ("analyst", "head of unit")


@pytest.fixture(scope="module", params=SEEDS, ids=str)
def weeks(request):
    return build_case("all-doors-open", request.param)


@pytest.fixture(scope="module", params=SEEDS, ids=str)
def handling(request):
    case = build_case("first-watch", request.param)[0]
    log = practice_handling(case, np.random.default_rng(2026))
    return case, log.assign(minutes=lying_minutes(log))


def test_mail_has_most_of_the_lines_and_next_to_none_of_the_value(weeks):
    doors = (
        declared_lines(weeks[0]).groupby("door").agg(lines=("kg", "size"), value=("value", "sum"))
    )
    shares = doors / doors.sum()
    assert shares.loc["post", "lines"] > 0.5
    assert shares.loc["post", "value"] < 0.01


def test_silent_boxes_make_every_chapter_cheaper_and_none_dearer(weeks):
    figures = by_chapter(declared_lines(weeks[0]))
    naive = figures["value"] / figures["kg"]
    assert (naive <= figures["eur_per_kg"] * (1 + 1e-9)).all()
    assert naive["64"] < 0.97 * figures.loc["64", "eur_per_kg"]


def test_a_few_in_a_hundred_hold_most_duty_and_meet_next_to_nothing_illicit(weeks):
    case, truth = weeks
    lines = declared_lines(case)
    of_each = duty_at_stake(lines).groupby(lines["consignment"]).sum()
    few = how_few(of_each, 0.8)
    assert few < 0.08 * len(of_each)
    first = of_each.nlargest(few).index
    each = consignments(case.waybills, case.house_waybills)
    flown = each["awb"].reindex(first).fillna(first.to_series())
    met = truth["illicit"].reindex(flown.unique(), fill_value=False).sum()
    assert met < 0.1 * truth["illicit"].sum()


def test_phones_in_hall_and_mail_are_innocent_for_the_most_part(weeks):
    case, truth = weeks
    travellers = case.contacts.query("kind == 'phone'")[["pnr", "value"]]
    mail = case.postal_items[["item", "addressee_phone"]]
    phones = pd.concat([t.set_axis(["record", "phone"], axis=1) for t in (travellers, mail)])
    phones = phones.dropna().merge(truth[["flow", "illicit"]], left_on="record", right_index=True)
    both = phones[phones.groupby("phone")["flow"].transform("nunique") > 1]
    assert both["phone"].nunique() > 20
    assert 0 < both["illicit"].mean() < 0.3


def test_hall_works_in_minutes_and_the_rooms_in_hours(handling):
    median = handling[1].groupby("service")["minutes"].median()
    assert median[list(HALL)].max() < 30
    assert median[list(ROOMS)].min() > 60


def test_some_tasks_come_too_late_and_some_results_never_home_from_the_hall(handling):
    case, log = handling
    tasks = log[log["act"] == "task"].merge(case.bookings[["pnr", "arrives_at"]], on="pnr")
    late = tasks["done_at"] > tasks["arrives_at"] - pd.Timedelta(minutes=30)
    assert 2 <= late.sum() < 0.5 * len(tasks)
    lost = stopped(log)
    assert lost["act"].isin(["question", "open bag"]).sum() >= 3
