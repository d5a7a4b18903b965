"""Over a whole world every database is connected, and holds what the world holds."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from aatulab.errors import ResearchError
from aatulab.research import Desk, load_scenario
from aatulab.research.desk import shelves_of
from aatulab.research.holdings import frames_of, holdings
from aatulab.research.invented import invented_sanctions, invented_works
from aatulab.research.kinds import KINDS
from aatulab.research.shelf import Shelf
from aatulab.world import WorldSpec, build_world

AT = datetime(2026, 3, 18, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def tables():
    return frames_of(build_world(WorldSpec(seed=4, bookings=1_500, days=20)).tables)


@pytest.fixture(scope="module")
def desk(tables):
    scenario = load_scenario()
    quiet = {
        name: replace(base, errors=0.0, outages=(), patience_s=1e6)
        for name, base in scenario.databases.items()
    }
    return Desk(replace(scenario, databases=quiet), shelves_of(tables, scenario))


def asked(desk, ask, database, **query):
    return desk.ask(ask(database, query=query, at=AT))


def test_every_database_of_the_ordinary_day_is_connected(desk):
    assert set(desk.databases) == set(KINDS)


def test_a_firm_is_found_by_number_name_phone_and_mail(desk, tables, ask):
    firm = tables["firms"].iloc[7]
    for query in (
        {"register_number": firm["register_number"]},
        {"name": firm["name"].upper()},
        {"phone": firm["phone"]},
        {"email": firm["email"].upper()},
    ):
        answer = asked(desk, ask, "firms", **query)
        assert firm["firm_id"] in {match.record for match in answer.matches if match.is_hit}


def test_a_director_leads_to_the_firm_and_back(desk, tables, ask):
    term = tables["directors"].iloc[3]
    person = tables["persons"].set_index("person_id").loc[term["person_id"]]
    found = asked(desk, ask, "directors", firm_id=term["firm_id"]).matches
    assert person["surname"] in {match.fields["surname"] for match in found}
    back = asked(desk, ask, "directors", surname=person["surname"],
                 given_names=person["given_names"],
                 birth_date=f"{person['birth_date']:%Y-%m-%d}")  # fmt: skip
    assert term["firm_id"] in {match.fields["firm_id"] for match in back.matches if match.is_hit}


def test_cargo_of_later_hours_is_not_there_yet(desk, tables, ask):
    bills = tables["waybills"]
    moments = pd.to_datetime(bills["arrives_at"])
    before, after = bills[moments < AT].iloc[-1], bills[moments > AT].iloc[0]
    known = asked(desk, ask, "cargo", awb=before["awb"])
    assert {match.fields["side"] for match in known.matches} == {"shipper", "consignee"}
    assert asked(desk, ask, "cargo", awb=after["awb"]).outcome == "no hit"


def test_the_short_form_of_a_seizure_names_no_firm_and_no_flight(desk, tables, ask):
    seized = tables["seizures"][tables["seizures"]["seized_on"] < pd.Timestamp("2026-03-18")]
    case_id = seized["case_id"].iloc[0]
    short = asked(desk, ask, "seizures_short", case_id=case_id).matches[0]
    long = asked(desk, ask, "seizures", case_id=case_id).matches[0]
    assert set(short.fields) < set(long.fields)
    assert not {"firm_id", "flight", "inspection", "seized_at"} & set(short.fields)


def test_a_liaison_officer_does_not_read_the_long_form(desk, ask):
    request = ask("seizures", query={"product": "cocaine"}, role="liaison officer")
    assert desk.ask(request).outcome == "refused"


def test_the_invented_lists_are_the_same_for_a_seed_and_nobodys_otherwise(tables):
    for one, other in (
        (invented_sanctions(tables, 5), invented_sanctions(tables, 5)),
        (invented_works(5), invented_works(5)),
    ):
        pd.testing.assert_frame_equal(one, other)
    assert not invented_works(5).equals(invented_works(6))
    assert set(invented_works(5)["reported_by"]) == {"UTO"}


def test_a_listed_namesake_is_set_aside_by_the_date_of_birth(desk, tables, ask):
    listed = holdings(tables, load_scenario().seed)["sanctions"].dropna(subset="birth_date").iloc[0]
    query = {"surname": listed["surname"], "given_names": listed["given_names"]}
    born = f"{listed['birth_date']:%Y-%m-%d}"
    assert asked(desk, ask, "sanctions", **query, birth_date=born).outcome == "hit"
    assert asked(desk, ask, "sanctions", **query).outcome == "possible"
    assert asked(desk, ask, "sanctions", **query, birth_date="1901-01-01").outcome == "no hit"


def test_a_class_that_asks_at_once_gets_answers_and_one_chain(desk, tables, ask):
    numbers = tables["reported_documents"]["document_number"].head(40).tolist()
    requests = [ask(query={"document_number": number}, at=AT) for number in numbers]
    begun = len(desk.log)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(desk.ask, requests))
    assert sorted(a.entry for a in answers) == list(range(begun + 1, begun + 41))
    for number, answer in zip(numbers, answers, strict=True):
        assert all(match.fields["document_number"] == number
                   for match in answer.matches if match.is_hit)  # fmt: skip


def test_a_description_that_fits_is_a_question_and_an_inventory_number_a_hit(desk, ask):
    described = asked(desk, ask, "works", kind="coin", material="silver")
    assert described.outcome == "possible"
    number = described.matches[0].fields["inventory"]
    assert asked(desk, ask, "works", inventory=number).outcome == "hit"


def test_rows_without_a_needed_column_are_refused():
    with pytest.raises(ResearchError, match="works: the rows have no column 'inventory'"):
        Shelf(KINDS["works"], invented_works(5).drop(columns="inventory"))
