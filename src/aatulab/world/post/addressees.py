"""Who receives, and where to reach him: his own points of contact, or those of a circle.

A circle that belongs to a network uses the phone and mail of a cell of travellers, the network's
safe address, and its front firm.
"""

from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Flags, Whole
from aatulab.world.population.agents import COUNTER
from aatulab.world.post.parties import Parties, addresses_of, draw_receivers, spellings
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene


@dataclass(frozen=True)
class Addressees:
    """One entry an item; owners of phone and mail are households, then firms."""

    parties: Parties
    spelling: Whole
    address: Whole
    phone_of: Whole
    email_of: Whole
    counter: Whole  # agent: the post office of the address


def draw_addressees(scene: Scene, plan: Plan, cell: Whole) -> Addressees:
    """Return the addressees; `cell` is the cell of each circle, or -1."""
    draws, population = Draws(plan.cast), scene.population
    first = plan.first_of_circle[plan.circle]

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("postal_items", column)

    def happens(signal: str) -> Flags:
        return draws.happens(rng(signal), signal, plan.role)

    own = draw_receivers(population, happens("firm_addressee"), rng("addressee"))
    own = _front_firms(scene, plan, cell, own)
    parties = own.as_first(happens("shared_addressee"), first)
    owner = parties.owners(population)
    at = addresses_of(population)[owner]
    point, place = owner[plan.first_of_circle], at[plan.first_of_circle]
    linked = np.flatnonzero(cell >= 0)
    if len(linked):
        networks = scene.networks
        point[linked] = networks.host[cell[linked]]
        place[linked] = networks.address[networks.network[cell[linked]]]
    address = np.where(happens("shared_address"), place[plan.circle], at)
    counters = population.agents.of_kind(COUNTER)
    return Addressees(
        parties=parties,
        spelling=spellings(rng("spelling"), happens("name_variant") & ~parties.firm),
        address=address,
        phone_of=np.where(happens("shared_phone"), point[plan.circle], owner),
        email_of=np.where(happens("shared_email"), point[plan.circle], owner),
        counter=counters[address % len(counters)],
    )


def _front_firms(scene: Scene, plan: Plan, cell: Whole, own: Parties) -> Parties:
    """Return the parties, where a linked circle's firm is its network's front firm."""
    of_item = cell[plan.circle]
    front = np.flatnonzero(own.firm & (of_item >= 0))
    place = own.place.copy()
    if len(front):
        place[front] = scene.networks.firm[scene.networks.network[of_item[front]]]
    return Parties(own.firm, place)
