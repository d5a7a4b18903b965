"""Findings about a passenger list: each rule with its place, and none where all holds."""

import pytest

from aatulab.codes.messages.paxlst import check_paxlst


def test_a_good_list_has_no_findings(paxlst):
    assert check_paxlst(paxlst) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "place", "found"),
    [
        ("UNT+34+1", "UNT+33+1", "unt-count", "segment 35 (UNT)", "'33'"),
        ("UNT+34+1", "UNT+34+9", "unt-reference", "segment 35 (UNT)", "'9'"),
        ("UNZ+1+R1", "UNZ+3+R1", "unz-count", "segment 36 (UNZ)", "'3'"),
        ("CNT+42:1", "CNT+42:2", "total", "segment 34 (CNT)", "a total of 2"),
        ("DTM+36:330911", "DTM+36:260309", "expired", "segment 24 (DOC)", "2026-03-09"),
        ("DTM+329:930914", "DTM+329:261231", "birth-date", "segment 12 (NAD)", "2026-12-31"),
        ("LOC+91+UTO", "LOC+91+ZZZ", "issuing-state", "segment 24 (DOC)", "'ZZZ'"),
        ("NAT+2+UTO", "NAT+2+QQQ", "nationality", "segment 12 (NAD)", "'QQQ'"),
        ("NAD+FM+++VELMANKO", "NAD+FL+++VELMANKO", "total", "segment 34 (CNT)", "a total of 1"),
        ("DOC+P+U3TT2FLTC", "DOC+P+U2TT2FLTC", "shared-document", "segment 31 (DOC)", "U2TT2FLTC"),
        ("DTM+232:2603100610", "DTM+232:2603080610", "flight-times", "segment 7 (TDT)", "-35.8"),
        ("DTM+232:2603100610", "DTM+232:2603120610", "flight-times", "segment 7 (TDT)", "+60.2"),
        ("LOC+125+GRU", "LOC+92+GRU", "airport", "segment 7 (TDT)", "no departure"),
    ],
)
def test_each_rule_names_its_place(paxlst, changed, old, new, rule, place, found):
    findings = [f for f in check_paxlst(changed(paxlst, old, new)) if f.rule == rule]
    assert len(findings) == 1
    assert findings[0].place == place
    assert found in findings[0].found
    assert findings[0].remedy


def same_count(text):
    """Give the text a right count, so that nothing else than the change is found."""
    inside = text.split("UNH")[1].split("UNT")[0].count("'") - text.count("?'") + 1
    return text.replace("UNT+34", f"UNT+{inside}")


def test_two_passports_of_one_traveller_are_found(paxlst, changed):
    second = "NAD+FM+++VELMANKO"
    text = changed(paxlst, second, f"DOC+P+U9999999X'\nLOC+91+UTO'\n{second}")
    assert [f.rule for f in check_paxlst(same_count(text))] == ["two-documents"]


def test_a_passport_and_a_visa_are_no_two_passports(paxlst, changed):
    second = "NAD+FM+++VELMANKO"
    text = changed(paxlst, second, f"DOC+V+U9999999X'\nLOC+91+UTO'\n{second}")
    assert check_paxlst(same_count(text)) == []


def test_a_seat_given_twice_is_found(paxlst, changed):
    text = changed(paxlst, "DOC+P+U3TT2FLTC", "RFF+SEA:1A'\nDOC+P+U3TT2FLTC")
    (finding,) = check_paxlst(same_count(text))
    assert (finding.rule, finding.place) == ("seat", "segment 27 (NAD)")
    assert "segment 12 (NAD)" in finding.found


def test_missing_data_are_named_together(paxlst, changed):
    text = changed(paxlst, "DTM+329:930914'\n", "")
    text = changed(text, "RFF+AVF:D3SQNT'\n", "")
    (finding,) = check_paxlst(same_count(text))
    assert finding.rule == "incomplete"
    assert finding.found == "no birth date (DTM 329), no record locator (RFF AVF)"


def test_a_list_without_total_is_found(paxlst, changed):
    (finding,) = check_paxlst(same_count(changed(paxlst, "CNT+42:1'\n", "")))
    assert (finding.rule, finding.expected) == ("total", "CNT with 1")


def test_a_document_is_valid_on_its_last_day(paxlst, changed):
    assert check_paxlst(changed(paxlst, "DTM+36:330911", "DTM+36:260310")) == []


@pytest.mark.parametrize("landing", ["2603091200", "2603111700"])
def test_local_clocks_may_go_back_over_the_date_line_or_jump_ahead(paxlst, changed, landing):
    assert check_paxlst(changed(paxlst, "DTM+232:2603100610", f"DTM+232:{landing}")) == []


@pytest.mark.parametrize(
    ("landing", "expiry", "rules"),
    [
        ("DTM+232:2603100610:201'\n", "260309", ["expired"]),
        # without the time of landing the day of departure counts
        ("", "260309", []),
        ("", "260308", ["expired"]),
    ],
)
def test_the_day_of_the_flight_is_the_local_day_of_landing(paxlst, changed, landing, expiry, rules):
    text = changed(paxlst, "DTM+232:2603100610:201'\n", landing)
    found = check_paxlst(same_count(changed(text, "DTM+36:330911", f"DTM+36:{expiry}")))
    assert [finding.rule for finding in found] == rules


@pytest.mark.parametrize("state", ["D", "DEU", "GBD", "XXA"])
def test_germany_has_two_spellings_and_passports_have_codes_of_their_own(paxlst, changed, state):
    assert check_paxlst(changed(paxlst, "LOC+91+UTO", f"LOC+91+{state}")) == []
