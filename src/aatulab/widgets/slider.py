"""A slider that a screen reader can name: the browser's own range, inside its label.

ipywidgets' sliders give their handle no accessible name, so a reader hears "slider, 3" and never
of what.  This one takes the same words (`value`, `min`, `max`, `description`, `tooltip`) and
works by mouse, touch and keyboard: arrows by one, Home and End to the ends.
"""

from pathlib import Path
from typing import Any

import anywidget
from traitlets import Int, List, Unicode, validate

_HERE = Path(__file__).parent


class LabelledSlider(anywidget.AnyWidget):
    """A whole number between two ends; a value beyond them becomes the nearer end.

    `label_width` is a CSS width, the same for sliders that stand in a column; `labels` says what
    each place from `min` on is called, where it is no plain number.

    >>> LabelledSlider(value=9, min=0, max=5, description="Points:").value
    5
    """

    _esm = (_HERE / "slider.js").read_text(encoding="utf-8")
    _css = (_HERE / "slider.css").read_text(encoding="utf-8")

    value = Int(0).tag(sync=True)
    min = Int(0).tag(sync=True)
    max = Int(100).tag(sync=True)
    description = Unicode().tag(sync=True)
    tooltip = Unicode().tag(sync=True)
    label_width = Unicode("auto").tag(sync=True)
    labels = List(Unicode()).tag(sync=True)

    @validate("value")
    def _keep_between_the_ends(self, proposal: Any) -> int:
        return max(self.min, min(self.max, int(proposal["value"])))
