"""How fast a world is built and written: booking rows a second, all tables, on one core.

    python tests/bench/bench_world.py [--bookings 200000] [--repeats 7]

The process is pinned to one core and Arrow to one thread.  The rate is taken over the seconds
that the core worked for this process, user and system; the wall clock stands beside it and is
longer when other programs use the same core.  The first run also reads the descriptions and gets
its memory from the system; it is shown, and the figure is the median of the others.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

import pyarrow as pa

from aatulab.world import WorldSpec, build_world, write_world

TARGET = 200_000


def main() -> None:
    """Print the time of every run, and the median rate against the target."""
    parser = argparse.ArgumentParser(description="Booking rows a second on one core.")
    parser.add_argument("--bookings", type=int, default=200_000)
    parser.add_argument("--repeats", type=int, default=7)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)

    rates = [_rate(options.bookings, run) for run in range(options.repeats + 1)]
    median = statistics.median(rates[1:])
    print(f"median of {options.repeats}: {median:,.0f} booking rows/s, target {TARGET:,}")
    raise SystemExit(0 if median >= TARGET else 1)


def _rate(bookings: int, run: int) -> float:
    """Return booking rows for each second of the core's work, building and writing."""
    spec = WorldSpec(seed=run, bookings=bookings, waybills=0)
    with tempfile.TemporaryDirectory() as folder:
        wall, begun = time.perf_counter(), time.process_time()
        world = build_world(spec)
        built = time.process_time()
        write_world(world, Path(folder) / "world")
        written = time.process_time()
        wall = time.perf_counter() - wall
    rows = sum(table.num_rows for table in world.tables.values())
    rate = bookings / (written - begun)
    print(
        f"build {built - begun:.3f} s + write {written - built:.3f} s (wall {wall:.3f} s): "
        f"{rows:,} rows in all tables, {rate:,.0f} booking rows/s{'' if run else '  (first run)'}"
    )
    return rate


if __name__ == "__main__":
    main()
