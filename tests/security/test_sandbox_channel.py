"""The channel for results in hostile hands: forged, broken and endless frames."""

import pytest

from aatulab.grading.sandbox import Job, Limits, Step
from aatulab.values import from_plain

PRELUDE = """
import json, os, stat, struct
def _is_socket(n):
    try:
        return stat.S_ISSOCK(os.fstat(n).st_mode)
    except OSError:
        return False
fd = next(n for n in range(3, 256) if _is_socket(n))
def raw(data):
    while data:
        data = data[os.write(fd, data):]
def frame(fields):
    text = fields if isinstance(fields, bytes) else json.dumps(fields).encode()
    raw(struct.pack(">I", len(text)) + text)
def cell(step, **fields):
    frame({"frame": "cell", "step": step, "status": "ok", "values": {}} | fields)
"""


@pytest.mark.parametrize(
    "line",
    [
        "raw(bytes(16))",
        "raw(b'\\x00\\x00\\x00\\x05hello')",
        "frame(b'[' * 200_000)",
        "frame(b'{\"a\":' * 200_000)",
        "frame(b'[1, 2]')",
        "frame(b'{\"frame\": NaN}')",
        "frame(b'\\xff\\xfe')",
        "frame({})",
        "frame({'frame': 'verdict', 'points': 10})",
        "frame({'frame': ['cell']})",
        "frame({'frame': 'done'})",
        "frame({'frame': 'calls', 'step': 1, 'calls': {}})",
        "frame({'frame': 'failed', 'reason': 'the machine is broken'})",
        "cell(7)",
        "cell(0)",
        "cell('1')",
        "cell(1, status='passed')",
        "cell(1, status=None)",
        "cell(1, status=['ok'])",
        "cell(1, values=[])",
        "cell(1, values={'answer': {'kind': 'number', 'value': 1}})",
        "cell(1, stdout=5)",
        "cell(1, images='x')",
        "cell(1, images=['<script>'])",
        "cell(1, images=['PHN2Zz4='])",
        "cell(1, images=['iVBORw0KGgo='] * 1000)",
        "cell(1, images=[[1]])",
        "cell(1, error_type={}, status='error')",
    ],
)
def test_what_is_no_result_ends_the_job_and_only_that(attack, line):
    transcript = attack(PRELUDE + line + "\nimport time; time.sleep(9)")
    assert transcript.status == "malformed", transcript
    assert transcript.step("attack-0").status == "killed"
    assert transcript.step("after").status == "not_run"
    assert transcript.seconds < 8


@pytest.mark.parametrize(
    "line",
    [
        "raw(b'\\xff\\xff\\xff\\xff')",
        "raw(b'\\x7f\\xff\\xff\\xff' + bytes(10**6))",
        "frame({'frame': 'x' * 10**7})",
        "while True: cell(1, stdout='x' * 10**6)",
        "while True: raw(struct.pack('>I', 10**6))",
    ],
    ids=["4 GB announced", "2 GB begun", "one large", "endless", "endless heads"],
)
def test_a_flood_of_frames_ends_the_job(attack, line):
    transcript = attack(PRELUDE + line + "\nimport time; time.sleep(9)", output_bytes=10**6)
    assert transcript.status in {"output_limit", "malformed"}
    assert transcript.seconds < 8


def test_half_a_frame_is_no_frame(attack):
    transcript = attack(PRELUDE + "raw(struct.pack('>I', 100) + b'{')\nos._exit(0)")
    assert transcript.status == "killed"
    assert transcript.step("attack-0").status == "killed"


def test_forged_results_are_no_more_than_the_trainees_own_values(box):
    """A forger can say what its names hold, and no more: it could have assigned them."""
    forged = (
        "cell(0, values={'answer': {'kind': 'number', 'value': 7}})\n"
        "cell(1)\n"
        "frame({'frame': 'done'})\n"
        "os._exit(0)"
    )
    steps = (Step("one", PRELUDE + forged, ask=("answer",)), Step("two", "x = 1"))
    transcript = box.run(Job("forge", steps))
    assert transcript.status == "finished"
    assert transcript.step("one").values == {"answer": {"kind": "number", "value": 7}}
    assert transcript.step("two").values == {}


def test_earlier_answers_cannot_be_replaced_later(box):
    steps = (
        Step("one", "answer = 1", ask=("answer",)),
        Step("two", PRELUDE + "cell(0, values={'answer': {'kind': 'number', 'value': 2}})"),
    )
    transcript = box.run(Job("rewrite", steps))
    assert transcript.status == "malformed"
    assert transcript.step("one").values == {"answer": {"kind": "number", "value": 1}}


def test_a_closed_channel_is_the_end_of_the_answers(attack):
    transcript = attack(PRELUDE + "os.close(fd)")
    assert transcript.status == "killed"
    assert transcript.step("attack-0").status == "killed"


def test_a_child_that_keeps_the_channel_does_not_keep_the_job(attack):
    source = PRELUDE + "if os.fork() == 0:\n    os.setsid()\n    import time; time.sleep(999)"
    transcript = attack(source)
    assert transcript.status == "finished"


def test_no_descriptor_can_be_sent_over_the_channel(box, open_files):
    source = (
        PRELUDE + "import socket\n"
        "line = socket.socket(fileno=os.dup(fd))\n"
        "for _ in range(20): socket.send_fds(line, [b'x'], [0, 1, 2])\n"
    )
    box.run(Job("first", (Step("s", "1"),)))
    before = open_files()
    assert box.run(Job("send", (Step("s", source),))).step("s").error_type == "PermissionError"
    assert open_files() <= before  # what was left to be closed may be closed meanwhile


def test_texts_that_no_file_takes_are_mended(attack):
    source = (
        "print('\\ud800 printed')\n"
        "class Odd(Exception):\n"
        "    def __str__(self): return '\\udfff said'\n"
        "raise Odd"
    )
    step = attack(source).step("attack-0")
    assert step.error_type == "Odd"
    (step.stdout + step.error_message).encode("utf-8")
    assert "said" in step.error_message


@pytest.mark.parametrize(
    "source",
    [
        "class Error(Exception):\n    def __str__(self): raise self\nraise Error",
        "class Error(Exception):\n    def __str__(self): return 5\nraise Error",
        "raise BaseException('x' * 10**7)",
        "raise KeyboardInterrupt",
        "raise GeneratorExit",
        "raise type('E' * 10**6, (Exception,), {})",
    ],
)
def test_strange_errors_are_errors(attack, source):
    step = attack(source).step("attack-0")
    assert step.status == "error"
    assert len(step.error_message) <= 2_000
    assert len(step.error_type) <= 200


LIARS = {
    "always equal": "class V:\n    def __eq__(self, o): return True\n    __hash__ = None\nv = V()",
    "equal number": "class V(float):\n    def __eq__(self, o): return True\nv = V(3)",
    "float that lies": "class V(float):\n    def __float__(self): return 10.0\nv = V(3)",
    "text": "class V(str):\n    def __str__(self): return 'x' * 10**9\nv = V('short')",
    "endless list": "import itertools\nclass V(list):\n"
    "    def __iter__(self): return itertools.count()\nv = V([1])",
    "raises": "class V:\n    def __getattribute__(self, n): raise SystemExit\nv = V()",
    "lies on its class": "class V:\n    __class__ = dict\nv = V()",
    "table": "import pandas as pd\nclass V(pd.DataFrame):\n"
    "    @property\n    def columns(self): return ['forged'] * 10**6\nv = V({'a': [1]})",
    "own length": "class V(list):\n    def __len__(self): return 1\nv = V(range(10**6))",
    "axes": "class Axes:\n    containers = property(lambda s: 1 / 0)\n"
    "Axes.__module__ = 'matplotlib.x'\nv = Axes()",
    "to itself": "v = []; v.append(v)",
    "deep": "v = []\nfor _ in range(10**5): v = [v]",
    "patched": "import aatulab.values.pack as p\np._pack = lambda o: {'kind': 'verdict'}\nv = 1",
    "patched json": "import json\njson.dumps = lambda *a, **k: '{}'\nv = 1",
}


@pytest.mark.parametrize("source", LIARS.values(), ids=LIARS.keys())
def test_an_object_that_lies_sends_plain_data_or_nothing(box, source):
    steps = (Step("lie", source, ask=("v",)), Step("next", "w = 2", ask=("w",)))
    transcript = box.run(Job("lie", steps, limits=Limits(cell_s=1, wall_s=20)))
    assert transcript.seconds < 15
    if transcript.step("lie").values:
        plain = transcript.step("lie").values["v"]
        try:
            value = from_plain(plain)
        except ValueError:
            return
        assert type(value).__module__ == "aatulab.values.shapes"
