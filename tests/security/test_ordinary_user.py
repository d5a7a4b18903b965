"""Whoever grades may be an ordinary user; where that cannot be safe, nothing runs and it is said.

Root runs the grader's part as a user without a name (as CI in a container does); an ordinary
user runs it as itself, in a process of its own all the same.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.sandbox

NOBODY = "60123"
TESTS = Path(__file__).parent

GRADER = """
import json, os, sys
from aatulab.grading.sandbox import Job, Limits, Step, WarmSandbox
steps = [Step(str(n), source, ask=("x",)) for n, source in enumerate(json.loads(sys.argv[1]))]
with WarmSandbox(preload=()) as box:
    done = [box.run(Job("j", (step,), limits=Limits(cell_s=3, wall_s=15))) for step in steps]
    print(json.dumps({"uid": os.getuid(), "done": [
        [t.status, t.steps[0].status, t.steps[0].error_type, t.steps[0].values] for t in done
    ]}))
"""


def run_as_ordinary_user(*command, close_namespaces=False):
    """Run a command of this Python as a user without rights, root or not as we may be."""
    words = [sys.executable, *command]
    if close_namespaces:
        setting = "/proc/sys/user/max_user_namespaces"
        shell = f'echo 0 > {setting} && exec setpriv --bounding-set -all --inh-caps -all "$0" "$@"'
        words = ["unshare", "--user", "--map-root-user", "sh", "-c", shell, *words]
    if os.getuid() == 0:
        words = ["setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", *words]
    return subprocess.run(
        words,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        cwd="/",
        env={"HOME": "/", "PATH": "/usr/bin:/bin"},
    )


@pytest.fixture(scope="module")
def outcomes():
    """What jobs came to in a sandbox of an ordinary user."""
    sources = {
        "honest": "import pandas as pd\nx = int(pd.Series([1, 2]).sum())",
        "user": "import os\nx = [os.getuid(), os.geteuid(), len(os.getgroups())]",
        "alive": (
            "import os\nx = []\nfor pid in range(1, 400):\n"
            "    try: os.kill(pid, 0); x.append(pid)\n    except OSError: pass"
        ),
        "write": "x = open('/usr/x', 'w')",
        "network": "import socket\nx = socket.create_connection(('127.0.0.1', 22), 1)",
        "files": f"import os\nx = [os.path.exists(p) for p in ('/proc/self', {str(TESTS)!r})]",
        "rights": (
            "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
            "x = [libc.unshare(0x10000000), libc.setuid(0), libc.chroot(b'/')]"
        ),
        "bomb": "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
        "after": "x = 7",
    }
    told = run_as_ordinary_user("-c", GRADER, json.dumps(list(sources.values())))
    assert told.returncode == 0, told.stderr
    said = json.loads(told.stdout)
    assert said["uid"] != 0
    return dict(zip(sources, said["done"], strict=True))


@pytest.mark.parametrize(
    ("job", "value"),
    [
        ("honest", {"kind": "number", "value": 3}),
        ("alive", {"kind": "list", "items": [1, 2]}),
        ("files", {"kind": "list", "items": [False, False]}),
        ("rights", {"kind": "list", "items": [-1, -1, -1]}),
        ("after", {"kind": "number", "value": 7}),
    ],
)
def test_a_job_of_an_ordinary_user_is_isolated_as_ones_of_root_are(outcomes, job, value):
    status, step, _error, values = outcomes[job]
    assert (status, step) == ("finished", "ok")
    assert values["x"] == value


def test_the_job_is_a_user_of_its_own(outcomes):
    uid, effective, _groups = outcomes["user"][3]["x"]["items"]
    assert (uid, effective) == (1000, 1000)


@pytest.mark.parametrize("job", ["write", "network"])
def test_nothing_outside_is_written_or_reached(outcomes, job):
    status, step, error, _values = outcomes[job]
    assert (status, step) == ("finished", "error")
    assert error in {"OSError", "PermissionError"}


def test_a_bomb_ends_without_the_grader(outcomes):
    assert outcomes["bomb"][0] in {"processes", "finished", "killed"}


def test_the_doctor_says_that_an_ordinary_user_can_grade():
    told = run_as_ordinary_user("-m", "aatulab.cli", "doctor")
    assert (told.returncode, told.stderr) == (0, "")
    assert "Sandbox: works" in told.stdout


def test_where_user_namespaces_are_closed_the_doctor_says_what_to_change():
    """Does somebody whose system forbids it read which setting to change, and how?"""
    told = run_as_ordinary_user("-m", "aatulab.cli", "doctor", close_namespaces=True)
    assert told.returncode == 1
    assert "nothing is graded" in told.stdout
    assert "sysctl -w user.max_user_namespaces=15000" in told.stdout


def test_where_user_namespaces_are_closed_nothing_runs():
    told = run_as_ordinary_user("-c", GRADER, '["x = 1"]', close_namespaces=True)
    assert told.returncode == 1
    assert "SandboxError: Submissions cannot be isolated here" in told.stderr
    assert told.stdout == ""
