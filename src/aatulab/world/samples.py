"""The small sample in `datasets/samples/`: every table as CSV, with digests.

It shows what the tables look like without building anything, and it catches a change of the
world that nobody meant: a test builds it again and compares every byte.
"""

import hashlib
from collections.abc import Mapping

from aatulab.world.build import build_world
from aatulab.world.frames import to_frame
from aatulab.world.spec import WorldSpec

SAMPLE = WorldSpec(seed=7, bookings=100, days=2)
DIGESTS = "SHA256SUMS"
_FURTHER = {"waybills": "air waybills", "items": "postal items", "crossings": "land crossings"}
_SIZE = ", ".join(
    [f"{SAMPLE.bookings} bookings"]
    + [f"{SAMPLE.records_of(flow)} {name}" for flow, name in _FURTHER.items()]
)
_README = f"""# A small sample

{_SIZE}:
two days, made by seed {SAMPLE.seed}.  Everything in it is invented.  What the columns mean is
in the [data dictionary](../dictionary/README.md).  The truth lies apart in `truth/`.  `{DIGESTS}`
holds a digest of every file; `aatulab world sample` makes them again.
"""


def sample_files() -> Mapping[str, bytes]:
    """Return the files of the sample by their path inside `datasets/samples/`."""
    world = build_world(SAMPLE)
    tables = {f"{name}.csv": table for name, table in sorted(world.tables.items())}
    tables |= {f"truth/{name}.csv": table for name, table in sorted(world.hidden.items())}
    files = {
        path: to_frame(table).to_csv(index=False, lineterminator="\n").encode()
        for path, table in tables.items()
    }
    files["README.md"] = _README.encode()
    digests = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
    return {**files, DIGESTS: "".join(digests).encode()}
