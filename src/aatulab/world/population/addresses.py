"""Addresses: invented streets in the towns of the airports.

Some are shared, and that is ordinary: flats in one house, firms at their accountant's.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, digits, rows, to_text
from aatulab.world.arrays import Whole
from aatulab.world.columns import labels
from aatulab.world.population.persons import ids
from aatulab.world.population.pools import streets
from aatulab.world.reference import Airports
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

_MOST_HOUSES = 180


@dataclass(frozen=True)
class Addresses:
    """One entry an address; `state` is a place among the population's States."""

    address_id: Bytes
    street: Whole
    number: Whole
    postal_code: Whole
    city: Whole
    cities: tuple[str, ...]
    state: Whole

    @property
    def count(self) -> int:
        """Return the number of addresses."""
        return len(self.state)

    def ids(self, places: Whole) -> pa.Array:
        """Return the `address_id` of each place."""
        return to_text(rows(self.address_id, places))


def draw_addresses(
    gateway: Gateway,
    state_of_owner: Whole,
    lodges_with: Whole,
    airports: Airports,
    states: tuple[str, ...],
    streams: Streams,
) -> tuple[Addresses, Whole]:
    """Return the addresses, and the address of each owner (household, firm or agent).

    `lodges_with` names the owner whose address somebody shares, who has one of his own; -1 means
    nobody.
    """
    own = lodges_with < 0
    place = np.cumsum(own) - 1
    place = np.where(own, place, place[lodges_with])
    state = state_of_owner[own]

    def rng(column: str) -> np.random.Generator:
        return streams.of("addresses", column)

    cities, starts, counts, listed = _towns(airports, states)
    u = rng("city").random(len(state))
    city = listed[starts[state] + (u * counts[state]).astype(np.int64)]
    addresses = Addresses(
        address_id=ids("A", gateway.numbers(len(state))),
        street=rng("street").integers(0, len(streets()), len(state)),
        number=1 + (_MOST_HOUSES * rng("number").random(len(state)) ** 2).astype(np.int64),
        postal_code=rng("postal_code").integers(10_000, 100_000, len(state)),
        city=city,
        cities=cities,
        state=state,
    )
    return addresses, place


def addresses_table(addresses: Addresses, states: tuple[str, ...]) -> pa.Table:
    """Return the addresses as a table."""
    return pa.table(
        {
            "address_id": to_text(addresses.address_id),
            "street": labels(streets(), addresses.street),
            "house_number": addresses.number,
            "postal_code": to_text(digits(addresses.postal_code, 5)),
            "city": labels(addresses.cities, addresses.city),
            "state": labels(states, addresses.state),
        }
    )


def _towns(
    airports: Airports, states: tuple[str, ...]
) -> tuple[tuple[str, ...], Whole, Whole, Whole]:
    """Return all towns; for each State where its own begin and how many; and all towns by State."""
    cities = tuple(dict.fromkeys(airports.city))
    pairs = dict.fromkeys(zip(airports.country3, airports.city, strict=True))
    by_state = sorted((states.index(state), cities.index(city)) for state, city in pairs)
    state, listed = np.array(by_state).T
    counts = np.bincount(state, minlength=len(states))
    return cities, np.cumsum(counts) - counts, counts, listed
