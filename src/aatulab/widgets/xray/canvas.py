"""The canvas that viewer and session share: traits for the browser, messages from it.

The browser gets depth and hue of every pixel and the reader's own words; what there is to find
crosses only after the decision.  JavaScript and CSS lie beside this file and are read as they are:
plain modules' parts, joined in order, with nothing fetched from elsewhere.
"""

import logging
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Dict, Int, List, Unicode

from aatulab.errors import AatuLabError
from aatulab.inspection.xray.imaging.image import XrayImage
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.physics.scanner import read_scanner
from aatulab.inspection.xray.training.trials import Decision
from aatulab.widgets.xray.pictures import encoded, lit_up, optics
from aatulab.widgets.xray.words import Told

logger = logging.getLogger(__name__)

DOM_CLASS = "aatu-xray-widget"
_HERE = Path(__file__).parent
_PARTS = ("filters.js", "controls.js", "keys.js", "pane.js", "outbox.js", "widget.js")


class XrayCanvas(anywidget.AnyWidget):
    """One picture at a time, filters, a mark, a decision; subclasses say what comes of it."""

    _esm = "\n".join((_HERE / part).read_text(encoding="utf-8") for part in _PARTS)
    _css = (_HERE / "style.css").read_text(encoding="utf-8")

    stage = Unicode("ready").tag(sync=True)  # ready, show, feedback or end
    heading = Unicode().tag(sync=True)
    instructions = Unicode().tag(sync=True)
    progress = List(Int(), [0, 1]).tag(sync=True)  # images judged, and all of them
    picture = Dict().tag(sync=True)
    feedback = Dict().tag(sync=True)  # empty before the decision
    kept = Int(0).tag(sync=True)  # answers that are on the disk
    notice = Dict().tag(sync=True)
    scores = Unicode().tag(sync=True)
    session = Unicode().tag(sync=True)  # names the place for unsent answers in the browser
    optics = Dict().tag(sync=True)
    categories = List(Dict()).tag(sync=True)
    view_names = List(Unicode()).tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        library = read_library()
        super().__init__(
            optics=optics(),
            categories=[
                {"name": name, "title": library.categories[name].title}
                for name in library.threat_categories()
            ],
            view_names=[view.name for view in read_scanner().views],
            **traits,
        )
        self.add_class(DOM_CLASS)
        self.on_msg(self._receive)

    def decide(self, decision: Decision) -> None:
        """Take a decision on the picture that is shown."""
        raise NotImplementedError

    def go_on(self) -> None:
        """Show what comes next."""
        raise NotImplementedError

    def static_html(self) -> str:
        """Return what stands where no widget can run."""
        raise NotImplementedError

    def plain_text(self) -> str:
        """Return what stands where not even pictures can be shown."""
        raise NotImplementedError

    def _show(self, image: XrayImage, number: int, heading: str) -> None:
        with self.hold_sync():
            self.feedback = {}
            self.picture = encoded(image, number)
            self.heading = heading
            self.stage = "show"

    def _tell(self, image: XrayImage, told: Told, *, go_on: str = "") -> None:
        with self.hold_sync():
            self.feedback = {
                "outcome": told.outcome,
                "title": told.title,
                "text": told.text,
                "next": go_on,
                "lit": lit_up(image),
            }
            self.stage = "feedback"

    def _warn(self, text: str, refused: int | None = None) -> None:
        number = int(self.notice.get("number", 0)) + 1
        notice: dict[str, object] = {"number": number, "text": text}
        self.notice = notice if refused is None else {**notice, "refused": refused}

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        """Take a message of the browser; what cannot be taken is said there."""
        if not isinstance(content, dict):
            return
        try:
            if content.get("do") == "decide":
                self._receive_decision(content.get("decision"))
            elif content.get("do") in {"start", "next"}:
                self.go_on()
        except (AatuLabError, OSError) as error:
            logger.warning("X-ray viewer: %s", error)
            self._warn(str(error), self.kept)

    def _receive_decision(self, content: object) -> None:
        decision = Decision.from_json(content if isinstance(content, dict) else {})
        if decision.trial < self.kept:  # sent again because our reply was lost
            self.send_state("kept")
            return
        self.decide(decision)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        words = {"text/html": self.static_html(), "text/plain": self.plain_text()}
        return {**bundle, **words}, metadata
