"""Catch what a notebook prints and draws, up to a limit."""

import base64
import io
import sys
from typing import Any

MAX_TEXT_BYTES = 32 * 1024
MAX_IMAGES = 8  # of one step
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


def take_figures(*, render: bool) -> list[str]:
    """Return the open figures as PNG (base64) and close them, as a notebook does."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return []
    images: list[str] = []
    for number in pyplot.get_fignums() if render else ():
        if len(images) < MAX_IMAGES:
            picture = io.BytesIO()
            pyplot.figure(number).savefig(picture, format="png", dpi=_DPI, pil_kwargs=_QUICKLY)
            images.append(base64.b64encode(picture.getvalue()).decode("ascii"))
    pyplot.close("all")
    return images
