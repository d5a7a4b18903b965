"""What a unit's orders leave open: how long a hand-over may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """The numbers of a unit's orders; those given here are this lab's own."""

    handover_minutes: float = 15.0
