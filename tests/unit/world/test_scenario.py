from dataclasses import fields
from datetime import date

import pytest
import yaml

from aatulab.errors import ContentError, WorldError
from aatulab.world import WorldSpec
from aatulab.world.scenario import READERS, order_of, read_scenario, spec_of

FULL = WorldSpec(
    seed=2**200,
    bookings=900,
    hub="GRU",
    first_day=date(2025, 12, 30),
    days=9,
    prevalence=0.03,
    gateways=("LIS", "GRU"),
    rules_in_use={"lead_time_h": date(2026, 1, 2)},
    typologies=("cash-courier",),
    waybills=10,
    items=20,
    crossings=30,
    history=False,
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "winter.yml"
    return lambda **content: path.write_text(yaml.safe_dump(content), encoding="utf-8") and path


def test_every_key_of_the_spec_may_stand_in_a_scenario():
    assert set(READERS) == {field.name for field in fields(WorldSpec)} | {"last_day"}
    assert set(order_of(FULL)) == set(READERS) - {"last_day"}


def test_an_order_as_plain_data_gives_the_same_order():
    assert spec_of(order_of(FULL)) == FULL
    usual = WorldSpec(seed=1)
    assert order_of(spec_of(order_of(usual))) == order_of(usual)
    sizes = {flow: order_of(usual)[flow] for flow in ("waybills", "items", "crossings")}
    assert sizes == {"waybills": 4_000, "items": 10_000, "crossings": 8_000}


def test_a_file_gives_what_it_says_and_defaults_for_the_rest(file):
    path = file(seed=7, first_day=date(2026, 5, 1), last_day=date(2026, 5, 3), gateways=["LIS"])
    expected = WorldSpec(seed=7, first_day=date(2026, 5, 1), days=3, gateways=("LIS",))
    assert read_scenario(path, {}) == expected


def test_what_is_given_beside_counts_more_and_is_named_in_errors(file):
    path = file(seed=7, prevalence=0.01)
    assert read_scenario(path, {"prevalence": 0.04}).prevalence == 0.04
    with pytest.raises(WorldError, match=r"winter.yml, with --prevalence: prevalence: found 4.0"):
        read_scenario(path, {"prevalence": 4.0})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"prevalence": 1.2}, r"prevalence: found 1\.2, expected 0\.005 to 0\.2"),
        ({"prevalence": True}, "prevalence: found True, expected a number"),
        ({"prevalence": float("nan")}, r"prevalence: found nan, expected 0\.005 to 0\.2"),
        ({"hub": "XXX"}, r"hub: 'XXX' is not among the lab's \d+ airports; choose one of ABJ"),
        ({"gateways": ["LIS", "XXX"]}, "gateways: 'XXX' is not among the lab's"),
        ({"gateways": "LIS"}, "gateways: found 'LIS', expected a list, in brackets"),
        ({"gateways": ["LIS", False]}, "gateways: found False, expected a text"),
        ({"bookings": "many"}, "bookings: found 'many', expected a whole number"),
        ({"bookings": 50}, "bookings: found 50, expected 100 to 20,000,000"),
        ({"items": 1.5}, r"items: found 1\.5, expected a whole number"),
        ({"seed": True}, "seed: found True, expected a whole number"),
        ({"colour": "red"}, "colour: there is no such key; known are seed, bookings"),
        ({"first_day": "soon"}, "first_day: found 'soon', expected a day such as 2026-03-02"),
        ({"last_day": date(2026, 3, 1)}, r"last_day: found 2026-03-01, expected .* 2026-03-02"),
        ({"last_day": date(2028, 3, 1)}, "366 days at most"),
        ({"last_day": date(2026, 3, 9), "days": 8}, "last_day: found beside days"),
        ({"days": 0}, "days: found 0, expected 1 to 366"),
        ({"days": None}, "days: found None, expected a whole number"),
        ({"first_day": date(1, 1, 1)}, "first_day: found 0001-01-01, expected 2000-01-01 to 2049"),
        ({"first_day": date(9999, 12, 31)}, "first_day: found 9999-12-31, expected 2000-01-01"),
        ({"history": "sometimes"}, "history: found 'sometimes', expected true or false"),
        ({"hub": "x" * 500}, r"hub: found 'x+\.\.\.x+', expected an IATA"),
        ({"seed": 2**256}, r"seed: found \d+, expected .* 256 bits"),
        ({"rules_in_use": ["lead_time_h"]}, "rules_in_use: found .*, expected signals and days"),
        ({"rules_in_use": {"lead_time_h": "x"}}, "rules_in_use.lead_time_h: found 'x', expected a"),
        ({"rules_in_use": {"horoscope": "2026-03-09"}}, "'horoscope' is no signal; known are "),
        ({"typologies": ["smuggler"]}, "typologies: 'smuggler' is no typology; known are b"),
        ({"typologies": ["cash-courier"] * 2}, "typologies: found .*, expected typologies named"),
    ],
)
def test_an_impossible_scenario_is_refused_with_file_key_value_and_what_is_allowed(
    file, content, said
):
    path = file(**{"seed": 7, **content})
    with pytest.raises(WorldError, match=said) as refused:
        read_scenario(path, {})
    assert str(refused.value).startswith(str(path))


def test_a_scenario_without_seed_is_refused(file):
    with pytest.raises(WorldError, match=r"winter.yml: seed: missing"):
        read_scenario(file(bookings=500), {})


def test_a_file_that_is_no_mapping_is_refused(tmp_path):
    (tmp_path / "s.yml").write_text("- seed", encoding="utf-8")
    with pytest.raises(ContentError, match=r"s.yml: expected a mapping"):
        read_scenario(tmp_path / "s.yml", {})


def test_nothing_found_makes_an_error_long(tmp_path):
    """Ten references to ten references of ten ... are short in YAML and endless when printed."""
    lines = ["hub: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    keys = ["bookings", "days", "waybills", "items", "crossings", "history", "prevalence"]
    for place, key in enumerate(keys):
        lines.append(f"{key}: &a{place + 1} [{', '.join([f'*a{place}'] * 10)}]")
    (tmp_path / "s.yml").write_text("\n".join(["seed: 1", *lines]))
    with pytest.raises(WorldError, match=r"hub: found .*expected a text") as refused:
        read_scenario(tmp_path / "s.yml", {})
    assert len(str(refused.value)) < 500


def test_bookings_must_do_for_every_gateway_that_another_flow_needs():
    with pytest.raises(WorldError, match="bookings: found 150, expected 500 at least"):
        WorldSpec(seed=1, bookings=150, items=1_000_000)
