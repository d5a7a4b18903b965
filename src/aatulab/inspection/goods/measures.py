"""Measure a box: litres, kilograms a litre, and the weight that the carrier charges.

An air carrier charges the weight or the volume, whichever is more; the usual rule counts 6,000
cubic centimetres as a kilogram.  So a box below a sixth of a kilogram a litre pays for its size.
"""

from math import ceil

import pandas as pd

from aatulab.errors import InspectionError, shown
from aatulab.inspection.columns import need_columns

CM3_PER_KG = 6_000
SIZES = ("length_cm", "width_cm", "height_cm")
_NEXT = "Pass the table of `practice_shed`."


def litres(length_cm: float, width_cm: float, height_cm: float) -> float:
    """Return what a box holds, measured outside.

    >>> litres(60, 40, 25)
    60.0
    """
    for name, value in zip(SIZES, (length_cm, width_cm, height_cm), strict=True):
        if not value > 0:
            raise InspectionError(f"{name}: found {shown(value)}, expected more than 0 cm.")
    return length_cm * width_cm * height_cm / 1000


def volumetric_kg(length_cm: float, width_cm: float, height_cm: float, *, pieces: int = 1) -> float:
    """Return the weight that the volume counts as.

    >>> volumetric_kg(60, 40, 25)
    10.0
    """
    return litres(length_cm, width_cm, height_cm) * pieces * 1000 / CM3_PER_KG


def chargeable_kg(
    length_cm: float, width_cm: float, height_cm: float, *, pieces: int = 1, kg: float
) -> float:
    """Return the weight that is charged: the greater of the two, rounded up to half a kilogram.

    >>> chargeable_kg(60, 40, 25, kg=7.2), chargeable_kg(60, 40, 25, kg=23.1)
    (10.0, 23.5)
    """
    volume = volumetric_kg(length_cm, width_cm, height_cm, pieces=pieces)
    # a gram is far less than any scale tells: it must not cost half a kilogram
    return ceil(round(2 * max(volume, kg), 3)) / 2


def kg_per_litre(shed: pd.DataFrame) -> "pd.Series[float]":
    """Return what a litre of each unit weighs at arrival, indexed by `unit`."""
    need_columns(shed, "shed", ("unit", *SIZES, "pieces_arrived", "arrived_kg"), _NEXT)
    one = shed["length_cm"] * shed["width_cm"] * shed["height_cm"] / 1000
    density = shed["arrived_kg"] / (shed["pieces_arrived"] * one)
    return pd.Series(density.to_numpy(), index=pd.Index(shed["unit"], name="unit"), name="kg_per_l")
