import numpy as np

from aatulab.content import datasets_dir
from aatulab.world.passengers.flights import WEEKDAYS, put_onto_flights
from aatulab.world.passengers.routes import draw_schedule
from aatulab.world.passengers.signals import PASSENGER
from aatulab.world.reference import airports
from aatulab.world.roles.plan import draw_plan
from aatulab.world.roles.typologies import read_cast
from aatulab.world.spec import WorldSpec
from aatulab.world.streams import Streams


def boarding_of(seed):
    spec = WorldSpec(seed=seed, bookings=6_000, days=10)
    gateway, streams = spec.gateway(0), Streams(seed)
    cast = read_cast(datasets_dir() / "typologies", PASSENGER)
    schedule = draw_schedule(gateway, airports(), streams)
    plan = draw_plan(gateway, cast, spec.bookings, WEEKDAYS, streams)
    return schedule, put_onto_flights(gateway, plan, schedule, streams)


def test_listing_is_by_day_and_flight():
    _, boarding = boarding_of(5)
    assert (np.diff(boarding.of_all) >= 0).all()


def test_flights_fill_in_proportion_to_their_seats():
    schedule, boarding = boarding_of(6)
    booked = np.bincount(boarding.flight, minlength=boarding.flights)
    assert np.abs(booked / booked.sum() - schedule.share).max() < 0.01
