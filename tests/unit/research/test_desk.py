"""Asking: what comes back, what is refused, and that nothing escapes the log."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from aatulab.cases import load_case
from aatulab.errors import ResearchError
from aatulab.research import Desk, desk_of_case, desk_of_tables, load_scenario
from aatulab.research.faults import line_of, owners_answer
from aatulab.research.request import OUTCOMES

STATES = ("open", "error", "time-out")


def test_a_reported_document_is_a_hit_that_asks_for_its_owner(calm, ask):
    answer = calm.ask(ask())
    assert answer.outcome == "hit"
    assert answer.matches[0].record == "D00000001"
    assert answer.matches[0].fields["reason"] == "lost"
    assert "the State that issued the document" in answer.next_step


def test_no_hit_says_that_it_proves_nothing(calm, ask):
    answer = calm.ask(ask(query={"document_number": "U22222222"}))
    assert (answer.outcome, answer.matches) == ("no hit", ())
    assert "proves nothing" in answer.next_step


@pytest.mark.parametrize("number", ["UABCDEF24", "UABCDFE23"])
def test_one_wrong_character_is_a_question_and_no_hit(calm, ask, number):
    answer = calm.ask(ask(query={"document_number": number}))
    assert answer.outcome == "possible"
    assert not answer.matches[0].is_hit


def test_a_report_of_tomorrow_is_not_known_today(calm, ask):
    query = {"document_number": "UZZZZZZ99"}
    assert calm.ask(ask(query=query)).outcome == "no hit"
    later = datetime(2026, 5, 12, 0, 5, tzinfo=UTC)
    assert calm.ask(ask(query=query, at=later)).outcome == "hit"


def test_another_issuing_state_is_no_hit(calm, ask):
    query = {"document_number": "UABCDEF23", "issuing_state": "XXA"}
    assert calm.ask(ask(query=query)).outcome == "no hit"


@pytest.mark.parametrize(
    ("query", "outcome", "records"),
    [
        (("Quedimisk", "Adilun", "1980-04-09"), "hit", {"W00000001"}),
        (("QUEDIMISK", "ADILUN", ""), "possible", {"W00000001", "W00000004"}),
        (("Quedimisk", "Adilun", "1980-09-04"), "possible", {"W00000001"}),
        (("Adilun", "Quedimisk", "1980-04-09"), "possible", {"W00000001"}),
        (("Kuedimisk", "Adilun", "1980-04-09"), "possible", {"W00000001"}),
        (("MUELLERORN", "JO ANN", "1990-01-01"), "possible", {"W00000002"}),
        (("Mullerorn", "Joann", ""), "possible", {"W00000002"}),
        (("Vaskelorn", "Bela", "1970-01-01"), "no hit", set()),  # withdrawn
        (("Quedimisk", "Adilun", "1955-02-03"), "no hit", set()),  # a namesake
        (("Garvelind", "Torami", ""), "no hit", set()),
    ],
)
def test_a_name_is_found_as_a_clerk_would_find_it(calm, ask, query, outcome, records):
    asked = dict(zip(("surname", "given_names", "birth_date"), query, strict=True))
    answer = calm.ask(ask("notices", query=asked))
    assert answer.outcome == outcome, answer
    assert {match.record for match in answer.matches} == records
    assert all(match.reasons for match in answer.matches)


def test_a_namesake_that_was_left_out_is_told(calm, ask):
    query = {"surname": "Quedimisk", "given_names": "Adilun", "birth_date": "1980-04-09"}
    assert "1 of that name left out" in calm.ask(ask("notices", query=query)).says


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"purpose": " "}, "purpose is missing"),
        ({"purpose": "tax debt"}, "may not be asked for 'tax debt'"),
        ({"legal_ground": ""}, "legal ground"),
        ({"role": "inspecting officer", "database": "notices"}, "may be asked by"),
        ({"officer": ""}, "Who asks"),
        ({"database": "neighbours"}, "no database 'neighbours'"),
        ({"query": {}}, "Too little"),
        ({"query": {"document_number": "  "}}, "Too little"),
        ({"query": {"document_number": "U" * 121}}, "120 characters"),
        ({"query": {"document_number": 7}}, "expected a text"),
        ({"query": {"nationality": "UTO"}}, "cannot be asked here"),
        ({"database": "notices", "query": {"surname": "…", "given_names": "A"}}, "with letters"),
        ({"database": "notices", "query": {"surname": "Vask"}}, "surname and given_names"),
        (
            {
                "database": "notices",
                "query": {"surname": "Vask", "given_names": "A", "birth_date": "4 May"},
            },
            "expected a day",
        ),
    ],
)
def test_what_may_not_be_asked_is_refused_and_logged(calm, ask, changes, why):
    answer = calm.ask(ask(**changes))
    assert answer.outcome == "refused"
    assert why in answer.says
    (row,) = calm.log.table().to_dict("records")
    assert (row["outcome"], row["officer"]) == ("refused", changes.get("officer", "officer-01"))


def test_a_moment_without_zone_is_not_accepted(calm, ask):
    with pytest.raises(ResearchError, match="with its zone"):
        calm.ask(ask(at=datetime(2026, 5, 10, 12)))  # noqa: DTZ001


def test_the_log_holds_no_name_and_no_number(calm, ask):
    calm.ask(ask())
    calm.ask(ask("notices", query={"surname": "Quedimisk", "given_names": "Adilun"}))
    text = calm.log.table().to_csv()
    assert not [word for word in ("UABCDEF23", "Quedimisk", "Adilun") if word in text]


def test_an_outage_is_an_error_and_not_a_no_hit(shelves, ask):
    desk = Desk(load_scenario(), shelves)
    answer = desk.ask(ask(at=datetime(2026, 5, 10, 2, 20, tzinfo=UTC)))
    assert answer.outcome == "error"
    assert "nightly exchange" in answer.says
    assert desk.log.table()["outcome"].tolist() == ["error"]


def test_lines_fail_about_as_often_as_the_scenario_says(ask):
    scenario = load_scenario("bad-night")
    base = scenario.databases["documents"]
    lines = [line_of(scenario, base, entry, ask().at) for entry in range(2_000)]
    shares = {state: sum(line.state == state for line in lines) / 2_000 for state in STATES}
    # more than 10 s where half take 4 and one of twenty 25: one in five; of the others 8 % fail
    assert shares["time-out"] == pytest.approx(0.205, abs=0.03)
    assert shares["error"] == pytest.approx(0.08 * 0.795, abs=0.02)
    assert max(line.waited_s for line in lines) == 10


def test_a_line_that_fails_brings_nothing(shelves, ask):
    desk = Desk(load_scenario("bad-night"), shelves)
    answers = [desk.ask(ask()) for _ in range(40)]
    assert {"hit", "time-out"} <= {answer.outcome for answer in answers} <= set(OUTCOMES)
    assert all(bool(a.matches) == (a.outcome == "hit") for a in answers)


def test_the_same_requests_meet_the_same_luck(shelves, ask):
    one, other = (Desk(load_scenario("bad-night"), shelves) for _ in range(2))
    assert [one.ask(ask()) for _ in range(9)] == [other.ask(ask()) for _ in range(9)]
    assert one.log.head == other.log.head


def test_screening_brings_what_single_requests_bring(calm, ask):
    numbers = ["UABCDEF23", "U22222222", "UABCDEF24", "UZZZZZZ99", "UABCDEF23"]
    requests = [ask(query={"document_number": number}) for number in numbers]
    screened = calm.screen(requests)
    assert [(a.outcome, a.matches) for a in screened] == [
        (a.outcome, a.matches) for a in map(calm.ask, requests)
    ]
    assert calm.log.table()["action"].tolist() == ["screen"] * 5 + ["ask"] * 5


def test_screening_logs_those_that_it_refuses(calm, ask):
    answers = calm.screen([ask(), ask(purpose=""), ask(query={"document_number": "U22222222"})])
    assert [a.outcome for a in answers] == ["hit", "refused", "no hit"]


def test_screening_two_databases_at_once_is_not_accepted(calm, ask):
    with pytest.raises(ResearchError, match="the same one"):
        calm.screen([ask(), ask("notices")])


def test_a_hit_is_verified_with_its_owner_under_an_entry_of_its_own(calm, ask):
    answer = calm.ask(ask())
    later = datetime(2026, 5, 10, 12, 5, tzinfo=UTC)
    checked = calm.verify(answer.entry, "D00000001", officer="officer-01", at=later, second="P UTO")
    assert checked.status in {"confirmed", "withdrawn", "no answer"}
    assert checked.answered_at is None or checked.answered_at > later
    assert calm.log.table().iloc[-1][["action", "outcome"]].tolist() == ["verify", checked.status]


def test_owners_answer_in_the_shares_of_the_scenario(ask):
    scenario = load_scenario()
    base = scenario.databases["documents"]
    given = [owners_answer(scenario, base, entry, ask().at) for entry in range(2_000)]
    for status, share in base.verification.answers.items():
        told = sum(each == status for each, _ in given) / 2_000
        assert told == pytest.approx(share, abs=0.035)
    assert all((came is None) == (status == "no answer") for status, came in given)


def test_an_owner_cannot_tell_without_a_second_thing(calm, ask):
    answer = calm.ask(ask())
    checked = calm.verify(answer.entry, "D00000001", officer="officer-01", at=ask().at)
    assert checked.status == "refused"


def test_an_owner_says_that_a_mistyped_number_is_another_document(calm, ask):
    statuses = set()
    for _ in range(12):
        answer = calm.ask(ask(query={"document_number": "UABCDEF24"}))
        statuses.add(calm.verify(answer.entry, "D00000001", officer="officer-01",
                                 at=ask().at, second="P").status)  # fmt: skip
    assert statuses <= {"another person", "no answer"}
    assert "another person" in statuses


@pytest.mark.parametrize(
    ("entry", "record", "officer"),
    [(1, "D99999999", "officer-01"), (2, "D00000001", "officer-01"), (1, "D00000001", "officer-2")],
)
def test_only_what_an_officer_was_given_is_verified(calm, ask, entry, record, officer):
    calm.ask(ask())
    with pytest.raises(ResearchError, match="verify"):
        calm.verify(entry, record, officer=officer, at=ask().at, second="P")


def test_a_case_has_the_databases_that_its_tables_allow():
    desk = desk_of_case(load_case("curators-call"))
    assert {"sanctions", "works"} <= set(desk.databases) < set(load_scenario().databases)
    assert set(desk.register().index) == set(desk.databases)


def test_nothing_is_asked_of_a_database_that_is_not_connected(calm, ask):
    answer = calm.ask(ask("firms", query={"name": "Vantonora Bags"}))
    assert answer.outcome == "refused"
    assert "documents, notices" in answer.says


def test_the_score_from_which_a_name_is_a_question_is_the_scenarios(tables, ask):
    query = {"surname": "Kuedimisk", "given_names": "Adilun", "birth_date": "1980-04-09"}
    scenario = load_scenario()
    strict = replace(scenario.databases["notices"], possible_from=99.0, errors=0.0)
    databases = {**scenario.databases, "notices": strict}
    desk = desk_of_tables(tables, replace(scenario, databases=databases))
    assert desk.ask(ask("notices", query=query)).outcome == "no hit"
