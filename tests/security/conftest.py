"""A sandbox that hostile jobs attack, and an honest job that must not notice."""

import re
import time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from aatulab.grading.sandbox import Call, Job, Limits, Step, WarmSandbox

QUICK = {"wall_s": 20.0, "cell_s": 2.0, "cpu_s": 10}

HONEST = (
    Step(
        "table",
        "import pandas as pd\n"
        "table = pd.DataFrame({'pnr': ['K7PL2M', 'QX4D9T', 'AAAA11'], 'hours': [1.5, 40, 300]})\n"
        "hours = table.set_index('pnr')['hours']\n"
        "print('three bookings', open('case.txt').read())",
        ask=("table", "hours"),
    ),
    Step(
        "rule",
        "import numpy as np, random\n"
        "drawn = [float(np.random.random()), random.random(), *sorted({'b', 'a'})]\n"
        "def points(hours): return 2 if hours < 24 else 0",
        ask=("drawn",),
        calls=(Call("points", ((1,), (24,), (None,))),),
    ),
    Step(
        "chart",
        "import matplotlib.pyplot as plt\n"
        "fig, ax = plt.subplots()\n"
        "ax.bar(['early', 'late'], [2, 1])",
        ask=("ax",),
    ),
)


def _honest(box):
    job = Job("honest", HONEST, {"case.txt": b"of Tuesday"})
    transcript = box.run(job)
    assert transcript.status == "finished", transcript
    assert [step.status for step in transcript.steps] == ["ok"] * 3, transcript
    return transcript.steps


@pytest.fixture(scope="session")
def box():
    with WarmSandbox(preload=(), grace_s=1.0) as box:
        yield box


@pytest.fixture(scope="session")
def honest_result(box):
    return _honest(box)


@pytest.fixture
def attack(box, honest_result):
    """Run hostile source (one step or several) between two honest jobs that must agree."""

    def run(*sources, ask=(), calls=(), files=None, **limits):
        steps = [Step("before", "answer = 42", ask=("answer",))]
        steps += [Step(f"attack-{n}", source, ask=ask) for n, source in enumerate(sources)]
        steps.append(Step("after", "", ask=("answer",), calls=calls))
        job = Job("hostile", tuple(steps), files or {}, Limits(**(QUICK | limits)))
        start = time.monotonic()
        transcript = box.run(job)
        assert time.monotonic() - start < job.limits.wall_s + 5
        assert transcript.step("before").values == {"answer": {"kind": "number", "value": 42}}
        assert processes_of(box) <= 2, "something of the job is still running"
        assert _honest(box) == honest_result, "another trainee's result changed"
        return transcript

    return run


def children_of(pid):
    """Return the ids of a process's descendants, as this machine numbers them."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            direct = [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
        for child in direct:
            found += [child, *children_of(child)]
    return found


def processes_of(box):
    """Return how many processes the sandbox has below bubblewrap's own."""
    return len(children_of(box._parent.process.pid))


@pytest.fixture
def inside():
    """Return the host's ids of a sandbox's processes: first bubblewrap's, then the parent."""
    return lambda box: children_of(box._parent.process.pid)


@pytest.fixture
def open_files():
    return lambda: len(list(Path("/proc/self/fd").iterdir()))


RUNS = {
    "script", "iframe", "object", "embed", "applet", "link", "base", "form", "svg", "math",
    "audio", "video", "style", "meta",
}  # fmt: skip
OURS = re.compile(r"<style>.*?</style>|<meta [^>]*>", re.DOTALL)
PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=]+\Z")
WEB = re.compile(r"(https?://|mailto:|#)")


class _Finder(HTMLParser):
    """Collects what a browser would run, load or send."""

    def __init__(self, links):
        super().__init__()
        self.links = links
        self.found = []

    def handle_starttag(self, tag, attributes):
        if tag in RUNS:
            self.found.append(tag)
        for name, value in attributes:
            is_link = self.links and (tag, name) == ("a", "href") and WEB.match(value or "")
            loads = name in {"href", "src", "action", "srcset", "data", "formaction"}
            if name.startswith("on") or (loads and not is_link and not PICTURE.match(value or "")):
                self.found.append((tag, name, value))


@pytest.fixture(scope="session")
def active_parts():
    """Return what of a page a browser would run or load; of our template, its style is known."""

    def find(page, *, links=False):
        finder = _Finder(links)
        head, _, body = page.partition("<body>")
        finder.feed(page if links else OURS.sub("", head) + body)
        return finder.found

    return find
