"""Gains are received minus accepted, at one station, with parts added up."""

import pandas as pd
import pytest

from aatulab.targeting.cargo import scale_noise, weight_differences


def events(*rows):
    names = ("awb", "code", "station", "pieces", "kg")
    return pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])


def test_gain_is_received_minus_accepted_and_parts_are_added_up():
    found = weight_differences(
        events(
            ("W0", "RCS", "NBO", 10, 100.0),
            ("W0", "RCF", "DOH", 10, 250.0),  # changed aircraft; not here
            ("W0", "RCF", "LUX", 8, 80.0),
            ("W0", "RCF", "LUX", 3, 32.5),
        ),
        "LUX",
    ).loc["W0"]
    assert found["gain_kg"] == 12.5
    assert found["gain_share"] == pytest.approx(0.125)
    assert found["more_pieces"] == 1
    assert not found["reported"]


def test_report_is_noted_and_who_was_not_received_is_left_out():
    found = weight_differences(
        events(
            ("W0", "RCS", "NBO", 2, 20.0),
            ("W0", "RCF", "LUX", 1, 11.0),
            ("W0", "DIS", "LUX", 1, 9.0),
            ("W1", "RCS", "NBO", 1, 5.0),
        ),
        "LUX",
    )
    assert found.index.tolist() == ["W0"]
    assert found["reported"].tolist() == [True]
    assert found["more_pieces"].tolist() == [-1]


def test_noise_leaves_out_missing_pieces_and_the_few_with_a_reason():
    shares = [0.001] * 97 + [0.4, 0.5, 0.6]
    table = pd.DataFrame({"gain_share": [*shares, 0.9], "more_pieces": [0] * 100 + [1]})
    assert scale_noise(table) == pytest.approx(0.001)
