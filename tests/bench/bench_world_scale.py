"""Whether a row costs the same in a large world, and how much memory it takes.

    python tests/bench/bench_world_scale.py [--rows 1e5 1e6 1e7] [--workers 1]

Each world is built and written by a process of its own.  `cost` is seconds that cores worked for
each million rows, from the first gateway to the manifest, imports left out; `peak` is the largest
resident memory of the build or of one of its workers.  A hundred million rows take three
gigabytes of disk: `--rows 1e8`.  Ends with 1 if a row of a larger world costs a quarter more than
one of the next smaller, or if a process needs two gibibytes.  In the smallest world a row costs
more, since each gateway has a fixed part of some hundredths of a second.
"""

import argparse
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from aatulab.world import WorldSpec, write_world
from aatulab.world.store.workers import build_on_processes

ROWS_A_BOOKING = 13.55  # of all tables, in a world with the passenger flow only
MOST_BYTES = 2 * 2**30
MOST_DEARER = 1.25


def main() -> None:
    """Build each size in a process of its own and compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=float, nargs="+", default=[1e5, 1e6, 1e7])
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the worlds lie while they are measured")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_measure(options.one, options.workers, options.folder)))
        return
    costs, within = [], True
    for rows in options.rows:
        found = _apart(round(rows / ROWS_A_BOOKING), options.workers, options.folder)
        costs.append(found["worked_s"] / found["rows"] * 1e6)
        within &= found["peak_bytes"] < MOST_BYTES
        print(
            f"{found['rows']:>12,.0f} rows, {found['gateways']:>3.0f} gateways: "
            f"cost {costs[-1]:.3f} s a million, wall {found['wall_s']:.1f} s, "
            f"peak {found['peak_bytes'] / 2**20:,.0f} MiB, disk {found['disk_bytes'] / 1e6:,.0f} MB"
        )
    flat = all(later <= MOST_DEARER * cost for cost, later in itertools.pairwise(costs))
    print(f"flat: {flat}, each process under 2 GiB: {within}")
    raise SystemExit(0 if flat and within else 1)


def _apart(bookings: int, workers: int, folder: Path | None) -> dict[str, float]:
    """Measure in a process of its own, whose peak of memory is that of this world only."""
    command = [sys.executable, __file__, "--one", str(bookings), "--workers", str(workers)]
    command += ["--folder", str(folder)] if folder else []
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _measure(bookings: int, workers: int, folder: Path | None) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=folder) as within:
        # the descriptions are read once, whatever the size
        write_world(
            WorldSpec(seed=1, bookings=100, days=1, **PASSENGERS_ALONE),
            Path(within) / "first",
        )
        spec = WorldSpec(seed=2, bookings=bookings, **PASSENGERS_ALONE)
        wall, worked = time.perf_counter(), _worked_s()
        manifest = write_world(spec, Path(within) / "world", build_on_processes(workers))
        wall, worked = time.perf_counter() - wall, _worked_s() - worked
    shown = {p: f for p, f in manifest.stock.files.items() if p.startswith("tables")}
    peaks = [resource.getrusage(who).ru_maxrss for who in _WHO]
    return {
        "rows": sum(file.rows for file in shown.values()),
        "gateways": len(spec.hubs),
        "wall_s": wall,
        "worked_s": worked,
        "peak_bytes": max(peaks) * (1 if sys.platform == "darwin" else 1024),
        "disk_bytes": sum(file.size_bytes for file in manifest.stock.files.values()),
    }


PASSENGERS_ALONE = {"waybills": 0, "items": 0, "crossings": 0, "history": False}
_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _worked_s() -> float:
    usage = [resource.getrusage(who) for who in _WHO]
    return sum(one.ru_utime + one.ru_stime for one in usage)


if __name__ == "__main__":
    main()
