"""Let a widget's lists and buttons keep the keys that JupyterLab would take from them.

JupyterLab's command mode answers to arrow keys and letters wherever the focus is not in a text:
a reader who chooses in a list by keyboard is carried off to the next cell.  A `KeyKeeper` among a
box's children, which shows nothing, keeps those keys in the box; Shift + Enter and Ctrl + S stay
JupyterLab's.
"""

from pathlib import Path

import anywidget


class KeyKeeper(anywidget.AnyWidget):
    """Nothing to see; put it into the `VBox` whose controls need their keys."""

    _esm = Path(__file__).with_name("keys.js").read_text(encoding="utf-8")
    _css = ".aatu-keys { display: none; }"
