"""Payments: how, from which card, by whom.

The payer is the leading traveller, somebody of one's own (a relative who stays at home, another
person, a firm), or the circle's purse, which is one person or one firm for all.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import Bytes, to_text
from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import labels
from aatulab.world.networks import Networks
from aatulab.world.passengers.journeys import Journeys
from aatulab.world.population.population import Population
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.streams import Streams

FORMS = ("CC", "CA", "MS")
_RELATIVE = 0.6  # of the persons who pay for others, where somebody stays at home


def payments_table(
    pnr: Bytes,
    plan: Plan,
    journeys: Journeys,
    lead: Whole,
    population: Population,
    networks: Networks,
    streams: Streams,
) -> pa.Table:
    """Return one payment a booking; `lead` is the leading person of each."""
    draws = Draws(plan.cast)
    voucher = draws.happens(streams.of("payments", "voucher"), "voucher_payment", plan.role)
    form = np.where(journeys.cash, 1, np.where(voucher, 2, 0))
    payer, firm = _payers(plan, draws, lead, population, networks, streams)
    persons = population.persons
    return pa.table(
        {
            "pnr": to_text(pnr),
            "form": labels(FORMS, form),
            "amount": journeys.fare,
            "currency": labels(["EUR"], np.zeros(plan.size, dtype=np.int64)),
            "card": to_text(
                population.cards(np.where(firm, persons.count + payer, payer)), form != 0
            ),
            "payer_name": _names(payer, firm, population),
        }
    )


def _payers(
    plan: Plan,
    draws: Draws,
    lead: Whole,
    population: Population,
    networks: Networks,
    streams: Streams,
) -> tuple[Whole, Flags]:
    """Return who pays, and whether it is a firm: a place among persons or among firms."""

    def rng(column: str) -> np.random.Generator:
        return streams.of("payments", column)

    third = draws.happens(rng("third party"), "third_party_payer", plan.role)
    shared = third & draws.happens(rng("shared payer"), "shared_payer", plan.role)
    own_firm = draws.happens(rng("firm"), "firm_payer", plan.role)
    purse_firm, purse = _purses(plan, draws, population, networks, streams)
    firm = third & np.where(shared, purse_firm[plan.circle], own_firm)

    payer = lead.copy()
    firms = np.flatnonzero(firm & ~shared)
    payer[firms] = population.firms.draw(rng("firm name"), len(firms))
    others = np.flatnonzero(third & ~firm & ~shared)
    heads = population.heads()
    stranger = heads[rng("payer").integers(0, len(heads), len(others))]
    relative = population.households.at_home[population.persons.household[lead[others]]]
    by_relative = (relative >= 0) & (rng("relative").random(len(others)) < _RELATIVE)
    payer[others] = np.where(by_relative, relative, stranger)
    payer[shared] = purse[plan.circle[shared]]
    return payer, firm


def _purses(
    plan: Plan, draws: Draws, population: Population, networks: Networks, streams: Streams
) -> tuple[Flags, Whole]:
    """Return for each circle whether its purse is a firm, and the firm or person that it is.

    The purse of a cell is its network's front firm or organiser.
    """
    circles = len(plan.role_of_circle)

    def rng(column: str) -> np.random.Generator:
        return streams.of("circles", column)

    firm = draws.happens(rng("firm"), "firm_payer", plan.role_of_circle)
    heads = population.heads()
    person = heads[rng("payer").integers(0, len(heads), circles)]
    person[networks.circle] = networks.organiser[networks.network]
    payer_firm = population.firms.draw(rng("firm name"), circles)
    payer_firm[networks.circle] = networks.firm[networks.network]
    return firm, np.where(firm, payer_firm, person)


def _names(payer: Whole, firm: Flags, population: Population) -> pa.Array:
    """Return the names of payers, which are persons or firms."""
    persons = population.persons
    # a firm's place among persons is read as well and thrown away: it has to exist
    names = persons.full_names(np.where(firm, 0, payer))
    firms = population.firms.name.take(pa.array(np.where(firm, payer, 0)))
    return pc.if_else(pa.array(firm), firms, names)
