"""What a job can read and write: its own empty room, and nothing of anybody else's."""

from pathlib import Path

import pytest

from aatulab.grading.sandbox import Job, Step

ROOT = Path(__file__).parents[2]
SECRET = "the-secret-of-the-course-5f0c"  # what hostile code looks for

SEARCH = """
import os
found = []
for folder, folders, names in os.walk("/"):
    if folder.startswith(("/usr", "/sys")) or "site-packages" in folder or ".pyenv" in folder:
        folders[:] = []
        continue
    for name in names:
        path = os.path.join(folder, name)
        try:
            with open(path, "rb") as file:
                text = file.read(200_000) if os.path.isfile(path) else b""
        except OSError:
            continue
        if SECRET in text or name in {"gradebook.db", "secret", "exercise.md", "questions.yml"}:
            found.append(path)
"""

WRITE = """
import os
written = []
for folder, folders, names in os.walk("/"):
    if folder.startswith("/trainee"):
        folders[:] = []
        continue
    folders[:] = folders[:40]
    try:
        with open(os.path.join(folder, "left-behind"), "w") as file:
            file.write("x")
        written.append(folder)
    except OSError:
        pass
"""


def test_no_solution_gradebook_or_secret_is_to_be_found(attack, tmp_path):
    course = tmp_path / "course"
    course.mkdir()
    for name in ("gradebook.db", "secret", "solution.ipynb"):
        (course / name).write_text(SECRET)
        (course / name).chmod(0o666)
    source = f"SECRET = {SECRET[:15]!r}.encode() + {SECRET[15:]!r}.encode()\n{SEARCH}"
    step = attack(source, ask=("found",), cell_s=15).step("attack-0")
    assert step.values == {"found": {"kind": "list", "items": []}}


@pytest.mark.parametrize(
    "path",
    [
        ROOT / "exercises",
        ROOT / "courses",
        ROOT / "grading",
        ROOT / "tests",
        ROOT / "workspace",
        ROOT / "pyproject.toml",
        ROOT / ".git",
        Path(__file__),
        Path("/etc/passwd"),
        Path("/etc/shadow"),
        Path("/etc/hosts"),
        Path("/root/.bashrc"),
        Path("/root/.ssh"),
        Path("/var"),
        Path("/run"),
        Path("/srv"),
        Path("/boot"),
        Path("/sys"),
        Path("/proc/self"),
        Path("/proc/1/environ"),
        Path("/proc/cmdline"),
    ],
    ids=str,
)
def test_this_path_does_not_exist_inside(box, path):
    step = Step("look", f"import os\nthere = os.path.exists({str(path)!r})", ask=("there",))
    transcript = box.run(Job("look", (step,)))
    assert transcript.step("look").values == {"there": {"kind": "bool", "value": False}}


def test_nothing_can_be_written_outside_the_room(attack):
    step = attack(WRITE, ask=("written",), cell_s=15).step("attack-0")
    assert step.values["written"]["items"] == ["/dev/shm"]  # a part of the room


def test_a_job_finds_its_own_files_and_the_room_otherwise_empty(attack):
    source = (
        "import os\n"
        "seen = sorted(os.path.join(d, n) for d, _, names in os.walk('/trainee') for n in names)\n"
        "shared = os.listdir('/dev/shm') + os.listdir('/tmp')\n"
        "content = open('cases/x/table.txt').read()"
    )
    step = attack(
        source, ask=("seen", "shared", "content"), files={"cases/x/table.txt": b"rows"}
    ).step("attack-0")
    assert step.values["seen"]["items"] == ["/trainee/home/cases/x/table.txt"]
    assert step.values["shared"]["items"] == []
    assert step.values["content"]["value"] == "rows"


@pytest.mark.parametrize(
    "place",
    ["/trainee/home", "/trainee/tmp", "/trainee/shm", "/trainee", "/tmp", "/dev/shm"],
)
def test_a_file_that_one_job_writes_is_gone_in_the_next(box, place):
    write = Step("write", f"open('{place}/left-behind', 'w').write('x')\nok = True", ask=("ok",))
    read = Step(
        "read",
        "import os\n"
        "left = [d for d, _, names in os.walk('/') for n in names if n == 'left-behind']",
        ask=("left",),
    )
    assert box.run(Job("first", (write,))).step("write").status == "ok"
    second = box.run(Job("second", (read,)))
    assert second.step("read").values == {"left": {"kind": "list", "items": []}}


@pytest.mark.parametrize(
    "source",
    [
        "import os; os.symlink('/trainee', 'link'); os.listdir('link/../..')",
        "import os; os.chmod('/usr/bin/env', 0o777)",
        "import os; os.remove('/usr/bin/env')",
        "import os; os.link('/usr/bin/env', 'env')",
        "import os; os.mknod('disk', 0o060666, os.makedev(8, 0))",
        "import os; os.mkfifo('/dev/fifo')",
        "import aatulab; open(aatulab.__file__, 'a').write('x')",
        "import sys; open(sys.prefix + '/x', 'w')",
        "open('/dev/mem', 'rb').read(1)",
        "open('/dev/sda', 'rb').read(1)",
    ],
)
def test_tricks_with_files_end_in_an_error_or_stay_in_the_room(attack, source):
    step = attack(source).step("attack-0")
    harmless = source.startswith("import os; os.symlink")
    assert step.status == ("ok" if harmless else "error")
    assert harmless or step.error_type in {
        "OSError", "PermissionError", "FileNotFoundError"
    }  # fmt: skip
