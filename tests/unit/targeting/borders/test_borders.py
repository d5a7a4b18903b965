"""One clock, what was known where, what may be passed on, and who meets on one person."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.borders import (
    against_handling,
    double_acts,
    enough_at,
    first_known,
    in_utc,
    latest_local,
    unmet,
)

ZONES = {"LIS": "Europe/Lisbon", "DEL": "Asia/Kolkata", "BRU": "Europe/Brussels"}


def at(hour, minute=0):
    return pd.Timestamp(f"2026-03-29 {hour:02d}:{minute:02d}", tz="UTC")


@pytest.mark.parametrize(
    ("local", "airport", "utc"),
    [
        ("2026-03-29 01:59", "BRU", "2026-03-29 00:59"),
        ("2026-03-29 03:00", "BRU", "2026-03-29 01:00"),  # the hour from two to three is not
        ("2026-03-29 02:30", "BRU", "2026-03-29 01:00"),  # a clock that shows it has not been set
        ("2026-03-29 00:59", "LIS", "2026-03-29 00:59"),
        ("2026-03-29 02:00", "LIS", "2026-03-29 01:00"),
        ("2026-03-29 06:30", "DEL", "2026-03-29 01:00"),
        ("2026-10-25 02:30", "BRU", "2026-10-25 00:30"),  # shown twice: read as the first
    ],
)
def test_a_zone_is_a_name_and_not_a_number_of_hours(local, airport, utc):
    moments = in_utc(pd.Series(pd.to_datetime([local, None])), pd.Series([airport] * 2), ZONES)
    assert moments[0] == pd.Timestamp(utc, tz="UTC")
    assert pd.isna(moments[1])


def test_an_airport_without_a_zone_and_times_with_one_are_refused():
    clock = pd.Series(pd.to_datetime(["2026-03-29 02:30"]))
    with pytest.raises(TargetingError, match="found airport 'GRU', expected one of LIS, DEL, BRU"):
        in_utc(clock, pd.Series(["GRU"]), ZONES)
    with pytest.raises(TargetingError, match="expected times without a zone"):
        in_utc(clock.dt.tz_localize("UTC"), pd.Series(["LIS"]), ZONES)
    with pytest.raises(TargetingError, match="minutes: found -1, expected 0 or more"):
        latest_local(at(3), -1, ZONES["BRU"])
    with pytest.raises(TargetingError, match="without a zone"):
        latest_local(at(3).tz_localize(None), 5, ZONES["BRU"])


def test_the_last_call_is_told_on_the_sender_s_clock():
    assert latest_local(at(1, 20), 30, ZONES["BRU"]) == pd.Timestamp("2026-03-29 01:50")
    assert latest_local(at(1, 20), 30, ZONES["DEL"]) == pd.Timestamp("2026-03-29 06:20")


@pytest.fixture
def facts():
    return pd.DataFrame(
        [
            ("F1", "LIS", at(1), "open", "police", pd.NaT),
            ("F2", "DEL", at(2), "named services", "police, customs", pd.NaT),
            ("F3", "BRU", at(3), "originator", "police", at(4)),
        ],
        columns=["fact", "airport", "arose_at", "handling", "may_go_to", "consent_at"],
    )


def message(number, fact, sender, to, service, sent, came):
    return (f"M{number}", fact, sender, to, service, sent, came)


def messages(*rows):
    columns = ["message", "fact", "from_airport", "to_airport", "to_service", "sent_at",
               "received_at"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(received_at=pd.to_datetime(table["received_at"], utc=True))


def test_enough_comes_with_the_last_fact_and_alone_perhaps_never(facts):
    told = messages(
        message(1, "F1", "LIS", "BRU", "police", at(2), at(5)),
        message(2, "F1", "LIS", "BRU", "police", at(2), at(4)),
        message(3, "F2", "DEL", "BRU", "police", at(2), at(6)),
        message(4, "F2", "DEL", "LIS", "police", at(2), pd.NaT),
    )
    known = first_known(facts, told)
    assert enough_at(known, ["F1", "F2", "F3"]) == at(3)
    assert enough_at(known, ["F1", "F2", "F3"], "BRU") == at(6)
    assert enough_at(known, ["F1"], "BRU") == at(4)
    assert pd.isna(enough_at(known, ["F1", "F2"], "LIS"))
    assert pd.isna(enough_at(known, []))
    needs = pd.DataFrame(
        [("N1", "F1", "BRU", at(4)), ("N2", "F2", "BRU", at(5)), ("N3", "F2", "LIS", at(9))],
        columns=["need", "fact", "airport", "until_at"],
    )
    lost = unmet(needs, known)
    assert lost["need"].tolist() == ["N2", "N3"]  # on the minute is in time
    assert lost["known_at"].isna().tolist() == [False, True]


def test_a_message_needs_the_named_service_and_the_originator_s_word(facts):
    sent = messages(
        message(1, "F1", "LIS", "BRU", "post", at(2), at(3)),  # open to any service
        message(2, "F2", "DEL", "BRU", "post", at(2), at(3)),
        message(3, "F2", "BRU", "LIS", "customs", at(2), at(3)),  # no originator control
        message(4, "F3", "BRU", "LIS", "police", at(3), at(3)),  # its own airport
        message(5, "F3", "LIS", "DEL", "police", at(3, 59), at(5)),
        message(6, "F3", "LIS", "DEL", "police", at(4), at(5)),
        message(7, "F3", "LIS", "DEL", "customs", at(4), at(5)),
    )
    broken = against_handling(sent, facts)
    assert dict(zip(broken["message"], broken["why"], strict=True)) == {
        "M2": "service not named",
        "M5": "originator not asked",
        "M7": "service not named",
    }


def test_acts_meet_on_one_person_between_airports_only():
    acts = pd.DataFrame(
        [
            ("A1", "P1", "LIS", at(1), at(2)),
            ("A2", "P1", "BRU", at(1, 30), at(3)),
            ("A3", "P1", "LIS", at(3), at(4)),  # begins as the other ends
            ("A4", "P1", "BRU", at(1, 40), at(1, 50)),  # the same airport as A2
            ("A5", "P2", "BRU", at(1), at(4)),
        ],
        columns=["act_id", "person", "airport", "began_at", "ended_at"],
    )
    pairs = double_acts(acts)
    assert pairs[["first", "second"]].to_numpy().tolist() == [["A1", "A2"], ["A1", "A4"]]
    assert pairs["minutes"].tolist() == [30, 10]
