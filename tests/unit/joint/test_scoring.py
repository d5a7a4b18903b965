"""What the score counts, and that every point lost has a sentence."""

import pytest

from aatulab.joint import Session, needs_of, score

CUSTOMS, POLICE, BORDER = "customs:AMS", "police:AMS", "border guard:AMS"


def lines(session, part):
    return " ".join(line.words for line in score(session.play).parts[part].lines)


def check(ref, step, **more):
    return {"do": "check", "subject": ref, "step": step, "ground": "a reason", **more}


def test_nobody_acts_nobody_earns(make_session, scenario):
    everybody = [str(role) for role in scenario.roles]
    session = make_session(*everybody)
    session.advance(scenario.end_s)
    sheet = score(session.play)
    assert sheet.is_over
    assert sheet.parts["process"].points == 0
    assert sheet.parts["cooperation"].points == 0
    assert sheet.parts["rights"].points == 100
    assert sheet.parts["outcome"].points < 40
    assert sheet.total < 45


def test_arrest_of_an_innocent_costs_outcome_and_rights(make_session, here):
    session = make_session(POLICE)
    second, ref = here("seafarer")
    session.advance(max(second, 301))
    arrest = {"do": "arrest", "subject": ref, "facts": ["sea-booking"], "ground": "looks odd"}
    assert session.decide(POLICE, arrest)["accepted"] is True
    assert f"{ref} (innocent) was arrested by {POLICE}" in lines(session, "rights")
    assert "and innocent" in lines(session, "outcome")


def test_arrest_on_half_of_the_proof_will_not_stand(make_session, here):
    session = make_session(POLICE)
    second, ref = here("courier")
    session.advance(max(second, 301))
    arrest = {"do": "arrest", "subject": ref, "facts": ["late-booking"], "ground": "a hurry"}
    assert session.decide(POLICE, arrest)["accepted"] is True
    assert "without frame, lining: it will not stand" in lines(session, "outcome")


def test_step_against_what_was_known_is_told(make_session, here):
    session = make_session(BORDER)
    second, ref = here("seafarer")
    session.advance(max(second, 600))
    assert session.decide(BORDER, check(ref, "question"))["accepted"] is True
    session.advance(session.now_s + 900)
    assert "though it was known: The ship's agent has announced" in lines(session, "rights")


def test_fact_to_who_may_not_have_it_is_a_breach(make_session):
    session = make_session(POLICE)
    session.advance(301)
    to = {"do": "message", "to": ["post:AMS"], "facts": ["late-booking"]}
    assert session.decide(POLICE, to)["accepted"] is True
    session.advance(600)
    assert f"late-booking went from {POLICE} to post:AMS, who may not have it" in lines(
        session, "rights"
    )


def test_cooperation_says_where_it_lay_and_when_it_came(make_session):
    session = make_session(POLICE)
    session.advance(301)
    session.decide(POLICE, {"do": "message", "to": [CUSTOMS], "facts": ["late-booking"]})
    session.advance(600)
    told = lines(session, "cooperation")
    assert f"late-booking for {CUSTOMS}: lay with {POLICE} since 05:34, there at 05:3" in told
    assert "ships-letter for police:AMS: lay with border guard:AMS" in told
    assert "frame for police:AMS: never found" in told
    states = {(need.fact, str(need.needed_by)): need.state for need in needs_of(session.play)}
    assert states["late-booking", CUSTOMS] == "in time"
    assert states["frame", POLICE] == "never found"


def test_fact_that_comes_after_the_end_of_its_story_is_late(make_session, here):
    session = make_session(POLICE, BORDER)
    second, ref = here("seafarer")
    session.advance(max(second, 600))
    session.decide(POLICE, {"do": "release", "subject": ref, "ground": "no reason to stay"})
    session.decide(BORDER, {"do": "message", "to": [POLICE], "facts": ["ships-letter"]})
    session.advance(session.now_s + 600)
    states = {(need.fact, str(need.needed_by)): need.state for need in needs_of(session.play)}
    assert states["ships-letter", POLICE] == "late"


@pytest.fixture(scope="module")
def protection():
    from aatulab.joint import build_stage, load_scenario

    scenario = load_scenario("who-holds-the-passport")
    return scenario, build_stage(scenario, 5)


def at_the_victim(protection, *roles, helpline):
    scenario, stage = protection
    idle = ("customs:LIS", "border guard:LIS")  # or they might be busy with her
    players = dict.fromkeys([*roles, *idle], "trainee")
    session = Session(scenario, 5, players, stage=stage, others="none")
    ref = stage.cast["traveller"]
    session.advance(601)
    if helpline:
        to = {"do": "message", "to": ["police:LIS"], "facts": ["helpline"]}
        assert session.decide("police:AMS", to)["accepted"] is True
    session.advance(max(stage.subjects[ref].present_s + 1, 1_000))
    return session, ref


def test_victim_is_protected_and_not_arrested(protection):
    session, ref = at_the_victim(protection, "police:LIS", "police:AMS", helpline=True)
    talk = check(ref, "conversation", apart=True)
    assert session.decide("police:LIS", talk)["accepted"] is True
    session.advance(session.now_s + 1_500)
    known = {fact["id"] for fact in session.view("police:LIS")["facts"]}
    assert "statement" in known
    protect = {"do": "protect", "subject": ref, "ground": "her statement"}
    assert session.decide("police:LIS", protect)["accepted"] is True
    assert f"({ref}): protected by police:LIS" in lines(session, "outcome")
    assert f"{ref} (victim) was" not in lines(session, "rights")


def test_arrest_of_the_victim_is_the_worst(protection):
    session, ref = at_the_victim(protection, "police:LIS", "police:AMS", helpline=False)
    arrest = {"do": "arrest", "subject": ref, "facts": ["third-payer"], "ground": "a courier"}
    assert session.decide("police:LIS", arrest)["accepted"] is True
    assert f"{ref} (victim) was arrested" in lines(session, "rights")
    assert f"{ref} (victim) was not protected" in lines(session, "rights")
    assert "safety comes first" in lines(session, "outcome")


@pytest.mark.parametrize(("helpline", "apart"), [(True, False), (False, True)])
def test_talk_shows_nothing_without_privacy_or_the_right_question(protection, helpline, apart):
    session, ref = at_the_victim(protection, "police:LIS", "police:AMS", helpline=helpline)
    session.decide("police:LIS", check(ref, "conversation", apart=apart))
    session.advance(session.now_s + 1_500)
    assert "statement" not in {fact["id"] for fact in session.view("police:LIS")["facts"]}
    assert ("not apart" in lines(session, "rights")) is not apart
