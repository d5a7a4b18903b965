"""Frames of an untrusted process become a transcript, or are refused; there is no third way."""

import base64
import collections
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from aatulab.grading.sandbox import Call, Job, Limits, Step, StepLimits
from aatulab.grading.sandbox.frames import MalformedFrameError, OutputLimitError, encode_frame
from aatulab.grading.sandbox.png import clean_png
from aatulab.grading.sandbox.recorder import Recorder

NUMBER = {"kind": "number", "value": 1}
PNG = b"\x89PNG\r\n\x1a\n"
JOB = Job(
    "j",
    (
        Step("plain", "", ask=("x",)),
        Step("function", "", calls=(Call("f", ((1,), (2,))),), limits=StepLimits(cell_s=3)),
        Step("last", ""),
    ),
)


def cell(number, **fields):
    values = [{"x": NUMBER}, {"f": {"kind": "missing"}}, {}][number]
    return {"frame": "cell", "step": number, "status": "ok", "values": values} | fields


def calls(outputs=(NUMBER, NUMBER)):
    return {"frame": "calls", "step": 1, "calls": {"f": outputs and list(outputs)}}


def record(*frames):
    recorder = Recorder(JOB)
    for frame in frames:
        recorder.feed(encode_frame(frame))
    return recorder


def test_a_whole_run_is_done():
    recorder = record(cell(0), cell(1), calls(), cell(2), {"frame": "done"})
    assert recorder.is_done
    assert recorder.running() == ""
    results = recorder.results("ok")
    assert [result.status for result in results] == ["ok"] * 3
    assert results[0].values == {"x": NUMBER}
    assert results[1].calls == {"f": (NUMBER, NUMBER)}


@pytest.mark.parametrize(
    ("frames", "statuses", "running"),
    [
        ([], ["killed", "not_run", "not_run"], "plain"),
        ([cell(0)], ["ok", "killed", "not_run"], "function"),
        ([cell(0), cell(1)], ["ok", "killed", "not_run"], "function"),
        ([cell(0), cell(1), calls()], ["ok", "ok", "killed"], "last"),
        ([cell(0, status="error"), cell(1), calls()], ["error", "ok", "killed"], "last"),
    ],
)
def test_the_step_that_was_running_is_known(frames, statuses, running):
    recorder = record(*frames)
    assert [result.status for result in recorder.results("killed")] == statuses
    assert recorder.running() == running


def test_a_step_killed_in_its_calls_keeps_its_values():
    result = record(cell(0), cell(1)).results("killed")[1]
    assert result.values == {"f": {"kind": "missing"}}
    assert result.calls == {}


def test_a_step_that_arrives_together_with_a_broken_frame_keeps_its_values():
    recorder = Recorder(JOB)
    with pytest.raises(MalformedFrameError):
        recorder.feed(encode_frame(cell(0)) + encode_frame({"frame": "forged"}))
    assert [result.status for result in recorder.results("killed")] == ["ok", "killed", "not_run"]
    assert recorder.results("killed")[0].values == {"x": NUMBER}


def test_the_time_allowed_is_that_of_the_running_step():
    assert record().limits.cell_s == JOB.limits.cell_s
    assert record(cell(0)).limits.cell_s == 3
    assert record(cell(0), cell(1)).limits.cell_s == 3
    assert record(cell(0), cell(1), calls()).limits.cell_s == JOB.limits.cell_s


SMALL = Job(
    "j",
    (Step("a", "", limits=StepLimits(output_bytes=5_000)), Step("b", "")),
    limits=Limits(output_bytes=100_000),
)


@pytest.mark.parametrize("at_once", [1, 1_000, 100_000])
def test_a_step_that_sends_more_than_it_may_is_stopped(at_once):
    """Is the limit of a step kept outside, where the trainee's process cannot undo it?"""
    large = encode_frame(cell(2, step=0, stdout="x" * 20_000))
    recorder = Recorder(SMALL)
    pieces = (large[start : start + at_once] for start in range(0, len(large), at_once))
    with pytest.raises(OutputLimitError):
        collections.deque(map(recorder.feed, pieces))


@pytest.mark.parametrize("at_once", [7, 1_000, 100_000])
def test_the_next_step_has_its_own_limit_even_when_all_arrives_together(at_once):
    frames = cell(2, step=0), cell(2, step=1, stdout="x" * 50_000), {"frame": "done"}
    data = b"".join(map(encode_frame, frames))
    recorder = Recorder(SMALL)
    for start in range(0, len(data), at_once):
        recorder.feed(data[start : start + at_once])
    assert recorder.is_done


def test_no_function_is_none_among_the_calls():
    assert record(cell(0), cell(1), calls(None)).results("ok")[1].calls == {"f": None}


def test_an_error_is_told_and_cut():
    fields = {"status": "error", "error_type": "E" * 999, "error_message": "m" * 9999}
    result = record(cell(0, **fields, error_line=3, stdout="\ud800")).results("ok")[0]
    assert (len(result.error_type), len(result.error_message)) == (200, 2_000)
    assert result.error_line == 3
    assert result.stdout == "?"


@pytest.mark.parametrize("line", [0, -1, 10**9, "3", True, 1.0, [1]])
def test_a_line_that_is_none_is_left_out(line):
    assert record(cell(0, status="error", error_line=line)).results("ok")[0].error_line is None


def test_pictures_are_bytes_and_a_broken_one_is_left_out():
    drawn = io.BytesIO()
    Figure(figsize=(1, 1)).savefig(drawn, format="png")
    sound, broken = (base64.b64encode(data).decode() for data in (drawn.getvalue(), PNG + b"x"))
    (picture,) = record(cell(0, images=[broken, sound])).results("ok")[0].images
    assert picture == clean_png(drawn.getvalue())


@pytest.mark.parametrize(
    "frames",
    [
        [{"frame": "done"}],
        [cell(1)],
        [cell(0), cell(0)],
        [cell(0), cell(2)],
        [cell(0), calls()],
        [cell(0), cell(1), cell(2)],
        [cell(0), cell(1), {"frame": "done"}],
        [cell(0), cell(1), calls(), calls()],
        [cell(0), cell(1), calls((NUMBER,))],
        [cell(0), cell(1), calls((1, 2))],
        [cell(0), cell(1), {"frame": "calls", "calls": {}}],
        [cell(0), cell(1), {"frame": "calls", "calls": {"f": 5}}],
        [cell(0), cell(1), {"frame": "calls"}],
        [cell(0), cell(1), calls(), cell(2), {"frame": "done"}, {"frame": "done"}],
        [cell(0), {"frame": "failed", "reason": "x"}],
        [cell(0, values={})],
        [cell(0, values={"x": NUMBER, "y": NUMBER})],
        [cell(0, values={"x": 1})],
        [cell(0, status="passed")],
        [cell(0, status=["ok"])],
        [cell(0, stdout=[])],
        [cell(0, images=[base64.b64encode(b"<svg>").decode()])],
        [cell(0, images=["é"])],
        [cell(0, images={})],
    ],
)
def test_a_frame_out_of_turn_or_shape_is_refused(frames):
    with pytest.raises(MalformedFrameError):
        record(*frames)


WORDS = st.sampled_from(
    ["frame", "cell", "calls", "done", "failed", "step", "status", "ok", "error", "values", "x",
     "f", "images", "stdout", "error_type", "error_line", "error_message", "reason", "kind"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 3) | WORDS | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=6),
    max_leaves=8,
)
FRAMES = st.one_of(
    st.dictionaries(WORDS, JSON, max_size=6),
    st.builds(cell, st.integers(0, 2)).flatmap(
        lambda frame: st.dictionaries(WORDS, JSON, max_size=2).map(lambda more: frame | more)
    ),
    st.just(calls()),
)


@given(st.lists(FRAMES, max_size=5))
def test_any_frames_are_taken_or_refused_and_a_transcript_is_there(frames):
    recorder = Recorder(JOB)
    try:
        for frame in frames:
            recorder.feed(encode_frame(frame))
    except MalformedFrameError:
        pass
    results = recorder.results("killed")
    assert [result.id for result in results] == ["plain", "function", "last"]
