"""Persons, and who sits where.

Nothing here looks at a booking's role except how often its leading traveller came before.  Sex,
age, nationality, residence and name are drawn the same way for everybody.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.columns import day_number, days, labels, repeated
from aatulab.world.draws import Draws, Flags, Floats, Whole
from aatulab.world.journeys import Journeys
from aatulab.world.plan import Plan
from aatulab.world.reference import Airports, Names
from aatulab.world.spec import WorldSpec
from aatulab.world.streams import Streams

YEAR = 365.25
SEXES = ("F", "M")
_MIXED_PARTIES = 0.25


@dataclass(frozen=True)
class People:
    """Passengers in the order of the bookings, and which person each of them is."""

    booking: Whole  # one entry a passenger
    place: Whole  # number inside the booking, from 0
    person: Whole
    lead: Whole  # one entry a booking: its first person
    person_id: Bytes  # one entry a person from here on
    surname: Whole  # places in the pools of names
    given: Whole
    sex: Whole  # places in SEXES
    birth: Whole  # days since 1970
    states: tuple[str, ...]
    nationality: Whole  # places in `states`


def draw_people(
    spec: WorldSpec,
    plan: Plan,
    journeys: Journeys,
    airports: Airports,
    names: Names,
    streams: Streams,
) -> tuple[People, pa.Table]:
    """Return the people, for the other tables and as a table."""
    booking, place = repeated(journeys.party)
    person, lead, home, member = _who(plan, booking, place)
    count = len(home)

    def rng(column: str) -> np.random.Generator:
        return streams.of("persons", column)

    # a household has one surname; companions of another name are one booking in four
    household = rng("surname").integers(0, len(names.surnames), plan.size)
    apart = rng("mixed party").random(plan.size) < _MIXED_PARTIES
    own = rng("own surname").integers(0, len(names.surnames), count)
    states, residence, nationality = _states(journeys, home, airports, spec, streams)
    people = People(
        booking=booking,
        place=place,
        person=person,
        lead=lead,
        person_id=_person_ids(count),
        surname=np.where(apart[home] & (member > 0), own, household[home]),
        given=rng("given_names").integers(0, len(names.given), count),
        sex=(rng("sex").random(count) < 0.5).astype(np.int64),
        birth=_births(spec, journeys, home, member, streams),
        states=states,
        nationality=nationality,
    )
    table = pa.table(
        {
            "person_id": to_text(people.person_id),
            "surname": labels(names.surnames, people.surname),
            "given_names": labels(names.given, people.given),
            "sex": labels(SEXES, people.sex),
            "birth_date": days(people.birth),
            "nationality": labels(states, nationality),
            "residence": labels(states, residence),
        }
    )
    return people, table


def passengers_table(
    plan: Plan,
    journeys: Journeys,
    people: People,
    document_number: Bytes,
    seats_of_flight: Whole,
    streams: Streams,
) -> pa.Table:
    """Return who travels on which booking, with document and seat."""
    return pa.table(
        {
            "pnr": to_text(rows(journeys.pnr, people.booking)),
            "passenger_no": people.place + 1,
            "person_id": to_text(rows(people.person_id, people.person)),
            "document_number": to_text(rows(document_number, people.person)),
            "seat": _seats(plan, people, seats_of_flight),
            "arrivals_90d": _earlier_arrivals(plan, people, streams),
        }
    )


def _who(plan: Plan, booking: Whole, place: Whole) -> tuple[Whole, Whole, Whole, Whole]:
    """Return each passenger's person, each booking's lead, each person's home booking and place.

    Where a circle is one traveller's trips, the leading passenger of all of them is one person.
    """
    again = (plan.same_traveller[plan.circle] == 1) & (plan.rank > 0)
    new = ~(again[booking] & (place == 0))
    person = np.cumsum(new) - 1
    starts = np.flatnonzero(place == 0)
    lead = person[starts]
    earliest = plan.first_of_circle[plan.circle]
    lead = np.where(again, lead[earliest], lead)
    person = np.where(place == 0, lead[booking], person)
    return person, lead, booking[new], place[new]


def _births(
    spec: WorldSpec, journeys: Journeys, home: Whole, member: Whole, streams: Streams
) -> Whole:
    """Return birth days: adults lead, a second traveller is of their age, others often children."""
    n = len(home)
    lead_age = 18.5 + 58 * streams.of("persons", "birth_date").random(len(journeys.party)) ** 1.5
    near = np.clip(
        lead_age[home] + streams.of("persons", "companion age").normal(0, 6, n), 18.2, 90
    )
    u = streams.of("persons", "child age").random(n)
    is_child = (member >= 2) & (streams.of("persons", "is child").random(n) < 0.75)
    age: Floats = np.where(member == 0, lead_age[home], np.where(is_child, 0.5 + 17 * u, near))
    return day_number(spec.first_day) - (age * YEAR).astype(np.int64)


def _states(
    journeys: Journeys, home: Whole, airports: Airports, spec: WorldSpec, streams: Streams
) -> tuple[tuple[str, ...], Whole, Whole]:
    """Return all States, and the residence and nationality of each person as places in them.

    A party lives where its journey began, at the hub, or anywhere; most are nationals of where
    they live.
    """
    states = tuple(sorted(set(airports.country3)))
    of_airport = np.array([states.index(state) for state in airports.country3])
    n = len(journeys.party)
    u = streams.of("persons", "residence").random(n)
    anywhere = streams.of("persons", "residence elsewhere").integers(0, len(states), n)
    hub = of_airport[airports.index(spec.hub)]
    lives = np.where(u < 0.5, of_airport[journeys.first], np.where(u < 0.85, hub, anywhere))
    foreign = streams.of("persons", "nationality").random(n) < 0.2
    other = streams.of("persons", "other nationality").integers(0, len(states), n)
    return states, lives[home], np.where(foreign, other, lives)[home]


def _person_ids(count: int) -> Bytes:
    """Return P and eight digits, in the order in which people first arrive."""
    text = fixed.blank(count, "P00000000")
    text[:, 1:] = fixed.digits(np.arange(1, count + 1), 8)
    return text


def _seats(plan: Plan, people: People, seats_of_flight: Whole) -> pa.Array:
    """Return seats from front to back in listing order, so that a party sits together."""
    flight = plan.day * (int(plan.flight.max()) + 1) + plan.flight
    of_passenger = flight[people.booking]
    changes: Flags = np.concatenate([[True], of_passenger[1:] != of_passenger[:-1]])
    starts = np.flatnonzero(changes)
    run = np.cumsum(changes) - 1
    taken = np.diff(np.append(starts, len(run)))
    inside = np.arange(len(run)) - starts[run]
    capacity = seats_of_flight[of_passenger]
    place = inside * capacity // taken[run]
    most = int(seats_of_flight.max())
    return labels([f"{seat // 6 + 1}{'ABCDEF'[seat % 6]}" for seat in range(most)], place)


def _earlier_arrivals(plan: Plan, people: People, streams: Streams) -> Whole:
    """Return arrivals in the 90 days before; a circle of one traveller counts its own trips."""
    draws = Draws(plan.cast)
    rng = streams.of("passengers", "arrivals_90d")
    of_circle = draws.typical(rng, "trips_last_90_days", plan.role_of_circle).astype(np.int64)
    one = draws.typical(rng, "trips_last_90_days", plan.role).astype(np.int64)
    same = plan.same_traveller[plan.circle] == 1
    lead = np.where(same, of_circle[plan.circle] + plan.rank, one)
    usual = plan.cast.roles[0].signals["trips_last_90_days"]  # companions come as people do
    wide = rng.random(len(people.booking))
    companion = (usual.high * wide**3).astype(np.int64)
    return np.minimum(np.where(people.place == 0, lead[people.booking], companion), 60)
