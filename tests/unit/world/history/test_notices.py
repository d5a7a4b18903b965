"""A name is half of an identity: notices, namesakes, and what each is worth."""

import pandas as pd
import pytest

NAME = ["surname", "given_names"]


@pytest.fixture(scope="module")
def named(big_world, leads):
    """Notices that were issued before somebody of that name came and stood when he did."""
    rows = leads.merge(big_world.notices, on=NAME, suffixes=("", "_of_notice"))
    at = rows["arrives_at"].dt.tz_localize(None)
    stands = rows["withdrawn_on"].isna() | (rows["withdrawn_on"] > at)
    return rows[(rows["issued_on"] < at) & stands]


def test_name_and_birth_date_together_are_worth_a_question(named, leads, worth):
    exact = named[named["birth_date"] == named["birth_date_of_notice"]]
    found = worth(leads["pnr"].isin(exact["pnr"]), leads["illicit"])
    assert 0.35 < found.precision < 0.8
    assert 0.01 < found.coverage < 0.05


def test_the_name_alone_is_worth_much_less(named, leads, worth):
    exact = named[named["birth_date"] == named["birth_date_of_notice"]]
    whole = worth(leads["pnr"].isin(exact["pnr"]), leads["illicit"])
    name = worth(leads["pnr"].isin(named["pnr"]), leads["illicit"])
    assert name.precision < 0.7 * whole.precision
    assert name.precision < 0.45


def test_innocent_namesakes_are_told_apart_by_their_birth_date(named):
    others = named[named["birth_date_of_notice"].notna()]
    others = others[others["birth_date"] != others["birth_date_of_notice"]]
    assert len(others) > 100
    assert (~others["illicit"]).mean() > 0.9


def test_a_fifth_lack_the_birth_date_and_some_were_withdrawn(big_world):
    rows = big_world.notices
    assert 0.15 < rows["birth_date"].isna().mean() < 0.25
    assert 0.02 < rows["withdrawn_on"].notna().mean() < 0.15
    ended = rows[rows["withdrawn_on"].notna()]
    assert (ended["withdrawn_on"] > ended["issued_on"]).all()


def test_notices_end_with_the_days_and_come_from_partners(big_world):
    last = pd.Timestamp(big_world.spec.first_day) + pd.Timedelta(days=big_world.spec.days)
    assert big_world.notices["issued_on"].max() < last
    assert big_world.notices["issued_on"].is_monotonic_increasing
    assert big_world.spec.hub not in set(big_world.notices["requested_by"])


def test_missing_persons_are_innocent_or_victims(named):
    exact = named[named["birth_date"] == named["birth_date_of_notice"]]
    missing = exact[exact["kind"] == "missing person"]
    assert set(missing.loc[missing["illicit"], "typology"]) <= {"trafficking-in-persons"}
