"""Loops, bombs and floods: each ends quickly, keeps what came before and harms nobody."""

import pytest

from aatulab.grading.sandbox import Job, Limits, Step, StepLimits

ENDLESS_IN_C = "import itertools, collections\ncollections.deque(itertools.repeat(1), maxlen=0)"


def test_an_endless_loop_is_stopped_and_the_next_step_runs(attack):
    transcript = attack("while True: pass", cell_s=0.5)
    assert transcript.status == "finished"
    assert transcript.step("attack-0").status == "timeout"
    assert transcript.step("after").status == "ok"


def test_a_loop_that_swallows_the_alarm_is_stopped_all_the_same(attack):
    source = "while True:\n    try:\n        while True: pass\n    except: pass"
    transcript = attack(source, cell_s=0.5)
    assert transcript.step("attack-0").status == "timeout"
    assert transcript.seconds < 10


def test_a_sleep_is_stopped_as_a_loop_is(attack):
    assert attack("import time; time.sleep(1000)", cell_s=0.5).step("attack-0").status == "timeout"


@pytest.mark.parametrize(
    "source",
    [
        ENDLESS_IN_C,
        (
            "import signal\nfor n in range(1, 65):\n"
            "    try: signal.signal(n, signal.SIG_IGN)\n    except (OSError, ValueError): pass\n"
            "while True: pass"
        ),
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))\nwhile True: pass",
        "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass",
    ],
    ids=["in C", "ignores signals", "blocks signals", "stops the clock"],
)
def test_a_cell_that_cannot_be_interrupted_ends_the_job(attack, source):
    transcript = attack(source, cell_s=0.5)
    assert transcript.status == "timeout"
    assert "attack-0" in transcript.detail
    assert transcript.step("attack-0").status == "timeout"
    assert transcript.step("after").status == "not_run"
    assert transcript.seconds < 12


def test_the_wall_ends_a_job_whose_steps_are_each_in_time(attack):
    transcript = attack(*["import time; time.sleep(0.4)"] * 6, wall_s=1.5)
    assert transcript.status == "timeout"
    assert transcript.step("attack-0").status == "ok"
    assert transcript.step("after").status == "not_run"
    assert transcript.seconds < 8


def test_processor_time_is_limited_apart_from_the_clock(attack):
    transcript = attack(ENDLESS_IN_C, cpu_s=1, cell_s=15)
    assert transcript.status == "timeout"
    assert "processor time" in transcript.detail


@pytest.mark.parametrize(
    "source",
    [
        "import os\nwhile True:\n    os.fork()",
        "import os\nwhile True:\n    try: os.fork()\n    except: pass",
        (
            "import subprocess\nsubprocess.run(['bash', '-c', ':(){ :|:& };:'])\n"
            "import time\nwhile True:\n    try: time.sleep(9)\n    except: pass"
        ),
        (
            "import threading, time\nwhile True:\n"
            "    try: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()\n"
            "    except: pass"
        ),
    ],
    ids=["fork", "stubborn fork", "shell", "threads"],
)
def test_a_fork_bomb_ends_quickly(attack, source):
    transcript = attack(source, wall_s=15, cell_s=10)
    assert transcript.status in {"processes", "finished", "killed"}
    assert transcript.seconds < 12


@pytest.mark.parametrize(
    "source",
    [
        "hoard = bytearray(10**10)",
        "hoard = []\nwhile True: hoard.append(b'x' * 10**7)",
        "import numpy as np\nhoard = np.ones(2 * 10**9)",
        "import mmap\nhoard = mmap.mmap(-1, 10**10)",
    ],
    ids=["at once", "bit by bit", "numpy", "mapped"],
)
def test_a_memory_bomb_is_an_error_of_its_cell(attack, source):
    transcript = attack(source, memory_bytes=256 * 1024**2, cell_s=10)
    assert transcript.step("attack-0").status in {"error", "killed"}
    assert transcript.step("attack-0").error_type in {
        None, "MemoryError", "_ArrayMemoryError", "OSError"
    }  # fmt: skip
    assert transcript.seconds < 14


def test_many_processes_share_one_limit_of_memory(attack):
    source = (
        "import os, time\n"
        "for _ in range(12):\n"
        "    if os.fork() == 0:\n"
        "        hoard = os.urandom(100_000_000)\n"
        "        time.sleep(99)\n"
        "time.sleep(99)"
    )
    transcript = attack(source, memory_bytes=300 * 1024**2, cell_s=15)
    assert transcript.status == "memory"
    assert transcript.step("attack-0").status == "killed"
    assert transcript.seconds < 14


@pytest.mark.parametrize(
    ("own", "source", "status"),
    [
        (
            {"memory_bytes": 128 * 1024**2},
            (
                "import os, time\n"
                "for _ in range(4):\n"
                "    if os.fork() == 0:\n"
                "        hoard = os.urandom(60_000_000)\n"
                "        time.sleep(99)\n"
                "time.sleep(99)"
            ),
            "memory",
        ),
        (
            {"processes": 8},
            (
                "import threading, time\n"
                "for _ in range(12): threading.Thread(target=time.sleep, args=(99,)).start()\n"
                "time.sleep(99)"
            ),
            "processes",
        ),
        ({"cpu_s": 1}, ENDLESS_IN_C, "timeout"),
        ({"cell_s": 0.5}, ENDLESS_IN_C, "timeout"),
    ],
    ids=["memory", "processes", "processor", "clock"],
)
def test_a_question_s_own_limit_is_kept_from_outside(box, own, source, status):
    """Is a step held to less than the job may use, by what it cannot undo?"""
    steps = (Step("before", "x = 1", ask=("x",)), Step("own", source, limits=StepLimits(**own)))
    transcript = box.run(Job("own", steps, limits=Limits(wall_s=15, cell_s=10)))
    assert transcript.status == status
    assert transcript.step("before").values == {"x": {"kind": "number", "value": 1}}
    assert transcript.seconds < 12


def test_memory_hidden_in_sockets_counts(attack):
    source = (
        "import os, socket, time\n"
        "for _ in range(40):\n"
        "    if os.fork() == 0:\n"
        "        hoard = [socket.socketpair() for _ in range(115)]\n"
        "        for pair in hoard:\n"
        "            for end in pair:\n"
        "                end.setblocking(False)\n"
        "                try:\n"
        "                    while True: end.send(bytes(2**16))\n"
        "                except BlockingIOError: pass\n"
        "        time.sleep(99)\n"
        "time.sleep(99)"
    )
    transcript = attack(source, memory_bytes=300 * 1024**2, cell_s=15)
    assert transcript.status == "memory"
    assert transcript.seconds < 14


def test_forks_that_only_share_memory_are_no_bomb(attack):
    source = (
        "import os, time\n"
        "hoard = os.urandom(150_000_000)\n"
        "for _ in range(4):\n"
        "    if os.fork() == 0:\n"
        "        time.sleep(0.5)\n"
        "        os._exit(0)\n"
        "for _ in range(4): os.wait()"
    )
    assert attack(source, memory_bytes=400 * 1024**2, cell_s=15).status == "finished"


@pytest.mark.parametrize(
    "source",
    [
        "for n in range(99):\n    open(f'f{n}', 'wb').write(bytes(10**6))",
        "for n in range(99):\n    open(f'/dev/shm/f{n}', 'wb').write(bytes(10**6))",
        "for n in range(99):\n    open(f'/tmp/f{n}', 'wb').write(bytes(10**6))",
        "open('big', 'wb').write(bytes(40 * 10**6))",
        "for n in range(10**6): open(f'n{n}', 'w').close()",
    ],
    ids=["home", "shm", "tmp", "one file", "empty files"],
)
def test_files_take_no_more_than_their_limit(attack, source):
    step = attack(source, file_bytes=16 * 1024**2, cell_s=15).step("attack-0")
    assert step.error_type == "OSError"


@pytest.mark.parametrize(
    ("call", "name"), [(319, "memfd_create"), (29, "shmget"), (68, "msgget"), (240, "mq_open")]
)
def test_memory_that_nobody_counts_is_not_to_be_had(attack, call, name):
    source = (
        "import ctypes, os\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        f"libc.{name}.restype = ctypes.c_int\n"
        f"got = libc.{name}(b'x', 0o1000 | 0o600, 0o1600, 0) if '{name}' != 'mq_open' else -1\n"
        "failed = got == -1"
    )
    step = attack(source, ask=("failed",)).step("attack-0")
    assert step.values == {"failed": {"kind": "bool", "value": True}}


@pytest.mark.parametrize(
    "source",
    [
        "for _ in range(1000): print('x' * 10**6)",
        "import os\nfor _ in range(1000): os.write(1, b'x' * 10**6)",
        "import sys\nsys.stdout.buffer.write(b'x' * 10**9)",
        "import subprocess\nsubprocess.run(['head', '-c', '1000000000', '/dev/zero'])",
        "import sys\nfor _ in range(1000): sys.__stderr__.write('x' * 10**6)",
    ],
    ids=["print", "descriptor", "buffer", "program", "original stream"],
)
def test_a_gigabyte_of_output_is_cut(attack, source):
    transcript = attack(source, cell_s=10, memory_bytes=2 * 1024**3)
    assert transcript.status == "finished", transcript
    assert len(transcript.step("attack-0").stdout) < 100_000


def test_values_too_large_to_send_say_so_and_leave_room_for_others(attack):
    transcript = attack(
        "import pandas as pd\nbig = pd.Series(range(150_000)) * 1.37",
        ask=("big",),
        output_bytes=200_000,
    )
    assert transcript.status == "finished"
    assert transcript.step("attack-0").values["big"]["kind"] == "too_large"
    assert transcript.step("after").values == {"answer": {"kind": "number", "value": 42}}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("import os; os._exit(0)", "ended its own process"),
        ("import os; os._exit(250)", "ended its own process"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "killed"),
        ("import ctypes; ctypes.string_at(0)", "SIGSEGV"),
        ("import os; os.abort()", "SIGABRT"),
        ("import os; os.killpg(0, 9)", "killed"),
        ("import os; os.execv('/bin/true', ['true'])", "ended its own process"),
    ],
    ids=["_exit", "with our code", "kill", "segfault", "abort", "kill all", "exec"],
)
def test_a_process_that_ends_itself_keeps_its_earlier_answers(attack, source, said):
    transcript = attack(source)
    assert transcript.status == "killed"
    assert said in transcript.detail
    assert "attack-0" in transcript.detail
    assert transcript.step("attack-0").status == "killed"
    assert transcript.step("after").status == "not_run"


def test_sys_exit_is_only_an_error_of_its_cell(attack):
    transcript = attack("import sys; sys.exit(0)")
    assert transcript.step("attack-0").error_type == "SystemExit"
    assert transcript.step("after").status == "ok"


def test_a_copy_of_the_process_does_not_report_a_second_time(attack):
    transcript = attack("import os\ncopy = os.fork()\nanswer = 1 if copy == 0 else 2")
    assert transcript.status == "finished"
    assert transcript.step("after").values == {"answer": {"kind": "number", "value": 2}}


def test_what_a_job_leaves_running_ends_with_it(attack):
    source = "import subprocess\nsubprocess.Popen(['setsid', 'nohup', 'sleep', '1000'])"
    transcript = attack(source)
    assert transcript.status == "finished"


@pytest.mark.parametrize(
    "source",
    [
        "def answer_to(x):\n    while True: pass",
        "def answer_to(x):\n    import sys; sys.exit()",
        "def answer_to(x):\n    def deeper(): return deeper()\n    return deeper()",
    ],
    ids=["loops", "exits", "recurses"],
)
def test_a_called_function_that_misbehaves_is_an_outcome(box, source):
    from aatulab.grading.sandbox import Call, Job, Limits, Step

    step = Step("s", source, calls=(Call("answer_to", ((1,), (2,))),))
    transcript = box.run(Job("calls", (step,), limits=Limits(cell_s=0.5)))
    assert transcript.status == "finished"
    outcomes = transcript.step("s").calls["answer_to"]
    assert [outcome["kind"] for outcome in outcomes] == ["raised", "raised"]


def test_a_called_function_that_kills_the_process_keeps_the_values(box):
    from aatulab.grading.sandbox import Call, Job, Step

    step = Step(
        "s", "x = 1\ndef f(): import os; os._exit(0)", ask=("x",), calls=(Call("f", ((),)),)
    )
    transcript = box.run(Job("calls", (step, Step("t", "1"))))
    assert transcript.status == "killed"
    assert transcript.step("s").status == "killed"
    assert transcript.step("s").values["x"] == {"kind": "number", "value": 1}
    assert transcript.step("s").calls == {}
    assert transcript.step("t").status == "not_run"
