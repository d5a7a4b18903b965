"""What reached the server's door in one night, to decide what it must refuse.

Among honest messages come some that were sent again, under an old number, or too late.  The log
holds what stands in clear beside each sealed box; the texts are nowhere.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:  # the methods need no case machinery to run
    from aatulab.cases import Case

_WINDOW_S = 120
_SENDERS = ("colombo-1", "colombo-2", "frankfurt-1", "frankfurt-2", "male-1", "brussels-1")
_GROUPS = ("Cargo on 0S 445", "All airports", "Frankfurt and Brussels")


def practice_line(case: "Case", rng: np.random.Generator, messages: int = 70) -> pd.DataFrame:
    """Return what came to the door, in its order: honest messages, and some that are not.

    Columns: `arrival` (1, 2, ...), `at` (the server's moment, UTC), `sender`, `group`, `message`
    (its id), `counter` (the sender's number), `sent_at` (as the sender signed it), `bytes`.
    """
    rows = _honest(case, rng, messages)
    for kind in ("again", "again", "again", "number", "number", "number", "late", "late", "late"):
        rows.append(_odd(rows[int(rng.integers(messages // 3, messages))], kind, rng))
    table = pd.DataFrame(rows).sort_values("at", kind="stable", ignore_index=True)
    table.insert(0, "arrival", np.arange(1, len(table) + 1))
    for column in ("at", "sent_at"):
        table[column] = pd.to_datetime(table[column], utc=True).astype("datetime64[ns, UTC]")
    return table


def _honest(case: "Case", rng: np.random.Generator, count: int) -> list[dict[str, Any]]:
    counters = {name: int(rng.integers(3, 60)) for name in _SENDERS}
    at = case.as_of - pd.Timedelta(hours=9)
    rows: list[dict[str, Any]] = []
    for _ in range(count):
        at += timedelta(seconds=int(rng.integers(140, 800)))
        sender = str(rng.choice(_SENDERS))
        counters[sender] += 1
        rows.append({
            "at": at, "sender": sender, "group": str(rng.choice(_GROUPS, p=[0.5, 0.2, 0.3])),
            "message": f"{int(rng.integers(16**8)):08x}", "counter": counters[sender],
            "sent_at": at - timedelta(seconds=int(rng.integers(0, _WINDOW_S))),
            "bytes": int(rng.integers(380, 2600)),
        })  # fmt: skip
    return rows


def _odd(row: dict[str, Any], kind: str, rng: np.random.Generator) -> dict[str, Any]:
    at = row["at"] + timedelta(seconds=int(rng.integers(15, 5000)))
    fresh = {"message": f"{int(rng.integers(16**8)):08x}", "at": at}
    if kind == "again":  # the very same bytes
        return row | {"at": at}
    if kind == "number":  # signed anew under a number that was used
        return row | fresh | {"sent_at": at - timedelta(seconds=int(rng.integers(1, 60)))}
    late = at - timedelta(seconds=int(rng.integers(_WINDOW_S + 1, 4000)))
    return row | fresh | {"sent_at": late, "counter": row["counter"] + 500}
