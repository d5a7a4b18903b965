import pytest

from aatulab.errors import ContentError
from aatulab.world.passengers.signals import PASSENGER
from aatulab.world.roles.signals import Flow, SignalRow, read_signal


@pytest.mark.parametrize(
    ("name", "described", "level"),
    [
        ("lead_time_h", {"typical": [4, 100], "shift": "lower", "because": "So."}, 20),
        ("cash_payment", {"probability": 0.3}, 0.3),
        ("itinerary_changes", {"average": 0.5}, 0.5),
    ],
)
def test_a_signal_has_a_level_that_can_be_compared(name, described, level):
    assert read_signal("f.yml: x", PASSENGER, name, described).level == pytest.approx(level)


@pytest.mark.parametrize(
    ("name", "described", "said"),
    [
        ("nationality", {"probability": 0.5}, "no such signal; known are lead_time_h"),
        ("cash_payment", 0.3, "expected a mapping with `probability`"),
        ("cash_payment", {"typical": [1, 2]}, "expected a mapping with `probability`"),
        ("cash_payment", {"probability": 1.2}, "found 1.2, expected a number from 0 to 1"),
        ("cash_payment", {"probability": True}, "found True"),
        ("cash_payment", {"probability": float("nan")}, "found nan"),
        ("cash_payment", {"probability": 0.2, "why": "x"}, r"unknown keys \['why'\]"),
        ("lead_time_h", {"typical": [5, 5]}, "the first must be the smaller"),
        ("lead_time_h", {"typical": 5}, r"expected \[low, high\]"),
        ("lead_time_h", {"typical": [0, 5]}, "from 1e-06"),
        ("lead_time_h", {"typical": [1, 5], "shift": "down"}, "expected lower or higher"),
        ("party_size", {"choices": {1: 0.5}}, "sum to 0.5, not to 1"),
        ("party_size", {"choices": {"many": 1.0}}, "expected whole numbers below 10"),
        ("party_size", {"choices": []}, "expected {value: weight}"),
        ("fare_type", {"choices": {"cheap": 1.0}}, "expected public, corporate"),
    ],
)
def test_a_malformed_signal_is_refused_with_its_place(name, described, said):
    with pytest.raises(ContentError, match=said) as refused:
        read_signal("f.yml: x", PASSENGER, name, described)
    assert str(refused.value).startswith(f"f.yml: x.{name}")


def test_labels_of_any_signal_of_any_flow_are_those_of_its_row():
    flow = Flow(
        "post", {"form": SignalRow("choices", "form", "items.form", labels=("CN22", "CN23"))}
    )
    read = read_signal("f.yml: x", flow, "form", {"choices": {"CN22": 0.7, "CN23": 0.3}})
    assert read.choices == (("CN22", 0.7), ("CN23", 0.3))
    with pytest.raises(ContentError, match="found 'CN24', expected CN22, CN23"):
        read_signal("f.yml: x", flow, "form", {"choices": {"CN24": 1.0}})
