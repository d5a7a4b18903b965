"""A hit is a question to the issuing State: documents are reported, not persons."""

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="module")
def searched(big_world):
    """One row a traveller, with the report on his passport if there is one."""
    rows = big_world.passengers.merge(big_world.bookings[["pnr", "arrives_at"]], on="pnr")
    rows = rows.merge(big_world.told()[["pnr", "illicit"]], on="pnr")
    rows = rows.merge(big_world.reported_documents, on="document_number", how="left")
    reported = rows["reported_on"].dt.tz_localize("UTC")
    return rows.assign(hit=reported < rows["arrives_at"])


def test_hits_are_rare_but_ten_times_as_often_as_publicly_known(searched):
    a_hundred_thousand = searched["hit"].mean() * 100_000
    assert 3 * 6.5 < a_hundred_thousand < 20 * 6.5


def test_a_hit_is_worth_a_question_and_no_more(searched, worth):
    found = worth(searched["hit"], searched["illicit"])
    assert 0.2 < found.precision < 0.6
    assert 0.002 < found.coverage < 0.03


def test_owners_who_found_a_document_again_reported_it_lost(searched):
    """Does the reason help?  A stolen document is suspicious more often than a lost one."""
    hits = searched[searched["hit"]]
    by_reason = hits.groupby("reason")["illicit"].mean()
    assert by_reason["stolen"] > by_reason["lost"]
    assert 0.0 < by_reason["stolen"] < 1.0


def test_nobody_travels_on_a_stolen_blank(big_world):
    blanks = big_world.reported_documents[big_world.reported_documents["reason"] == "stolen blank"]
    assert len(blanks) > 100
    assert not blanks["document_number"].isin(big_world.documents["document_number"]).any()


def test_some_reports_are_one_character_from_a_passport_in_use(big_world):
    used = set(big_world.documents["document_number"])
    letters = sorted({letter for number in used for letter in number[1:]})
    reports = big_world.reported_documents.sample(1_500, random_state=1)["document_number"]
    near = 0
    for number in reports:
        others = (
            number[:place] + letter + number[place + 1 :]
            for place in range(1, 9)
            for letter in letters
            if letter != number[place]
        )
        near += number not in used and any(other in used for other in others)
    expected = 90 / (2_500 + 90 + 60) * len(reports)
    assert abs(near - expected) < 4 * np.sqrt(expected) + 3


def test_a_passport_is_reported_after_its_issue_and_within_the_days(big_world):
    rows = big_world.reported_documents
    held = rows.merge(big_world.documents, on="document_number")
    assert len(held) > 50
    assert (held["reported_on"] > held["issued_on"]).all()
    last = pd.Timestamp(big_world.spec.first_day) + pd.Timedelta(days=big_world.spec.days)
    assert rows["reported_on"].max() < last
    assert rows["reported_on"].is_monotonic_increasing


def test_the_dictionary_states_the_rates():
    from aatulab.world.history.intelligence import document_reports
    from aatulab.world.schemas import read_schema

    about, rates = read_schema("reported_documents").about, document_reports().rates
    for kind in ("own", "of_illicit", "near"):
        assert f"{rates[kind]:,.0f} in 100,000" in about
