"""The same bytes on any number of workers; a build that is killed at any moment; a dead worker."""

import os
import random
import shutil
import subprocess
import sys
import time

import psutil
import pytest

from aatulab.errors import WorldError
from aatulab.world import write_world
from aatulab.world.store.manifest import read_manifest
from aatulab.world.store.site import wrong_files
from aatulab.world.store.workers import build_on_processes

_BUILD = """
import sys
from pathlib import Path
from aatulab.world import WorldSpec, write_world
from aatulab.world.store.workers import build_on_processes
spec = WorldSpec(
    seed=11, bookings=450, waybills=150, items=150, crossings=150, days=4, prevalence=0.05,
    gateways=("LIS", "GRU", "SIN"),
)
print("ready", flush=True)
write_world(spec, Path(sys.argv[1]), build_on_processes(int(sys.argv[2])))
"""


def start(out, workers):
    """A build in a process of its own, everything imported."""
    process = subprocess.Popen(
        [sys.executable, "-c", _BUILD, str(out), str(workers)], stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.mark.parametrize("workers", [2, 4])
def test_any_number_of_workers_gives_the_same_bytes(spec, stored, digests, tmp_path, workers):
    write_world(spec, tmp_path / "w", build_on_processes(workers))
    assert digests(tmp_path / "w") == digests(stored)


def test_a_build_killed_at_any_moment_leaves_no_half_world_and_goes_on(stored, digests, tmp_path):
    """Killed again and again at random: does it ever leave a half table, or one built twice?"""
    out = tmp_path / "w"
    draw = random.Random(4)
    begun = time.perf_counter()
    with start(tmp_path / "timed", 1):
        begun = time.perf_counter()
    takes_s = time.perf_counter() - begun
    cut = 0
    for _ in range(8):
        process = start(out, 1)
        time.sleep(draw.uniform(0, takes_s))
        process.kill()
        process.wait()
        process.stdout.close()
        if out.exists():
            assert wrong_files(out, read_manifest(out).stock) == []
            assert digests(out) == digests(stored)
            shutil.rmtree(out)
        else:
            cut += (tmp_path / ".w.building" / "order.json").exists()
    assert cut >= 2, "no kill came in the middle"
    with start(out, 1) as process:
        pass
    assert process.returncode == 0
    assert digests(out) == digests(stored)


def test_workers_end_with_a_build_that_is_killed(tmp_path):
    process = start(tmp_path / "w", 2)
    family = psutil.Process(process.pid)
    until = time.monotonic() + 60
    while len(family.children()) < 3 and time.monotonic() < until:  # two, and their tracker
        time.sleep(0.01)
    children = family.children()
    assert len(children) >= 2
    process.kill()
    process.wait()
    process.stdout.close()
    _gone, alive = psutil.wait_procs(children, timeout=60)
    assert alive == []


def test_a_worker_that_dies_is_told_and_what_is_finished_is_kept(spec, tmp_path, digests, stored):
    out = tmp_path / "w"
    runner = build_on_processes(2)

    def deadly(jobs):
        """Kill the workers when the first gateway is done."""
        results = runner(jobs)
        yield next(results)
        for child in psutil.Process(os.getpid()).children():
            if "spawn_main" in " ".join(child.cmdline()):
                child.kill()
        yield from results

    with pytest.raises(WorldError, match="a worker died"):
        write_world(spec, out, deadly)
    assert not out.exists()
    write_world(spec, out)
    assert digests(out) == digests(stored)
