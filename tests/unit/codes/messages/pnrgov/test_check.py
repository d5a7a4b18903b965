"""Findings about a push of bookings: each rule with its place, and none where all holds."""

import pytest

from aatulab.codes.messages.pnrgov import check_pnrgov


def test_a_good_push_has_no_findings(pnrgov):
    assert check_pnrgov(pnrgov) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "place", "found"),
    [
        ("UNT+41+1", "UNT+40+1", "unt-count", "segment 42 (UNT)", "'40'"),
        ("UNZ+1+R2", "UNZ+1+R9", "unz-reference", "segment 43 (UNZ)", "'R9'"),
        ("EQN+2", "EQN+7", "total", "segment 6 (EQN)", "7 bookings"),
        ("RCI+0Q:YJ4EVG", "RCI+0Q:D3SQNT", "locator", "segment 37 (SRC)", "D3SQNT a second time"),
        ("::280226:1745", "::100326:1745", "created", "segment 7 (SRC)", "2026-03-10 17:45 UTC"),
        ("710:280226:1750", "710:270226:1750", "ticketed", "segment 7 (SRC)", "2026-02-27"),
        (":1755:100326:0610+", ":1755:150326:0610+", "flight-times", "segment 5 (TVL)", "+132.2"),
        (":1755:100326:0610+", ":1755:080326:0610+", "flight-times", "segment 5 (TVL)", "-35.8"),
        ("TVL+++++9204:Y'\n", "APD+1'\n", "codeshare", "segment 25 (TVL)", "operating carrier 0W"),
        ("RPI+1+HK'\nSSR", "RPI+4+HK'\nSSR", "party", "segment 25 (TVL)", "a party of 4"),
        ("+GRU+LIS+0Q:0W+204:Y", "+GRU+LIS+0Q:0W+999:Y", "flight", "segment 7 (SRC)", "0Q204"),
        ("2:31.5:700", "3:31.5:700", "bag-tags", "segment 31 (TRI)", "3 bags with 2 tags"),
        ("15814:2:LIS", "15814:2:MAD", "bag-destination", "segment 31 (TRI)", "tagged to MAD"),
        ("VI:411111XXXXXX4140:0828", "VI", "card", "segment 17 (TIF)", "without a card"),
        ("411111XXXXXX4140", "4111111111111111", "card", "segment 17 (TIF)", "16 digits"),
        ("SSR+OTHS", "SSR+VGML", "sensitive", "message", "1 sensitive entries"),
    ],
)
def test_each_rule_names_its_place(pnrgov, changed, old, new, rule, place, found):
    findings = [f for f in check_pnrgov(changed(pnrgov, old, new)) if f.rule == rule]
    assert len(findings) == 1
    assert findings[0].place == place
    assert found in findings[0].found
    assert findings[0].remedy


def second_check_in(pnrgov, changed, kind="A"):
    text = changed(pnrgov, "TIF+BRIOSH+TALOLETH:A:1", f"TIF+BRIOSH+TALOLETH:{kind}:1")
    text = changed(text, "RPI+1+HK'\nUNT", "RPI+1+HK'\nTRI++:::1'\nSSD+1A'\nUNT")
    return changed(text, "UNT+41", "UNT+43")


def test_a_seat_given_twice_is_found(pnrgov, changed):
    (finding,) = check_pnrgov(second_check_in(pnrgov, changed))
    assert (finding.rule, finding.place) == ("seat", "segment 42 (TRI)")
    assert "segment 31 (TRI)" in finding.found


def test_an_infant_in_arms_may_share_a_seat(pnrgov, changed):
    assert "seat" not in {f.rule for f in check_pnrgov(second_check_in(pnrgov, changed, "IN"))}


def test_a_bag_tagged_to_a_later_airport_of_the_journey_is_ordinary(pnrgov, changed):
    text = changed(pnrgov, "TVL+++++ARNK'", "TVL+100326:1200+LIS+MAD++OPEN'")
    assert check_pnrgov(changed(text, "15814:2:LIS", "15814:2:MAD")) == []


def test_a_flight_is_recognised_by_who_flies_it(pnrgov, changed):
    text = changed(pnrgov, "+GRU+LIS+0Q+204'\nEQN", "+GRU+LIS+0W+9204'\nEQN")
    assert [f.place for f in check_pnrgov(text) if f.rule == "flight"] == ["segment 37 (SRC)"]
