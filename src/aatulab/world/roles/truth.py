"""What is so about each record: kept apart from all tables that an officer could see."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.columns import labels
from aatulab.world.roles.cast import Role
from aatulab.world.roles.draws import log_normal
from aatulab.world.roles.plan import Plan
from aatulab.world.streams import Streams


def truth_table(plan: Plan, records: pa.Array, network: pa.Array, streams: Streams) -> pa.Table:
    """Return one row a record: what it is, what a check would show, what would be recovered.

    `records` are the names of the records in the plan's order, `network` the network of each,
    missing for most.
    """
    flow, roles = plan.cast.flow.name, plan.cast.roles
    illicit = np.array([role.kind == "typology" for role in roles])
    twin = np.array([role.kind == "twin" for role in roles])
    adapted = np.array([role.adapted for role in roles])
    facts, fact = _facts(plan, streams)
    return pa.table(
        {
            "flow": labels([flow], np.zeros(plan.size, dtype=np.int64)),
            "record": records,
            "role": _by_role(plan, [role.name for role in roles]),
            "typology": _by_role(plan, _where(illicit, roles)),
            "twin_of": _by_role(plan, _where(twin, roles)),
            "illicit": illicit[plan.role],
            "adapted": adapted[plan.role],
            "network": network,
            "fact": labels(facts, fact),
            "value_eur": _values(plan, streams),
        }
    )


def _by_role(plan: Plan, texts: Sequence[str | None]) -> pa.Array:
    different = list(dict.fromkeys(text for text in texts if text is not None))
    place = [len(different) if text is None else different.index(text) for text in texts]
    return labels(different, np.array(place)[plan.role])


def _where(holds: Flags, roles: Sequence[Role]) -> list[str | None]:
    return [role.typology if chosen else None for role, chosen in zip(roles, holds, strict=True)]


def _facts(plan: Plan, streams: Streams) -> tuple[list[str], Whole]:
    """Return all facts, and the place of one that its role allows for each record."""
    roles = plan.cast.roles
    facts = list(dict.fromkeys(fact for role in roles for fact in role.facts))
    place = np.array([facts.index(fact) for role in roles for fact in role.facts])
    counts = np.array([len(role.facts) for role in roles])
    starts = np.cumsum(counts) - counts
    u = streams.of(f"{plan.cast.flow.name} truth", "fact").random(plan.size)
    return facts, place[starts[plan.role] + (u * counts[plan.role]).astype(np.int64)]


def _values(plan: Plan, streams: Streams) -> Floats:
    """Return whole euros that would be recovered; nothing from an innocent record."""
    ranges = [role.value_eur for role in plan.cast.roles]
    middle, spread = log_normal([found or (1.0, 1.0) for found in ranges])
    worth = np.array([found is not None for found in ranges])
    rows = np.flatnonzero(worth[plan.role])
    role = plan.role[rows]
    normal = streams.of(f"{plan.cast.flow.name} truth", "value_eur").standard_normal(plan.size)
    values = np.zeros(plan.size)
    values[rows] = np.round(np.exp(middle[role] + spread[role] * normal[rows]))
    return values
