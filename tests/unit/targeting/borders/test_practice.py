"""A night has something to find for every question, on clocks that differ, and comes again."""

import numpy as np
import pandas as pd
import pytest

from aatulab.targeting.borders import (
    against_handling,
    double_acts,
    enough_at,
    first_known,
    practice_borders,
    unmet,
)

_CLOCKS = {
    "facts": {"arose": "airport", "consent": "airport"},
    "messages": {"sent": "from_airport", "received": "to_airport"},
    "needs": {"until": "airport"},
    "acts": {"began": "airport", "ended": "airport"},
}


def tables_in_utc(night):
    return {
        name: getattr(night, name).assign(
            **{f"{what}_at": night.utc(getattr(night, name), f"{what}_local", airport)
               for what, airport in clocks.items()}
        )
        for name, clocks in _CLOCKS.items()
    }  # fmt: skip


@pytest.mark.parametrize("seed", [0, 5])
def test_a_night_has_something_to_find_for_every_question(seed):
    night = practice_borders(np.random.default_rng(seed))
    tables = tables_in_utc(night)
    known = first_known(tables["facts"], tables["messages"])
    together = enough_at(known, night.needed)
    assert together < night.lands_at
    alone = [enough_at(known, night.needed, airport) for airport in night.airports]
    assert 0 < sum(map(pd.isna, alone)) < 3
    assert all(pd.isna(each) or each >= together for each in alone)
    lost = unmet(tables["needs"], known)["known_at"]
    assert lost.isna().any()
    assert lost.notna().any()
    assert against_handling(tables["messages"], tables["facts"])["why"].nunique() == 2
    assert len(double_acts(tables["acts"])) > 2
    # the order of the papers is not the order of the night
    facts = tables["facts"]
    assert facts["arose_local"].argsort().tolist() != facts["arose_at"].argsort().tolist()
    assert len(set(night.zones.values())) == 3


def test_a_message_leaves_after_the_sender_has_the_fact():
    tables = tables_in_utc(practice_borders(np.random.default_rng(1)))
    known = first_known(tables["facts"], tables["messages"]).set_index(["fact", "airport"])
    for row in tables["messages"].itertuples():
        assert row.sent_at > known.loc[(row.fact, row.from_airport), "known_at"]
        assert row.from_airport != row.to_airport


def test_the_same_generator_gives_the_same_night():
    first, again = (practice_borders(np.random.default_rng(7)) for _ in range(2))
    assert first.airports == again.airports
    for name in _CLOCKS:
        pd.testing.assert_frame_equal(getattr(first, name), getattr(again, name))
