"""A notebook that shows or sends too much loses what it showed, not its values."""

import json
import socket

import pytest

from aatulab.grading.sandbox.frames import FrameReader
from aatulab.grading.sandbox.inside.worker import TOO_MUCH, Sender

VALUE = {"kind": "number", "value": 1}


@pytest.fixture
def send():
    """Send frames within a limit and return what arrives."""

    def run(*frames, most_bytes):
        ours, theirs = socket.socketpair()
        with ours, theirs:
            sender = Sender(theirs, most_bytes)
            reader = FrameReader(most_bytes)
            arrived = []
            for frame in frames:
                sender.send(frame)
                arrived += reader.feed(ours.recv(10**7))
        return arrived

    return run


def cell(**fields):
    return {"frame": "cell", "values": {"x": VALUE}, "images": [], "stdout": ""} | fields


def test_what_fits_arrives_as_it_was(send):
    frame = cell(images=["abc"], stdout="é")
    assert send(json.loads(json.dumps(frame)), most_bytes=100_000) == [frame]


def test_pictures_go_first_then_text_and_values_stay(send):
    """Do forty large pictures cost a later question its value?"""
    drawn = [cell(images=["x" * 20_000], stdout="t" * 5_000) for _ in range(8)]
    arrived = send(*drawn, most_bytes=100_000)
    assert [len(frame["images"]) for frame in arrived] == [1, 0, 0, 0, 0, 0, 0, 0]
    assert len(arrived[1]["stdout"]) == 5_000
    assert arrived[-1]["stdout"] == TOO_MUCH
    assert all(frame["values"] == {"x": VALUE} for frame in arrived)


def test_control_characters_count_as_they_are_written(send):
    arrived = send(cell(stdout="\0" * 10_000), cell(), most_bytes=100_000)
    assert arrived[0]["stdout"] == TOO_MUCH


def test_values_that_do_not_fit_say_so(send):
    large = {"kind": "text", "value": "v" * 90_000}
    first, second = send(cell(values={"x": large}), cell(values={"x": large}), most_bytes=100_000)
    assert first["values"]["x"] == large
    assert second["values"]["x"] == {"kind": "too_large", "rows": None}


def test_outcomes_of_calls_that_do_not_fit_say_so(send):
    calls = {"f": [{"kind": "text", "value": "v" * 90_000}] * 3, "g": None}
    (frame,) = send({"frame": "calls", "calls": calls}, most_bytes=100_000)
    assert frame["calls"] == {"f": [{"kind": "too_large", "rows": None}] * 3, "g": None}
