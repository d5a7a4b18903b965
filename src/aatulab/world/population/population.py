"""The population of a gateway, made once and shared by all flows.

Persons, households, firms and agents each have a place (a number from 0) by which the flows know
them; phones and mail addresses hang on households, firms and agents, cards on persons and firms.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.codes.travel import masked_cards
from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import day_number, labels
from aatulab.world.population.addresses import Addresses, addresses_table, draw_addresses
from aatulab.world.population.agents import Agents, agents_table, draw_agents
from aatulab.world.population.directors import Directors, directors_table, draw_directors
from aatulab.world.population.firms import Firms, draw_firms, firms_table
from aatulab.world.population.homes import Travellers, draw_homes
from aatulab.world.population.persons import Persons, draw_persons, ids, persons_table
from aatulab.world.population.points import Points, draw_points
from aatulab.world.reference import Airports, Names
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

_SHARED_HOUSES = 0.15  # households that live in another one's house, if it is in their State


@dataclass(frozen=True)
class Households:
    """One entry a household; `address` is a place among the addresses."""

    household_id: Bytes
    head: Whole  # an adult, the household's first person
    at_home: Whole  # an adult who stays behind when the others fly, or -1
    residence: Whole  # a place among the States
    address: Whole
    points: Points

    @property
    def count(self) -> int:
        """Return the number of households."""
        return len(self.head)

    def ids(self, places: Whole) -> pa.Array:
        """Return the `household_id` of each place."""
        return to_text(rows(self.household_id, places))


@dataclass(frozen=True)
class Population:
    """Everybody and every firm of a gateway."""

    gateway: Gateway
    states: tuple[str, ...]
    hub: int  # the gateway's State, a place in `states`
    persons: Persons
    households: Households
    addresses: Addresses
    firms: Firms
    firm_address: Whole
    firm_points: Points
    directors: Directors
    agents: Agents
    agent_address: Whole
    agent_points: Points
    streams: Streams

    def heads(self, *, at_hub: bool | None = None) -> Whole:
        """Return one adult of each household: of the gateway's State, of the others, or of all."""
        if at_hub is None:
            return self.households.head
        here: Flags = self.households.residence == self.hub
        chosen: Whole = self.households.head[here == at_hub]
        return chosen

    def cards(self, owners: Whole) -> Bytes:
        """Return the masked card of each owner: a person's place, or `persons.count` + a firm's."""
        return masked_cards(self.gateway.numbers_of(owners), self.streams.keys("payments", "card"))

    def tables(self) -> Mapping[str, pa.Table]:
        """Return the tables of the population by name."""
        addresses = self.addresses
        return {
            "persons": persons_table(self.persons, self.households.household_id),
            "households": _households_table(self.households, addresses, self.states),
            "addresses": addresses_table(addresses, self.states),
            "firms": firms_table(self.firms, addresses.ids(self.firm_address), self.firm_points),
            "directors": directors_table(self.directors, self.firms, self.persons),
            "agents": agents_table(
                self.agents, addresses.ids(self.agent_address), self.agent_points
            ),
        }


def draw_population(
    gateway: Gateway, travellers: Travellers, airports: Airports, names: Names, streams: Streams
) -> Population:
    """Return the population of a gateway, from those who fly and its size."""
    homes = draw_homes(gateway, travellers, streams)
    persons = draw_persons(gateway, homes, travellers, airports, names, streams)
    states = persons.states
    hub = states.index(airports.country3[airports.index(gateway.hub)])
    firms = draw_firms(gateway, hub, len(states), names, streams)
    agents = draw_agents(gateway, hub, len(states), names, streams)

    # households, firms and agents stand in one row as owners of addresses and contact points
    residence = persons.residence[homes.head]
    at_firms, at_agents = homes.count, homes.count + firms.count
    lodging = np.where(firms.lodges_with < 0, -1, firms.lodges_with + at_firms)
    addresses, address = draw_addresses(
        gateway,
        np.concatenate([residence, firms.state, agents.state]),
        np.concatenate([_shared_houses(residence, streams), lodging, np.full(agents.count, -1)]),
        airports,
        states,
        streams,
    )
    surname = persons.surname[homes.head]
    stems = len(names.surnames_mrz) + np.concatenate([firms.stem, agents.stem])
    local = (*names.surnames_mrz, *names.firms_mrz)
    points = draw_points(gateway, local, np.concatenate([surname, stems]), streams)
    households = Households(
        household_id=ids("H", gateway.numbers(homes.count)),
        head=homes.head,
        at_home=homes.at_home,
        residence=residence,
        address=address[:at_firms],
        points=points.of(0, homes.count),
    )
    today = day_number(gateway.first_day)
    return Population(
        gateway=gateway,
        states=states,
        hub=hub,
        persons=persons,
        households=households,
        addresses=addresses,
        firms=firms,
        firm_address=address[at_firms:at_agents],
        firm_points=points.of(at_firms, firms.count),
        directors=draw_directors(firms, homes.head, persons, today, streams),
        agents=agents,
        agent_address=address[at_agents:],
        agent_points=points.of(at_agents, agents.count),
        streams=streams,
    )


def _shared_houses(residence: Whole, streams: Streams) -> Whole:
    """Return in whose house each household lives, or -1; a host has the house to himself."""
    rng = streams.of("households", "house")
    homes = len(residence)
    shares = rng.random(homes) < _SHARED_HOUSES
    host = rng.integers(0, homes, homes)
    fits = shares & ~shares[host] & (residence[host] == residence)
    return np.where(fits, host, -1)


def _households_table(
    households: Households, addresses: Addresses, states: tuple[str, ...]
) -> pa.Table:
    return pa.table(
        {
            "household_id": to_text(households.household_id),
            "address_id": addresses.ids(households.address),
            "phone": households.points.phone,
            "email": households.points.email,
            "residence": labels(states, households.residence),
        }
    )
