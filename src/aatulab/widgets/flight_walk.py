"""Walk one flight through the unit: at each stage who acts, on which ground, who gets what.

One list (arrow keys work).  Every service stands in the panel at every stage, with a word and a
sign for what it does there; so that a reader sees who gets nothing, too.  Without a kernel all
stages stand in a table.
"""

from functools import partial
from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.targeting.tables import need_columns
from aatulab.targeting.unit import RECEIVERS, Stage, flight_stages
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE, PALE

_framed = partial(framed, width_px=980)
DOM_CLASS = "aatu-flight-walk"
_FIELDS = ("carrier", "flight_number", "origin", "destination", "arrives_at")
_CELL = "text-align:left;vertical-align:top;padding:3px 8px;border-top:1px solid #ddd"


class FlightWalk(LessonBox):
    """One flight (a row of `case.flights`); `stage` is where the walk stands and may be set."""

    def __init__(self, flight: pd.Series) -> None:
        need_columns(flight.to_frame().T, "flights", _FIELDS)
        self._flight = flight
        self._stages = {stage.id: stage for stage in flight_stages()}
        self._list = widgets.Select(
            options=[(f"{n}. {s.title}", s.id) for n, s in enumerate(self._stages.values(), 1)],
            rows=len(self._stages),
            description="Stage:",
            layout=widgets.Layout(width="min(330px, 100%)"),
        )
        self._panel = widgets.HTML(layout=widgets.Layout(width="min(560px, 100%)"))
        self._list.observe(self._show, names="value")
        row = widgets.HBox([self._list, self._panel], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([widgets.HTML(_headline(flight)), row, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def stage(self) -> str:
        """Return the id of the stage that is shown."""
        return str(self._list.value)

    @stage.setter
    def stage(self, stage_id: str) -> None:
        self._list.value = stage_id

    @property
    def panel_html(self) -> str:
        """Return what is shown now."""
        return str(self._panel.value)

    def static_html(self) -> str:
        """Return all stages as a table, without a widget."""
        heads = "".join(
            f'<th scope="col" style="{_CELL}">{head}</th>'
            for head in ("when", "stage", "who acts", "legal ground", "who gets what", "what stays")
        )
        rows = "".join(self._row(stage) for stage in self._stages.values())
        return _framed(
            f"{_headline(self._flight)}"
            '<table style="border-collapse:collapse;font-size:13px"><caption '
            'style="text-align:left">One flight through the unit</caption>'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )

    def _row(self, stage: Stage) -> str:
        cells = (
            f"{when(stage)} ({stage.at(self._flight['arrives_at']):%a %H:%M})",
            f"{stage.title}. {stage.does}",
            ", ".join(stage.acts),
            stage.ground,
            "; ".join(f"{who}: {what}" for who, what in stage.gets.items()),
            stage.stays,
        )
        inside = "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells)
        return f"<tr>{inside}</tr>"

    def _show(self, _change: object = None) -> None:
        stage = self._stages[self.stage]
        self._panel.value = panel(stage, stage.at(self._flight["arrives_at"]))

    def _fallback(self) -> tuple[str, str]:
        stage = self._stages[self.stage]
        return self.static_html(), f"{stage.title}: {', '.join(stage.acts)} ({stage.ground})"


def panel(stage: Stage, at: pd.Timestamp) -> str:
    """Return one stage: time, act, ground, what every service does or gets there, what stays."""
    chips = "".join(_chip(who, stage) for who in RECEIVERS)
    return _framed(
        f'<p role="status" aria-live="polite" style="margin:0 0 6px;font-size:15px">'
        f"<b>{escape(stage.title)}</b>, {at:%A %H:%M}, {when(stage)}. {escape(stage.does)}</p>"
        f'<p style="margin:0 0 6px;color:{MUTED}">On the ground of: {escape(stage.ground)}</p>'
        f'<div style="display:flex;flex-wrap:wrap;gap:6px;margin:0 0 8px">{chips}</div>'
        f'<p style="margin:0;padding-left:8px;border-left:4px solid {ORANGE}">'
        f"<b>Stays:</b> {escape(stage.stays)}</p>"
    )


def when(stage: Stage) -> str:
    """Return the time of a stage in words, from landing."""
    hours = abs(stage.hours)
    length = f"{hours:g} hours" if hours >= 1 else f"{round(hours * 60)} minutes"
    return f"{length} {'before' if stage.hours < 0 else 'after'} landing"


def _chip(who: str, stage: Stage) -> str:
    acts, gets = who in stage.acts, stage.gets.get(who)
    words = " and ".join(
        part for part in ("▶ acts" if acts else "", f"✔ gets {gets}" if gets else "") if part
    )
    colour, text = (BLUE if acts else INK, INK) if words else (PALE, MUTED)
    return (
        f'<div style="border:2px solid {colour};border-radius:4px;padding:3px 8px;color:{text};'
        f'font-size:13px;line-height:1.3"><b>{escape(who)}</b><br>'
        f"{escape(words) or '· gets nothing'}</div>"
    )


def _headline(flight: pd.Series) -> str:
    return (
        f'<p style="margin:0 0 4px;color:{INK};font-family:sans-serif">Flight '
        f"<b>{escape(str(flight['carrier']))} {escape(str(flight['flight_number']))}</b> from "
        f"{escape(str(flight['origin']))} to {escape(str(flight['destination']))}, lands "
        f"{flight['arrives_at']:%A %d %B %Y, %H:%M} UTC</p>"
    )
