"""What sightings are worth: some help, and most who were seen have done nothing."""

import pandas as pd
import pytest

CHANCE = 4.5


@pytest.fixture(scope="module")
def seen(big_world, leads):
    """Sightings of people who lead a booking, before and after they came."""
    rows = big_world.sightings[big_world.sightings["about"] == "person"]
    rows = rows.drop(columns="place").merge(leads, on="person_id")
    return rows.assign(before=rows["at"] < rows["arrives_at"])


def test_earlier_sightings_are_useful_and_far_from_proof(seen, leads, worth):
    shown = leads["pnr"].isin(seen.loc[seen["before"], "pnr"])
    found = worth(shown, leads["illicit"])
    assert 0.2 < found.precision < 0.55
    assert 0.1 < found.coverage < 0.3


def test_innocents_are_noted_too(seen):
    assert (~seen["illicit"]).sum() > 500


def test_firms_are_noted_and_few_of_them_stand_behind_a_network(big_world):
    noted = big_world.sightings.loc[big_world.sightings["about"] == "firm", "firm_id"].unique()
    fronts = set(big_world.networks["firm_id"])
    share = sum(firm in fronts for firm in noted) / len(noted)
    assert 0.05 < share < 0.6
    assert len(fronts & set(noted)) / len(fronts) < 0.4


def test_a_noted_vehicle_is_worth_a_look(mail_and_road, worth):
    noted = mail_and_road.sightings.dropna(subset="plate")
    rows = mail_and_road.crossings.merge(
        mail_and_road.truth, left_on="crossing_id", right_on="record"
    )
    earliest = noted.groupby("plate")["at"].min()
    found = worth(rows["plate"].map(earliest) < rows["at"], rows["illicit"])
    assert 0.15 < found.precision < 0.6
    assert 0.08 < found.coverage < 0.35


def test_some_organisers_who_never_fly_were_noted(big_world):
    noted = set(big_world.sightings["person_id"].dropna())
    organisers = set(big_world.networks["organiser"])
    assert 0.4 < len(noted & organisers) / len(organisers) < 0.8


def test_victims_are_nobodys_suspects(big_world, leads):
    """Are they noted and named no more often than innocents are?"""
    victims = leads[leads["typology"] == "trafficking-in-persons"]
    assert len(victims) > 200
    assert victims["person_id"].isin(big_world.sightings["person_id"]).mean() < 0.04
    documents = set(big_world.reported_documents["document_number"])
    assert victims["document_number"].isin(documents).mean() < 0.01


def test_exactly_one_subject_is_named(big_world):
    rows = big_world.sightings
    subjects = {"person": "person_id", "firm": "firm_id", "vehicle": "plate"}
    for about, column in subjects.items():
        assert (rows[column].notna() == (rows["about"] == about)).all()


def test_sightings_begin_before_the_days_and_end_with_them(big_world):
    first = pd.Timestamp(big_world.spec.first_day, tz="UTC")
    assert big_world.sightings["at"].min() < first - pd.Timedelta(days=50)
    assert big_world.sightings["at"].max() < first + pd.Timedelta(days=big_world.spec.days)
    assert big_world.sightings["at"].is_monotonic_increasing


@pytest.mark.parametrize("column", ["setting", "service", "hour"])
def test_only_the_date_tells_a_later_sighting_from_an_earlier_one(seen, column, chi_square):
    rows = seen.assign(hour=seen["at"].dt.hour)
    _, off = chi_square(rows[column], rows["before"])
    assert abs(off) < CHANCE


@pytest.mark.parametrize("column", ["setting", "service"])
def test_where_and_by_whom_somebody_was_noted_tells_nothing(seen, column, chi_square):
    _, off = chi_square(seen[column], seen["illicit"])
    assert abs(off) < CHANCE
