"""How fast worlds are built: on one core, on two, and beside Faker and mimesis.

    python tests/bench/bench_world.py [--repeats 5] [--only one|two|rivals]

A row is a row of any table of the passenger flow and its population; history, which is about all
flows, is left out.  Rates are taken over the seconds that cores worked for us, user and system,
since other programs may use the same cores; the wall clock stands beside them.  Such programs
still slow us down, and never speed us up, so the best of the runs counts, for us and for the
others; the median is shown.  Everything is built and written, digests and all, but for the
comparison with the libraries, where both sides stay in memory.  Ends with 1 below a target.
"""

import argparse
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pyarrow as pa
from rivals import LIBRARIES, rows_of

from aatulab.world import WorldSpec, build_gateway, write_world
from aatulab.world.schemas import read_schema
from aatulab.world.store.workers import build_on_processes

GATEWAY = 200_000  # bookings, the most that one gateway has
BOOKINGS_ONE_CORE = 200_000
PASSENGERS_ALONE = {"waybills": 0, "items": 0, "crossings": 0, "history": False}
ROWS_TWO_CORES = 1_000_000
TIMES_FASTER = {"faker": 100, "mimesis": 20}


def main() -> None:
    """Run the parts that are asked for and say which of their targets are missed."""
    parts: dict[str, Callable[[int], bool]] = {"one": one_core, "two": two, "rivals": rivals}
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", choices=parts)
    options = parser.parse_args()
    chosen = [parts[options.only]] if options.only else list(parts.values())
    reached = [part(options.repeats) for part in chosen]
    raise SystemExit(0 if all(reached) else 1)


def two(repeats: int) -> bool:
    """Two processes on four gateways, the start of the processes included."""
    print("\ntwo processes, four gateways")
    rates = []
    for run in range(min(repeats, 3)):
        rows, wall_s, worked_s = _write(
            WorldSpec(seed=run, bookings=4 * GATEWAY, **PASSENGERS_ALONE), workers=2
        )
        rates.append(rows / (worked_s / 2))
        print(
            f"  {rows:,} rows: wall {wall_s:.2f} s = {rows / wall_s:,.0f} rows/s; "
            f"cores worked {worked_s:.2f} s = {rates[-1]:,.0f} rows/s on two idle cores"
        )
    return _verdict(rates, ROWS_TWO_CORES, "rows/s on two cores")


def one_core(repeats: int) -> bool:
    """One gateway, pinned to one core, Arrow on one thread; the first run is not counted."""
    print("\none core, one gateway")
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if cores:
        os.sched_setaffinity(0, {min(cores)})
    threads = pa.cpu_count()
    pa.set_cpu_count(1)
    rates = []
    for run in range(repeats + 1):
        rows, wall_s, worked_s = _write(
            WorldSpec(seed=run, bookings=GATEWAY, **PASSENGERS_ALONE), workers=1
        )
        rates.append(GATEWAY / worked_s)
        print(
            f"  {rows:,} rows: wall {wall_s:.2f} s, worked {worked_s:.2f} s = "
            f"{rows / worked_s:,.0f} rows/s, {rates[-1]:,.0f} booking rows/s"
        )
    if cores:
        os.sched_setaffinity(0, cores)
    pa.set_cpu_count(threads)
    return _verdict(rates[1:], BOOKINGS_ONE_CORE, "booking rows/s on one core")


def rivals(repeats: int) -> bool:
    """The same tables, the same columns, in the same proportions; one core each, in turns."""
    print("\nbeside row-by-row libraries, one core, in memory")
    ours: list[float] = []
    theirs: dict[str, list[float]] = {library: [] for library in LIBRARIES}
    for run in range(repeats):
        begun = time.process_time()
        spec = WorldSpec(seed=run, bookings=GATEWAY, **PASSENGERS_ALONE)
        tables = build_gateway(spec, 0).tables
        mix = {name: table.num_rows for name, table in tables.items()}
        ours.append(sum(mix.values()) / (time.process_time() - begun))
        line = f"  ours {ours[-1]:,.0f} rows/s"
        for library, rates in theirs.items():
            rates.append(_rate_of(library, mix))
            line += f"; {library} {rates[-1]:,.0f} rows/s, {ours[-1] / rates[-1]:.0f} x"
        print(line)
    for library, rates in theirs.items():
        medians = statistics.median(ours) / statistics.median(rates)
        print(
            f"  {library}: {max(ours) / max(rates):.0f} x best by best, {medians:.0f} x by medians"
        )
    verdicts = [
        _verdict(ours, target * max(theirs[library]), f"rows/s in memory ({target} x {library})")
        for library, target in TIMES_FASTER.items()
    ]
    return all(verdicts)


def _write(spec: WorldSpec, *, workers: int) -> tuple[int, float, float]:
    """Return rows, seconds on the wall, and seconds that cores worked for us."""
    with tempfile.TemporaryDirectory() as folder:
        wall, worked = time.perf_counter(), _worked_s()
        manifest = write_world(spec, Path(folder) / "world", build_on_processes(workers))
        wall, worked = time.perf_counter() - wall, _worked_s() - worked
    shown = [file.rows for path, file in manifest.stock.files.items() if path.startswith("tables")]
    return sum(shown), wall, worked


def _worked_s() -> float:
    """Return seconds of work of this process and of those that it started and that ended."""
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in usage)


def _rate_of(library: str, mix: dict[str, int]) -> float:
    """Return rows a second of a library; a hundredth of each table is made."""
    total = 0.0
    for name, rows in mix.items():
        made = rows_of(read_schema(name), library)
        next(made)  # the library reads its data
        sample = max(rows // 100, 50)
        begun = time.process_time()
        for _ in islice(made, sample):
            pass
        total += (time.process_time() - begun) * rows / sample
    return sum(mix.values()) / total


def _verdict(rates: list[float], target: float, what: str) -> bool:
    best, reached = max(rates), max(rates) >= target
    print(
        f"  best {best:,.0f}, median {statistics.median(rates):,.0f} {what}, "
        f"target {target:,.0f}: {'reached' if reached else 'MISSED'}"
    )
    return reached


if __name__ == "__main__":
    main()
