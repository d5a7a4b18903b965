"""A room for one learner: the exchange's own rules in one process, and partners who keep theirs."""

from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from aatulab.errors import ExchangeError
from aatulab.exchange.notices import PlainMessage, read_notice
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.room import DutyDesk, let_pass, lines_of, open_room
from aatulab.exchange.room.duty import AS_ON_PAPER

AT = datetime(2026, 10, 13, 3, 40, tzinfo=UTC)
LANDS = pd.Timestamp("2026-10-13 07:10", tz="UTC")
GOOD = {
    "subject": "959-00000001",
    "about": "consignment",
    "reference": "959-00000001",
    "airport": "FRA",
    "expected_at": "2026-10-13T07:10:00.000Z",
    "facts": "At 20:05 UTC the net was opened.",
    "asked": "Please count what is under the net.",
    "grounds": "Customs Act, section 12.",
    "grade": "A1",
    "handling": "this_group",
}


@pytest.fixture
def room():
    with open_room(AT, {"nila": "Colombo", "tomas": "Frankfurt", "jo": "Amsterdam"}) as opened:
        yield opened


@pytest.fixture
def morning(room):
    """Let Nila send something, and the desks work until half past eight."""
    nila = room.sessions["nila"]
    group = nila.begin_group("Cargo", ["tomas", "jo"])
    arrivals = pd.DataFrame({"awb": ["95900000001"], "flight": ["0S445"], "arrives_at": [LANDS]})
    desks = [
        DutyDesk(room.sessions["tomas"], "FRA", arrivals, {"95900000001": "9 things."}),
        DutyDesk(room.sessions["jo"], "AMS", arrivals),
    ]

    def send(until=LANDS + timedelta(minutes=80), then=(), **changes):
        alert = nila.post(
            group,
            read_notice("alert", GOOD | changes),
            urgency="urgent",
            ack_by=AT + timedelta(minutes=30),
        )
        for at, notice in then:
            let_pass(room.clock, desks, at)
            nila.post(group, notice, in_reply_to=alert)
        let_pass(room.clock, desks, until)
        nila.sync()
        lines = lines_of(nila)
        return list(
            zip(lines["at"].dt.strftime("%H:%M"), lines.unit, lines.what, strict=True)
        ), lines

    return send


def test_a_good_alert_is_read_acted_on_and_answered_and_others_only_read(morning):
    seen, lines = morning()
    assert seen[:4] == [
        ("03:40", "Colombo", "alert"),
        ("03:48", "Frankfurt", "receipt: read"),
        ("03:48", "Amsterdam", "receipt: read"),
        ("03:58", "Frankfurt", "receipt: action"),
    ]
    assert ("07:55", "Frankfurt", "reply") in seen
    assert lines.says[lines.what == "reply"].item().endswith("9 things.")


def test_an_alert_that_asks_for_nothing_is_asked_about_and_nobody_acts(morning):
    seen, lines = morning(asked="Please be vigilant.")
    assert ("03:51", "Frankfurt", "reply") in seen
    assert "receipt: action" not in set(lines.what)
    assert "What do you want us to do?" in lines.says[lines.what == "reply"].item()


def test_what_stays_weak_is_said_with_the_outcome(morning):
    _, lines = morning(grounds="Risk")
    said = lines.says[lines.what == "reply"].item()
    assert "9 things. For the next time: On which legal ground?" in said


def test_a_withdrawn_alert_gets_no_outcome(morning):
    void = PlainMessage(subject="Withdrawn: 959-00000001", text="A mistake of ours.")
    seen, lines = morning(then=[(AT + timedelta(minutes=40), void)])
    assert ("05:30", "Frankfurt", "receipt: action") in seen
    assert "reply" not in set(lines.what)


def test_what_came_too_late_is_not_set_up(morning):
    _, lines = morning(expected_at="2026-10-13T04:05:00.000Z")
    assert "too late" in lines.says[lines.what == "reply"].item()


def test_a_consignment_that_nobody_knows_more_of_is_as_on_paper(room):
    nila, tomas = room.sessions["nila"], room.sessions["tomas"]
    group = nila.begin_group("Cargo", ["tomas"])
    arrivals = pd.DataFrame({"awb": ["95900000001"], "flight": ["0S445"], "arrives_at": [LANDS]})
    nila.post(group, read_notice("alert", GOOD))
    let_pass(room.clock, [DutyDesk(tomas, "FRA", arrivals)], LANDS + timedelta(hours=2))
    nila.sync()
    assert AS_ON_PAPER in " ".join(lines_of(nila).says)


def test_signatures_and_need_to_know_hold_in_a_room(room):
    nila, jo = room.sessions["nila"], room.sessions["jo"]
    group = nila.begin_group("Cargo", ["tomas"])
    nila.post(group, read_notice("alert", GOOD))
    [sealed] = nila.line.call("GET", f"/groups/{group}/messages")["entries"]
    louder = sealed["body"] | {"header": sealed["body"]["header"] | {"urgency": "priority"}}
    with pytest.raises(RefusedError, match="forged, or changed on its way"):
        nila.line.call("POST", f"/groups/{group}/messages", louder)
    with pytest.raises(RefusedError) as refused:
        jo.line.call("GET", f"/groups/{group}/messages")
    assert refused.value.code == "no_group"


def test_nobody_logs_in_to_a_room_by_a_password(room):
    with pytest.raises(RefusedError, match="Account or password is not right"):
        room.sessions["nila"].line.call("POST", "/login", {"account": "nila", "login": "A" * 43})


def test_the_clock_does_not_go_back(room):
    with pytest.raises(ExchangeError, match="cannot go back: open the room again"):
        room.clock.go_to(AT - timedelta(minutes=1))


def test_a_closed_room_leaves_nothing_behind():
    room = open_room(AT, {"nila": "Colombo"})
    folder = room.folder
    assert folder.is_dir()
    room.close()
    assert not folder.exists()
