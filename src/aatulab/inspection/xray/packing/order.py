"""What a bag is packed from: plain values, apart from the machinery that packs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Order:
    """What to pack."""

    bag: str = "suitcase"
    things: int | None = None  # harmless ones; None draws what is usual for the bag
    threat: str | None = None  # an object of the library
    turn_deg: float = 0.0  # how far its flat side is turned away from lying flat
    along_belt: bool = False  # it turns towards the belt's way, so that no view sees it flat
    buried: float = 0.5  # 0: packed last, on top; 1: packed first, under everything
