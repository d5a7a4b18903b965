"""Senders and addressees as the item names them: persons of the population, or firms.

Who they are does not depend on the role; what they share with the others of a circle does.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.population.population import Population
from aatulab.world.roles.draws import choose

KINDS = ("person", "firm")
_SPELLINGS = 3  # other ways to write a name: initial, surname first, a letter lost


@dataclass(frozen=True)
class Parties:
    """One entry an item; `place` is among the persons, or among the firms."""

    firm: Flags
    place: Whole

    def as_first(self, shares: Flags, first: Whole) -> "Parties":
        """Return the parties, those who share being the same as on the circle's first item."""
        return Parties(
            np.where(shares, self.firm[first], self.firm),
            np.where(shares, self.place[first], self.place),
        )

    def owners(self, population: Population) -> Whole:
        """Return the owner of each one's contact points: a household, or a firm behind them."""
        household = population.persons.household[np.where(self.firm, 0, self.place)]
        return np.where(self.firm, population.households.count + self.place, household)


def draw_receivers(population: Population, firm: Flags, rng: np.random.Generator) -> Parties:
    """Return one adult or one active firm of the gateway's State for each item.

    Where nobody lives there, anybody may come.
    """
    heads = population.heads(at_hub=True)
    heads = heads if len(heads) else population.heads()
    person = heads[rng.integers(0, len(heads), len(firm))]
    trader = population.firms.draw(rng, len(firm), population.firms.state == population.hub)
    return Parties(firm, np.where(firm, trader, person))


def draw_senders_of(
    population: Population, state: Whole, firm: Flags, rng: np.random.Generator
) -> Parties:
    """Return one adult or one active firm of each item's State, the larger firm more often.

    The State comes first, so that it cannot tell whether a firm sends; see `sending_states`.
    """
    heads = population.households.head[np.argsort(population.households.residence, kind="stable")]
    counts = np.bincount(population.households.residence, minlength=len(population.states))
    starts = np.cumsum(counts) - counts
    person = heads[starts[state] + (rng.random(len(state)) * counts[state]).astype(np.int64)]
    firms = population.firms
    inside = np.arange(len(population.states))[:, None] == firms.state
    weight = inside * (firms.status == 0) * np.sqrt(firms.employees)
    weight[~weight.any(axis=1)] = 1.0  # no State that sends is among these
    return Parties(firm, np.where(firm, choose(rng, weight, state), person))


def sending_states(population: Population) -> Floats:
    """Return how often mail comes from each State: those abroad where people and firms are."""
    states = len(population.states)
    people = np.bincount(population.households.residence, minlength=states).astype(float)
    firms = population.firms
    trading = np.bincount(firms.state[firms.status == 0], minlength=states)
    weights: Floats = people * (trading > 0)
    abroad = weights.copy()
    abroad[population.hub] = 0.0
    return abroad if abroad.any() else weights


def addresses_of(population: Population) -> Whole:
    """Return the address of each owner of contact points: households, then firms."""
    return np.concatenate([population.households.address, population.firm_address])


def points_of(population: Population) -> tuple[pa.Array, pa.Array]:
    """Return the phones and the mail addresses of all owners."""
    homes, firms = population.households.points, population.firm_points
    return (
        pa.chunked_array([homes.phone, firms.phone]).combine_chunks(),
        pa.chunked_array([homes.email, firms.email]).combine_chunks(),
    )


def written_names(population: Population, parties: Parties, spelling: Whole) -> pa.Array:
    """Return the names; `spelling` is 0 for the usual one and 1 to 3 for others, of persons."""
    persons, pools = population.persons, population.persons.names
    person = np.where(parties.firm, 0, parties.place)
    given = pools.given.take(pa.array(persons.given[person]))
    surname = pools.surnames.take(pa.array(persons.surname[person]))

    def joined(first: pa.Array, second: pa.Array) -> pa.Array:
        return pc.binary_join_element_wise(first, second, " ")

    initial = pc.binary_join_element_wise(pc.utf8_slice_codeunits(given, 0, 1), ".", "")
    cut = pc.utf8_slice_codeunits(surname, 0, -1)
    return pc.choose(
        pa.array(np.where(parties.firm, _SPELLINGS + 1, spelling)),
        joined(given, surname),
        joined(initial, surname),
        joined(surname, given),
        joined(given, cut),
        population.firms.name.take(pa.array(np.where(parties.firm, parties.place, 0))),
    )


def spellings(rng: np.random.Generator, varied: Flags) -> Whole:
    """Return how each name is written: as usual, or in one of the other ways."""
    return np.where(varied, rng.integers(1, _SPELLINGS + 1, len(varied)), 0)
