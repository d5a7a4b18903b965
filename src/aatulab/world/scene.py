"""What a flow is given to build its part of a gateway, and what it gives back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pyarrow as pa

from aatulab.world.arrays import Whole
from aatulab.world.docket import Docket
from aatulab.world.networks import Networks
from aatulab.world.population.documents import NO_RENEWALS, Renewals
from aatulab.world.population.population import Population
from aatulab.world.reference import Airports
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams


@dataclass(frozen=True)
class Scene:
    """Everything that the flows of one gateway share."""

    gateway: Gateway
    airports: Airports
    population: Population
    networks: Networks
    streams: Streams


@dataclass(frozen=True)
class FlowPart:
    """What one flow adds to a gateway."""

    tables: Mapping[str, pa.Table]
    truth: pa.Table  # of `roles.truth.truth_table`, one row a record
    memberships: pa.Table  # of `networks.memberships_table`, the records of networks
    travellers: Whole  # persons who show a passport, each of them once or more often
    renewals: Renewals = NO_RENEWALS  # those of them who got it lately
    docket: Callable[[], Docket] | None = None  # a flow without one has no history
