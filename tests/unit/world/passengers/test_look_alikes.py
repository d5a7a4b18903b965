"""Every typology has innocent twins, and no single signal settles anything."""

import numpy as np
import pandas as pd
import pytest


@pytest.fixture(scope="module")
def seen(world):
    """Signals as an officer reads them, one row a booking, with the truth beside."""
    bookings = world.bookings.merge(world.told(), on="pnr").set_index("pnr")
    lead = (bookings["departs_at"] - bookings["booked_at"]).dt.total_seconds() / 3600
    payments = world.payments.set_index("pnr")
    people = world.passengers.merge(world.persons, on="person_id")
    people["name"] = people["given_names"] + " " + people["surname"]
    payer = payments["payer_name"].reset_index()
    travels = people.merge(payer, on="pnr").query("name == payer_name")["pnr"].unique()
    phones = world.contacts[world.contacts["kind"] == "phone"].set_index("pnr")["value"]
    reuse = phones.map(phones.value_counts()).reindex(bookings.index).fillna(1)
    first = people[people["passenger_no"] == 1].set_index("pnr")["arrivals_90d"]
    weight = world.baggage.groupby("pnr")["weight_kg"].sum().reindex(bookings.index).fillna(0)
    return pd.DataFrame(
        {
            "illicit": bookings["illicit"],
            "role": bookings["role"],
            "twin_of": bookings["twin_of"],
            "late": lead < 96,
            "cash": payments["form"].reindex(bookings.index) == "CA",
            "other payer": ~bookings.index.isin(travels),
            "phone on three": reuse >= 3,
            "short stay": bookings["nights"] <= 2,
            "often": first.reindex(bookings.index) >= 4,
            "heavy": weight / bookings["party_size"] > 30,
        }
    )


SIGNALS = ["late", "cash", "other payer", "phone on three", "short stay", "often", "heavy"]


def test_each_typology_has_three_twins_a_booking_at_least(world):
    illicit = world.truth["typology"].value_counts()
    twins = world.truth["twin_of"].value_counts()
    assert len(illicit) >= 3
    assert (twins.reindex(illicit.index) >= 3 * illicit).all()


def test_each_illicit_booking_has_three_innocent_ones_with_two_of_its_signals(seen):
    flags = seen[SIGNALS].to_numpy(dtype=int)
    illicit = seen["illicit"].to_numpy()
    shown = flags[illicit]
    telling = shown[shown.sum(axis=1) >= 2]
    alike = ((telling @ flags[~illicit].T) >= 2).sum(axis=1)
    assert len(telling) > 0.7 * len(shown)
    assert (alike >= 3).all()


@pytest.mark.parametrize("signal", SIGNALS)
def test_no_single_signal_finds_more_than_it_stops_in_vain(seen, signal):
    """Precision of one signal stays low, and it says something all the same, or is a trap."""
    flagged = seen[seen[signal]]
    assert flagged["illicit"].mean() < 0.35
    assert flagged["illicit"].sum() < 0.8 * seen["illicit"].sum()


def test_signals_together_find_half_of_it_in_one_booking_out_of_twenty(seen):
    score = seen[SIGNALS].to_numpy(dtype=float) @ [2, 2, 2, 3, 0.5, 1, 1]
    chance = np.random.default_rng(1).random(len(seen))
    first = np.lexsort((chance, -score))[: len(seen) // 20]
    recall = seen["illicit"].to_numpy()[first].sum() / seen["illicit"].sum()
    assert 0.4 < recall < 0.85
    blind = np.argsort(chance)[: len(seen) // 20]
    assert seen["illicit"].to_numpy()[blind].sum() / seen["illicit"].sum() < 0.1


def test_networks_share_contacts_agencies_and_payers(world):
    illicit = world.told()[world.told()["illicit"]]
    phones = world.contacts[world.contacts["kind"] == "phone"].merge(illicit, on="pnr")
    sizes = phones.groupby("value")["pnr"].nunique()
    assert 3 <= sizes[sizes > 1].max() <= 8
    cards = world.payments.merge(illicit, on="pnr").dropna(subset="card").groupby("card")["pnr"]
    assert cards.nunique().max() >= 3


def test_every_booking_has_a_fact_that_settles_it(world):
    facts = world.truth.groupby("fact")["illicit"].nunique()
    assert (facts == 1).all()
    assert world.truth["fact"].str.endswith(".").all()
    assert (world.truth["typology"].notna() == world.truth["illicit"]).all()
    assert not (world.truth["twin_of"].notna() & world.truth["illicit"]).any()
