"""Pictures of packs, drawn from the codes of their features, to be compared side by side."""

from aatulab.inspection.products.pictures.pair import describe, side_by_side

__all__ = ["describe", "side_by_side"]
