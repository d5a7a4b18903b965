"""A shed to practise on: bags, cargo and parcels at arrival, each with one story or none.

Most units are what they say.  In a few something was added on the way, or heavy goods lie among
light ones; with more of them something looks wrong and is not: a skid, a wet carton, a customs
officer's own seal, a slip of the pen.  The same generator gives the same shed; all is invented.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from aatulab.inspection.goods.packed import PACKED, packed_table
from aatulab.inspection.goods.questions import NONE, all_questions, group_of
from aatulab.inspection.goods.rates import SHADOW_IF_FOUND, SHADOW_IF_NOT

Row = dict[str, object]
MOST_BAG_KG = 31.5
_BY_LOT = 0.12  # of earlier units without a question, so many were opened by lot


@dataclass(frozen=True)
class Kind:
    """A kind of unit: what it may hold, sizes of a piece in cm, minutes to open one."""

    goods: tuple[str, ...]
    sizes: tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
    most_pieces: int
    minutes: tuple[int, int]
    has_seal: bool = False


_TRADE = tuple(name for name in PACKED if name != "PERSONAL EFFECTS")
_HEAVY = ("CERAMIC TILES", "STEEL DRILLS", "BRASS FITTINGS", "COPPER WIRE")
KINDS: Mapping[str, Kind] = {
    "bag": Kind(("PERSONAL EFFECTS",), ((50, 63), (34, 43), (20, 27)), 1, (12, 19)),
    "cargo": Kind(_TRADE, ((30, 61), (25, 41), (15, 31)), 6, (18, 37), has_seal=True),
    "parcel": Kind(
        tuple(name for name in _TRADE if name not in _HEAVY),
        ((28, 46), (20, 34), (10, 24)), 1, (6, 12),
    ),
}  # fmt: skip


def practice_shed(
    now: pd.Timestamp, rng: np.random.Generator, count: int = 120
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a shed, one row a unit, and apart from it the truth, indexed by `unit`.

    The truth has `role`, `found`, `fact` (what the opening shows, in words) and `shadow` (whether
    an X-ray image would leave a place open).
    """
    names = [f"U{number:03d}" for number in range(1, count + 1)]
    roles = rng.choice(list(ROLES), count, p=[role.share for role in ROLES.values()])
    rows = [_unit(name, str(role), now, rng) for name, role in zip(names, roles, strict=True)]
    shed = pd.DataFrame(rows)
    shed["screened_at"] = pd.to_datetime(shed["screened_at"], utc=True)
    found = np.array([ROLES[str(role)].is_find for role in roles])
    shadow = rng.random(count) < np.where(found, SHADOW_IF_FOUND, SHADOW_IF_NOT)
    facts = [ROLES[str(role)].fact for role in roles]
    truth = pd.DataFrame(
        {"role": roles.astype(str), "found": found, "fact": facts, "shadow": shadow},
        index=pd.Index(names, name="unit"),
    )
    return shed, truth


def practice_openings(
    now: pd.Timestamp, rng: np.random.Generator, count: int = 1_500
) -> pd.DataFrame:
    """Return the log of earlier openings: `opening`, `group` (its question), `minutes`, `found`.

    Of `count` units the unit opened each that raised a question, and some by lot.
    """
    shed, truth = practice_shed(now - pd.Timedelta(days=60), rng, count)
    groups = group_of(all_questions(shed, packed_table()))
    is_opened = (groups != NONE) | (rng.random(count) < _BY_LOT)
    log = pd.DataFrame({"group": groups, "found": truth["found"]})
    log["minutes"] = shed.set_index("unit")["minutes"]
    log = log[is_opened].reset_index(drop=True)
    log.insert(0, "opening", range(1, len(log) + 1))
    return log[["opening", "group", "minutes", "found"]]


def _unit(name: str, role: str, now: pd.Timestamp, rng: np.random.Generator) -> Row:
    kinds = ROLES[role].kinds
    kind = str(rng.choice(kinds, p=[0.25, 0.5, 0.25] if len(kinds) == 3 else None))
    row = _as_it_says(name, kind, now, rng)
    ROLES[role].happens(row, rng)
    return row


def _as_it_says(name: str, kind: str, now: pd.Timestamp, rng: np.random.Generator) -> Row:
    """Return a unit that is what its paper says."""
    of = KINDS[kind]
    goods = str(rng.choice(of.goods))
    sizes = [int(rng.integers(low, high)) for low, high in of.sizes]
    pieces = int(rng.integers(1, of.most_pieces + 1))
    band = PACKED[goods]
    density = rng.uniform(band.least * 1.06, band.most * 0.94)
    kg = _tenths(density * np.prod(sizes) / 1000 * pieces)
    seal = f"A {rng.integers(100_000, 1_000_000)}" if of.has_seal else ""
    loaded = now - pd.Timedelta(minutes=int(rng.integers(400, 1_500)))
    is_known = kind == "cargo" and bool(rng.random() < 0.4)
    screened = pd.NaT if is_known else loaded - pd.Timedelta(minutes=int(rng.integers(60, 900)))
    secured = "KC" if is_known else "RA" if kind != "bag" else "airport"
    return {
        "unit": name, "kind": kind, "goods": goods, "pieces": pieces, "pieces_arrived": pieces,
        "length_cm": sizes[0], "width_cm": sizes[1], "height_cm": sizes[2],
        "accepted_kg": kg, "arrived_kg": _on_another_scale(kg, rng),
        "seal_accepted": seal, "seal_arrived": seal, "resealed_by": "",
        "secured_by": secured, "screened_at": screened, "loaded_at": loaded,
        "minutes": int(rng.integers(*of.minutes)) + 2 * (pieces - 1),
    }  # fmt: skip


def _tenths(kg: float) -> float:
    return round(max(float(kg), 0.3), 1)


def _on_another_scale(kg: float, rng: np.random.Generator) -> float:
    return _tenths(kg * (1 + float(np.clip(rng.normal(0, 0.003), -0.008, 0.008))))


def _nothing(_row: Row, _rng: np.random.Generator) -> None:
    """Let the unit be what it says."""


def _add_weight(row: Row, kg: float) -> None:
    row["arrived_kg"] = _tenths(float(str(row["arrived_kg"])) + kg)


def _rip_on(row: Row, rng: np.random.Generator) -> None:
    """Put something in on the way; often the seal had to go, sometimes it is a piece of its own."""
    _add_weight(row, max(float(rng.uniform(4, 14)), 0.03 * float(str(row["accepted_kg"]))))
    if row["seal_arrived"] and rng.random() < 0.6:
        row["seal_arrived"] = f"A {rng.integers(100_000, 1_000_000)}"
    elif rng.random() < 0.3:
        row["pieces_arrived"] = int(str(row["pieces"])) + 1


def _heavy_inside(row: Row, rng: np.random.Generator) -> None:
    _pack(row, rng.uniform(1.2, 3.0) * PACKED[str(row["goods"])].most, rng)


def _wet(row: Row, rng: np.random.Generator) -> None:
    _pack(row, rng.uniform(1.04, 1.3) * PACKED[str(row["goods"])].most, rng)


def _half_empty(row: Row, rng: np.random.Generator) -> None:
    _pack(row, rng.uniform(0.5, 0.9) * PACKED[str(row["goods"])].least, rng)


def _pack(row: Row, kg_per_l: float, rng: np.random.Generator) -> None:
    """Let both scales show what so heavy a litre comes to."""
    sizes = [float(str(row[f"{side}_cm"])) for side in ("length", "width", "height")]
    kg = kg_per_l * float(np.prod(sizes)) / 1000 * int(str(row["pieces"]))
    # no airline accepts a bag of more
    accepted = _tenths(min(kg, MOST_BAG_KG) if row["kind"] == "bag" else kg)
    row["accepted_kg"], row["arrived_kg"] = accepted, _on_another_scale(accepted, rng)


def _skid(row: Row, rng: np.random.Generator) -> None:
    _add_weight(row, max(float(rng.uniform(6, 20)), 0.03 * float(str(row["accepted_kg"]))))


def _reseal(row: Row, rng: np.random.Generator) -> None:
    row["seal_arrived"] = f"A {rng.integers(100_000, 1_000_000)}"
    row["resealed_by"] = "customs, in transit"


def _slip(row: Row, _rng: np.random.Generator) -> None:
    """Exchange two neighbouring figures of the seal's number that differ."""
    seal = str(row["seal_arrived"])
    place = next((n for n in range(6, 2, -1) if seal[n] != seal[n + 1]), 0)
    if place:
        row["seal_arrived"] = seal[:place] + seal[place + 1] + seal[place] + seal[place + 2 :]
    else:  # six times the same figure
        row["seal_arrived"] = seal[:-1] + str((int(seal[-1]) + 1) % 10)


def _other_seal(row: Row, rng: np.random.Generator) -> None:
    row["seal_arrived"] = f"A {rng.integers(100_000, 1_000_000)}"


def _mended(row: Row, rng: np.random.Generator) -> None:
    """Let the carrier pack a burst carton anew, and write nothing down."""
    _other_seal(row, rng)
    row["pieces_arrived"] = int(str(row["pieces"])) + 1
    _add_weight(row, 0.012 * float(str(row["accepted_kg"])) + 1.2)


def _left_behind(row: Row, _rng: np.random.Generator) -> None:
    """Let one piece wait for the next flight."""
    pieces = int(str(row["pieces"])) + 1
    each = float(str(row["accepted_kg"])) / int(str(row["pieces"]))
    row["pieces"] = pieces
    row["accepted_kg"] = _tenths(each * pieces)


def _unscreened(row: Row, rng: np.random.Generator) -> None:
    row["secured_by"] = "airport" if row["kind"] == "bag" else "RA"
    loaded = pd.Timestamp(str(row["loaded_at"]))
    late = loaded + pd.Timedelta(minutes=int(rng.integers(5, 90)))
    row["screened_at"] = late if rng.random() < 0.4 else pd.NaT


_ALL = tuple(KINDS)
_CARGO = ("cargo",)


@dataclass(frozen=True)
class Role:
    """A story of a unit: how often, what happens to its row, and what an opening shows."""

    share: float
    happens: Callable[[Row, np.random.Generator], None]
    fact: str
    is_find: bool = False
    kinds: tuple[str, ...] = _ALL


ROLES: Mapping[str, Role] = {
    "as it says": Role(0.665, _nothing, "what the paper says"),
    "hidden": Role(0.015, _nothing, "goods of another kind, declared nowhere", is_find=True),
    "put in": Role(
        0.02, _rip_on, "a pack that no paper names, laid in on the way",
        is_find=True, kinds=("cargo", "bag"),
    ),
    "heavy inside": Role(
        0.025, _heavy_inside, "something heavy among the goods, declared nowhere", is_find=True,
    ),
    "exchanged": Role(
        0.006, _other_seal, "other goods than declared, under a new seal",
        is_find=True, kinds=_CARGO,
    ),
    "walked through": Role(
        0.005, _unscreened, "goods that an image would have shown", is_find=True,
    ),
    "wet": Role(0.035, _wet, "the goods, and wet cartons"),
    "half empty": Role(0.03, _half_empty, "the goods, and much paper round them"),
    "skid": Role(0.045, _skid, "a wooden skid that was on one scale only", kinds=_CARGO),
    "new seal": Role(0.035, _reseal, "what the paper says; customs had looked", kinds=_CARGO),
    "slip of the pen": Role(
        0.03, _slip, "what the paper says; two figures were exchanged", kinds=_CARGO
    ),
    "mended": Role(0.025, _mended, "the goods, packed anew by the carrier", kinds=_CARGO),
    "left behind": Role(
        0.02, _left_behind, "the goods; one piece came a flight later", kinds=_CARGO
    ),
    "late screening": Role(0.044, _unscreened, "what the paper says; the slip came later"),
}  # fmt: skip
