"""Move the line of selection and see what it finds and what it costs.

A slider and two buttons (all by keyboard) over a panel of words, numbers and a picture.
Where no widget can run (an exported page, a reader without a kernel) the same numbers stand
in a table, so the lesson is never blank.  Used by the lessons on targeting.
"""

import ipywidgets as widgets
import pandas as pd
from IPython.display import HTML

from aatulab.errors import TargetingError
from aatulab.targeting import Confusion, OfficerTime, confusion_at, sweep
from aatulab.widgets import panel
from aatulab.widgets.box import LessonBox
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.slider import LabelledSlider

DOM_CLASS = "aatu-threshold"


class ThresholdExplorer(LessonBox):
    """A slider for the threshold of a score, and a panel that answers.

    `points` is a whole number for each booking, `illicit` what the checks showed afterwards;
    both are indexed by pnr.  `threshold` may be read and set, `outcome` holds the counts.
    """

    def __init__(
        self,
        points: "pd.Series[int]",
        illicit: "pd.Series[bool]",
        time: OfficerTime | None = None,
        *,
        threshold: int | None = None,
    ) -> None:
        if points.empty:
            raise TargetingError("points: found no booking, expected at least one.")
        low, high = int(points.min()), int(points.max()) + 1
        self._points, self._time = points, time
        self._illicit = illicit.reindex(points.index)
        if self._illicit.isna().any():
            confusion_at(points, illicit, low)  # says which booking is missing
        self._illicit = self._illicit.astype(bool)
        start = (low + high) // 2 if threshold is None else min(max(threshold, low), high)
        self._slider = LabelledSlider(
            value=start,
            min=low,
            max=high,
            description="Check every booking from … points:",
            tooltip="Selection threshold in points. Arrow keys move it by one.",
            layout=widgets.Layout(width="min(560px, 100%)"),
        )
        less = self._button("Check fewer", "Raise the threshold by one point", +1)
        more = self._button("Check more", "Lower the threshold by one point", -1)
        self._panel = widgets.HTML()
        self._slider.observe(self._show, names="value")
        controls = widgets.HBox(
            [self._slider, more, less], layout=widgets.Layout(flex_flow="row wrap")
        )
        super().__init__([controls, self._panel, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def threshold(self) -> int:
        """Return from how many points a booking is checked."""
        return int(self._slider.value)

    @threshold.setter
    def threshold(self, value: int) -> None:
        self._slider.value = value

    @property
    def outcome(self) -> Confusion:
        """Return the four counts at the present threshold."""
        return confusion_at(self._points, self._illicit, self.threshold)

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def table(self) -> HTML:
        """Return the numbers of every threshold as a table that needs no widget and no kernel."""
        return HTML(self._table_html())  # type: ignore[no-untyped-call]  # IPython's

    def static_html(self) -> str:
        """Return the present picture and the table, without a widget."""
        return self.panel_html + self._table_html()

    def _table_html(self) -> str:
        thresholds = range(int(self._slider.min), int(self._slider.max) + 1)
        outcomes = sweep(self._points, self._illicit, thresholds)
        return panel.table(outcomes, self._time)

    def _button(self, text: str, tooltip: str, step: int) -> widgets.Button:
        button = widgets.Button(
            description=text, tooltip=tooltip, layout=widgets.Layout(width="auto")
        )
        button.on_click(lambda _: self._move(step))
        return button

    def _move(self, step: int) -> None:
        self.threshold = min(max(self.threshold + step, self._slider.min), self._slider.max)

    def _show(self, _change: object = None) -> None:
        self._panel.value = panel.panel(self._points, self._illicit, self.outcome, self._time)

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), panel.sentence(self.outcome, self._time)
