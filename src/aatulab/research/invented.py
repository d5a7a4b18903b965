"""A list of sanctions and a register of stolen works, invented from a seed in the world's style.

The world has neither.  Names come from the same syllables for everybody.  Some listings bear the
name of somebody on the unit's own records, written as another clerk would, with a date of birth of
their own: they are namesakes, as most of those who are found on a real list.  Makers and works are
composed of the same syllables, so that none is anybody's.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from aatulab.world.reference import names
from aatulab.world.streams import Streams

LISTINGS, NAMESAKES, WORKS = 240, 24, 180
_EARLIEST, _DAYS = pd.Timestamp("2014-01-01"), 4_300
_PROGRAMMES = ("trafficking in arms", "trafficking in drugs", "trafficking in wildlife")
_KINDS = {
    "painting": ("oil on canvas", "tempera on wood", "gouache on paper"),
    "sculpture": ("bronze", "terracotta", "limestone", "carved wood"),
    "vessel": ("silver", "glazed earthenware", "glass"),
    "manuscript": ("ink on parchment", "ink on paper"),
    "coin": ("gold", "silver", "copper alloy"),
    "textile": ("wool", "silk and linen"),
}
_SUBJECTS = {
    "painting": ("Harbour at {}", "Winter road near {}", "The ferryman of {}", "Orchard in {}"),
    "sculpture": ("Seated figure of {}", "Head of a rider from {}", "Lion of {}"),
    "vessel": ("Ewer of {}", "Covered bowl from {}", "Two-handled cup, {}"),
    "manuscript": ("Book of hours of {}", "Map of {} and its islands", "Star tables of {}"),
    "coin": ("Twelve-piece of {}", "Half crown of {}", "Ship penny, {}"),
    "textile": ("Hunting carpet of {}", "Procession cloth of {}", "Prayer hanging, {}"),
}


def invented_sanctions(tables: Mapping[str, pd.DataFrame], seed: int) -> pd.DataFrame:
    """Return the listings: `listing`, names, `also_known_as`, day of birth, programme, day."""
    streams = Streams(seed)
    surnames, given = names().surnames.to_pylist(), names().given.to_pylist()

    def rng(column: str) -> np.random.Generator:
        return streams.of("sanctions", column)

    listed = pd.DataFrame(
        {
            "surname": rng("surname").choice(surnames, LISTINGS),
            "given_names": rng("given_names").choice(given, LISTINGS),
        }
    ).astype("str")
    known = _people(tables)
    if len(known):
        chosen = rng("namesake").choice(len(known), min(NAMESAKES, len(known)), replace=False)
        for row, place in enumerate(chosen):
            surname, first = known[place]
            listed.loc[row, "surname"] = _as_another_clerk(surname, rng(f"clerk {row}"))
            listed.loc[row, "given_names"] = first
    born = pd.Timestamp("1950-01-01") + pd.to_timedelta(
        rng("birth_date").integers(0, 18_000, LISTINGS), unit="D"
    )
    listed["birth_date"] = pd.Series(born).mask(rng("no date").random(LISTINGS) < 0.3)
    listed["also_known_as"] = rng("alias").choice(given, LISTINGS)
    listed["programme"] = rng("programme").choice(_PROGRAMMES, LISTINGS)
    listed["listed_on"] = _EARLIEST + pd.to_timedelta(
        rng("listed_on").integers(0, _DAYS, LISTINGS), unit="D"
    )
    listed = listed.iloc[rng("order").permutation(LISTINGS)].reset_index(drop=True)
    listed.insert(0, "listing", [f"L{place:08d}" for place in range(1, LISTINGS + 1)])
    return listed


def invented_works(seed: int) -> pd.DataFrame:
    """Return the works: `work`, kind, title, maker, material, size, inventory number, theft."""
    streams = Streams(seed)
    surnames, places = names().surnames.to_pylist(), names().firms.to_pylist()

    def rng(column: str) -> np.random.Generator:
        return streams.of("works", column)

    kinds = rng("kind").choice(list(_KINDS), WORKS)
    title, material = rng("title"), rng("material")
    rows = [
        {
            "kind": kind,
            "title": str(title.choice(_SUBJECTS[kind])).format(title.choice(places)),
            "maker": f"workshop of {title.choice(surnames)}",
            "material": str(material.choice(_KINDS[kind])),
            "largest_cm": float(np.round(material.uniform(2, 5), 1))
            if kind == "coin"
            else float(np.round(material.uniform(15, 180))),
        }
        for kind in map(str, kinds)
    ]
    works = pd.DataFrame(rows)
    numbers = rng("inventory").permutation(9_000)[:WORKS] + 1_000
    works["inventory"] = [f"UTO-{number}" for number in numbers]
    works["reported_by"] = "UTO"
    works["reported_on"] = _EARLIEST + pd.to_timedelta(
        rng("reported_on").integers(0, _DAYS, WORKS), unit="D"
    )
    works.insert(0, "work", [f"K{place:08d}" for place in range(1, WORKS + 1)])
    return works


def _people(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, str]]:
    for table in ("passengers", "persons"):
        rows = tables.get(table)
        if rows is not None and {"surname", "given_names"} <= set(rows.columns):
            once = rows[["surname", "given_names"]].drop_duplicates()
            return list(once.itertuples(index=False, name=None))
    return []


def _as_another_clerk(name: str, rng: np.random.Generator) -> str:
    """Return a name with two letters that changed places, one doubled, or one left out."""
    place = int(rng.integers(1, max(len(name) - 1, 2)))
    how = int(rng.integers(0, 3))
    if how == 0:
        return name[: place - 1] + name[place] + name[place - 1].lower() + name[place + 1 :]
    return name[:place] + name[place] * (how == 1) + name[place if how == 1 else place + 1 :]
