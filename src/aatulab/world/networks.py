"""Networks behind the illicit circles: kept apart, as truth, and persistent over all days.

A network has an organiser, a front firm that he directs, a travel agency, a safe address and
several cells.  A cell is an illicit circle of passengers; its contact point is the household of
the traveller who comes first, or a helper's where the travellers are victims.  Circles of other
flows attach to cells, so that the phone of a parcel's consignee may be the one that travellers
left in their bookings.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, blank, digits, rows, to_text
from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import day_number, labels
from aatulab.world.population.agents import TRAVEL_AGENCY
from aatulab.world.population.population import Population
from aatulab.world.roles.plan import Plan
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

_CELLS_A_NETWORK = 4
_YOUNG_DAYS, _SMALL = 1_100, 8  # what a front firm looks like, as many honest firms do
_NETWORKS_A_GATEWAY = 10_000  # numbers kept for the networks of one gateway


@dataclass(frozen=True)
class Networks:
    """Networks and their cells; everything else is a place in the population."""

    network_id: Bytes  # one entry a network
    typology: list[str]
    organiser: Whole  # person
    firm: Whole
    agency: Whole  # agent
    address: Whole
    network: Whole  # one entry a cell from here on
    number: Whole  # of the cell inside its network, from 1
    circle: Whole  # circle of the passenger plan
    host: Whole  # household whose phone, mail and address the cell uses
    first_day: Whole
    last_day: Whole

    @property
    def cells(self) -> int:
        """Return the number of cells of all networks."""
        return len(self.network)

    def ids(self, cells: Whole) -> pa.Array:
        """Return the `network_id` of each cell; -1 gives a missing value."""
        if not self.cells:
            return pa.nulls(len(cells), pa.string())
        of_cell = self.network[np.maximum(cells, 0)]
        return to_text(rows(self.network_id, of_cell), cells < 0)


def draw_networks(
    gateway: Gateway, plan: Plan, lead: Whole, population: Population, streams: Streams
) -> Networks:
    """Return the networks of a gateway; `lead` is the leading person of each booking."""
    circle = plan.illicit_circles
    network, typology = _deal_out(plan, circle)
    count = len(typology)

    def rng(column: str) -> np.random.Generator:
        return streams.of("networks", column)

    firm = _front_firms(gateway, population, rng("firm"), count)
    homes = np.flatnonzero(population.households.residence == population.hub)
    homes = homes if len(homes) else np.arange(population.households.count)
    safe = homes[rng("address").integers(0, len(homes), count)]
    order = np.argsort(network, kind="stable")
    number = np.empty(len(circle), dtype=np.int64)
    of_network = np.bincount(network, minlength=count)
    number[order] = np.arange(len(circle)) - (np.cumsum(of_network) - of_network)[network[order]]
    victims = np.array([role.of_victims for role in plan.cast.roles])[plan.role_of_circle[circle]]
    helper = homes[rng("helper").integers(0, len(homes), len(circle))]
    earliest = population.persons.household[lead[plan.first_of_circle[circle]]]
    last = np.zeros(len(plan.role_of_circle), dtype=np.int64)
    np.maximum.at(last, plan.circle, plan.day)
    return Networks(
        network_id=_ids(gateway.number * _NETWORKS_A_GATEWAY + np.arange(count)),
        typology=typology,
        organiser=population.directors.first_of(firm),
        firm=firm,
        agency=small_agencies(population, count, rng("agency")),
        address=population.households.address[safe],
        network=network,
        number=number + 1,
        circle=circle,
        host=np.where(victims, helper, earliest),
        first_day=plan.day[plan.first_of_circle[circle]],
        last_day=last[circle],
    )


def attach_cells(networks: Networks, plan: Plan, streams: Streams) -> Whole:
    """Return the cell that each circle of another flow belongs to, or -1.

    An illicit circle belongs to one with the probability that its typology states as `linked`.
    """
    flow, circles = plan.cast.flow.name, len(plan.role_of_circle)
    if not networks.cells:
        return np.full(circles, -1)
    linked = np.array([role.linked for role in plan.cast.roles])[plan.role_of_circle]
    belongs = streams.of(f"{flow} circles", "linked").random(circles) < linked
    cell = streams.of(f"{flow} circles", "cell").integers(0, networks.cells, circles)
    return np.where(belongs, cell, -1)


def small_agencies(population: Population, count: int, rng: np.random.Generator) -> Whole:
    """Return small travel agencies: all but the busiest quarter."""
    agencies = population.agents.of_kind(TRAVEL_AGENCY)
    return agencies[rng.integers(len(agencies) // 4, len(agencies), count)]


def networks_table(networks: Networks, population: Population) -> pa.Table:
    """Return the networks as a table of the truth."""
    return pa.table(
        {
            "network": to_text(networks.network_id),
            "typology": pa.array(networks.typology, pa.string()),
            "organiser": population.persons.ids(networks.organiser),
            "firm_id": population.firms.ids(networks.firm),
            "agent": pa.array(
                [population.agents.agent[agent] for agent in networks.agency.tolist()], pa.string()
            ),
            "address_id": population.addresses.ids(networks.address),
        }
    )


def memberships_table(
    networks: Networks, flow: str, cells: Whole, records: pa.Array, persons: pa.Array
) -> pa.Table:
    """Return which records belong to which cell, and the person who stands on each.

    `cells` has one entry a record, -1 for those of no network; `persons` are `person_id`s,
    missing where a firm stands on the record.
    """
    of_cell = np.flatnonzero(cells >= 0)
    chosen = pa.array(of_cell)
    number = networks.number[cells[of_cell]] if networks.cells else of_cell
    return pa.table(
        {
            "network": networks.ids(cells[of_cell]),
            "cell": number,
            "flow": labels([flow], np.zeros(len(of_cell), dtype=np.int64)),
            "record": records.take(chosen),
            "person_id": persons.take(chosen),
        }
    )


def _deal_out(plan: Plan, circle: Whole) -> tuple[Whole, list[str]]:
    """Return the network of each illicit circle, and the typology of each network.

    The circles of a typology follow each other in time, so that dealing them out gives each
    network cells over all the days.
    """
    of_cell = [str(plan.cast.roles[role].typology) for role in plan.role_of_circle[circle].tolist()]
    network = np.empty(len(circle), dtype=np.int64)
    typology: list[str] = []
    for name in dict.fromkeys(of_cell):
        cells = np.flatnonzero(np.array(of_cell) == name)
        networks = max(1, round(len(cells) / _CELLS_A_NETWORK))
        network[cells] = len(typology) + np.arange(len(cells)) % networks
        typology += [name] * networks
    return network, typology


def _front_firms(
    gateway: Gateway, population: Population, rng: np.random.Generator, count: int
) -> Whole:
    """Return active firms, small and young ones of the gateway's State if there are any."""
    firms = population.firms
    active: Flags = firms.status == 0
    age = day_number(gateway.first_day) - firms.registered
    fitting = active & (age < _YOUNG_DAYS) & (firms.employees <= _SMALL)
    fitting &= firms.state == population.hub
    among = np.flatnonzero(fitting if fitting.any() else active)
    return among[rng.integers(0, len(among), count)]


def _ids(numbers: Whole) -> Bytes:
    text = blank(len(numbers), "N000000")
    text[:, 1:] = digits(numbers + 1, 6)
    return text
