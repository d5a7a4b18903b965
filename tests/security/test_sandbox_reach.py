"""What a job can reach: no network, no other process, no right, no channel but its own."""

import os
import socket
import threading

import pytest

from aatulab.grading.sandbox import Job, Step

CONNECT = """
import socket
got = "nothing"
try:
    with socket.create_connection({address!r}, timeout=1) as line:
        got = line.recv(10).decode()
except OSError as error:
    got = "OSError"
"""


@pytest.fixture
def listener():
    """A server of ours on this machine that says hello to whoever connects."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        reached = []

        def serve():
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                reached.append(1)
                with line:
                    line.sendall(b"hello")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname(), reached
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def test_a_server_on_this_machine_is_out_of_reach(attack, listener):
    address, reached = listener
    with socket.create_connection(address, timeout=5) as line:
        assert line.recv(10) == b"hello"  # it does listen
    step = attack(CONNECT.format(address=address), ask=("got",)).step("attack-0")
    assert step.values == {"got": {"kind": "text", "value": "OSError"}}
    assert len(reached) == 1


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.org", 443), ("::1", 22)])
def test_no_address_answers(attack, address):
    step = attack(CONNECT.format(address=address), ask=("got",)).step("attack-0")
    assert step.values == {"got": {"kind": "text", "value": "OSError"}}


def test_an_abstract_socket_of_this_machine_is_out_of_reach(attack):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0aatulab-test")
        server.listen()
        source = (
            "import socket\nline = socket.socket(socket.AF_UNIX)\nline.connect('\\0aatulab-test')"
        )
        assert attack(source).step("attack-0").error_type == "ConnectionRefusedError"


@pytest.mark.parametrize(
    "family", ["AF_VSOCK", "AF_NETLINK", "AF_PACKET", "AF_ALG", "AF_BLUETOOTH", "AF_CAN"]
)
def test_socket_families_that_no_namespace_holds_back_are_refused(attack, family):
    source = f"import socket\nsocket.socket(socket.{family}, socket.SOCK_DGRAM)"
    assert attack(source).step("attack-0").status == "error"


def test_the_environment_holds_nothing_of_the_caller(attack, monkeypatch):
    monkeypatch.setenv("AATULAB_COURSE", "/secret/course")
    source = (
        "import os, sys\n"
        "names = sorted(os.environ)\n"
        "words = ' '.join([*os.environ.values(), *sys.argv, *sys.orig_argv])\n"
        "user = [os.getuid(), os.geteuid(), os.getgid(), *os.getgroups()][:3]"
    )
    values = attack(source, ask=("names", "words", "user")).step("attack-0").values
    assert "AATULAB_COURSE" not in values["names"]["items"]
    assert "/secret/course" not in values["words"]["value"]
    assert not {"SUDO_USER", "SSH_AUTH_SOCK", "OLDPWD"} & set(values["names"]["items"])
    assert values["user"]["items"] == [1000, 1000, 1000]


def test_only_the_channel_for_results_is_open(attack):
    source = (
        "import os, stat\n"
        "sockets, others = [], []\n"
        "for n in range(4096):\n"
        "    try: mode = os.fstat(n).st_mode\n"
        "    except OSError: continue\n"
        "    (sockets if stat.S_ISSOCK(mode) else others).append(n)\n"
        "devices = sorted({os.fstat(n).st_rdev for n in others})\n"
        "count = len(sockets)\n"
        "null = devices == [os.stat('/dev/null').st_rdev]"
    )
    values = attack(source, ask=("count", "others", "null")).step("attack-0").values
    assert values["count"]["value"] == 1
    assert values["null"]["value"] is True
    assert set(values["others"]["items"]) == {0, 1, 2}


def test_only_the_jobs_own_processes_can_be_seen_or_signalled(attack):
    source = (
        "import os\n"
        "alive = []\n"
        "for pid in range(1, 400):\n"
        "    try: os.kill(pid, 0)\n"
        "    except OSError: continue\n"
        "    alive.append(pid)\n"
        "me, above = os.getpid(), os.getppid()\n"
        "os.kill(1, 9); os.kill(1, 19)"
    )
    transcript = attack(source, ask=("alive", "me", "above"))
    assert transcript.status == "finished"
    assert transcript.step("attack-0").values["alive"]["items"] == [1, 2]


def test_the_job_has_no_capability_and_can_get_none(attack):
    source = (
        "import ctypes, subprocess\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "bounding = [n for n in range(64) if libc.prctl(23, n, 0, 0, 0) == 1]\n"
        "ambient = [n for n in range(64) if libc.prctl(47, 1, n, 0, 0) == 1]\n"
        "class Head(ctypes.Structure): _fields_ = [('v', ctypes.c_uint32), ('p', ctypes.c_int)]\n"
        "data = (ctypes.c_uint32 * 6)()\n"
        "libc.capget(ctypes.byref(Head(0x20080522, 0)), data)\n"
        "held = list(data)\n"
        "locked = libc.prctl(39, 0, 0, 0, 0) == 1"
    )
    values = attack(source, ask=("bounding", "ambient", "held", "locked")).step("attack-0").values
    assert values["bounding"]["items"] == []
    assert values["ambient"]["items"] == []
    assert values["held"]["items"] == [0] * 6
    assert values["locked"]["value"] is True


@pytest.mark.parametrize(
    "call",
    [
        "libc.unshare(0x10000000)",
        "libc.setns(0, 0)",
        "libc.mount(b'none', b'/trainee', b'tmpfs', 0, None)",
        "libc.umount2(b'/proc', 2)",
        "libc.umount2(b'/trainee', 2)",
        "libc.chroot(b'/')",
        "libc.setuid(0)",
        "libc.setgroups(0, None)",
        "libc.ptrace(16, 1, 0, 0)",
        "libc.syscall(310, 1, None, 0, None, 0, 0)",
        "libc.syscall(56, 0x10000011, 0, 0, 0, 0)",
        "libc.syscall(272, 0x10000000)",
        "libc.syscall(321, 0, None, 0)",
        "libc.syscall(425, 8, None)",
        "libc.syscall(248, b'user', b'k', b'v', 1, -3)",
        "libc.syscall(9999)",
        "libc.personality(0)",
        "libc.sethostname(b'x', 1)",
        "libc.reboot(0x1234567)",
        "libc.setpriority(0, 0, -5)",
        "libc.setrlimit(6, (ctypes.c_ulong * 2)(10**6, 10**6))",
        "libc.setrlimit(9, (ctypes.c_ulong * 2)(-1, -1))",
    ],
)
def test_this_system_call_is_refused(attack, call):
    source = f"import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\nrefused = {call} == -1"
    step = attack(source, ask=("refused",)).step("attack-0")
    assert step.values == {"refused": {"kind": "bool", "value": True}}, step


@pytest.mark.parametrize(
    "line",
    [
        "import socket; socket.socketpair()[0].sendmsg([b'x'])",
        "import os; os.sched_setaffinity(0, os.sched_getaffinity(0))",
        (
            "import ctypes, os\nlibc = ctypes.CDLL(None, use_errno=True)\n"
            "if libc.inotify_init1(0) == -1: raise OSError(ctypes.get_errno(), 'refused')"
        ),
        "import os; os.chroot('/')",
    ],
    ids=["descriptors in flight", "another core", "watches", "another root"],
)
def test_what_is_counted_per_user_is_not_to_be_had(attack, line):
    """Can a job use up what the grader, or the job beside it, needs of the kernel?"""
    assert attack(line).step("attack-0").error_type == "PermissionError"


def test_a_setuid_program_gives_no_rights(attack):
    source = (
        "import os, shutil, subprocess\n"
        "program = shutil.which('su') or shutil.which('mount')\n"
        "uid = subprocess.run(['id', '-u'], capture_output=True, text=True).stdout.strip()\n"
        "shutil.copy('/usr/bin/id', 'id'); os.chmod('id', 0o6755)\n"
        "copy = subprocess.run(['./id', '-u'], capture_output=True, text=True).stdout.strip()"
    )
    values = attack(source, ask=("uid", "copy")).step("attack-0").values
    assert values["uid"]["value"] == values["copy"]["value"] == "1000"


def test_programs_that_a_cell_starts_are_in_the_same_sandbox(attack):
    source = (
        "import subprocess\n"
        "def ask(*words): return subprocess.run(words, capture_output=True, text=True).stdout\n"
        "proc, name = ask('ls', '/proc'), ask('hostname')\n"
        "listed = get_ipython().getoutput('ls /proc /trainee/home')"
    )
    values = attack(source, ask=("proc", "name")).step("attack-0").values
    assert values["proc"]["value"] == ""
    assert values["name"]["value"] in {"", "lab\n"}


@pytest.mark.parametrize(
    "source",
    [
        "answer = input('Your name? ')",
        "import getpass; getpass.getpass()",
        "import sys; sys.stdin.readline()[0]",
        "breakpoint()",
    ],
)
def test_nobody_answers_questions(attack, source):
    step = attack(source).step("attack-0")
    assert step.status == "error"


def test_the_hidden_inputs_of_one_job_are_not_those_of_the_next(box):
    """Does anything of a job stay in the interpreter that the next one is forked from?"""
    plant = Step(
        "plant",
        "import builtins, sys, os, pandas as pd\n"
        "builtins.planted = sys.planted = pd.planted = os.environ['PLANTED'] = 'x'\n"
        "pd.DataFrame.__eq__ = lambda *a: True\n"
        "get_ipython().ast_transformers.append(1)",
    )
    look = Step(
        "look",
        "import builtins, sys, os, pandas as pd\n"
        "left = [hasattr(builtins, 'planted'), hasattr(sys, 'planted'), hasattr(pd, 'planted'),\n"
        "        'PLANTED' in os.environ, bool(get_ipython().ast_transformers),\n"
        "        'left' in globals(), len(In) > 2]",
        ask=("left",),
    )
    assert box.run(Job("plant", (plant,))).status == "finished"
    values = box.run(Job("look", (look,))).step("look").values
    assert values["left"]["items"] == [False] * 7
    assert "PLANTED" not in os.environ
