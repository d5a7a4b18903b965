"""What every widget of a lesson is: a box of controls, and what stands there without a kernel.

A widget says once what it shows as HTML and as one line of text; in an exported page, on the web or
in a terminal that is all there is of it.
"""

from typing import Any

import ipywidgets as widgets

from aatulab.colours import INK

WIDTH_PX = 760


class LessonBox(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """Controls under each other; a widget says in `_fallback` what stands where none can run."""

    def _fallback(self) -> tuple[str, str]:
        """Return the present state as HTML and as one line of text."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle = dict(super()._repr_mimebundle_(**kwargs))
        bundle["text/html"], bundle["text/plain"] = self._fallback()
        return bundle


def framed(inside: str, *, width_px: int = WIDTH_PX, edge: str = "") -> str:
    """Return HTML on white, so that it reads the same in a light and in a dark JupyterLab.

    `edge` is the colour of a bar at its left, for a panel that is good or bad as a whole.
    """
    bar = f";border-left:5px solid {edge}" if edge else ""
    return (
        f'<div style="background:white;color:{INK};padding:10px 12px;max-width:{width_px}px;'
        f'font-family:sans-serif;line-height:1.4{bar}">{inside}</div>'
    )
