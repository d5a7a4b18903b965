"""Ticking links recounts at once; parties show what holds them together, in shapes and words."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting import OfficerTime
from aatulab.widgets import LinkExplorer

LINKS = pd.DataFrame(
    {
        "phone": ["+1", "+1", "+1", None, None, "+2", "+1"],
        "email": None,
        "card": [None, None, "9", "9", None, None, None],
        "payer": None,
        "agency": ["T1"] * 6 + [None],
    },
    index=["P1", "P2", "P3", "P4", "P5", "P6", "OLD"],
)
ILLICIT = pd.Series([True, False, True, True, False, False], index=LINKS.index[:6])
STORIES = pd.DataFrame({"way": ["<GRU>-LIS"] * 6}, index=ILLICIT.index)


@pytest.fixture
def explorer():
    time = OfficerTime(officers=1, minutes=60, minutes_per_check=15)
    return LinkExplorer(LINKS, STORIES, ILLICIT, time, by=("phone",), fewest=2, most=8)


def test_only_bookings_of_today_are_counted(explorer):
    outcome = explorer.outcome
    assert (outcome.stopped, outcome.hits, outcome.innocent_stopped) == (3, 2, 1)
    assert "3 bookings of today in 1 parties, 1 of them innocent" in explorer.panel_html


def test_a_further_kind_of_link_joins_the_party_and_recounts(explorer):
    explorer.choose("phone", "card")
    assert explorer.by == ("phone", "card")
    assert explorer.parties().to_dict() == dict.fromkeys(["P1", "P2", "P3", "P4", "OLD"], "OLD")
    assert explorer.outcome.hits == 3


def test_the_upper_limit_takes_out_what_many_share(explorer):
    explorer.choose("phone", "card", most=3)
    assert explorer.outcome.stopped == 2


def test_without_a_link_nobody_is_counted(explorer):
    explorer.choose()
    assert explorer.outcome.stopped == 0
    assert "No link is ticked" in explorer.panel_html
    assert "Nobody is linked" in explorer.picture_html


def test_a_party_shows_shapes_its_shared_value_and_escapes_what_others_wrote(explorer):
    picture = explorer.picture_html
    assert picture.count("<polygon") == 2  # something to find
    assert picture.count("<rect") == 1  # innocent
    assert "phone +1" in picture
    assert "&lt;GRU&gt;-LIS" in picture
    assert explorer.party == "OLD"


def test_reader_without_a_kernel_sees_every_link_alone_and_a_party(explorer):
    bundle = explorer._repr_mimebundle_()
    for words in ("Each kind of link alone", "payer who does not travel", "<svg", "hit rate"):
        assert words in bundle["text/html"]
    assert bundle["text/plain"].startswith("Linked by phone, shared by 2 to 8 bookings")


def test_an_unknown_link_and_an_unknown_booking_are_refused_by_name(explorer):
    with pytest.raises(TargetingError, match="'fax'"):
        explorer.choose("fax")
    time = OfficerTime(officers=1, minutes=60, minutes_per_check=15)
    with pytest.raises(TargetingError, match="'P9'"):
        LinkExplorer(LINKS, STORIES, pd.Series({"P9": True}), time)
