"""Look at one X-ray image with all the filters, decide, and see what there was.

For lessons: `XrayViewer(take_image(Order(bag="parcel", threat="cast-bars"), 7))`.  Where no widget
can run the picture stands there, with its description.
"""

from html import escape

from aatulab.errors import InspectionError
from aatulab.inspection.xray.imaging.image import XrayImage
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.training.compose import answer_key
from aatulab.inspection.xray.training.scoring import outcome_of
from aatulab.inspection.xray.training.sitting import explain
from aatulab.inspection.xray.training.trials import Decision, Trial
from aatulab.widgets.xray.canvas import XrayCanvas
from aatulab.widgets.xray.pictures import picture_html
from aatulab.widgets.xray.words import Told, tell


class XrayViewer(XrayCanvas):
    """One image; `decision` holds what was decided, None before."""

    def __init__(self, image: XrayImage, *, title: str = "X-ray image") -> None:
        self._image, self._title = image, title
        self.decision: Decision | None = None
        self._told: Told | None = None
        scene, threat = image.scene, image.scene.threat
        self._trial = Trial(
            number=0,
            seed=scene.seed,
            order=Order(bag=scene.bag),
            shows_threat=image.has_threat,
            category=threat.model.category if threat and image.has_threat else None,
        )
        super().__init__()
        self._show(image, 0, title)

    def decide(self, decision: Decision) -> None:
        """Take the decision and light up what there was to find."""
        if self.decision is not None:
            raise InspectionError("viewer: this image is decided; run the cell again to redo it.")
        image = self._image
        outcome = outcome_of(self._trial, answer_key(self._trial, image), decision)
        self._told = tell(explain(image, outcome, decision), read_library())
        self.decision = decision
        self.kept, self.progress = 1, [1, 1]
        self._tell(image, self._told)

    def go_on(self) -> None:
        """Stay: there is only one image."""

    def static_html(self) -> str:
        """Return both views as one picture, lit up once it is decided."""
        told = self._told
        words = self.plain_text()
        picture = picture_html(self._image, words, lit=told is not None)
        return (
            f"<figure style='margin:0'>{picture}<figcaption>{escape(words)}</figcaption></figure>"
        )

    def plain_text(self) -> str:
        """Return what is to be seen, without the truth before the decision."""
        words = f"{self._title}: top and side view of a bag in the usual colours"
        if self._told is None:
            return f"{words}."
        return f"{words}. {self._told.title}. {self._told.text}"
