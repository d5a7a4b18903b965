"""The three baselines separate clearly, in every scenario and for several seeds."""

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


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", scenario_names())
def test_sharing_wins_and_chance_loses(name, seed):
    scores = scores_of(load_scenario(name), seed)
    total = {others: sheet.total for others, sheet in scores.items()}
    assert total["full"] >= 80
    assert total["full"] - total["none"] >= 30
    assert total["none"] - total["random"] >= 8
    parts = {others: {name: part.points for name, part in sheet.parts.items()}
             for others, sheet in scores.items()}  # fmt: skip
    assert parts["full"]["outcome"] - parts["none"]["outcome"] >= 40
    assert parts["full"]["cooperation"] - parts["none"]["cooperation"] >= 60
    assert parts["full"]["rights"] > parts["random"]["rights"] + 40
    assert all(0 <= points <= 100 for each in parts.values() for points in each.values())


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
