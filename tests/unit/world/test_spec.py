from datetime import date

import pytest

from aatulab.errors import WorldError
from aatulab.world import WorldSpec, build_world


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("seed", -1, "from 0 up"),
        ("bookings", 99, "100 to 20,000,000"),
        ("days", 0, "1 to 366"),
        ("days", 367, "1 to 366"),
        ("prevalence", 2.0, "a share, not percent"),
        ("prevalence", float("nan"), "a share, not percent"),
        ("typologies", "drug-courier", "typologies named once each"),
        ("typologies", ("drug-courier", "drug-courier"), "typologies named once each"),
        ("hub", "lis", "IATA airport code"),
        ("hub", "LISBON", "IATA airport code"),
        ("seed", 2**256, "256 bits at most"),
    ],
)
def test_an_impossible_order_is_refused_with_key_found_and_expected(key, value, expected):
    with pytest.raises(WorldError, match=expected) as refused:
        WorldSpec(**{"seed": 7, key: value})
    assert str(refused.value).startswith(f"{key}: found {value!r}")


def test_an_unknown_hub_is_refused_with_the_airports_that_are_known():
    with pytest.raises(WorldError, match="choose one of ABJ, ACC"):
        build_world(WorldSpec(seed=7, bookings=100, hub="ZZZ"))


def test_an_unknown_typology_is_refused_with_those_that_are_known():
    spec = WorldSpec(seed=7, bookings=100, typologies=("drug-courier", "jaywalking"))
    with pytest.raises(WorldError, match="'jaywalking' is no typology; known are body-packer, "):
        build_world(spec)


def test_a_seed_of_256_bits_is_welcome():
    assert WorldSpec(seed=2**256 - 1).seed == 2**256 - 1


@pytest.mark.parametrize(
    ("first_day", "days", "allowed"),
    [
        (date(2000, 1, 1), 1, True),
        (date(1999, 12, 31), 9, False),
        (date(2049, 12, 30), 2, True),
        (date(2049, 12, 30), 3, False),
        (date.max, 2, False),
        (date.min, 366, False),
    ],
)
def test_days_outside_of_what_a_passport_can_say_are_refused(first_day, days, allowed):
    if allowed:
        WorldSpec(seed=1, first_day=first_day, days=days)
        return
    with pytest.raises(WorldError, match=f"first_day: found {first_day}, expected 2000-01-01 to"):
        WorldSpec(seed=1, first_day=first_day, days=days)
