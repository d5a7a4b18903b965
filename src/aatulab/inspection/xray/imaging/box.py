"""Rectangles of pixels."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A rectangle of pixels; right and bottom are the first ones outside."""

    left: int
    top: int
    right: int
    bottom: int

    def holds(self, column: float, row: float, margin: float = 0.0) -> bool:
        """Return whether a point lies inside, or at most `margin` pixels outside.

        >>> Box(10, 10, 20, 20).holds(21, 15), Box(10, 10, 20, 20).holds(21, 15, margin=2)
        (False, True)
        """
        return (
            self.left - margin <= column < self.right + margin
            and self.top - margin <= row < self.bottom + margin
        )
