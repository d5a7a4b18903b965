"""The life of a sandbox: nothing of a job stays in memory, nothing survives anybody's death."""

import contextlib
import gc
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from aatulab.errors import SandboxError
from aatulab.grading.sandbox import Job, Limits, Step, WarmSandbox

LONG = Limits(wall_s=60, cell_s=60)
SLEEP = Step("sleep", "import time; time.sleep(60)")
QUICK = Step("quick", "x = 1", ask=("x",))


def memory_holds(pid, marker):
    """Return whether a process's memory or environment holds these bytes."""
    if marker in Path(f"/proc/{pid}/environ").read_bytes():
        return True
    with Path(f"/proc/{pid}/mem").open("rb") as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if not found or "[v" in line:
                continue
            start, end = int(found[1], 16), int(found[2], 16)
            with contextlib.suppress(OSError):
                memory.seek(start)
                while start < end:
                    part = memory.read(min(end - start, 2**24))
                    if marker in part:
                        return True
                    start += len(part)
    return False


def wait_until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def run_beside(other, run):
    """Run while another function looks on from a thread."""
    looking = threading.Thread(target=other)
    looking.start()
    try:
        return run()
    finally:
        looking.join()


def is_gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_the_memory_of_parent_and_next_child_holds_nothing_of_an_earlier_job(box, inside):
    head, tail = "MARKER-OF-JOB-", "7d1f0a"  # never in one piece in our own sources
    marker = f"{head}{tail}"
    say = Step("say", f"word = {head!r} + {tail!r}; words = [word] * 9", ask=("word",))
    first = Job("first", (say, SLEEP), {"file.txt": marker.encode() * 1000}, LONG)
    seen = []

    def look():
        wait_until(lambda: len(inside(box)) >= 5)
        *_, worker = inside(box)
        wait_until(lambda: memory_holds(worker, marker.encode()))
        seen.append(memory_holds(inside(box)[1], marker.encode()))
        os.kill(worker, signal.SIGKILL)

    transcript = run_beside(look, lambda: box.run(first))
    assert transcript.step("say").values == {"word": {"kind": "text", "value": marker}}
    assert seen == [False], "the warm parent has read the job"

    def look_again():
        wait_until(lambda: len(inside(box)) >= 5)
        time.sleep(0.3)
        pids = inside(box)
        seen.extend(memory_holds(pid, marker.encode()) for pid in pids)
        os.kill(pids[-1], signal.SIGKILL)

    run_beside(look_again, lambda: box.run(Job("second", (SLEEP,), limits=LONG)))
    assert seen == [False] * 6  # bubblewrap's first process, the parent, and the job's three


def test_the_parent_has_one_thread_and_no_right(box, inside):
    parent = inside(box)[1]
    status = Path(f"/proc/{parent}/status").read_text()
    assert re.search(r"^Threads:\t1$", status, re.MULTILINE)
    for kind in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        assert re.search(rf"^{kind}:\t0+$", status, re.MULTILINE), status
    assert re.search(r"^NoNewPrivs:\t1$", status, re.MULTILINE)
    assert not re.search(r"^Uid:.*\t0\b", status, re.MULTILINE)


def test_the_parent_holds_no_secret_of_its_caller(box, inside, monkeypatch):
    pid = inside(box)[1]
    names = {
        entry.partition(b"=")[0] for entry in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    }
    assert b"HOME" in names
    assert not names & {b"SUDO_USER", b"SSH_AUTH_SOCK", b"PYTEST_CURRENT_TEST"}
    targets = {str(entry.readlink()) for entry in Path(f"/proc/{pid}/fd").iterdir()}
    own = ("/dev/", "/tmp/#", sys.prefix)  # such as matplotlib's fonts
    assert not [target for target in targets if target[0] == "/" and not target.startswith(own)]


def test_many_jobs_leak_no_file_no_process_and_no_memory(box, inside, open_files):
    job = Job("small", (QUICK,), {"a.txt": b"x" * 10_000})
    box.run(job)
    parent = inside(box)[1]

    def state():
        held = len(list(Path(f"/proc/{parent}/fd").iterdir()))
        return open_files(), held, len(inside(box))

    def memory():
        return int(Path(f"/proc/{parent}/statm").read_text().split()[1])

    gc.collect()  # what other tests left open must not be closed in between
    before, pages = state(), memory()
    for _ in range(100):
        assert box.run(job).status == "finished"
    assert state() == before
    assert memory() - pages < 500


def test_a_dead_parent_is_a_killed_job_and_the_next_job_has_another(inside):
    with WarmSandbox(preload=()) as box:
        victim = inside(box)[1]
        killer = threading.Timer(0.4, os.kill, (victim, signal.SIGKILL))
        killer.start()
        transcript = box.run(Job("first", (QUICK, SLEEP)))
        killer.join()
        assert transcript.status == "killed"
        assert transcript.step("quick").values == {"x": {"kind": "number", "value": 1}}
        assert transcript.step("sleep").status == "killed"
        assert box.run(Job("second", (QUICK,))).status == "finished"


def test_a_parent_that_died_between_jobs_is_replaced(inside):
    with WarmSandbox(preload=()) as box:
        assert box.run(Job("first", (QUICK,))).status == "finished"
        victim = inside(box)[1]
        os.kill(victim, signal.SIGKILL)
        wait_until(lambda: is_gone(victim))
        assert box.run(Job("second", (QUICK,))).status == "finished"


def test_a_parent_that_no_longer_answers_is_ended(inside, monkeypatch):
    monkeypatch.setattr("aatulab.grading.sandbox.conversation._STOP_S", 0.5)
    with WarmSandbox(preload=(), grace_s=0.2) as box:
        os.kill(inside(box)[1], signal.SIGSTOP)
        transcript = box.run(Job("first", (SLEEP,), limits=Limits(wall_s=0.5)))
        assert transcript.status == "timeout"
        assert box.run(Job("second", (QUICK,))).status == "finished"


@pytest.fixture
def interruptible():
    """Python's own answer to Ctrl-C, which a test run in the background goes without."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_of_the_grader_leaves_nothing_behind(inside):
    box = WarmSandbox(preload=())
    with box:
        pids = inside(box)

        def interrupt():
            time.sleep(0.4)
            pids.extend(inside(box))
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

        threading.Thread(target=interrupt).start()
        with pytest.raises(KeyboardInterrupt):
            box.run(Job("long", (SLEEP,)))
        wait_until(lambda: all(map(is_gone, pids)))
        assert box.run(Job("next", (QUICK,))).status == "finished"


GRADER = """
import sys
from aatulab.grading.sandbox import Job, Step, WarmSandbox
with WarmSandbox(preload=()) as box:
    print(box._parent.process.pid, flush=True)
    box.run(Job("long", (Step("s", "import os, time\\nos.fork()\\ntime.sleep(60)"),)))
"""


def test_when_the_grader_is_killed_its_sandbox_dies(inside):
    grader = subprocess.Popen([sys.executable, "-c", GRADER], stdout=subprocess.PIPE, text=True)
    with grader:
        outer = int(grader.stdout.readline())

        class Box:
            class _parent:  # noqa: N801
                class process:  # noqa: N801
                    pid = outer

        wait_until(lambda: len(inside(Box)) >= 6)
        pids = [outer, *inside(Box)]
        grader.kill()
    wait_until(lambda: all(map(is_gone, pids)))


def test_a_preload_that_fails_says_so():
    with pytest.raises(SandboxError, match="no_such_module_of_ours"):
        WarmSandbox(preload=("no_such_module_of_ours",)).__enter__()


def test_two_sandboxes_do_not_know_of_each_other(box):
    with WarmSandbox(preload=()) as other:
        results = {}

        def run(name, sandbox, source):
            results[name] = sandbox.run(Job(name, (Step("s", source, ask=("seen",)),)))

        look = "import os, time\nopen('/tmp/mine', 'w').close()\ntime.sleep(0.3)\n"
        look += "seen = [len(os.listdir('/tmp')), os.getpid()]"
        threads = [
            threading.Thread(target=run, args=(name, sandbox, look))
            for name, sandbox in (("a", box), ("b", other))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert results["a"].step("s").values == results["b"].step("s").values
    assert results["a"].step("s").values["seen"]["items"] == [1, 2]
