"""The processes that judge: `-m aatulab.grading.worker COURSE ASSIGNMENT NOTEBOOK`.

The first one imports what judging takes, once, and forks a judge for each line that it is handed
over standard input.  A judge reads one message per submission from its line, answers with one per
report, and has one warm sandbox of its own.  Nothing of a trainee's runs here.  Several of
these work at once, so that building cases and running references is not bound to one core; see
workers.py for the other end.
"""

import contextlib
import gc
import json
import os
import socket
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

from aatulab.errors import SandboxError
from aatulab.grading.quick_imports import import_jsonschema, import_jupytext, no_collecting
from aatulab.grading.sandbox import WarmSandbox, open_container
from aatulab.grading.sandbox.warm import DEFAULT_PRELOAD
from aatulab.grading.store import is_disk_full

if TYPE_CHECKING:
    from aatulab.grading.papers import AnyGrader

SANDBOX, DISK = "sandbox", "disk"


def main() -> None:
    """Fork judges until standard input ends; in a judge, serve until its line does."""
    control = _take_control()
    root, assignment, notebook = sys.argv[1:]
    looking = threading.Thread(target=_look_at_machine)
    looking.start()
    with no_collecting():
        import_jsonschema()
        import_jupytext()
        # before the fork, since they take seconds; the last are what references import
        for name in ("aatulab.grading.judging", *DEFAULT_PRELOAD):
            import_module(name)
    from aatulab.grading.course import open_course  # noqa: PLC0415
    from aatulab.grading.papers import open_paper  # noqa: PLC0415

    grader = open_paper(open_course(Path(root)), assignment, notebook)
    looking.join()  # no fork may leave a thread behind
    gc.freeze()  # judges share these pages for as long as nobody touches them
    line = fork_for_each_line(control)
    if line is not None:
        with line, line.makefile("rb") as asked, line.makefile("wb") as answers:
            serve_and_say(grader, asked, answers)


def _look_at_machine() -> None:
    """Try the sandbox once for all judges; each of them says itself when it is impossible."""
    with contextlib.suppress(SandboxError):
        open_container()


def _take_control() -> socket.socket:
    """Move the socket away from standard input: a judge must not hold it open."""
    control = socket.socket(fileno=os.dup(0))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)  # what anybody prints goes to the errors
    return control


def fork_for_each_line(control: socket.socket) -> socket.socket | None:
    """Return in each fork the line it was made for; in this process nothing, at the end."""
    while True:
        asked, descriptors, _, _ = socket.recv_fds(control, 64, 1)
        if not asked:
            _await_children()
            return None
        line = socket.socket(fileno=descriptors[0])
        if os.fork() == 0:
            control.close()
            return line
        line.close()


def serve_and_say(grader: "AnyGrader", asked: IO[bytes], answers: IO[bytes]) -> None:
    """Serve, and say what makes grading as such impossible."""
    try:
        serve(grader, asked, answers)
    except SandboxError as error:
        _answer(answers, {"stop": SANDBOX, "why": str(error)})
    except Exception as error:
        if not is_disk_full(error):
            raise
        _answer(answers, {"stop": DISK, "why": str(error)})


def serve(grader: "AnyGrader", asked: IO[bytes], answers: IO[bytes]) -> None:
    """Grade what is asked for, one after the other, in a warm sandbox."""
    from aatulab.grading.judging import judge  # noqa: PLC0415 - imported before the fork

    with WarmSandbox() as sandbox:
        for message in asked:
            work = json.loads(message)
            report = judge(grader, Path(work["path"]), work["trainee"], sandbox)
            _answer(answers, {"report": report.to_json().decode()})


def _await_children() -> None:
    """Wait until every judge has ended, each at the end of its line."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _answer(answers: IO[bytes], message: dict[str, str]) -> None:
    answers.write(json.dumps(message).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
    sys.stderr.flush()
    os._exit(0)  # taking down all that was imported would only keep the grader waiting
