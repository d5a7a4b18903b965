"""How long a second start of the lab takes before JupyterLab begins: our own work.

    python tests/bench/bench_start.py [--repeats 5]

Each start is `python3 start.py --no-browser` as a person types it, on a workspace that is there
already.  Our own work ends when start.py hands over to JupyterLab; the lab is ready when its
server answers.  Beside it the same server started alone, so that the ratio of the two says what
the lab adds to JupyterLab.  Ends with 1 at or above the target.
"""

import argparse
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
TARGET_S = 5.0
PATIENCE_S = 120.0


def main() -> int:
    """Print the time of every start, and the median of our own work against the target."""
    parser = argparse.ArgumentParser(description="Seconds of our own work in a second start.")
    parser.add_argument("--repeats", type=int, default=5)
    repeats = parser.parse_args().repeats
    own_s, lab_s, alone_s = [], [], []
    with tempfile.TemporaryDirectory() as scratch:
        workspace = Path(scratch) / "workspace"
        lab = [sys.executable, str(ROOT / "start.py"), "--no-browser", "--workspace", workspace]
        alone = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
        time_start(lab, Path(scratch))  # the first start makes the workspace
        for _ in range(repeats):
            ready_s, said = time_start(lab, Path(scratch))
            own_s.append(own_work_s(said))
            lab_s.append(ready_s)
            alone_s.append(time_start(alone, Path(scratch))[0])
            print(f"own work {own_s[-1]:.2f} s, ready after {ready_s:.2f} s", end="")
            print(f"; JupyterLab alone {alone_s[-1]:.2f} s")
    own, ready, bare = map(statistics.median, (own_s, lab_s, alone_s))
    print(f"median of {repeats}: own work {own:.2f} s, target under {TARGET_S:g} s")
    print(f"ready after {ready:.2f} s: {ready / bare:.2f} times JupyterLab alone ({bare:.2f} s)")
    return 0 if own < TARGET_S else 1


def time_start(command: Sequence[object], folder: Path) -> tuple[float, str]:
    """Return the seconds until a server answers, and what it said; the server is then ended."""
    port, log = free_port(), folder / "log.txt"
    begun = time.perf_counter()
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [*map(str, command), f"--port={port}"],
            cwd=folder,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        while not answers(port):
            if server.poll() is not None or time.perf_counter() - begun > PATIENCE_S:
                sys.exit(f"the server did not come up:\n{log.read_text(encoding='utf-8')}")
            time.sleep(0.02)
        return time.perf_counter() - begun, log.read_text(encoding="utf-8")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=PATIENCE_S)


def own_work_s(said: str) -> float:
    """Return the seconds that start.py says it took until it handed over."""
    found = re.search(r"Ready in (\d+\.\d+) s", said)
    if found is None:
        sys.exit(f"start.py did not say how long it took:\n{said}")
    return float(found[1])


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int) -> bool:
    """Tell whether a Jupyter server answers on this port (the question needs no token)."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=1) as reply:
            return bool(reply.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
