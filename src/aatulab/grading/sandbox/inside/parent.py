"""The warm parent: loads what notebooks need once, then forks a child for each job.

It never reads a job: it passes the job's descriptors on, so its memory holds nobody's work and
no child can find another's there.  Started by bubblewrap with a control socket on standard
input; has one thread and no privilege.
"""

import contextlib
import gc
import importlib
import io
import json
import os
import select
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any, NoReturn

from aatulab.grading.sandbox.frames import encode_frame
from aatulab.grading.sandbox.inside import isolation
from aatulab.grading.sandbox.inside.codes import BY_SIGNAL, ENDED_BADLY, SETUP_FAILED
from aatulab.grading.sandbox.inside.shell import QuietShell, make_shell
from aatulab.grading.sandbox.inside.watch import Watch, other_processes, private_bytes
from aatulab.grading.sandbox.inside.worker import read_job, run_job

_LOOK_MS = 100
# Parquet is read without threads: no fork would take them along.
_WARM_UP = """
import io, numpy as np, pandas as pd, matplotlib.pyplot as plt, pyarrow.dataset, pyarrow.parquet
df = pd.DataFrame({"k": ["a", "b", "a"], "x": [1.0, 2.0, None]})
df["t"] = pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-03"], utc=True)
df["h"] = (df["t"] - df["t"].min()).dt.total_seconds() / 3600
df.groupby("k")["x"].mean(), df.merge(df, on="k").sort_values("x_x"), df["k"].value_counts()
df.groupby("k").size(), df.groupby("k")["x"].nunique(), df.describe(), df.set_index("k").loc["b"]
df["k"].str.upper().isin(["A"]).sum(), pd.cut(df["h"], [-1, 5, 100]).value_counts()
repr(df), df.sort_values(["k", "x"]).to_string()
df.to_parquet(file := io.BytesIO())
read = pyarrow.parquet.ParquetFile(file, pre_buffer=False).read(use_threads=False)
read.to_pandas(use_threads=False).equals(df)
fig, ax = plt.subplots()
ax.bar(["a", "b"], [1, 2], label="n"); ax.plot([1, 2]); ax.set(title="x", xlabel="y"); ax.legend()
fig.savefig(io.BytesIO(), format="png", dpi=72)
df["k"].value_counts().plot.bar().figure.savefig(io.BytesIO(), format="png", dpi=72)
plt.close("all")
"""


def main() -> None:
    """Serve jobs until the control socket closes."""
    gc.disable()  # nothing that is imported is garbage
    settings = json.loads(sys.argv[1])
    control = _take_control()
    if str(Path("/proc/self/ns/pid").readlink()) == settings["outer_pids"]:
        raise SystemExit("refused: this process is not in a PID namespace of its own")
    isolation.become_nobody(settings["uid"])
    shell = _warm_up(settings["preload"])
    _reply(control, event="ready", threads=len(list(Path("/proc/self/task").iterdir())))
    _Server(control, shell, settings["core"]).serve()


def _take_control() -> socket.socket:
    """Move the control socket away from standard input, where libraries would find it."""
    control = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.close(nothing)
    return control


def _warm_up(preload: list[str]) -> QuietShell:
    for name in ("numpy", "pandas", "pyarrow.parquet", "matplotlib.pyplot", *preload):
        importlib.import_module(name)
    # pyplot.show() would warn on the cell's account that there is no screen
    sys.modules["matplotlib.pyplot"].show = _show_nothing  # type: ignore[attr-defined]
    shell = make_shell()
    before = dict(shell.user_ns)
    shell.run_quietly(_WARM_UP, remember=False).raise_error()
    for name in set(shell.user_ns) - set(before):
        del shell.user_ns[name]
    shell.user_ns |= before
    gc.freeze()  # children do not copy these pages by collecting; looking for garbage costs more
    gc.enable()
    return shell


def _show_nothing(*_args: object, **_options: object) -> None:
    """Stand in for `plt.show()`: pictures are taken when the cell ends."""


class _Server:
    def __init__(self, control: socket.socket, shell: QuietShell, core: int | None) -> None:
        self._control = control
        self._shell = shell
        self._core = core
        self._own_bytes = private_bytes(os.getpid())

    def serve(self) -> None:
        """Run one job after the other."""
        while True:
            data, descriptors, _flags, _address = socket.recv_fds(self._control, 4_096, 2)
            if not data:
                return
            request = json.loads(data)
            if request["do"] == "run":
                self._run(request, descriptors)

    def _run(self, request: dict[str, Any], descriptors: list[int]) -> None:
        child = os.fork()
        if child == 0:
            self._control.close()
            if self._core is not None:
                os.sched_setaffinity(0, {self._core})
            _be_child(request["limits"], descriptors, self._shell)
        for descriptor in descriptors:
            os.close(descriptor)
        watched = request["watched"]
        watch = Watch(
            watched["memory_bytes"],
            watched["processes"],
            watched["cpu_s"],
            request["limits"]["cpu_s"],
            self._own_bytes,
        )
        stopped = self._wait(child, request["job"], watch)
        _, status = os.waitpid(child, 0)
        _end_all()
        code = os.waitstatus_to_exitcode(status)
        _reply(self._control, event="ended", job=request["job"], code=code, stopped=stopped)

    def _wait(self, child: int, job: int, watch: Watch) -> str:
        """Wait for the child's end, or bring it about; return why."""
        ended, control = os.pidfd_open(child), self._control.fileno()
        poll = select.poll()
        poll.register(ended, select.POLLIN)
        poll.register(control, select.POLLIN)
        try:
            while True:
                ready = {descriptor for descriptor, _ in poll.poll(_LOOK_MS)}
                if ended in ready:
                    return ""
                asked = self._is_asked_to_stop(job, watch) if control in ready else False
                stopped = "asked" if asked else watch.look()
                if stopped:
                    os.kill(-1, signal.SIGKILL)  # all but bubblewrap's first process and this one
                    return stopped
        finally:
            os.close(ended)

    def _is_asked_to_stop(self, job: int, watch: Watch) -> bool:
        """Take one request about the job that runs: to end it, or to watch by other limits."""
        data = self._control.recv(4_096)
        if not data:
            _end_all()
            os._exit(0)
        request = json.loads(data)
        if request["job"] == job and request["do"] == "limit":
            limits = request["limits"]
            watch.allow(limits["memory_bytes"], limits["processes"], limits["cpu_s"])
        return bool(request["job"] == job and request["do"] == "stop")


def _end_all() -> None:
    """Wait until nothing of the job is left, killing what is."""
    pause = select.poll()
    while other_processes():
        with contextlib.suppress(ProcessLookupError):  # zombies: bubblewrap collects them
            os.kill(-1, signal.SIGKILL)
        pause.poll(1)


def _be_child(limits: dict[str, int], descriptors: list[int], shell: QuietShell) -> NoReturn:
    """Isolate this process step by step; never returns to the parent's code."""
    channel = socket.socket(fileno=descriptors[0])
    try:
        _close_all_but(descriptors)
        base = isolation.memory_in_use()
        isolation.enter_namespaces()
        first = os.fork()
        if first == 0:
            isolation.lock_down(limits, base)
    except BaseException:  # noqa: BLE001 - whatever it was, no trainee code runs
        _send_failure(channel)
        os._exit(SETUP_FAILED)
    if first == 0:
        _be_first_process(channel, descriptors[1], shell)
    channel.close()
    os.close(descriptors[1])
    _, status = os.waitpid(first, 0)
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else BY_SIGNAL - code)


def _be_first_process(channel: socket.socket, blob: int, shell: QuietShell) -> NoReturn:
    """Be process 1 of the job: start the worker, collect orphans, end with the worker."""
    worker = os.fork()
    if worker == 0:
        code = 1
        try:
            _run_worker(channel, blob, shell)
            code = 0
        finally:
            os._exit(code)  # no clean-up: nothing here outlives the process
    channel.close()
    os.close(blob)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    while True:
        ended, status = os.waitpid(-1, 0)
        if ended == worker:
            code = os.waitstatus_to_exitcode(status)
            os._exit(0 if code == 0 else BY_SIGNAL - code if code < 0 else ENDED_BADLY)


def _run_worker(channel: socket.socket, blob: int, shell: QuietShell) -> None:
    head, files = read_job(blob)
    run_job(head, files, channel, shell)


def _close_all_but(descriptors: list[int]) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    below = 3
    for keep in sorted(descriptors):
        os.closerange(below, keep)
        below = keep + 1
    os.closerange(below, os.sysconf("SC_OPEN_MAX"))


def _send_failure(channel: socket.socket) -> None:
    text = io.StringIO()
    traceback.print_exc(limit=-3, file=text)
    channel.sendall(encode_frame({"frame": "failed", "reason": text.getvalue()[-2_000:]}))


def _reply(control: socket.socket, **fields: object) -> None:
    control.send(json.dumps(fields).encode("ascii"))


if __name__ == "__main__":
    main()
