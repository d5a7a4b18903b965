"""One packed bag: every solid in the frame of the belt, and what each of them belongs to."""

from dataclasses import dataclass
from functools import cached_property

from aatulab.inspection.xray.arrays import Floats, Whole
from aatulab.inspection.xray.models.library import Model
from aatulab.inspection.xray.models.solids import Solids

SHELL = -1


@dataclass(frozen=True)
class Thing:
    """One object where it lies."""

    model: Model
    turn: Floats  # (3, 3): from its own axes to those of the belt
    at: Floats  # (3,): its middle, cm
    variant: int  # which one of the model's
    size: float  # how much larger than that


@dataclass(frozen=True)
class Scene:
    """A bag and its things; lengths in cm, x along the belt, z up from the belt."""

    seed: int
    bag: str
    things: tuple[Thing, ...]  # in the order of packing
    hidden: int | None  # which of them has to be found
    solids: Solids
    owner: Whole  # (solids,): place in `things`, or SHELL

    def of(self, thing: int) -> Solids:
        """Return the solids of one thing, or of the SHELL."""
        return self.solids.some(self.owner == thing)

    @cached_property
    def harmless(self) -> Solids:
        """Return shell and things without what is hidden."""
        if self.hidden is None:
            return self.solids
        return self.solids.some(self.owner != self.hidden)

    @property
    def threat(self) -> Thing | None:
        """Return what has to be found, or None in a harmless bag."""
        return None if self.hidden is None else self.things[self.hidden]
