"""How fast a database of ten million records answers, exactly and by a near name.

    python tests/bench/bench_research.py [--rows 10000000] [--questions 60]

The records are reported documents and notices made from the world's syllables, with further
syllables added so that there are as many different words as a real register has (some hundred
thousand).  Seconds are those of the wall clock; the median and the 95th of 100 are shown, since
other programs may use the same cores.  Ends with 1 if a median misses its target.
"""

import argparse
import resource
import statistics
import time
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import UNAMBIGUOUS
from aatulab.research.kinds import KINDS
from aatulab.research.names.compare import Name
from aatulab.research.shelf import Shelf
from aatulab.world.reference import names

AT = datetime(2026, 5, 10, 12, tzinfo=UTC)
EXACT_S, FUZZY_S, FLIGHT_S, FLIGHT = 0.010, 0.300, 1.0, 300
WORDS = 150_000  # surnames


def main() -> None:
    """Fill, ask, print, and say which target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--questions", type=int, default=60)
    options = parser.parse_args()
    rng = np.random.default_rng(8)
    reached = [documents(options.rows, options.questions, rng)]
    reached.append(notices(options.rows, options.questions, rng))
    peak_gb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"\nmost memory: {peak_gb:.1f} GB")
    raise SystemExit(0 if all(reached) else 1)


def documents(rows: int, questions: int, rng: np.random.Generator) -> bool:
    """Look numbers up: those that are there, those with one character wrong, and a flight's."""
    symbols = np.frombuffer(UNAMBIGUOUS.encode(), dtype=np.uint8)
    drawn = symbols[rng.integers(0, len(symbols), (rows, 8))]
    text = np.concatenate([np.full((rows, 1), ord("U"), dtype=np.uint8), drawn], axis=1)
    numbers = pa.array(np.ascontiguousarray(text).view("S9").ravel().astype("U9"))
    table = pa.table(
        {
            "report": pa.array(np.char.add("D", np.arange(rows).astype("U8"))),
            "document_type": pa.array(["P"]).take(pa.array(np.zeros(rows, dtype=np.int64))),
            "document_number": numbers,
            "issuing_state": pa.array(["UTO"]).take(pa.array(np.zeros(rows, dtype=np.int64))),
            "reported_on": pa.array(rng.integers(18_000, 20_400, rows).astype("datetime64[D]")),
        }
    )
    shelf = _filled("documents", table, 100.0)
    known = numbers.take(pa.array(rng.integers(0, rows, questions + FLIGHT))).to_pylist()
    single = [{"document_number": number} for number in known[:questions]]
    exact = _timed(lambda q: shelf.exact(q, AT, 20), single)
    asked = _timed(lambda q: shelf.search(q, AT, 20), single)
    flight = [{"document_number": number} for number in known[questions:]]
    screened = [_once(lambda: shelf.screen(flight, AT, 20)) for _ in range(3)]
    print("documents")
    return all(
        (
            _verdict("exact look-up", exact, EXACT_S),
            _verdict("with one character wrong, too", asked, FUZZY_S),
            _verdict(f"a flight of {FLIGHT}, both", screened, FLIGHT_S),
        )
    )


def notices(rows: int, questions: int, rng: np.random.Generator) -> bool:
    """Look names up with a typing error in each, and screen a flight by name."""
    surnames = _surnames(rng)
    surname = surnames.take(_skewed(len(surnames), rows, rng))
    given = names().given.take(_skewed(len(names().given), rows, rng))
    table = pa.table(
        {
            "notice": pa.array(np.char.add("W", np.arange(rows).astype("U8"))),
            "surname": surname,
            "given_names": given,
            "birth_date": pa.array(rng.integers(-10_000, 14_000, rows).astype("datetime64[D]")),
            "issued_on": pa.array(rng.integers(18_000, 20_400, rows).astype("datetime64[D]")),
            "withdrawn_on": pa.nulls(rows, pa.timestamp("us")),
        }
    )
    shelf = _filled("notices", table, 85.0)
    print(f"notices: {shelf.names.index.words:,} different words")
    places = rng.integers(0, rows, questions + FLIGHT).tolist()
    born = table["birth_date"]
    queries = [
        {"surname": _mistyped(surname[place].as_py(), rng), "given_names": given[place].as_py()}
        for place in places
    ]
    fuzzy = _timed(lambda q: shelf.search(q, AT, 20), queries[:questions])
    counts = [
        len(shelf.names.index.candidates(Name.of(*q.values()))[0]) for q in queries[:questions]
    ]
    flight = [
        query | {"birth_date": str(born[place].as_py())}
        for query, place in zip(queries[questions:], places[questions:], strict=True)
    ]
    screened = [_once(lambda: shelf.screen(flight, AT, 20)) for _ in range(3)]
    hits = sum(bool(found.matches) for found in shelf.screen(flight, AT, 20))
    print(f"  of {FLIGHT} mistyped names with their date of birth {hits} are found")
    print(f"  records with two near words: median {statistics.median(counts):,}")
    return all(
        (
            _verdict("near name", fuzzy, FUZZY_S),
            _verdict(f"a flight of {FLIGHT}", screened, FLIGHT_S),
        )
    )


def _surnames(rng: np.random.Generator) -> pa.Array:
    """Return the world's surnames, some with a further syllable in front."""
    own = names().surnames.to_pylist()
    starts = [name[:3] for name in own[:: len(own) // 40]]
    more = {
        f"{starts[a]}{own[b].lower()}"
        for a, b in zip(
            rng.integers(0, len(starts), WORDS), rng.integers(0, len(own), WORDS), strict=True
        )
    }
    return pa.array([*own, *sorted(more)])


def _skewed(names_: int, rows: int, rng: np.random.Generator) -> pa.Array:
    """Return names by their places, few of them borne by many: the first by 2 in 100."""
    return pa.array((names_ * rng.random(rows) ** 3).astype(np.int64))


def _mistyped(name: str, rng: np.random.Generator) -> str:
    place = int(rng.integers(1, len(name)))
    return name[:place] + "e" + name[place + 1 :]


def _filled(kind: str, table: pa.Table, possible_from: float) -> Shelf:
    begin = time.perf_counter()
    shelf = Shelf(KINDS[kind], table, possible_from)
    print(f"\n{kind}: {table.num_rows:,} records filled in {time.perf_counter() - begin:.1f} s")
    return shelf


def _timed(ask, questions) -> list[float]:  # type: ignore[no-untyped-def]
    ask(questions[0])  # the first question opens what is lazy
    return [_once(lambda q=question: ask(q)) for question in questions]


def _once(work) -> float:  # type: ignore[no-untyped-def]
    begin = time.process_time()
    work()
    return time.process_time() - begin


def _verdict(what: str, seconds: list[float], target_s: float) -> bool:
    median = statistics.median(seconds)
    slow = sorted(seconds)[int(0.95 * (len(seconds) - 1))]
    word = "reached" if median < target_s else "MISSED"
    print(
        f"  {what:<32} median {median * 1e3:8.2f} ms, 95 of 100 within {slow * 1e3:8.2f} ms; "
        f"target {target_s * 1e3:.0f} ms {word}"
    )
    return median < target_s


if __name__ == "__main__":
    main()
