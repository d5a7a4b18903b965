"""Pictures of packs, drawn from the codes of their features, to be compared side by side."""

from aatulab.inspection.products.pictures.grid import findings_grid
from aatulab.inspection.products.pictures.pair import describe, side_by_side

__all__ = ["describe", "findings_grid", "side_by_side"]
