"""The rules of the floor: who may do what, one officer at a time, and what each may see."""

import json

import pytest

from aatulab.errors import JointError
from aatulab.joint import Session

CUSTOMS, POLICE, BORDER = "customs:AMS", "police:AMS", "border guard:AMS"
ALL_HERE = (CUSTOMS, POLICE, BORDER, "post:AMS")  # so that no partner does anything at AMS


def done_by_customs(session):
    """Return the seconds at which customs' steps were done."""
    entries = session.log.entries
    return [e["s"] for e in entries if e["what"] == "done" and e["who"] == CUSTOMS]


def check(ref, step, **more):
    return {"do": "check", "subject": ref, "step": step, "ground": "a reason", **more}


def known(session, role):
    return {fact["id"] for fact in session.view(role)["facts"]}


def test_two_officers_do_not_act_on_one_passenger(make_session, here):
    session = make_session(CUSTOMS, POLICE)
    second, ref = here("courier")
    session.advance(second)
    assert session.decide(CUSTOMS, check(ref, "question"))["accepted"] is True
    refused = session.decide(POLICE, check(ref, "question"))
    assert refused["accepted"] is False
    assert f"{ref} is with {CUSTOMS} (question)" in refused["says"]
    session.advance(second + 900)
    assert session.decide(POLICE, check(ref, "question"))["accepted"] is True


@pytest.mark.parametrize("step", ["question", "x-ray"])
def test_who_protects_need_not_wait_for_another_officer(make_session, here, step):
    """Does protection end a step that runs, with officers and X-ray free again at once?"""
    session = make_session(*ALL_HERE)
    second, ref = here("courier")
    session.advance(second)
    session.decide(CUSTOMS, {"do": "hold", "subject": ref, "ground": "a reason"})
    session.decide(CUSTOMS, check(ref, step))
    session.advance(second + 30)
    staff, machine = session.play.staff, session.play.machines["AMS"]
    whole = session.scenario.staff["customs"]
    customs = next(role for role in staff if str(role) == CUSTOMS)
    assert staff[customs].level < whole
    running, _ = session.play.under_way[ref]
    answer = session.decide(POLICE, {"do": "protect", "subject": ref, "ground": "a helpline"})
    assert answer["accepted"] is True
    assert f"The {step} of {CUSTOMS} is broken off." in answer["says"]
    session.advance(second + 31)
    assert staff[customs].level == whole
    assert not [each for each in (*machine.users, *machine.queue) if each.proc is running]
    state = session.play.states[ref]
    assert state.phase(session.now_s) == "protected"
    assert [(each.step, each.found, each.done_s) for each in state.steps] == [
        (step, (), second + 30)
    ]
    assert state.held_s == 30  # once, although it was held and at a step
    session.advance(second + 3_000)
    assert done_by_customs(session) == [second + 30]
    assert session.decide(CUSTOMS, check(ref, "bag"))["accepted"] is False


def test_who_waits_for_an_officer_is_not_waited_for(make_session, here):
    """A step that was broken off while it waited for staff takes nobody when one comes free."""
    session = make_session(*ALL_HERE)
    second, ref = here("courier")
    session.advance(second)
    staff = session.play.staff
    customs = next(role for role in staff if str(role) == CUSTOMS)
    staff[customs].get(session.scenario.staff["customs"])
    session.decide(CUSTOMS, check(ref, "question"))
    session.advance(second + 60)
    session.decide(POLICE, {"do": "protect", "subject": ref, "ground": "a helpline"})
    staff[customs].put(1)
    session.advance(second + 120)
    assert staff[customs].level == 1


def test_second_hold_hears_who_holds(make_session, here):
    session = make_session(CUSTOMS, POLICE)
    second, ref = here("courier")
    session.advance(second)
    hold = {"do": "hold", "subject": ref, "ground": "a reason"}
    assert session.decide(CUSTOMS, hold)["accepted"] is True
    assert f"is held by {CUSTOMS} since" in session.decide(POLICE, hold)["says"]
    release = {"do": "release", "subject": ref}
    assert f"held by {CUSTOMS}; only they" in session.decide(POLICE, release)["says"]
    assert session.decide(CUSTOMS, release)["accepted"] is True
    assert "has closed it (released)" in session.decide(POLICE, hold)["says"]


def test_hold_keeps_who_would_have_gone(make_session, here, stage):
    session = make_session(CUSTOMS)
    second, ref = here("courier")
    session.advance(second)
    session.decide(CUSTOMS, {"do": "hold", "subject": ref, "ground": "a reason"})
    subject = stage.subjects[ref]
    session.advance(subject.lands_s + subject.stay_s + 60)
    assert session.view(CUSTOMS)["subjects"][ref]["phase"] == "here"


def test_who_has_gone_cannot_be_met(make_session, stage):
    session = make_session(*ALL_HERE)
    ref = stage.cast["seafarer"]
    subject = stage.subjects[ref]
    session.advance(subject.lands_s + subject.stay_s + 1)
    assert "has gone" in session.decide(CUSTOMS, check(ref, "question"))["says"]


def test_who_has_not_landed_can_be_read_about_but_not_met(make_session, here):
    session = make_session(CUSTOMS)
    second, ref = here("courier")
    session.advance(second - 2)
    assert "is not here yet" in session.decide(CUSTOMS, check(ref, "question"))["says"]
    assert session.decide(CUSTOMS, check(ref, "record"))["accepted"] is True


@pytest.mark.parametrize(
    ("role", "decision", "words"),
    [
        (CUSTOMS, {"do": "arrest", "facts": ["x"]}, "no power to arrest; police has"),
        (POLICE, {"do": "check", "step": "x-ray"}, "no power for x-ray with a person; ask customs"),
        (POLICE, {"do": "seize", "facts": ["x"]}, "no power to seize; customs has"),
        (POLICE, {"do": "arrest"}, "facts: is missing"),
        (POLICE, {"do": "arrest", "facts": ["frame"]}, "you do not know 'frame'"),
    ],
)
def test_powers_are_those_of_the_own_service(make_session, here, role, decision, words):
    session = make_session(CUSTOMS, POLICE)
    second, ref = here("courier")
    session.advance(second)
    answer = session.decide(role, decision | {"subject": ref})
    assert answer["accepted"] is False
    assert words in answer["says"]


def test_another_airport_s_subject_is_sent_a_message_about(make_session, here):
    session = make_session("customs:LIS")
    second, ref = here("courier")
    session.advance(second)
    says = session.decide("customs:LIS", check(ref, "question"))["says"]
    assert f"{ref} is at AMS, you are at LIS" in says


def test_unknown_record_and_role_are_named(make_session):
    session = make_session(CUSTOMS)
    assert "no record 'NOBODY/1'" in session.decide(CUSTOMS, check("NOBODY/1", "record"))["says"]
    to = {"do": "message", "to": ["navy:AMS"], "text": "x"}
    assert "found 'navy:AMS', expected one of customs:AMS" in session.decide(CUSTOMS, to)["says"]
    with pytest.raises(JointError, match="found 'navy:AMS'"):
        session.view("navy:AMS")
    assert "played by a partner" in session.decide(POLICE, to)["says"]


def test_who_knows_the_hiding_place_finds_it_and_nobody_else(make_session, here):
    """The X-ray shows an edge; only who has read Paris' message knows that it is one."""
    second, ref = here("courier")
    for paris_writes in (False, True):
        session = make_session(CUSTOMS, "customs:CDG")
        session.advance(720 + 1)
        if paris_writes:
            to = {"do": "message", "to": [CUSTOMS], "facts": ["way-of-packing"]}
            assert session.decide("customs:CDG", to)["accepted"] is True
        session.advance(max(second, 1_300))
        assert session.decide(CUSTOMS, check(ref, "x-ray"))["accepted"] is True
        session.advance(session.now_s + 3_000)
        assert ("frame" in known(session, CUSTOMS)) is paris_writes


def test_rung_that_is_skipped_is_done_and_noted(make_session, here):
    session = make_session(CUSTOMS)
    second, ref = here("courier")
    session.advance(second)
    says = session.decide(CUSTOMS, check(ref, "x-ray", ground=""))["says"]
    assert "record, question, paper come first" in says
    assert "no ground is written down" in says


def test_fact_stays_where_it_is_until_it_is_sent(make_session):
    session = make_session(POLICE, CUSTOMS)
    session.advance(300)
    assert "late-booking" in known(session, POLICE)
    assert "late-booking" not in json.dumps(session.view(CUSTOMS))
    to = {"do": "message", "to": [CUSTOMS], "facts": ["late-booking"], "text": "see this"}
    assert session.decide(POLICE, to)["accepted"] is True
    assert "late-booking" not in known(session, CUSTOMS)  # it is on its way
    session.advance(400)
    assert "late-booking" in known(session, CUSTOMS)


def test_fact_that_is_not_known_cannot_be_sent(make_session):
    session = make_session(CUSTOMS)
    session.advance(600)
    to = {"do": "message", "to": [POLICE], "facts": ["ships-letter"]}
    assert "you do not know 'ships-letter'" in session.decide(CUSTOMS, to)["says"]


def test_view_shows_only_what_the_role_may_know(make_session, stage):
    """Need to know: no truth, no other service's facts, events or lists."""
    session = make_session(CUSTOMS, others="full")
    session.advance(session.scenario.end_s)
    seen = json.dumps([session.view(CUSTOMS), session.events(0, CUSTOMS)])
    for word in ("offender", "twist", '"truth"', '"right"', stage.scenario.twist):
        assert word not in seen
    mine = known(session, CUSTOMS)
    for key, fact in stage.facts.items():
        assert key in mine or fact.says not in seen
    with pytest.raises(JointError, match="has no list 'passengers'"):
        session.records(CUSTOMS, "passengers")


def test_lists_are_real_records_up_to_now(make_session, stage):
    session = make_session("post:LIS", BORDER)
    early = session.records("post:LIS", "postal_items")
    session.advance(session.scenario.end_s)
    late = session.records("post:LIS", "postal_items")
    assert len(early) < len(late)
    flight = stage.subjects[stage.cast["courier"]].flight
    people = session.records(BORDER, "passengers", flight)
    assert stage.cast["courier"].split("/")[0] in {row["pnr"] for row in people}
    assert len(people) < len(session.records(BORDER, "passengers"))
    json.dumps([late, people], allow_nan=False)


def test_instructor_stops_and_speeds_the_clock(make_session):
    session = make_session(CUSTOMS)
    session.speed(30)
    session.elapse(2)
    assert session.now_s == 60
    session.pause()
    session.elapse(100)
    assert session.now_s == 60
    assert session.view(CUSTOMS)["is_paused"] is True
    session.resume()
    session.elapse(0.5)
    session.elapse(0.05)
    assert session.now_s == 76
    with pytest.raises(JointError, match="speed: found 0"):
        session.speed(0)


def test_inject_reaches_whom_it_concerns(make_session):
    session = make_session(CUSTOMS, POLICE)
    session.inject({"kind": "message", "to": [CUSTOMS], "text": "The head of the airport calls."})
    assert any(event["what"] == "inject" for event in session.events(0, CUSTOMS))
    assert not any(event["what"] == "inject" for event in session.events(0, POLICE))
    for wrong, words in (
        ([], "expected a mapping"),
        ({"kind": "storm"}, "kind: found 'storm'"),
        ({"kind": "outage", "airport": "AMS", "database": "fax", "minutes": 5}, "found 'fax'"),
        ({"kind": "x-ray down", "airport": "JFK", "minutes": 5}, "airport: found 'JFK'"),
    ):
        before = len(session.log)
        with pytest.raises(JointError, match=words):
            session.inject(wrong)
        assert len(session.log) == before


def test_x_ray_that_stands_still_takes_longer(make_session, here):
    second, ref = here("courier")
    done = []
    for is_down in (False, True):
        session = make_session(*ALL_HERE)
        session.advance(second)
        if is_down:
            session.inject({"kind": "x-ray down", "airport": "AMS", "minutes": 20})
            session.advance(second + 1)
        session.decide(CUSTOMS, check(ref, "x-ray"))
        session.advance(session.scenario.end_s)
        done += done_by_customs(session)
    assert done[1] >= done[0] + 600


def test_limited_staff_wait_for_each_other(make_session, here):
    """Customs have four officers; three bags take two each, so the third waits."""
    second, _ = here("courier")
    session = make_session(*ALL_HERE)
    session.advance(second)
    people = [ref for ref, each in session.stage.subjects.items()
              if each.airport == "AMS" and each.kind == "person"
              and each.present_s <= second < each.lands_s + each.stay_s - 1_500]  # fmt: skip
    for ref in people[:3]:
        assert session.decide(CUSTOMS, check(ref, "bag"))["accepted"] is True
    session.advance(second + 1)
    assert session.view(CUSTOMS)["staff_free"] == 0
    session.advance(second + 720)
    assert len(done_by_customs(session)) < 3
    session.advance(second + 3_000)
    assert len(done_by_customs(session)) == 3


def test_after_the_end_nothing_counts(make_session):
    session = make_session(CUSTOMS)
    session.advance(10**9)
    assert session.is_over
    assert session.log.entries[-1]["what"] == "end"
    to = {"do": "message", "to": [POLICE], "text": "x"}
    assert "is over" in session.decide(CUSTOMS, to)["says"]
    assert session.log.entries[-1]["what"] == "turned away"


@pytest.mark.parametrize(
    ("roles", "words"),
    [({"navy:AMS": "trainee"}, "roles: found 'navy:AMS'"), ({CUSTOMS: "robot"}, "found 'robot'")],
)
def test_roles_are_checked(scenario, stage, roles, words):
    with pytest.raises(JointError, match=words):
        Session(scenario, 3, roles, stage=stage)
