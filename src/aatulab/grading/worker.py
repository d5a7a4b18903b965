"""The process that judges: `-m aatulab.grading.worker COURSE ASSIGNMENT NOTEBOOK`.

Reads one line per submission from standard input, answers with one line per report; has one
warm sandbox of its own.  Nothing of a trainee's runs here.  Several of these work at once, so
that building cases and running references is not bound to one core; see workers.py for the
other end.
"""

import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

from aatulab.errors import SandboxError
from aatulab.grading.quick_imports import import_jsonschema
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.store import is_disk_full

SANDBOX, DISK = "sandbox", "disk"


def main() -> None:
    """Serve until standard input ends."""
    with _take_stdout() as answers:
        try:
            serve(Path(sys.argv[1]), sys.argv[2], sys.argv[3], answers)
        except SandboxError as error:
            _answer(answers, {"stop": SANDBOX, "why": str(error)})
        except Exception as error:
            if not is_disk_full(error):
                raise
            _answer(answers, {"stop": DISK, "why": str(error)})


def serve(root: Path, assignment: str, notebook: str, answers: BinaryIO) -> None:
    """Grade what is asked for, one after the other, in a warm sandbox."""
    with WarmSandbox() as sandbox:
        # after the sandbox has started, since these take their time
        import_jsonschema()
        from aatulab.grading.course import open_course  # noqa: PLC0415
        from aatulab.grading.judging import judge  # noqa: PLC0415
        from aatulab.grading.papers import open_paper  # noqa: PLC0415

        grader = open_paper(open_course(root), assignment, notebook)
        for line in sys.stdin.buffer:
            asked = json.loads(line)
            report = judge(grader, Path(asked["path"]), asked["trainee"], sandbox)
            _answer(answers, {"report": report.to_json().decode()})


def _take_stdout() -> BinaryIO:
    """Return standard output for our answers alone; what anybody prints goes to the errors."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _answer(answers: BinaryIO, message: dict[str, str]) -> None:
    answers.write(json.dumps(message).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()
