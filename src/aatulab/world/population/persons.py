"""Persons: name, sex, age, nationality, residence, drawn the same way for everybody.

Nothing here knows what anybody does; a household has one surname, one State of residence and one
nationality.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes import fixed
from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.columns import day_number, days, labels
from aatulab.world.population.homes import Homes, Travellers
from aatulab.world.reference import Airports, Names
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

YEAR = 365.25
SEXES = ("F", "M")
ADULT_YEARS = 18
_LIVES_AT_HUB = 0.7  # of those who do not fly


@dataclass(frozen=True)
class Persons:
    """One entry a person; `residence` and `nationality` are places in `states`."""

    person_id: Bytes
    household: Whole
    surname: Whole  # places in the pools of names
    given: Whole
    sex: Whole  # places in SEXES
    birth: Whole  # days since 1970
    states: tuple[str, ...]
    nationality: Whole
    residence: Whole
    names: Names

    @property
    def count(self) -> int:
        """Return the number of persons."""
        return len(self.household)

    def ids(self, places: Whole, missing: Flags | None = None) -> pa.Array:
        """Return the `person_id` of each place."""
        return to_text(rows(self.person_id, places), missing)

    def full_names(self, places: Whole) -> pa.Array:
        """Return given names and surname of each place."""
        given = self.names.given.take(pa.array(self.given[places]))
        surname = self.names.surnames.take(pa.array(self.surname[places]))
        return pc.binary_join_element_wise(given, surname, " ")


def draw_persons(
    gateway: Gateway,
    homes: Homes,
    travellers: Travellers,
    airports: Airports,
    names: Names,
    streams: Streams,
) -> Persons:
    """Return everybody who lives in the homes."""
    count = len(homes.household)

    def rng(column: str) -> np.random.Generator:
        return streams.of("persons", column)

    states, residence, nationality = _states(gateway, homes, travellers, airports, streams)
    surname = rng("surname").integers(0, len(names.surnames), homes.count)
    return Persons(
        person_id=ids("P", gateway.numbers(count)),
        household=homes.household,
        surname=surname[homes.household],
        given=rng("given_names").integers(0, len(names.given), count),
        sex=(rng("sex").random(count) < 0.5).astype(np.int64),
        birth=_births(gateway, homes, streams),
        states=states,
        nationality=nationality[homes.household],
        residence=residence[homes.household],
        names=names,
    )


def persons_table(persons: Persons, household_id: Bytes) -> pa.Table:
    """Return the persons as a table."""
    return pa.table(
        {
            "person_id": to_text(persons.person_id),
            "household_id": to_text(rows(household_id, persons.household)),
            "surname": labels(persons.names.surnames, persons.surname),
            "given_names": labels(persons.names.given, persons.given),
            "sex": labels(SEXES, persons.sex),
            "birth_date": days(persons.birth),
            "nationality": labels(persons.states, persons.nationality),
            "residence": labels(persons.states, persons.residence),
        }
    )


def ids(letter: str, numbers: Whole) -> Bytes:
    """Return a letter and eight digits, counted from 1.

    >>> to_text(ids("P", np.array([0, 4710]))).to_pylist()
    ['P00000001', 'P00004711']
    """
    text = fixed.blank(len(numbers), f"{letter}00000000")
    text[:, 1:] = fixed.digits(numbers + 1, 8)
    return text


def _births(gateway: Gateway, homes: Homes, streams: Streams) -> Whole:
    """Return birth days: adults lead, a second member is of their age, others often children."""
    member = homes.member

    def rng(column: str) -> np.random.Generator:
        return streams.of("persons", column)

    most = int(homes.origin.max()) + 1
    age: Floats = (18.5 + 58 * rng("birth_date").random(most) ** 1.5)[homes.origin[homes.household]]
    others = np.flatnonzero(member > 0)
    near = age[others] + rng("companion age").normal(0, 6, len(others))
    age[others] = np.clip(near, ADULT_YEARS + 0.2, 90)
    children = np.flatnonzero(member >= 2)
    children = children[rng("is child").random(len(children)) < 0.75]
    age[children] = 0.5 + 17 * rng("child age").random(len(children))
    return day_number(gateway.first_day) - (age * YEAR).astype(np.int64)


def _states(
    gateway: Gateway,
    homes: Homes,
    travellers: Travellers,
    airports: Airports,
    streams: Streams,
) -> tuple[tuple[str, ...], Whole, Whole]:
    """Return all States, and the residence and nationality of each household as places in them.

    Who flies lives where the journey began, at the hub, or anywhere; of the others most live at
    the hub.  Most people are nationals of where they live.
    """
    states = tuple(sorted(set(airports.country3)))
    of_airport = np.array([states.index(state) for state in airports.country3])
    hub = of_airport[airports.index(gateway.hub)]
    n, bookings = int(homes.origin.max()) + 1, len(travellers.began)

    def rng(column: str) -> np.random.Generator:
        return streams.of("persons", column)

    u = rng("residence").random(n)
    anywhere = rng("residence elsewhere").integers(0, len(states), n)
    began = of_airport[travellers.began]
    flies = np.where(
        u[:bookings] < 0.5, began, np.where(u[:bookings] < 0.85, hub, anywhere[:bookings])
    )
    stays = np.where(u[bookings:] < _LIVES_AT_HUB, hub, anywhere[bookings:])
    lives = np.concatenate([flies, stays])
    foreign = rng("nationality").random(n) < 0.2
    nation = np.where(foreign, rng("other nationality").integers(0, len(states), n), lives)
    return states, lives[homes.origin], nation[homes.origin]
