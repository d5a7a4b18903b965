"""Contact points: the phone and the e-mail address left in each booking."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.arrays import Whole
from aatulab.world.columns import labels, moments, repeated
from aatulab.world.networks import Networks
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.population.population import Population
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.streams import Streams


@dataclass(frozen=True)
class Owners:
    """Whose contact points may stand in each booking."""

    home: Whole  # one entry a booking: the household of the leading traveller
    agency: Whole  # the agent with whom it was made, below 0 if with none
    of_circle: Whole  # one entry a circle: the household whose contact points its records share
    hosts: Whole  # households whose phones stand in the bookings of cells


def find_owners(
    plan: Plan, lead: Whole, agency: Whole, population: Population, networks: Networks
) -> Owners:
    """Return the owners; a circle shares what is its earliest one's, a cell what is its host's."""
    home = population.persons.household[lead]
    of_circle = home[plan.first_of_circle]
    of_circle[networks.circle] = networks.host
    return Owners(home, agency, of_circle, networks.host)


def contacts_table(
    pnr: Bytes,
    plan: Plan,
    journeys: Journeys,
    owners: Owners,
    population: Population,
    streams: Streams,
) -> pa.Table:
    """Return one row for each contact point of each booking: the phone, then the address."""
    draws = Draws(plan.cast)
    given = {
        kind: draws.happens(streams.of("contacts", f"{kind} given"), f"{kind}_given", plan.role)
        for kind in ("phone", "email")
    }
    phone, email = given["phone"], given["email"]
    booking, part = repeated(phone.astype(np.int64) + email)
    kind = np.where(phone[booking], part, 1)  # the phone comes first
    # phones of households and of agents, then addresses of households, stand in one column
    points = population.households.points
    blocks = [points.phone, population.agent_points.phone, points.email]
    phones = len(points.phone) + population.agents.count
    phone_of = _phones(plan, draws, owners, population, streams)
    mail_of = phones + _shared(plan, draws, "shared_email", owners, streams)
    place = np.where(kind == 0, phone_of[booking], mail_of[booking])
    return pa.table(
        {
            "pnr": to_text(rows(pnr, booking)),
            "kind": labels(["phone", "email"], kind),
            "value": pa.chunked_array(blocks).take(pa.array(place)).combine_chunks(),
            "booked_at": moments(journeys.booked[booking]),
        }
    )


def _phones(
    plan: Plan, draws: Draws, owners: Owners, population: Population, streams: Streams
) -> Whole:
    """Return whose phone each booking gives: a household, or behind them all an agent.

    A used number is one that a cell uses or used as well: who lends a phone, helps with bookings or
    had the number before is not asked what else it is for.
    """
    household = _shared(plan, draws, "shared_phone", owners, streams)
    if len(owners.hosts):
        used = draws.happens(streams.of("contacts", "used_number"), "used_number", plan.role)
        places = np.flatnonzero(used)
        rng = streams.of("contacts", "used number of")
        household[places] = owners.hosts[rng.integers(0, len(owners.hosts), len(places))]
    agency = draws.happens(streams.of("contacts", "agency_phone"), "agency_phone", plan.role)
    agent = population.households.count + owners.agency
    return np.where(agency & (owners.agency >= 0), agent, household)


def _shared(plan: Plan, draws: Draws, signal: str, owners: Owners, streams: Streams) -> Whole:
    """Return the household that each one's contact is of: its own, or the one of its circle."""
    shares = draws.happens(streams.of("contacts", signal), signal, plan.role)
    return np.where(shares, owners.of_circle[plan.circle], owners.home)
