"""Bytes become frames however they are cut, and nothing but frames."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.grading.sandbox.frames import (
    HEAD,
    FrameReader,
    MalformedFrameError,
    OutputLimitError,
    encode_frame,
)

OBJECTS = st.dictionaries(st.text(), st.none() | st.integers() | st.text() | st.lists(st.text()))


@given(st.lists(OBJECTS), st.lists(st.integers(0, 400)))
def test_frames_arrive_however_they_are_cut(objects, cuts):
    data = b"".join(map(encode_frame, objects))
    places = sorted({0, len(data), *(cut for cut in cuts if cut < len(data))})
    reader = FrameReader(10**6)
    got = []
    for start, end in itertools.pairwise(places):
        got += reader.feed(data[start:end])
    assert got == objects


@given(st.binary(max_size=200))
def test_any_bytes_are_frames_or_refused(data):
    reader = FrameReader(10**6)
    try:
        frames = list(reader.feed(data))
    except (MalformedFrameError, OutputLimitError):
        return
    assert all(type(frame) is dict for frame in frames)


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b"1", b"NaN", b'{"a": Infinity}', b"\xff", b"[" * 100_000]
)
def test_what_is_no_json_object_is_malformed(text):
    with pytest.raises(MalformedFrameError):
        list(FrameReader(10**6).feed(HEAD.pack(len(text)) + text))


def test_a_frame_that_unpacks_to_much_more_is_refused():
    text = b'{"a":[' + b"[]," * 1_100_000 + b"1]}"
    with pytest.raises(MalformedFrameError, match="too many lists"):
        list(FrameReader(10**7).feed(HEAD.pack(len(text)) + text))


def test_more_than_allowed_is_refused_before_it_arrives():
    with pytest.raises(OutputLimitError):
        list(FrameReader(1_000).feed(HEAD.pack(2_000)))


def test_all_frames_together_are_limited():
    reader = FrameReader(3 * len(encode_frame({})))
    for _ in range(3):
        assert list(reader.feed(encode_frame({}))) == [{}]
    with pytest.raises(OutputLimitError):
        list(reader.feed(encode_frame({})))


@pytest.mark.parametrize(
    ("after", "error"),
    [
        (HEAD.pack(2) + b"[]", MalformedFrameError),
        (HEAD.pack(2_000), OutputLimitError),
        (HEAD.pack(990) + bytes(2_000), OutputLimitError),
    ],
    ids=["malformed", "too large", "a flood"],
)
def test_a_sound_frame_counts_whatever_comes_with_it(after, error):
    frames = FrameReader(1_000).feed(encode_frame({"x": 1}) + after)
    assert next(frames) == {"x": 1}
    with pytest.raises(error):
        next(frames)


def test_no_number_is_sent_that_json_does_not_have():
    with pytest.raises(ValueError, match="JSON"):
        encode_frame({"x": float("nan")})
