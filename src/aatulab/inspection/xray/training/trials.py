"""What a reader is shown and what he answers: plain values that can be stored and sent.

A trial names everything that makes its image (a seed and an order), so nothing else is stored.
An answer key is made from the image and never sent to the reader before he has answered.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from aatulab.errors import InspectionError
from aatulab.inspection.xray.imaging.box import Box
from aatulab.inspection.xray.packing.order import Order

VERDICTS = ("clear", "search")
MARGIN_PX = 6.0  # a mark that just misses the box still shows that the threat was seen


@dataclass(frozen=True)
class Trial:
    """One image of a session."""

    number: int
    seed: int
    order: Order
    shows_threat: bool  # an order with a threat may be shown with the threat taken out
    category: str | None = None  # of the threat, also of its harmless partner
    held_out: bool = False  # an object of set B, never trained with
    rotated: bool = False
    level: float | None = None  # difficulty that was aimed at, 0 to 10


@dataclass(frozen=True)
class Mark:
    """Where the reader points: the middle of what he marked, in pixels of one view."""

    view: str
    column: float
    row: float


@dataclass(frozen=True)
class Decision:
    """What a reader answered to one trial."""

    trial: int
    verdict: str  # clear or search
    seconds: float
    mark: Mark | None = None
    category: str | None = None
    confidence: float | None = None  # 0 to 1

    def __post_init__(self) -> None:
        where = f"trial {self.trial}"
        if self.verdict not in VERDICTS:
            raise InspectionError(
                f"{where}: verdict: found {self.verdict!r}, expected one of {VERDICTS}."
            )
        if not 0 <= self.seconds < 86_400:
            raise InspectionError(
                f"{where}: seconds: found {self.seconds}, expected the time since the image."
            )
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise InspectionError(f"{where}: confidence: found {self.confidence}, expected 0 to 1.")

    def to_json(self) -> dict[str, object]:
        """Return the decision as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, content: Mapping[str, object]) -> "Decision":
        """Return the decision that was stored; `InspectionError` names what is wrong."""
        known = {"trial", "verdict", "seconds", "mark", "category", "confidence"}
        if unknown := set(content) - known:
            raise InspectionError(f"decision: unknown keys {sorted(unknown)}.")
        mark = content.get("mark")
        confidence = content.get("confidence")
        category = content.get("category")
        return cls(
            trial=_whole(content, "trial"),
            verdict=str(content.get("verdict")),
            seconds=_number(content, "seconds"),
            mark=None if mark is None else _mark(mark),
            category=None if category is None else str(category),
            confidence=None if confidence is None else _number(content, "confidence"),
        )


@dataclass(frozen=True)
class Key:
    """The right answer to one trial."""

    trial: int
    shows_threat: bool
    boxes: Mapping[str, Box]  # of the threat, by view
    size: tuple[int, int]  # columns and rows of every view

    def agrees(self, mark: Mark | None) -> bool:
        """Return whether a mark lies in the threat's box of its view.

        Raises `InspectionError` for a mark outside of the picture or in a view that there is not.
        """
        if mark is None:
            return False
        columns, rows = self.size
        if not (0 <= mark.column < columns and 0 <= mark.row < rows):
            raise InspectionError(
                f"image {self.trial + 1}: mark: found column {mark.column:g}, row {mark.row:g}, "
                f"expected a place inside the picture of {columns} x {rows} pixels. Remove the "
                "mark and draw it on the bag."
            )
        if self.boxes and mark.view not in self.boxes:
            raise InspectionError(
                f"trial {self.trial}: mark: view: found {mark.view!r}, expected one of "
                f"{sorted(self.boxes)}."
            )
        box = self.boxes.get(mark.view)
        return box is not None and box.holds(mark.column, mark.row, MARGIN_PX)


def _mark(found: object) -> Mark:
    if not isinstance(found, Mapping) or set(found) != {"view", "column", "row"}:
        raise InspectionError(f"mark: found {found!r}, expected view, column and row.")
    return Mark(str(found["view"]), _number(found, "column"), _number(found, "row"))


def _number(content: Mapping[str, object], key: str) -> float:
    found = content.get(key)
    if isinstance(found, bool) or not isinstance(found, int | float):
        raise InspectionError(f"decision: {key}: found {found!r}, expected a number.")
    return float(found)


def _whole(content: Mapping[str, object], key: str) -> int:
    found = content.get(key)
    if isinstance(found, bool) or not isinstance(found, int):
        raise InspectionError(f"decision: {key}: found {found!r}, expected a whole number.")
    return found
