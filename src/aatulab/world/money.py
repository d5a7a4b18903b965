"""Payments: how, from which card, by whom."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import to_text
from aatulab.codes.travel import masked_cards
from aatulab.world.columns import labels
from aatulab.world.draws import Draws
from aatulab.world.journeys import Journeys
from aatulab.world.people import People
from aatulab.world.plan import Plan
from aatulab.world.reference import Names
from aatulab.world.streams import Streams

FORMS = ("CC", "CA", "MS")
_RELATIVE = 0.3  # of the persons who pay for others: the traveller's surname


def payments_table(
    plan: Plan, journeys: Journeys, people: People, names: Names, streams: Streams
) -> pa.Table:
    """Return one payment a booking."""
    draws, n, circles = Draws(plan.cast), plan.size, len(plan.role_of_circle)

    def rng(column: str) -> np.random.Generator:
        return streams.of("payments", column)

    voucher = draws.happens(rng("voucher"), "voucher_payment", plan.role)
    form = np.where(journeys.cash, 1, np.where(voucher, 2, 0))
    third = draws.happens(rng("third party"), "third_party_payer", plan.role)
    shared = third & draws.happens(rng("shared payer"), "shared_payer", plan.role)

    # the payer is the traveller, somebody of one's own, or the circle's purse
    own_firm = draws.happens(rng("firm"), "firm_payer", plan.role)
    purse_firm = draws.happens(streams.of("circles", "firm"), "firm_payer", plan.role_of_circle)
    firm = third & np.where(shared, purse_firm[plan.circle], own_firm)
    firms = rng("firm name").integers(0, len(names.firms), n)
    purse_firms = streams.of("circles", "firm name").integers(0, len(names.firms), circles)
    firm_name = np.where(shared, purse_firms[plan.circle], firms)

    lead_surname, lead_given = people.surname[people.lead], people.given[people.lead]
    surnames = rng("payer surname").integers(0, len(names.surnames), n)
    surnames = np.where(rng("relative").random(n) < _RELATIVE, lead_surname, surnames)
    givens = rng("payer given").integers(0, len(names.given), n)
    purse = streams.of("circles", "payer")
    purse_surname = purse.integers(0, len(names.surnames), circles)
    purse_given = purse.integers(0, len(names.given), circles)
    surname = np.where(shared, purse_surname[plan.circle], np.where(third, surnames, lead_surname))
    given = np.where(shared, purse_given[plan.circle], np.where(third, givens, lead_given))

    # cards: a purse has one of its own, a person who travels again keeps his
    kept = plan.first_of_circle[plan.circle]
    same = plan.same_traveller[plan.circle] == 1
    card = np.where(shared, n + kept, np.where(same & ~third, kept, np.arange(n)))
    cards = masked_cards(card, streams.keys("payments", "card"))
    person_name = pc.binary_join_element_wise(
        names.given.take(pa.array(given)), names.surnames.take(pa.array(surname)), " "
    )
    return pa.table(
        {
            "pnr": to_text(journeys.pnr),
            "form": labels(FORMS, form),
            "amount": journeys.fare,
            "currency": labels(["EUR"], np.zeros(n, dtype=np.int64)),
            "card": to_text(cards, form != 0),
            "payer_name": pc.if_else(
                pa.array(firm), names.firms.take(pa.array(firm_name)), person_name
            ),
        }
    )
