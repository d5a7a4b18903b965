"""Build the passenger flow of a gateway, and with it the population and the networks."""

from functools import partial

import numpy as np

from aatulab.codes.fixed import to_text
from aatulab.codes.travel import record_locators
from aatulab.world.arrays import Whole
from aatulab.world.networks import draw_networks, memberships_table
from aatulab.world.passengers.bookings import bookings_table, draw_agencies
from aatulab.world.passengers.changes import booking_changes_table, draw_changes
from aatulab.world.passengers.contacts import contacts_table, find_owners
from aatulab.world.passengers.docket import passenger_docket
from aatulab.world.passengers.flights import (
    WEEKDAYS,
    flights_table,
    put_onto_flights,
    seats_needed,
)
from aatulab.world.passengers.journeys import draw_journeys
from aatulab.world.passengers.luggage import baggage_table
from aatulab.world.passengers.money import payments_table
from aatulab.world.passengers.onward import onward_tickets_table
from aatulab.world.passengers.parties import draw_parties
from aatulab.world.passengers.passengers import passengers_table, renewed_passports
from aatulab.world.passengers.routes import draw_schedule
from aatulab.world.population.population import draw_population
from aatulab.world.reference import Airports, names
from aatulab.world.roles.cast import Cast
from aatulab.world.roles.plan import Plan, draw_plan
from aatulab.world.roles.truth import truth_table
from aatulab.world.scene import FlowPart, Scene
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams


def build_passengers(
    gateway: Gateway, cast: Cast, airports: Airports, streams: Streams
) -> tuple[Scene, FlowPart]:
    """Return the scene for the other flows, and the passengers' tables.

    This flow comes first: the parties that travel are households of the population, and the
    illicit circles are the cells of the networks.
    """
    schedule = draw_schedule(gateway, airports, streams)
    plan = draw_plan(gateway, cast, gateway.bookings, WEEKDAYS, streams)
    boarding = put_onto_flights(gateway, plan, schedule, streams)
    plan = boarding.plan
    journeys = draw_journeys(gateway, boarding, airports, streams)
    parties, travellers = draw_parties(plan, journeys, streams)
    population = draw_population(gateway, travellers, airports, names(), streams)
    networks = draw_networks(gateway, plan, parties.lead, population, streams)
    scene = Scene(gateway, airports, population, networks, streams)

    pnr = record_locators(gateway.numbers(plan.size), streams.keys("bookings", "pnr"))
    seats = seats_needed(gateway, boarding, journeys.party)
    agency = draw_agencies(plan, journeys, population, networks, streams)
    changes = draw_changes(plan, journeys, streams)
    owners = find_owners(plan, parties.lead, agency, population, networks)
    tables = {
        "flights": flights_table(gateway, schedule, airports, seats),
        "bookings": bookings_table(scene, pnr, boarding, journeys, agency, changes),
        "booking_changes": booking_changes_table(scene, pnr, changes, journeys),
        "passengers": passengers_table(
            gateway, pnr, boarding, parties, population.persons, seats, streams
        ),
        "baggage": baggage_table(pnr, plan, parties, airports, schedule.hub, streams),
        "payments": payments_table(
            pnr, plan, journeys, parties.lead, population, networks, streams
        ),
        "contacts": contacts_table(pnr, plan, journeys, owners, population, streams),
        "onward_tickets": onward_tickets_table(gateway, pnr, plan, journeys, airports, streams),
    }
    cell = _cells(plan, networks.circle)
    records = to_text(pnr)
    # a victim is nobody's member: the network stands on the record, the person does not
    victim = np.array([role.of_victims for role in plan.cast.roles])[plan.role]
    people = population.persons.ids(parties.lead, missing=victim)
    part = FlowPart(
        tables=tables,
        truth=truth_table(plan, records, networks.ids(cell), streams),
        memberships=memberships_table(networks, "passenger", cell, records, people),
        travellers=np.arange(len(travellers.household)),
        renewals=renewed_passports(plan, journeys, parties, streams),
        docket=partial(passenger_docket, scene, tables, parties.lead),
    )
    return scene, part


def _cells(plan: Plan, circle: Whole) -> Whole:
    """Return the cell of each booking, or -1."""
    of_circle = np.full(len(plan.role_of_circle), -1)
    of_circle[circle] = np.arange(len(circle))
    return of_circle[plan.circle]
