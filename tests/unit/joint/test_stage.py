"""The stage: real records of a world, and nothing illicit that the scenario does not tell of."""

from dataclasses import replace

import pytest

from aatulab.errors import ContentError, JointError
from aatulab.joint import build_stage
from aatulab.joint.cards import filled, overwrite


def test_cast_are_records_of_the_lists(stage):
    assert len(set(stage.cast.values())) == len(stage.scenario.cast)
    for key, member in stage.scenario.cast.items():
        subject = stage.subjects[stage.cast[key]]
        assert subject.member == key
        assert (subject.airport, subject.flow) == (member.airport, member.flow)
        first, last = member.lands
        assert first * 60 <= subject.lands_s <= last * 60


def test_same_seed_same_stage(scenario, stage):
    again = build_stage(scenario, stage.seed)
    assert again.cast == stage.cast
    assert again.facts == stage.facts
    assert again.subjects == stage.subjects


def test_facts_speak_of_the_records_on_the_lists(stage):
    """What a fact says can be found on the list of who holds it."""
    pnr = stage.cast["courier"].split("/")[0]
    contacts = stage.lists["AMS"]["contacts"]
    phones = contacts.loc[(contacts["pnr"] == pnr) & (contacts["kind"] == "phone"), "value"]
    phone = stage.facts["late-booking"].clue[1]
    assert phone == phones.iloc[0]
    assert phone in stage.facts["heavy-parcel"].says
    items = stage.lists["LIS"]["postal_items"].set_index("item")
    assert items.loc[stage.cast["parcel"], "addressee_phone"] == phone
    assert not any("{" in fact.says for fact in stage.facts.values())


def test_everybody_but_the_cast_is_innocent(stage):
    others = [ref for ref, subject in stage.subjects.items() if not subject.member]
    assert len(others) > 500
    assert {stage.truth(ref) for ref in others} == {"innocent"}


def test_beside_means_on_one_flight():
    from aatulab.joint import load_scenario

    stage = build_stage(load_scenario("who-holds-the-passport"), 5)
    flights = {stage.subjects[stage.cast[key]].flight for key in ("traveller", "sponsor")}
    assert len(flights) == 1


def test_stage_that_cannot_be_cast_says_who_is_missing(scenario, monkeypatch):
    from aatulab.joint import stage as module

    monkeypatch.setattr(module, "_MOST_ATTEMPTS", 2)
    courier = replace(scenario.cast["courier"], like=("nobody-like-this",))
    impossible = replace(scenario, cast={**scenario.cast, "courier": courier})
    with pytest.raises(JointError, match="no world of 2 has a record for courier"):
        build_stage(impossible, 1)


@pytest.mark.parametrize("seed", [-1, 2**63])
def test_seed_is_checked(scenario, seed):
    with pytest.raises(JointError, match="seed: found"):
        build_stage(scenario, seed)


def test_place_that_there_is_not_is_named(stage):
    cards = {"courier": {"name": "A B"}}
    assert filled("{courier.name} { x }", cards, "here") == "A B { x }"
    with pytest.raises(ContentError, match=r"here: found '{courier.shoe}', known are name"):
        filled("{courier.shoe}", cards, "here")
    with pytest.raises(ContentError, match="known are courier"):
        filled("{nobody.name}", cards, "here")
    with pytest.raises(ContentError, match=r"no column 'payments\.colour'"):
        overwrite(dict(stage.lists["AMS"]), "X/1", "payments.colour", "red")
