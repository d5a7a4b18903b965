"""Judgments, hits, pieces and claims to practise writing with.

The same generator gives the same tables.  Everybody and everything in them is invented.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from aatulab.research.columns import need_columns
from aatulab.research.product.words import YARDSTICK

ANALYSTS = ("Ilse", "Tomas", "Perrin")
# how far what comes lies from what is said: 1 is calibrated, less says too much, more too little
_SLOPES = {"Ilse": 1.0, "Tomas": 0.45, "Perrin": 1.7}
_OWNERS = ("customs", "police", "tax service", "border guard", "Unit of Avelia")
_ABOUT = ("payment", "journey", "consignment", "family", "health")
_PEOPLE = ("Oru Valteri", "Mase Indrel", "Kio Harvanto", "Lune Setrade", "Ebo Trasken",
           "Vila Morrend", "Pir Ostanel", "Zan Quellor")  # fmt: skip
_FIRMS = ("Ardmoor Import", "Corrin Import", "Fennick Import", "Gorsedown Import")
_CODES = ("H0", "H0", "H1", "H2", "H3")
_LISTS = {"documents": 0.66, "notices": 0.42, "sanctions": 0.12}


def practice_judgments(rng: np.random.Generator, of_each: int = 90) -> pd.DataFrame:
    """Return what three analysts said and what came of it.

    Columns: `judgment`, `analyst`, `word`, `chance` (as they noted it, 0.05 to 0.95) and `came`.
    """
    rows = [row for analyst in ANALYSTS for row in _judged(analyst, of_each, rng)]
    table = pd.DataFrame(rows, columns=["analyst", "word", "chance", "came"])
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    table.insert(0, "judgment", [f"J-{number:03d}" for number in range(1, len(table) + 1)])
    return table


def practice_hits(rng: np.random.Generator, hits: int = 320) -> pd.DataFrame:
    """Return past answers of look-ups: `list`, `outcome`, `second` (sent along), `confirmed`."""
    lists = rng.choice(list(_LISTS), hits, p=[0.5, 0.3, 0.2])
    is_hit, has_second = rng.random(hits) < 0.55, rng.random(hits) < 0.7
    chance = np.array([_LISTS[str(name)] for name in lists])
    chance = chance * np.where(is_hit, 1.25, 0.45) * np.where(has_second, 1.1, 0.75)
    return pd.DataFrame(
        {
            "list": pd.Series(lists, dtype="str"),
            "outcome": np.where(is_hit, "hit", "possible"),
            "second": has_second,
            "confirmed": rng.random(hits) < np.clip(chance, 0.01, 0.97),
        }
    )


def practice_pieces(rng: np.random.Generator, pieces: int = 44) -> pd.DataFrame:
    """Return the pieces of one file.

    Columns: `piece`, `owner`, `handling` (H0 to H3), `permitted` (the owner has allowed it to be
    passed on), `grade` (6×6), `about`, `person`, `firm`, `euros`, `says`.
    """
    rows = []
    for number in range(1, pieces + 1):
        about = str(rng.choice(_ABOUT, p=[0.3, 0.25, 0.25, 0.1, 0.1]))
        person, firm = str(rng.choice(_PEOPLE)), str(rng.choice(_FIRMS))
        euros = int(rng.integers(20, 400)) * 50
        rows.append(
            {
                "piece": f"P-{number:02d}",
                "owner": str(rng.choice(_OWNERS)),
                "handling": str(rng.choice(_CODES)),
                "permitted": bool(rng.random() < 0.35),
                "grade": f"{rng.choice(list('ABBCCDF'))}{rng.choice(list('1223346'))}",
                "about": about,
                "person": person,
                "firm": firm,
                "euros": euros,
                "says": _sentence(about, person, firm, euros, rng),
            }
        )
    return pd.DataFrame(rows)


def practice_claims(pieces: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the lines of a colleague's draft: `claim`, `cites`, `grade`, `person`, `euros`.

    Most hold; in others the sum, the grade or the person is not that of the piece, or there is no
    such piece.
    """
    need_columns(
        pieces,
        "pieces",
        ("piece", "grade", "person", "euros"),
        "Pass what `practice_pieces(rng)` returns.",
    )
    chosen = pieces.iloc[rng.permutation(len(pieces))[:26]]
    rows = [
        _claim(piece, grade, person, euros, pieces, rng)
        for piece, grade, person, euros in zip(
            chosen["piece"], chosen["grade"], chosen["person"], chosen["euros"], strict=True
        )
    ]
    table = pd.DataFrame(rows, columns=["cites", "grade", "person", "euros"])
    table.insert(0, "claim", range(1, len(table) + 1))
    return table


def _judged(
    analyst: str, count: int, rng: np.random.Generator
) -> Iterator[tuple[str, str, float, bool]]:
    for _ in range(count):
        word = YARDSTICK[
            int(rng.choice(len(YARDSTICK), p=[0.08, 0.14, 0.2, 0.1, 0.24, 0.16, 0.08]))
        ]
        chance = float(
            np.clip(round(float(rng.uniform(word.low, word.high)) * 20) / 20, 0.05, 0.95)
        )
        odds = np.log(chance / (1 - chance)) * _SLOPES[analyst]
        came = bool(rng.random() < 1 / (1 + np.exp(-odds)))
        yield analyst, word.name, chance, came


def _sentence(about: str, person: str, firm: str, euros: int, rng: np.random.Generator) -> str:
    day = f"{rng.integers(1, 29)} {rng.choice(['January', 'February', 'March'])}"
    return {
        "payment": f"{person} paid {euros:,} euros into the account of {firm} on {day}.",
        "journey": f"{person} flew on {day}; {firm} paid {euros:,} euros for the ticket.",
        "consignment": f"{firm} sent goods for {euros:,} euros on {day}, fetched by {person}.",
        "family": f"{person} owes {euros:,} euros to a relative since {day}.",
        "health": f"{person} had a bill of {euros:,} euros from a clinic on {day}.",
    }[about]


def _claim(
    piece: str, grade: str, person: str, euros: int, pieces: pd.DataFrame, rng: np.random.Generator
) -> tuple[str, str, str, int]:
    draw = rng.random()
    if draw < 0.07:
        return piece, grade, person, euros + int(rng.choice([-50, 450, 1_000]))
    if draw < 0.14:
        others = sorted(set(pieces["grade"]) - {grade})
        return piece, others[int(rng.integers(0, len(others)))], person, euros
    if draw < 0.21:
        others = sorted(set(pieces["person"]) - {person})
        return piece, grade, others[int(rng.integers(0, len(others)))], euros
    if draw < 0.26:
        return f"P-{len(pieces) + int(rng.integers(1, 9)):02d}", grade, person, euros
    return piece, grade, person, euros
