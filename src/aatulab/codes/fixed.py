"""Fixed-width text as byte matrices: one row a text, one column a character.

Codes of the trade have a fixed length, so a whole column of them is a rectangle of bytes:
it is filled by slicing and becomes an Arrow column without copying a single text.
"""

import string
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Bytes = npt.NDArray[np.uint8]
Integers = npt.NDArray[np.integer[Any]]
Flags = npt.NDArray[np.bool_]

# 32 characters that cannot be mistaken for each other: no I, O, 0 or 1
UNAMBIGUOUS = (string.ascii_uppercase + string.digits).translate(str.maketrans("", "", "IO01"))

# four digits as one word of 32 bits, so that looking them up moves words and not characters
_FOUR_DIGITS = np.frombuffer(
    "".join(f"{number:04d}" for number in range(10_000)).encode(), dtype=np.uint32
)


def blank(rows: int, text: str) -> Bytes:
    """Return a matrix whose every row is `text`.

    >>> to_text(blank(2, "P<UTO")).to_pylist()
    ['P<UTO', 'P<UTO']
    """
    matrix = np.empty((rows, len(text)), dtype=np.uint8)
    matrix[:] = np.frombuffer(text.encode("ascii"), dtype=np.uint8)
    return matrix


def padded(texts: Sequence[str], width: int, fill: str) -> Bytes:
    """Return texts as rows, each filled up or cut to `width`.

    >>> to_text(padded(["A", "BCDE"], 3, "<")).to_pylist()
    ['A<<', 'BCD']
    """
    joined = "".join(text[:width].ljust(width, fill) for text in texts)
    return np.frombuffer(joined.encode("ascii"), dtype=np.uint8).reshape(len(texts), width)


def digits(numbers: Integers, width: int) -> Bytes:
    """Return the decimal digits, filled with zeros on the left; longer numbers lose their head.

    >>> to_text(digits(np.array([7, 12345]), 6)).to_pylist()
    ['000007', '012345']
    """
    blocks = -(-width // 4)
    words = np.empty((len(numbers), blocks), dtype=np.uint32)
    rest = np.asarray(numbers).astype(np.uint64)
    for block in range(blocks - 1, -1, -1):
        higher = rest // 10_000
        words[:, block] = _FOUR_DIGITS[rest - higher * 10_000]
        rest = higher
    return words.view(np.uint8)[:, 4 * blocks - width :]


def bounded(numbers: npt.ArrayLike, limit: int, what: str) -> Integers:
    """Return the numbers as an array; refuse any that is not in [0, limit).

    `digits` would cut a longer number silently, and two items would share one code.

    >>> bounded([0, 99], 100, "serial")
    array([ 0, 99])
    """
    checked = np.asarray(numbers, dtype=np.int64)
    outside = checked[(checked < 0) | (checked >= limit)]
    if len(outside):
        raise ValueError(f"{what}: expected 0 to {limit - 1}, found {outside[0]}")
    return checked


def pairs(texts: Iterable[str]) -> Flags:
    """Return a table that `has_pair` looks two characters up in.

    >>> pairs(["AB", "CD"]).sum()
    np.int64(2)
    """
    table: Flags = np.zeros(1 << 16, dtype=np.bool_)
    table[[ord(text[0]) << 8 | ord(text[1]) for text in texts]] = True
    return table


def has_pair(matrix: Bytes, table: Flags) -> Flags:
    """Return for each row of two characters whether the table holds them.

    >>> has_pair(padded(["AB", "BA"], 2, " "), pairs(["AB", "CD"])).tolist()
    [True, False]
    """
    found: Flags = table[matrix[:, 0].astype(np.int64) << 8 | matrix[:, 1]]
    return found


def symbols(numbers: Integers, width: int, alphabet: str = UNAMBIGUOUS) -> Bytes:
    """Return numbers written in an alphabet of 32 characters, five bits a character.

    >>> to_text(symbols(np.array([0, 33]), 3)).to_pylist()
    ['AAA', 'ABB']
    """
    letters = np.frombuffer(alphabet.encode("ascii"), dtype=np.uint8)
    if len(letters) != 32:
        raise ValueError(f"an alphabet of five bits has 32 characters, this one {len(letters)}")
    # two letters as one word, so that looking them up moves words and not characters
    pairs = np.stack([letters.repeat(32), np.tile(letters, 32)], axis=1).view(np.uint16).reshape(-1)
    blocks = -(-width // 2)
    words = np.empty((len(numbers), blocks), dtype=np.uint16)
    for block in range(blocks):
        shift = 10 * (blocks - 1 - block)
        words[:, block] = pairs[(numbers >> shift) & 1023]
    return words.view(np.uint8)[:, 2 * blocks - width :]


def rows(matrix: Bytes, places: Integers) -> Bytes:
    """Return the rows at the given places.

    >>> to_text(rows(np.array([[65, 66], [67, 68]], dtype=np.uint8), np.array([1, 1]))).to_pylist()
    ['CD', 'CD']
    """
    width = matrix.shape[1]
    # a row as one opaque item is copied at once instead of character by character
    items = np.ascontiguousarray(matrix).view(f"V{width}").reshape(-1)
    return items[places].view(np.uint8).reshape(-1, width)


def to_text(matrix: Bytes, missing: Flags | None = None) -> pa.Array:
    """Return the rows as an Arrow column of text that shares the matrix' memory.

    >>> to_text(np.array([[65, 66], [67, 68]], dtype=np.uint8), np.array([False, True])).to_pylist()
    ['AB', None]
    """
    rows, width = matrix.shape
    offsets = np.arange(0, (rows + 1) * width, width, dtype=np.int32)
    flat = np.ascontiguousarray(matrix).reshape(-1)
    valid = None if missing is None else np.packbits(~missing, bitorder="little")
    return pa.StringArray.from_buffers(
        rows,
        pa.py_buffer(offsets),
        pa.py_buffer(flat),
        None if valid is None else pa.py_buffer(valid),
    )


def from_text(column: pa.Array, width: int) -> Bytes:
    """Return a column of ASCII texts that all have `width` characters as a byte matrix.

    >>> from_text(pa.array(["AB", "CD"]), 2).tolist()
    [[65, 66], [67, 68]]
    """
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    offsets = np.frombuffer(column.buffers()[1], dtype=np.int32)[
        column.offset : column.offset + len(column) + 1
    ]
    if len(column) and not (np.diff(offsets) == width).all():
        raise ValueError(f"every text of the column must have {width} characters")
    start, end = (int(offsets[0]), int(offsets[-1])) if len(column) else (0, 0)
    data = np.frombuffer(column.buffers()[2] or b"", dtype=np.uint8)
    return data[start:end].reshape(len(column), width)


def aligned(column: pa.Array | pa.ChunkedArray, width: int) -> tuple[Bytes, Flags]:
    """Return texts of any width as rows, and which of them have `width` bytes.

    Rows of missing texts and of texts of another width hold zeros.

    >>> matrix, fits = aligned(pa.array(["AB", "C", None]), 2)
    >>> matrix.tolist(), fits.tolist()
    ([[65, 66], [0, 0], [0, 0]], [True, False, False])
    """
    column = _one_array(column)
    fits = pc.fill_null(pc.equal(pc.binary_length(column), width), fill_value=False)
    mask: Flags = fits.to_numpy(zero_copy_only=False).astype(bool)
    if mask.all():
        return from_text(column, width), mask
    matrix = np.zeros((len(column), width), dtype=np.uint8)
    matrix[mask] = from_text(column.filter(fits), width)
    return matrix, mask


def by_width(column: pa.Array | pa.ChunkedArray) -> Iterator[tuple[Integers, Bytes]]:
    """Give the texts of each width that occurs: their places in the column, and their bytes.

    >>> [(places.tolist(), rows.shape) for places, rows in by_width(pa.array(["AB", "C", "DE"]))]
    [([1], (1, 1)), ([0, 2], (2, 2))]
    """
    column = _one_array(column)
    lengths = pc.fill_null(pc.binary_length(column), 0).to_numpy(zero_copy_only=False)
    for width in np.unique(lengths[lengths > 0]):
        places = np.flatnonzero(lengths == width)
        yield places, from_text(column.take(pa.array(places)), int(width))


def _one_array(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    return column if column.type == pa.string() else column.cast(pa.string())
