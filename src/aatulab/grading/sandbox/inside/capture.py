"""Catch what a notebook prints, displays and draws, up to a limit."""

import base64
import binascii
import io
import re
import sys
from typing import Any

from aatulab.grading.sandbox.png import SIGNATURE

MAX_TEXT_BYTES = 32 * 1024
MAX_IMAGES = 8  # of one step
_ADDRESS = re.compile(r" (?:object )?at 0x[0-9a-f]+")
_DPI = 72
_QUICKLY = {"compress_level": 3}


class CappedText(io.TextIOWrapper):
    """A text stream that keeps its first bytes and only counts the rest."""

    def __init__(self, most_bytes: int = MAX_TEXT_BYTES) -> None:
        self._kept = _Kept(most_bytes)
        # the stubs want a name, which only real files have
        super().__init__(self._kept, "utf-8", "replace", write_through=True)  # type: ignore[arg-type]

    def take(self) -> str:
        """Return what was printed since the last call."""
        self.flush()
        return self._kept.take().decode("utf-8", "replace")


class _Kept(io.BufferedIOBase):
    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._parts = bytearray()
        self._lost = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        room = self._most - len(self._parts)
        view = memoryview(data)
        self._parts += view[:room]
        self._lost += max(0, len(view) - room)
        return len(view)

    def take(self) -> bytes:
        text = bytes(self._parts)
        if self._lost:
            text += f"\n… and {self._lost:,} bytes more".encode()
        self._parts, self._lost = bytearray(), 0
        return text


class Pictures:
    """The pictures of one step, as PNG in base64: the first few that are pictures."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    @property
    def are_enough(self) -> bool:
        """Tell whether no more are kept."""
        return len(self._kept) >= MAX_IMAGES

    def add(self, data: object) -> None:
        """Take what `display()` was given as `image/png`, which may be anything."""
        if not isinstance(data, str) or self.are_enough:
            return
        try:
            # only its beginning: whether all of it is sound is looked at outside
            head = base64.b64decode(data[:16].encode("ascii"), validate=True)
        except (binascii.Error, ValueError):
            return
        if head.startswith(SIGNATURE):
            self._kept.append(data.replace("\n", ""))

    def close_figures(self, *, draw: bool) -> None:
        """Take the open figures and close them, as a notebook does when a cell ends."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        try:
            for number in pyplot.get_fignums() if draw else ():
                if not self.are_enough:
                    self._draw(pyplot.figure(number))
        finally:  # one that cannot be drawn must not trouble the next cell
            pyplot.close("all")

    def _draw(self, figure: Any) -> None:
        drawn = io.BytesIO()
        figure.savefig(drawn, format="png", dpi=_DPI, pil_kwargs=_QUICKLY)
        self._kept.append(base64.b64encode(drawn.getvalue()).decode("ascii"))

    def take(self) -> list[str]:
        """Return what was kept since the last call."""
        kept, self._kept = self._kept, []
        return kept


def shown_text(formatted: object) -> str:
    """Return an object's text as `display()` gives it, the same in every run.

    >>> shown_text("<Axes: title='x'>, <Line2D at 0x7f31c0>")
    "<Axes: title='x'>, <Line2D>"
    """
    return _ADDRESS.sub("", str(formatted)) if formatted else ""
