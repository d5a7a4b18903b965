"""Frames on the job's socket: a length of four bytes, then a JSON object.

The sender is the trainee's process, so the reader believes nothing: length, JSON and shape are
checked, and all bytes together are limited.
"""

import json
import struct
from collections.abc import Iterator
from typing import Any

HEAD = struct.Struct(">I")
MOST_PARTS = (
    1_000_000  # lists and mappings of one frame; a dict of 200,000 rows has that many pairs
)


class MalformedFrameError(ValueError):
    """The bytes received are no frame as the sandbox sends them."""


class OutputLimitError(ValueError):
    """More bytes arrived than the job may send."""


def encode_frame(frame: dict[str, Any]) -> bytes:
    """Return a frame's bytes; raises `ValueError` for what is not plain JSON."""
    text = json.dumps(frame, allow_nan=False, separators=(",", ":")).encode("ascii")
    return HEAD.pack(len(text)) + text


class FrameReader:
    """Cuts received bytes into frames."""

    def __init__(self, most_bytes: int) -> None:
        self._left = most_bytes
        self._buffer = bytearray()
        self.last_bytes = 0

    @property
    def pending_bytes(self) -> int:
        """Return how much of a frame has arrived that is not complete."""
        return len(self._buffer)

    def feed(self, data: bytes) -> Iterator[dict[str, Any]]:
        """Give the frames that are complete now, each before the next is looked at.

        `last_bytes` is the size of the one given last.  One that is sound counts even when what
        came with it is broken or too much.
        """
        self._buffer += data[: self._left]
        too_much = len(data) > self._left
        self._left -= min(len(data), self._left)
        while len(self._buffer) >= HEAD.size:
            (size,) = HEAD.unpack_from(self._buffer)
            end = HEAD.size + size
            if size > len(self._buffer) - HEAD.size + self._left:
                raise OutputLimitError
            if len(self._buffer) < end:
                break
            text = bytes(self._buffer[HEAD.size : end])
            del self._buffer[:end]
            self.last_bytes = end
            yield _decode(text)
        if too_much:
            raise OutputLimitError


def _decode(text: bytes) -> dict[str, Any]:
    # a list that is empty takes twenty times the bytes that it was sent in
    if text.count(b"[") + text.count(b"{") > MOST_PARTS:
        raise MalformedFrameError("too many lists and mappings")
    try:
        frame = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise MalformedFrameError(f"not JSON: {type(error).__name__}") from None
    if type(frame) is not dict:
        raise MalformedFrameError("not a JSON object")
    return frame


def _refuse(constant: str) -> None:
    raise ValueError(constant)
