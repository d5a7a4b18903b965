"""The exercise on alerts finds what the server and the lesson's own tools find."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.reference import run_trusted
from aatulab.cases import build_case, debrief
from aatulab.exchange import practice
from aatulab.exchange.notices import read_notice
from aatulab.exchange.practice.texts import urgency_of
from aatulab.exchange.server.settings import Settings

EXERCISE = Path(__file__).parents[2] / "exercises" / "operations-2"
TEXTS = {"subject": "One piece more", "facts": "Seen.", "asked": "Please count.", "grounds": "Act."}


@pytest.fixture(scope="module", params=[None, 5])
def done(request):
    case = build_case("before-landing", seed=request.param)[0]
    answers = run_trusted(load_exercise(EXERCISE), case).answers
    rng = np.random.default_rng(list(" ".join(case.waybills.awb.head(9)).encode()))
    return case, answers, practice.practice_month(case, rng), practice.practice_line(case, rng)


def test_speed_is_that_of_the_lesson(done):
    _, answers, (notices, receipts, _), _ = done
    minutes = practice.action_times(notices, receipts)
    by = minutes.groupby(notices.set_index("notice").urgency)
    speed = dict(zip(answers["speed"].columns, answers["speed"].data, strict=True))
    assert speed["acted"] == pytest.approx([rows.notna().mean() for _, rows in by])
    assert speed["minutes"] == pytest.approx(by.median().tolist())


def test_the_door_refuses_what_the_odd_ones_are_made_of(done):
    _, answers, _, door = done
    late = (door["at"] - door.sent_at) > Settings.window
    refused = set(map(int, answers["refused"].items))
    assert set(door.arrival[late | door.message.duplicated()]) <= refused
    assert 7 <= len(refused) <= 9


def test_the_fields_make_an_alert_that_the_exchange_takes(done):
    case, answers, _, _ = done
    fields = dict(zip(answers["fields"].index[0], answers["fields"].values, strict=True))
    urgency, ack_by = fields.pop("urgency"), np.datetime64(fields.pop("ack_by"))
    lands = np.datetime64(fields["expected_at"])
    fields["expected_at"] = fields["expected_at"].replace(" ", "T") + ":00.000Z"
    alert = read_notice("alert", TEXTS | fields)
    assert alert.reference.replace("-", "") in set(case.waybills.awb)
    now = case.as_of.tz_localize(None).to_datetime64()
    assert urgency == urgency_of((lands - now).astype("timedelta64[m]").astype(timedelta))
    assert now < ack_by < lands


def test_the_lesson_s_fish_was_used_by_somebody_else():
    """Is it true what the lesson says of the innocent firm?"""
    found = debrief("before-landing").loc["95923850610"]
    assert found.typology == "rip-on-rip-off"
    assert found.fact == "The recording shows two bags put under the net after the weighing."
