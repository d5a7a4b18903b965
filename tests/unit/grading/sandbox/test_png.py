"""A picture keeps what draws it, and nothing that could hurt whoever looks at it."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.image import imread

from aatulab.grading.sandbox.png import MOST_PIXELS, MOST_SIDE, SIGNATURE, clean_png


def chunk(name, content=b""):
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def header(width, height):
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))


def picture(width=2, height=2, *, more=(), rows=b""):
    rows = rows or (b"\0" + bytes(width)) * height
    parts = (header(width, height), *more, chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND"))
    return SIGNATURE + b"".join(parts)


@pytest.fixture(scope="session")
def drawn():
    figure = Figure(figsize=(2, 1))
    figure.subplots().bar(["a", "b"], [1, 2])
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()


def test_a_drawn_figure_looks_the_same_afterwards(drawn):
    clean = clean_png(drawn)
    assert (imread(io.BytesIO(clean)) == imread(io.BytesIO(drawn))).all()
    assert b"matplotlib" in drawn
    assert b"matplotlib" not in clean


@pytest.mark.parametrize("name", [b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"eXIf", b"acTL", b"fdAT"])
def test_what_does_not_draw_it_is_left_out(name):
    with_more = picture(more=[chunk(name, b"<script>alert(1)</script>")])
    assert clean_png(with_more) == picture()


@pytest.mark.parametrize(
    ("width", "height"), [(MOST_SIDE + 1, 1), (1, MOST_SIDE + 1), (3_000, 2_001), (0, 5), (5, 0)]
)
def test_a_picture_larger_than_a_screen_is_none(width, height):
    """Does a small file that unpacks to gigabytes reach an instructor's browser?"""
    assert clean_png(picture(width, height, rows=b"\0")) is None


def test_the_largest_picture_is_one():
    assert MOST_PIXELS == 3_000 * 2_000
    assert clean_png(picture(3_000, 2_000, rows=b"\0")) is not None


def test_what_stands_after_the_end_is_cut_off():
    assert clean_png(picture() + b"<html><script>") == picture()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg>",
        SIGNATURE,
        picture()[:-1],
        SIGNATURE + chunk(b"IEND"),
        SIGNATURE + chunk(b"IDAT", b"x") + header(1, 1) + chunk(b"IEND"),
        SIGNATURE + chunk(b"IHDR", b"short") + chunk(b"IEND"),
        SIGNATURE + struct.pack(">I4s", 2**32 - 1, b"IHDR") + bytes(100),
    ],
)
def test_what_is_no_picture_is_none(data):
    assert clean_png(data) is None


@given(st.binary(max_size=60), st.integers(0, 70))
def test_any_bytes_give_a_clean_picture_or_none(noise, place):
    data = picture()
    clean = clean_png(data[:place] + noise + data[place:])
    assert clean is None or clean_png(clean) == clean
