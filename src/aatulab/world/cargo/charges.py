"""What the carriage costs: chargeable weight, kind of rate, freight, and how it is paid.

A cubic metre counts for 166.7 kilograms at least (6,000 cubic centimetres a kilogram); the weight
that is charged is rounded up to the next half kilogram.  (Source: Airports Authority of India,
"What is chargeable weight"; published tariffs of forwarders.)  The rates are invented.
"""

from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Floats, Whole
from aatulab.world.cargo.carriage import Carriage
from aatulab.world.goods import HANDLINGS
from aatulab.world.roles.draws import Draws
from aatulab.world.streams import Streams

CM3_A_KG = 6_000
RATE_CLASSES = ("M", "N", "Q", "S")
TERMS = ("PP", "CC")
FORMS = ("account", "card", "cash")
_MINIMUM_EUR = 75.0
_QUANTITY_KG = 45
# from so many kilograms up a kilogram costs so much of the normal rate
_BREAKS_KG, _SHARES = (45, 100, 300, 500, 1_000), (1.0, 0.76, 0.63, 0.54, 0.48, 0.42)
_SURCHARGE = 1.5  # live animals and valuables
_CARD = 0.07


@dataclass(frozen=True)
class Charges:
    """One entry a waybill."""

    chargeable_kg: Floats
    rate_class: Whole  # places in RATE_CLASSES
    freight: Floats
    terms: Whole  # places in TERMS
    form: Whole  # places in FORMS


def chargeable_kg(gross_kg: Floats, volume_m3: Floats) -> Floats:
    """Return the weight that is charged.

    >>> chargeable_kg(np.array([80.0, 85.0]), np.array([0.125, 0.63])).tolist()
    [80.0, 105.0]
    """
    by_volume = volume_m3 * 1_000_000 / CM3_A_KG
    # rounding first keeps 105.0000001, a shadow of binary fractions, from being charged as 105.5
    rounded: Floats = np.ceil(np.round(np.maximum(gross_kg, by_volume) * 2, 6)) / 2
    return rounded


def charge(
    carriage: Carriage, gross_kg: Floats, volume_m3: Floats, handling: Whole, streams: Streams
) -> Charges:
    """Return the charges of all waybills; `handling` is that of the goods."""
    plan, draws = carriage.plan, Draws(carriage.plan.cast)

    def rng(column: str) -> np.random.Generator:
        return streams.of("waybills", column)

    kg = chargeable_kg(gross_kg, volume_m3)
    normal = 1.2 + 0.0009 * carriage.flown_km
    share = np.array(_SHARES)[np.searchsorted(_BREAKS_KG, kg, side="right")]
    special = np.isin(handling, [HANDLINGS.index("AVI"), HANDLINGS.index("VAL")])
    tariff = kg * normal * np.where(special, _SURCHARGE, share)
    minimum = tariff < _MINIMUM_EUR
    rate = np.where(special, 3, np.where(minimum, 0, np.where(kg < _QUANTITY_KG, 1, 2)))
    factor = draws.typical(rng("freight"), "freight_factor", plan.role)
    cash = draws.happens(rng("cash"), "cash_payment", plan.role)
    card = rng("card").random(plan.size) < _CARD
    collect = draws.happens(rng("charges"), "charges_collect", plan.role)
    return Charges(
        chargeable_kg=kg,
        rate_class=rate,
        freight=np.round(np.maximum(tariff, _MINIMUM_EUR) * factor, 2),
        terms=collect.astype(np.int64),
        form=np.where(cash, 2, card.astype(np.int64)),
    )
