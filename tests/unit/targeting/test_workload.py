"""Officers, hours and checks agree."""

import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.workload import OfficerTime


def test_an_officer_finishes_whole_checks_only():
    assert OfficerTime(officers=2, minutes=40, minutes_per_check=15).checks == 4


def test_an_odd_check_keeps_one_officer_and_so_the_team_busy():
    assert OfficerTime(2, 480, 15).needed_minutes(3) == 30


def test_load_above_one_is_too_much():
    team = OfficerTime(2, 480, 15)
    assert team.load(64) == 1
    assert team.load(65) > 1
    assert OfficerTime(1, 5, 15).load(1) == float("inf")


@pytest.mark.parametrize("field", ["officers", "minutes", "minutes_per_check"])
def test_nothing_of_anything_is_refused_by_name(field):
    with pytest.raises(TargetingError, match=field):
        OfficerTime(**({"officers": 1, "minutes": 1, "minutes_per_check": 1} | {field: 0}))
