"""Who handles the goods between shipper and consignee: forwarders and customs brokers."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Flags, Whole
from aatulab.world.cargo.carriage import Carriage
from aatulab.world.cargo.shipments import Shipments
from aatulab.world.columns import labels
from aatulab.world.population.agents import BROKER, FORWARDER
from aatulab.world.population.population import Population
from aatulab.world.roles.draws import Draws, choose
from aatulab.world.scene import Scene


@dataclass(frozen=True)
class Handling:
    """Who handles; places among the agents."""

    issuer: Whole  # one entry a waybill: the forwarder that issued it
    partner: Whole  # and the one that takes over a consolidation at the hub
    broker: Whole  # one entry a shipment: the consignee's broker, or -1


def draw_handling(scene: Scene, carriage: Carriage, shipments: Shipments) -> Handling:
    """Return who handles each waybill; the busy ones have many, most have few."""
    plan, population = carriage.plan, scene.population
    draws, agents = Draws(plan.cast), population.agents

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("waybills", column)

    forwarders = agents.of_kind(FORWARDER)
    own = _busy(rng("agent"), forwarders, plan.size)
    # a circle uses a small forwarder, whatever the circle is
    small = forwarders[len(forwarders) // 4 :]
    of_circle = small[
        scene.streams.of("cargo circles", "agent").integers(0, len(small), len(plan.role_of_circle))
    ]
    shares = draws.happens(rng("shared agent"), "shared_agent", plan.role)
    here = forwarders[agents.state[forwarders] == population.hub]
    partners = here if len(here) else forwarders
    brokers = agents.of_kind(BROKER)
    broker = _busy(rng("broker"), brokers, shipments.count)
    by_himself: Flags = draws.happens(rng("self cleared"), "self_cleared", shipments.role)
    return Handling(
        issuer=np.where(shares, of_circle[plan.circle], own),
        partner=_busy(rng("partner"), partners, plan.size),
        broker=np.where(by_himself, -1, broker),
    )


def agent_codes(population: Population, agents: Whole) -> pa.Array:
    """Return the code of each agent; -1 gives a missing value."""
    codes = population.agents.agent
    return labels(codes, np.where(agents < 0, len(codes), agents))


def _busy(rng: np.random.Generator, among: Whole, count: int) -> Whole:
    weights = 1 / (np.arange(len(among)) + 3.0)
    return among[choose(rng, weights[None, :], np.zeros(count, dtype=np.int64))]
