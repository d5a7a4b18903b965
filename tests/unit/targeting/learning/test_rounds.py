"""Rounds of inspecting and learning, and a score followed from week to week."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.learning import found_by_week, play_rounds, summary
from aatulab.targeting.plots import weeks_chart


@pytest.fixture(scope="module")
def games(flow):
    signals, day, illicit = flow
    return {
        share: play_rounds(signals, day, illicit, signals["noise"], share, share=0.2)
        for share in (0.0, 0.25, 1.0)
    }


def test_places_are_kept_whatever_goes_by_lot(games):
    for share, game in games.items():
        assert game["checks"].tolist() == games[0.0]["checks"].tolist()
        assert game["lots"].tolist() == [round(places * share) for places in game["checks"]]
        assert (game["lot_finds"] <= game["finds"]).all()
    assert games[1.0]["finds"].equals(games[1.0]["lot_finds"])


def test_a_unit_that_learns_finds_more_than_one_that_only_draws_lots(games):
    assert games[0.0]["finds"].iloc[2:].sum() > 2 * games[1.0]["finds"].iloc[2:].sum()


def test_without_lots_nothing_is_known_of_the_rest(games, flow):
    table = summary(games)
    assert table.loc[0.0, ["low", "high"]].tolist() == [0, 1]
    rest = flow[2].mean()
    assert table.loc[1.0, "low"] < rest < table.loc[1.0, "high"]
    width = table["high"] - table["low"]
    assert width[0.0] > width[0.25] > width[1.0]


def test_the_same_seed_draws_the_same_lots(flow, games):
    signals, day, illicit = flow
    again = play_rounds(signals, day, illicit, signals["noise"], 0.25, share=0.2)
    pd.testing.assert_frame_equal(again, games[0.25])
    other = play_rounds(signals, day, illicit, signals["noise"], 0.25, share=0.2, seed=1)
    assert not other.equals(games[0.25])


def test_percent_is_no_share(flow):
    signals, day, illicit = flow
    with pytest.raises(TargetingError, match=r"lot_share: found 5, expected 0 to 1"):
        play_rounds(signals, day, illicit, signals["noise"], 5)


def test_a_perfect_score_finds_all_that_there_are_places_for(flow):
    _, day, illicit = flow
    found = found_by_week(illicit.astype(float), illicit, day, share=0.2)
    assert found.tolist() == [1.0] * 6
    ax = weeks_chart(pd.DataFrame({"perfect": found}), mark=6)
    assert ax.lines[0].get_ydata().tolist() == found.tolist()


def test_a_booking_without_a_day_is_named(flow):
    _, day, illicit = flow
    with pytest.raises(TargetingError, match=r"1 bookings have no truth or no day .*'P0003'"):
        found_by_week(illicit.astype(float), illicit, day.drop("P0003"))


def test_more_lines_than_can_be_told_apart_are_refused():
    with pytest.raises(TargetingError, match="4 scores, expected one to 3"):
        weeks_chart(pd.DataFrame([[0.1] * 4], columns=list("abcd")))
