"""The three baselines separate clearly, in every scenario and for several seeds."""

from statistics import fmean

import pytest

from aatulab.joint import Session, build_stage, load_scenario, scenario_names, score

SEEDS = (0, 11)


def scores_of(scenario, seed):
    stage = build_stage(scenario, seed)
    scores = {}
    for others in ("full", "none", "random"):
        session = Session(scenario, seed, stage=stage, others=others)
        session.advance(scenario.end_s)
        scores[others] = score(session.play)
    return scores


@pytest.fixture(scope="module", params=scenario_names())
def sheets(request):
    """The scores of each baseline in one scenario, seed by seed."""
    scenario = load_scenario(request.param)
    return [scores_of(scenario, seed) for seed in SEEDS]


def test_sharing_wins_and_chance_loses(sheets):
    mean = {name: fmean(one[name].total for one in sheets) for name in sheets[0]}
    assert mean["full"] >= 95
    assert mean["full"] - mean["none"] >= 30
    assert mean["none"] - mean["random"] >= 15


def test_each_part_tells_sharing_from_not_sharing_and_rights_from_chance(sheets):
    for one in sheets:
        parts = {others: {name: part.points for name, part in sheet.parts.items()}
                 for others, sheet in one.items()}  # fmt: skip
        assert parts["full"]["outcome"] - parts["none"]["outcome"] >= 40
        assert parts["full"]["cooperation"] - parts["none"]["cooperation"] >= 60
        assert parts["full"]["rights"] > parts["random"]["rights"] + 40
        assert all(0 <= points <= 100 for each in parts.values() for points in each.values())


def test_where_everything_is_shared_nobody_innocent_and_no_victim_is_touched(sheets):
    """Is a victim left alone by customs, who may not hear why, since police protects at once?"""
    for one in sheets:
        assert [line.words for line in one["full"].parts["rights"].lines] == []


def test_there_are_five_scenarios_and_each_is_more_than_one_service_can_do():
    names = scenario_names()
    assert len(names) >= 5
    for name in names:
        scenario = load_scenario(name)
        truths = [member.truth for member in scenario.cast.values()]
        assert truths.count("innocent") >= 2, name
        assert "offender" in truths, name
        assert scenario.twist, name
        holders = {fact.holder.service for fact in scenario.facts.values() if fact.holder}
        airports = {fact.holder.airport for fact in scenario.facts.values() if fact.holder}
        assert len(holders) >= 3, name
        assert len(airports) == 3, name
        for key, member in scenario.cast.items():
            if member.truth == "innocent":  # what speaks for them is somewhere
                assert any(f.about == key and f.weighs == "against"
                           for f in scenario.facts.values()), (name, key)  # fmt: skip


def test_one_of_them_is_a_protection_case():
    victims = [
        member.right
        for name in scenario_names()
        for member in load_scenario(name).cast.values()
        if member.truth == "victim"
    ]
    assert victims
    assert set(victims) == {"protect"}
