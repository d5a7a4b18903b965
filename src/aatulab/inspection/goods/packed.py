"""What goods weigh: of what they are, what a litre of that weighs, and a litre of them as packed.

Nothing packs denser than the solid matter itself, so `solid` is a bound of physics.  `least` and
`most` are the lab's own round figures of what such boxes usually weigh, air and carton included;
they are no norm, and good for an exercise.  Densities of the solids: kg a litre, at 20 °C.
"""

from dataclasses import dataclass

import pandas as pd

from aatulab.errors import InspectionError, shown


@dataclass(frozen=True)
class Packed:
    """One kind of goods: its main matter, and kilograms a litre, solid and as it is packed."""

    matter: str
    solid: float
    least: float
    most: float


PACKED: dict[str, Packed] = {
    "PERSONAL EFFECTS": Packed("cloth and small things", 1.5, 0.12, 0.32),
    "COTTON SHIRTS": Packed("cotton", 1.54, 0.15, 0.35),
    "TRAINING SHOES": Packed("rubber", 1.15, 0.10, 0.20),
    "FRESH CUT ROSES": Packed("plants", 1.0, 0.11, 0.20),
    "COFFEE BEANS": Packed("roasted coffee", 1.1, 0.30, 0.50),
    "TABLETS IN BLISTERS": Packed("pressed powder", 1.3, 0.16, 0.32),
    "PHONE CASES": Packed("plastic", 1.2, 0.15, 0.40),
    "WOODEN CARVINGS": Packed("wood", 0.8, 0.20, 0.55),
    "PAPERBACK BOOKS": Packed("paper", 1.2, 0.50, 0.85),
    "BOTTLED WINE": Packed("water and glass", 2.5, 0.50, 0.75),
    "GLASSWARE": Packed("glass", 2.5, 0.15, 0.50),
    "CERAMIC TILES": Packed("fired clay", 2.3, 1.10, 1.80),
    "ALUMINIUM PROFILES": Packed("aluminium", 2.7, 0.40, 1.20),
    "STEEL DRILLS": Packed("steel", 7.85, 1.80, 4.00),
    "BRASS FITTINGS": Packed("brass", 8.5, 1.50, 3.60),
    "COPPER WIRE": Packed("copper", 8.94, 2.00, 4.20),
}


def packed_table() -> pd.DataFrame:
    """Return what goods weigh, one row a description: `goods`, `matter`, `solid`, `least`, `most`.

    >>> packed_table().set_index("goods").loc["BRASS FITTINGS", "solid"]
    np.float64(8.5)
    """
    rows = [(name, p.matter, p.solid, p.least, p.most) for name, p in PACKED.items()]
    return pd.DataFrame(rows, columns=["goods", "matter", "solid", "least", "most"])


def can_weigh(goods: str, kg_per_l: float) -> str:
    """Return what a litre's weight says of the description, in one sentence.

    >>> can_weigh("WOODEN CARVINGS", 1.1)
    'a litre of wood weighs 0.8 kg at most: something else is in there'
    """
    if goods not in PACKED:
        raise InspectionError(f"goods: found {shown(goods)}, expected one of {', '.join(PACKED)}.")
    usual = PACKED[goods]
    band = f"{usual.least:g} to {usual.most:g} kg a litre"
    if kg_per_l > usual.solid:
        most = f"a litre of {usual.matter} weighs {usual.solid:g} kg at most"
        return f"{most}: something else is in there"
    if kg_per_l > usual.most:
        return f"more than such boxes usually weigh, {band}"
    if kg_per_l < usual.least:
        return f"less than such boxes usually weigh, {band}"
    return f"as such boxes weigh, {band}"
