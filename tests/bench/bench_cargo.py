"""How fast air cargo is built onto a gateway that is there: waybills a second, on one core.

    python tests/bench/bench_cargo.py [--waybills 100000] [--repeats 5]

The rate is taken over the seconds that the core worked for this process; the first run, which
also reads the descriptions and gets its memory, is shown and not counted.
"""

import argparse
import os
import statistics
import time

import pyarrow as pa

from aatulab.world import WorldSpec
from aatulab.world.build import read_casts
from aatulab.world.cargo.build import build_cargo
from aatulab.world.passengers.build import build_passengers
from aatulab.world.reference import airports
from aatulab.world.streams import Streams

TARGET = 150_000


def main() -> None:
    """Print the rate of every run, and the median against the target."""
    parser = argparse.ArgumentParser(description="Waybills a second on one core.")
    parser.add_argument("--waybills", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=5)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pa.set_cpu_count(1)
    pa.set_io_thread_count(1)

    spec = WorldSpec(seed=3, bookings=100_000, waybills=options.waybills, items=0, crossings=0)
    casts = read_casts()
    scene, _ = build_passengers(
        spec.gateway(0), casts["passenger"], airports(), Streams(spec.seed, 0)
    )
    rates = []
    for run in range(options.repeats + 1):
        begun = time.process_time()
        part = build_cargo(scene, casts["cargo"])
        rates.append(options.waybills / (time.process_time() - begun))
        rows = sum(table.num_rows for table in part.tables.values())
        note = "" if run else "  (first run)"
        print(f"{rates[-1]:,.0f} waybills/s, {rows:,} rows in all tables of cargo{note}")
    median = statistics.median(rates[1:])
    print(f"median of {options.repeats}: {median:,.0f} waybills/s, target {TARGET:,}")
    raise SystemExit(0 if median >= TARGET else 1)


if __name__ == "__main__":
    main()
