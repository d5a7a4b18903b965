from types import SimpleNamespace

import numpy as np
import pytest

from aatulab.world import WorldSpec, build_world
from aatulab.world.build import read_casts
from aatulab.world.passengers.build import build_passengers
from aatulab.world.reference import airports
from aatulab.world.streams import Streams


@pytest.fixture(scope="session")
def results(big_world):
    return results_of(big_world)


@pytest.fixture(scope="session")
def results_elsewhere(mail_and_road):
    return results_of(mail_and_road)


def results_of(world):
    """Every inspection with what is so about its record."""
    rows = world.inspections.merge(world.truth, on=["flow", "record"])
    assert len(rows) == len(world.inspections)
    return rows.assign(found=rows["result"] == "found")


@pytest.fixture(scope="session")
def leads(big_world):
    """One row a booking: who leads it, what it is, when the travellers stand in the hall."""
    rows = big_world.passengers[big_world.passengers["passenger_no"] == 1]
    rows = rows.merge(big_world.bookings, on="pnr").merge(big_world.told(), on="pnr")
    phones = big_world.contacts[big_world.contacts["kind"] == "phone"]
    rows = rows.merge(phones[["pnr", "value"]].rename(columns={"value": "phone"}), how="left")
    return rows.merge(big_world.persons, on="person_id")


@pytest.fixture(scope="session")
def docket(big_world):
    """The docket of the bookings, which a world itself does not keep."""
    gateway = big_world.spec.gateway(0)
    cast = read_casts()["passenger"]
    _, part = build_passengers(gateway, cast, airports(), Streams(gateway.seed, 0))
    return part.docket()


@pytest.fixture(scope="session")
def worth():
    """What a sign is worth: the share of its rows that are illicit, and of the illicit it shows."""

    def measure(shown, illicit):
        shown, illicit = np.asarray(shown, dtype=bool), np.asarray(illicit, dtype=bool)
        both = (shown & illicit).sum()
        return SimpleNamespace(precision=both / shown.sum(), coverage=both / illicit.sum())

    return measure


@pytest.fixture(scope="session")
def interval():
    """Wilson's interval of a share, 99.9 % wide."""

    def bounds(hits, size, z=3.29):
        share, extra = hits / size, z * z / size
        middle = (share + extra / 2) / (1 + extra)
        half = z * np.sqrt(share * (1 - share) / size + extra / (4 * size)) / (1 + extra)
        return middle - half, middle + half

    return bounds


@pytest.fixture(scope="session")
def worlds():
    """A small world as it is built, in Arrow tables."""
    return build_world(
        WorldSpec(seed=23, bookings=3_000, days=10, prevalence=0.1, items=1_500, crossings=1_500)
    )


@pytest.fixture(scope="session")
def mail_and_road(frames):
    """A world with much mail and many crossings."""
    return frames(
        build_world(
            WorldSpec(
                seed=3, bookings=2_000, prevalence=0.03, waybills=0, items=50_000, crossings=50_000
            )
        )
    )
