"""At every stage every service stands in the panel, also the one that gets nothing."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.unit import RECEIVERS, flight_stages
from aatulab.widgets import FlightWalk

FLIGHT = pd.Series(
    {
        "carrier": "0Q",
        "flight_number": "408",
        "origin": "DAC",
        "destination": "<AMS>",
        "arrives_at": pd.Timestamp("2026-04-13T06:45Z"),
    }
)


@pytest.mark.parametrize("stage", flight_stages(), ids=lambda stage: stage.id)
def test_everybody_stands_in_the_panel_with_what_they_do_or_get(stage):
    walk = FlightWalk(FLIGHT)
    walk.stage = stage.id
    html = walk.panel_html
    assert all(f"<b>{who}</b>" in html for who in RECEIVERS)
    assert html.count("▶ acts") == len(stage.acts)
    assert html.count("✔ gets") == len(stage.gets)
    idle = set(RECEIVERS) - {*stage.acts, *stage.gets}
    assert html.count("gets nothing") == len(idle)


def test_times_are_those_of_the_flight():
    walk = FlightWalk(FLIGHT)
    walk.stage = "task"
    assert "Monday 04:45, 2 hours before landing" in walk.panel_html
    walk.stage = "document"
    assert "Monday 07:09, 24 minutes after landing" in walk.panel_html


def test_reader_without_a_kernel_sees_all_stages():
    bundle = FlightWalk(FLIGHT)._repr_mimebundle_()
    assert bundle["text/html"].count("<tr>") == len(flight_stages()) + 1
    assert "&lt;AMS&gt;" in bundle["text/html"]
    assert bundle["text/plain"].startswith("The bookings come in: analyst")


def test_row_that_is_no_flight_gets_one_sentence():
    with pytest.raises(TargetingError, match="flights: there is no column 'arrives_at'"):
        FlightWalk(FLIGHT.drop("arrives_at"))
