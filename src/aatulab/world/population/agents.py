"""Agents: whom people and firms book, forward, clear and post with."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.shuffle import shuffled_below
from aatulab.world.arrays import Whole
from aatulab.world.columns import labels
from aatulab.world.population.points import Points
from aatulab.world.reference import Names
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

TRAVEL_AGENCY, FORWARDER, BROKER, COUNTER = range(4)
KINDS = ("travel agency", "freight forwarder", "customs broker", "post counter")
_LETTERS = ("TA", "FF", "CB", "PC")
_WORDS = ("Travel", "Forwarding", "Customs Brokers", "Post Counter")
_AT_HUB = (0.4, 0.5, 1.0, 1.0)
_MOST_OF_ALL = 9_000


@dataclass(frozen=True)
class Agents:
    """One entry an agent, the kinds one after the other."""

    agent: list[str]
    kind: Whole  # places in KINDS
    name: pa.Array
    state: Whole
    stem: Whole  # the coined part of the name

    @property
    def count(self) -> int:
        """Return the number of agents."""
        return len(self.agent)

    def of_kind(self, kind: int) -> Whole:
        """Return the agents of one kind, the busiest first."""
        return np.flatnonzero(self.kind == kind)


def draw_agents(gateway: Gateway, hub: int, states: int, names: Names, streams: Streams) -> Agents:
    """Return the agents; `hub` is the place of the gateway's State among so many `states`."""
    counts = [
        int(np.clip(gateway.bookings // 120, 60, 5_000)),
        int(np.clip(gateway.waybills // 300, 12, 600)),
        int(np.clip(gateway.waybills // 600, 8, 300)),
        int(np.clip(gateway.items // 1_000, 10, 200)),
    ]
    kind = np.repeat(np.arange(4), counts)
    count = len(kind)

    def rng(column: str) -> np.random.Generator:
        return streams.of("agents", column)

    # four digits do for one gateway, six for a world of them
    least, most = (1_000, _MOST_OF_ALL) if gateway.of == 1 else (100_000, 900_000)
    number = gateway.number * _MOST_OF_ALL + np.arange(count)
    code = least + shuffled_below(number, most, streams.keys("agents", "agent")).astype(np.int64)
    abroad = rng("state elsewhere").integers(0, states, count)
    at_hub = rng("state").random(count) < np.array(_AT_HUB)[kind]
    stem = rng("name").integers(0, len(names.firms), count)
    return Agents(
        agent=[f"{_LETTERS[k]}{n}" for k, n in zip(kind.tolist(), code.tolist(), strict=True)],
        kind=kind,
        name=pc.binary_join_element_wise(
            names.firms.take(pa.array(stem)), pa.array(_WORDS).take(pa.array(kind)), " "
        ),
        state=np.where(at_hub, hub, abroad),
        stem=stem,
    )


def agents_table(agents: Agents, address_id: pa.Array, points: Points) -> pa.Table:
    """Return the agents as a table."""
    return pa.table(
        {
            "agent": pa.array(agents.agent),
            "kind": labels(KINDS, agents.kind),
            "name": agents.name,
            "address_id": address_id,
            "phone": points.phone,
            "email": points.email,
        }
    )
