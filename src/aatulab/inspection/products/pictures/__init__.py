"""Pictures of packs, drawn from the codes of their features, to be compared side by side."""

from aatulab.inspection.products.pictures.grid import findings_grid
from aatulab.inspection.products.pictures.pair import describe, side_by_side
from aatulab.inspection.products.pictures.shots import show_pictures

__all__ = ["describe", "findings_grid", "show_pictures", "side_by_side"]
