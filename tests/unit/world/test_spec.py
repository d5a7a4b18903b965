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
