"""What must hold in every world, whatever its seed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.codes.mrz import parse_td3
from aatulab.codes.phones import is_reserved
from aatulab.world import WorldSpec, build_world
from aatulab.world.frames import to_frame
from aatulab.world.schemas import table_names
from aatulab.world.validation import broken_references, validate


def with_bookings(world, table):
    return getattr(world, table).merge(world.bookings, on="pnr")


def test_every_table_is_as_described(world):
    tables = {name for name, frame in vars(world).items() if isinstance(frame, pd.DataFrame)}
    assert tables == set(table_names()) - {"passenger_list", "seizures_short"}
    for name in tables:
        validate(name, getattr(world, name))


def test_every_reference_leads_somewhere(world):
    tables = {name: frame for name, frame in vars(world).items() if isinstance(frame, pd.DataFrame)}
    assert broken_references(tables) == []


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**256 - 1), st.integers(100, 1_500), st.integers(1, 12),
       st.sampled_from(["LIS", "GRU", "SIN", "NBO", "AKL"]), st.floats(0.005, 0.2))  # fmt: skip
def test_any_order_gives_a_world_that_holds_together(seed, bookings, days, hub, prevalence):
    spec = WorldSpec(seed=seed, bookings=bookings, days=days, hub=hub, prevalence=prevalence)
    built = build_world(spec)
    tables = {name: to_frame(table) for name, table in built.tables.items()}
    assert len(tables["bookings"]) == bookings
    assert tables["bookings"]["pnr"].is_unique
    assert tables["documents"]["document_number"].is_unique
    truth = to_frame(built.truth)
    sizes = {"cargo": "waybills", "post": "items", "land": "crossings"}
    records = {flow: spec.records_of(size) for flow, size in sizes.items()}
    for flow, size in {"passenger": bookings, **records}.items():
        assert truth.loc[truth["flow"] == flow, "illicit"].sum() == round(size * prevalence)
    assert broken_references(tables) == []
    landing = tables["bookings"]["arrives_at"]
    first = pd.Timestamp(spec.first_day, tz="UTC")
    assert landing.min() >= first
    assert landing.max() < first + pd.Timedelta(days=days)


def test_prevalence_is_what_was_asked_for(world):
    assert world.truth["illicit"].mean() == pytest.approx(world.spec.prevalence)


def test_truth_stands_in_no_visible_table(world):
    # an inspection names its record too
    hidden = set(world.truth.columns) - {"flow", "record"} | {"organiser", "cell"}
    for name, frame in vars(world).items():
        if isinstance(frame, pd.DataFrame) and name not in {"truth", "networks", "memberships"}:
            assert not hidden & set(frame.columns)


def test_bookings_are_made_two_hours_before_departure_at_least(world):
    lead = world.bookings["departs_at"] - world.bookings["booked_at"]
    assert lead.min() >= pd.Timedelta(hours=2)
    assert lead.max() <= pd.Timedelta(days=350)
    assert lead.median() > pd.Timedelta(days=7)


def test_nights_are_those_between_landing_and_return(world):
    back = world.bookings[~world.bookings["one_way"]]
    nights = (back["returns_at"].dt.normalize() - back["arrives_at"].dt.normalize()).dt.days
    assert (nights == back["nights"]).all()
    assert (back["returns_at"] > back["arrives_at"]).all()
    one_way = world.bookings[world.bookings["one_way"]]
    assert one_way[["returns_at", "nights"]].isna().to_numpy().all()


def test_bookings_land_with_their_flight(world):
    joined = world.bookings.merge(world.flights, on="flight_id", suffixes=("", "_flight"))
    assert (joined["arrives_at"] == joined["arrives_at_flight"]).all()
    assert (joined["itinerary"].str[-3:] == joined["destination"]).all()
    assert (joined["itinerary"].str[-7:-4] == joined["origin"]).all()
    assert (joined["departs_at"] <= joined["departs_at_flight"]).all()


def test_no_seat_is_given_twice_and_no_flight_overbooked(world):
    seats = with_bookings(world, "passengers")
    assert not seats.duplicated(["flight_id", "seat"]).any()
    taken = seats.groupby("flight_id").size()
    capacity = world.flights.set_index("flight_id")["capacity"]
    assert (taken <= capacity.reindex(taken.index)).all()
    assert 0.5 < (taken.sum() / capacity.reindex(taken.index).sum()) < 0.95


def test_a_party_sits_together(world):
    seats = with_bookings(world, "passengers")
    row = seats["seat"].str[:-1].astype(int)
    spread = row.groupby(seats["pnr"]).agg(lambda rows: rows.max() - rows.min())
    assert (spread <= 3).mean() > 0.97


def test_most_parties_share_a_surname(world):
    people = world.passengers.merge(world.persons, on="person_id")
    several = people[people.groupby("pnr")["pnr"].transform("size") > 1]
    one_name = several.groupby("pnr")["surname"].nunique() < 2
    assert 0.65 < one_name.mean() < 0.9


def test_parties_are_led_by_adults(world):
    people = world.passengers.merge(world.persons, on="person_id")
    age = (pd.Timestamp(world.spec.first_day) - people["birth_date"]).dt.days / 365.25
    assert age[people["passenger_no"] == 1].min() >= 18
    assert 0.03 < (age < 18).mean() < 0.2
    assert age.max() < 100


def test_nobody_is_in_two_places_at_once(world):
    """Somebody who comes again has left before."""
    trips = world.passengers.merge(world.bookings, on="pnr").sort_values(
        ["person_id", "arrives_at"]
    )
    again = trips["person_id"].eq(trips["person_id"].shift(-1))
    assert again.sum() > 500
    back, following = trips["returns_at"][again], trips["arrives_at"].shift(-1)[again]
    assert (back.isna() | (back < following)).all()
    assert (trips["arrivals_90d"].shift(-1)[again] > trips["arrivals_90d"][again]).all()


def test_documents_are_valid_on_the_journey_and_younger_than_their_holder(world):
    last = pd.Timestamp(world.spec.first_day) + pd.Timedelta(days=world.spec.days)
    held = world.documents.merge(world.persons, on="person_id")
    assert (held["expires_on"] > last).all()
    assert (held["issued_on"] >= held["birth_date"]).all()
    shown = with_bookings(world, "passengers").merge(world.documents, on="document_number")
    assert (shown["issued_on"] < shown["departs_at"].dt.tz_localize(None).dt.normalize()).all()


def test_every_zone_is_valid_and_says_what_the_tables_say(world):
    held = world.documents.merge(world.persons, on="person_id").sample(600, random_state=1)
    for row in held.itertuples():
        zone = parse_td3(row.mrz_1, row.mrz_2)
        assert zone.problems == ()
        assert zone.document_number == row.document_number
        assert zone.issuing_state == "UTO"
        assert zone.nationality == {"DEU": "D"}.get(row.nationality, row.nationality)
        assert (zone.birth_date, zone.sex) == (f"{row.birth_date:%y%m%d}", row.sex)
        assert zone.expiry_date == f"{row.expires_on:%y%m%d}"


def test_all_contact_points_are_nobodys(world):
    phones = world.contacts[world.contacts["kind"] == "phone"]["value"]
    mails = world.contacts[world.contacts["kind"] == "email"]["value"]
    assert all(map(is_reserved, phones.unique()))
    assert mails.str.contains(r"@example\.(?:org|net|com)$").all()


def test_payments_equal_fares_and_cash_has_no_card(world):
    paid = with_bookings(world, "payments")
    assert (paid["amount"] == paid["fare"]).all()
    assert (paid["card"].isna() == (paid["form"] != "CC")).all()
    assert not ((paid["form"] == "CA") & (paid["agency"] == "WEB")).any()


def test_most_travellers_pay_for_themselves(world):
    people = world.passengers.merge(world.persons, on="person_id")
    lead = people[people["passenger_no"] == 1].set_index("pnr")
    names = lead["given_names"] + " " + lead["surname"]
    payer = world.payments.set_index("pnr")["payer_name"]
    assert 0.75 < (payer == names.reindex(payer.index)).mean() < 0.92


def test_fares_grow_with_distance(world):
    joined = world.bookings.merge(world.flights, on="flight_id")
    direct = joined[joined["itinerary"].str.len() == 7]
    per_head = np.log(direct["fare"] / direct["party_size"])
    assert np.corrcoef(per_head, np.log(direct["distance_km"]))[0, 1] > 0.6


def test_heavier_bags_belong_to_longer_stays(world):
    bags = with_bookings(world, "baggage")
    by_stay = bags.groupby(pd.cut(bags["nights"], [-1, 3, 10, 400]), observed=True)["weight_kg"]
    assert by_stay.mean().is_monotonic_increasing
    assert bags["weight_kg"].between(3, 32).all()


def test_flights_land_in_waves(world):
    """Hours of the night see fewer flights than the morning and the evening."""
    big = build_world(WorldSpec(seed=5, bookings=60_000, days=2, waybills=0, items=0, crossings=0))
    hour = to_frame(big.tables["flights"])["arrives_at"].dt.hour
    night = hour.isin([2, 3]).sum()
    morning = hour.isin([8, 9]).sum()
    assert morning > 4 * max(night, 1)


def test_connections_are_mostly_straight_and_some_are_odd(world):
    place = world.airports.set_index("iata")[["latitude", "longitude"]]

    def km(a, b):
        (la, lo), (lb, lp) = np.radians(place.loc[a]), np.radians(place.loc[b])
        chord = np.sin((la - lb) / 2) ** 2 + np.cos(la) * np.cos(lb) * np.sin((lo - lp) / 2) ** 2
        return 2 * 6371 * np.arcsin(np.sqrt(chord))

    connecting = world.bookings["itinerary"][world.bookings["itinerary"].str.len() == 11]
    ways = connecting.unique()
    detour = {w: (km(w[:3], w[4:7]) + km(w[4:7], w[8:])) / km(w[:3], w[8:]) for w in ways}
    ratio = connecting.map(detour)
    assert 0.35 < len(connecting) / len(world.bookings) < 0.7
    assert ratio.min() > 0.999
    assert ratio.median() < 1.2
    assert 0.04 < (ratio > 1.35).mean() < 0.25


def test_history_of_contact_points_shows_reuse_by_innocents_and_others(world):
    phones = world.contacts[world.contacts["kind"] == "phone"]
    phones = phones.merge(world.told(), on="pnr")
    reuse = phones.groupby("value").agg(pnrs=("pnr", "nunique"), illicit=("illicit", "any"))
    often = reuse[reuse["pnrs"] >= 3]
    assert often["illicit"].sum() > 20
    assert (~often["illicit"]).sum() > 2 * often["illicit"].sum()
