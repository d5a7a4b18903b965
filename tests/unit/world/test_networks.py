"""Networks behind the illicit circles."""

import pandas as pd

from aatulab.world import WorldSpec, build_world
from aatulab.world.frames import to_frame


def test_every_illicit_booking_belongs_to_a_network_and_no_other_does(world):
    told = world.told()
    assert (told["network"].notna() == told["illicit"]).all()
    of_bookings = world.memberships[world.memberships["flow"] == "passenger"]
    members = of_bookings.set_index("record")["network"]
    assert members.sort_index().equals(told.dropna(subset="network").set_index("pnr")["network"]
                                       .sort_index())  # fmt: skip


def test_a_network_has_several_cells_and_one_typology_of_travellers(world):
    cells = world.memberships.groupby("network")["cell"]
    assert 3 <= cells.nunique().median() <= 6
    assert (cells.min() == 1).all()
    told = world.told().dropna(subset="network").merge(world.networks, on="network")
    assert (told["typology_x"] == told["typology_y"]).all()


def test_networks_persist_over_the_days(world):
    landed = world.memberships.merge(world.bookings, left_on="record", right_on="pnr")
    span = landed.groupby("network")["arrives_at"].agg(lambda days: days.max() - days.min())
    assert span.median() > pd.Timedelta(days=14)


def test_the_records_of_a_cell_lie_close_together_and_share_a_phone(world):
    phones = world.contacts[world.contacts["kind"] == "phone"]
    cells = world.memberships.merge(phones, left_on="record", right_on="pnr")
    of_cell = cells.groupby(["network", "cell"])["value"]
    most, size = of_cell.agg(lambda v: v.value_counts().iloc[0]), of_cell.size()
    assert most[size >= 4].median() >= 2
    assert (most / size).median() > 0.4
    # two cells of a network share none: what leads from one to the other is payer, firm, agency
    owners = cells.drop_duplicates(["network", "cell", "value"]).groupby("value").size()
    assert owners.max() == 1


def test_purses_of_cells_are_the_organiser_or_his_front_firm(world):
    people = world.persons.set_index("person_id")
    organiser = people.loc[world.networks["organiser"]]
    networks = world.networks.assign(
        person=(organiser["given_names"] + " " + organiser["surname"]).to_numpy()
    ).merge(world.firms[["firm_id", "name"]], on="firm_id")
    paid = world.memberships.merge(networks, on="network").merge(
        world.payments, left_on="record", right_on="pnr"
    )
    by_network = (paid["payer_name"] == paid["person"]) | (paid["payer_name"] == paid["name"])
    assert 0.15 < by_network.mean() < 0.45


def test_an_organiser_directs_the_front_firm_and_does_not_travel_with_the_goods(world):
    directs = set(zip(world.directors["firm_id"], world.directors["person_id"], strict=True))
    assert set(zip(world.networks["firm_id"], world.networks["organiser"], strict=True)) <= directs
    travels = world.memberships.merge(world.networks, on="network")
    assert (travels["person_id"] != travels["organiser"]).all()


def test_front_firms_are_young_and_small_as_many_others_are(world):
    firms = world.firms.set_index("firm_id")
    front = firms.loc[world.networks["firm_id"]]
    age = (pd.Timestamp(world.spec.first_day) - firms["registered_on"]).dt.days
    alike = (age < 1_100) & (firms["employees"] <= 8) & (firms["status"] == "active")
    assert alike.loc[front.index].all()
    assert alike.sum() > 3 * front.index.nunique()


def test_the_smallest_world_has_a_network_too():
    world = build_world(WorldSpec(seed=3, bookings=100, days=1, prevalence=0.01))
    assert world.hidden["networks"].num_rows == 1
    assert to_frame(world.truth)["network"].notna().sum() == 1


def test_a_world_without_crime_has_none():
    world = build_world(WorldSpec(seed=3, bookings=100, days=1, prevalence=0.005))
    assert to_frame(world.truth)["illicit"].sum() == 0
    assert world.hidden["networks"].num_rows == 0
    assert world.hidden["memberships"].num_rows == 0
