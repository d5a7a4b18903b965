"""Take a picture from an untrusted process: only what draws it, and no larger than a screen.

A few kilobytes of PNG can unpack to gigabytes in the browser of whoever opens the feedback, and
chunks beside the image can hold anything.  What comes out here has the size that its header
says, and no chunk but those that a still picture needs.  Nothing is unpacked here.
"""

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 6_000_000
MOST_SIDE = 8_000

_CHUNK = struct.Struct(">I4s")
_CHECKSUM_BYTES = 4
_SIZE = struct.Struct(">II")
_HEADER_BYTES = 13
_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"pHYs"})


def clean_png(data: bytes) -> bytes | None:
    """Return a picture without what does not draw it; None when it is broken or too large."""
    if not data.startswith(SIGNATURE):
        return None
    chunks = _read_chunks(data)
    if chunks is None or [chunks[0][0], chunks[-1][0]] != [b"IHDR", b"IEND"]:
        return None
    if not _is_shown_whole(chunks[0][1]):
        return None
    kept = [_write_chunk(name, content) for name, content in chunks if name in _KEPT]
    return SIGNATURE + b"".join(kept)


def _is_shown_whole(header: bytes) -> bool:
    if len(header) != _HEADER_BYTES:
        return False
    width, height = _SIZE.unpack_from(header)
    return bool(0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE) and (
        width * height <= MOST_PIXELS
    )


def _read_chunks(data: bytes) -> list[tuple[bytes, bytes]] | None:
    """Return the chunks up to IEND; None when one is cut off."""
    chunks: list[tuple[bytes, bytes]] = []
    place = len(SIGNATURE)
    while place + _CHUNK.size <= len(data):
        size, name = _CHUNK.unpack_from(data, place)
        start = place + _CHUNK.size
        place = start + size + _CHECKSUM_BYTES
        if place > len(data):
            return None
        chunks.append((name, data[start : start + size]))
        if name == b"IEND":
            return chunks
    return None


def _write_chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(content, zlib.crc32(name))
    return _CHUNK.pack(len(content), name) + content + checksum.to_bytes(_CHECKSUM_BYTES)
