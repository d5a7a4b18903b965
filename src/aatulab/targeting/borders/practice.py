"""The logs of one night at three airports, each in local time, to practise on.

The night is the one in which summer time begins in Europe.  Persons, facts and acts are invented;
the same generator gives the same tables.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from aatulab.targeting.borders.clock import in_utc
from aatulab.targeting.borders.knowing import enough_at, first_known, unmet
from aatulab.targeting.borders.rules import (
    NOT_ASKED,
    NOT_NAMED,
    OPEN,
    ORIGINATOR,
    SERVICES,
    against_handling,
    double_acts,
)

_ORIGINS = {"GRU": "America/Sao_Paulo", "BOG": "America/Bogota", "JFK": "America/New_York",
            "DEL": "Asia/Kolkata", "NRT": "Asia/Tokyo"}  # fmt: skip
_TRANSITS = {"LIS": "Europe/Lisbon", "MAD": "Europe/Madrid", "DOH": "Asia/Qatar"}
_ENDS = {"BRU": "Europe/Brussels", "VIE": "Europe/Vienna", "OSL": "Europe/Oslo"}
_POOLS = (_ORIGINS, _TRANSITS, _ENDS)
_CHANGE = pd.Timestamp("2026-03-29 01:00", tz="UTC")  # clocks go forward in Europe
IN_DANGER = "P1"
_FOUR = ("customs", "police", "border guard", "post")
# who, where it arises (0 origin, 1 transit, 2 where the flight lands), service, words
_FACTS = (
    ("P1", 0, "police", "a helpline was called: work was promised, then a debt was named"),
    ("P1", 0, "border guard", "somebody else answered every question for her"),
    ("P1", 1, "border guard", "her passport was shown by the man behind her"),
    ("P1", 1, "customs", "her bag was checked in by somebody else"),
    ("P1", 2, "police", "the address of her stay is that of three others this month"),
    ("P1", 2, "post", "four letters with the same sender wait for that address"),
    ("P2", 0, "customs", "he paid for two tickets, in cash"),
    ("P2", 0, "police", "his phone stands on five bookings"),
    ("P2", 1, "police", "he asked which door is used by groups"),
    ("P2", 2, "customs", "his parcel was announced with another weight"),
    ("P2", 2, "border guard", "a document in his name was reported"),
    ("P3", 0, "post", "the addressee has asked twice for an envelope"),
    ("P3", 1, "customs", "an employer's letter explains the tools"),
    ("P3", 2, "police", "he works at the hotel and meets guests every night"),
)
_ACTS = ("conversation", "call of the family", "request to the carrier", "hold of a bag",
         "look-up of contacts", "visit at the address")  # fmt: skip
_AHEAD = pd.Timedelta(minutes=30)  # the three together knew enough so long before landing
_FEWEST = 2  # of each kind of breach that a night has


@dataclass(frozen=True)
class BorderCase:
    """One night: where the flight lands and when (its clock), and the tables of the services."""

    airports: tuple[str, str, str]  # origin, transit, where the flight lands
    zones: Mapping[str, str]
    lands_local: pd.Timestamp
    exit_local: pd.Timestamp  # when the person reaches the exit there
    needed: tuple[str, ...]  # facts with which the right question about P1 can be asked
    facts: pd.DataFrame
    messages: pd.DataFrame
    needs: pd.DataFrame
    acts: pd.DataFrame
    way: pd.DataFrame

    @property
    def lands_at(self) -> pd.Timestamp:
        """Return the landing in UTC."""
        return self.lands_local.tz_localize(self.zones[self.airports[2]]).tz_convert("UTC")

    def utc(self, table: pd.DataFrame, column: str, airport: str) -> pd.Series:
        """Return one column of local times in UTC; `airport` names the column of whose clock."""
        return in_utc(table[column], table[airport], self.zones)


def practice_borders(rng: np.random.Generator) -> BorderCase:
    """Return one night in which there is something to find for every question.

    `facts`: fact, person, words, airport, service, arose_local, handling, may_go_to,
    consent_local.  `messages`: message, fact, from_airport, to_airport, to_service, sent_local,
    received_local.  `needs`: need, fact, airport, until_local.  `acts`: act_id, person, airport,
    service, act, began_local, ended_local.  `way`: sender, line_min, reading_min, acting_min.
    """
    while not _teaches(night := _drawn(rng)):
        pass
    airports, lands_at = night.airports, night.lands_at
    zones = {airport: pool[airport] for airport, pool in zip(airports, _POOLS, strict=True)}
    zone = zones[airports[2]]
    exit_at = lands_at + pd.Timedelta(minutes=int(rng.integers(25, 55)))
    return BorderCase(
        airports=airports,
        zones=zones,
        lands_local=_local(lands_at, zone),
        exit_local=_local(exit_at, zone),
        needed=night.needed,
        facts=_on_clocks(night.facts, zones, {"arose_at": "airport", "consent_at": "airport"}),
        messages=_on_clocks(
            night.messages, zones, {"sent_at": "from_airport", "received_at": "to_airport"}
        ),
        needs=_on_clocks(night.needs, zones, {"until_at": "airport"}),
        acts=_on_clocks(night.acts, zones, {"began_at": "airport", "ended_at": "airport"}),
        way=_way(rng, airports),
    )


@dataclass(frozen=True)
class _Night:
    """What was drawn, every moment in UTC."""

    airports: tuple[str, str, str]
    lands_at: pd.Timestamp
    needed: tuple[str, ...]
    facts: pd.DataFrame
    messages: pd.DataFrame
    needs: pd.DataFrame
    acts: pd.DataFrame


def _drawn(rng: np.random.Generator) -> _Night:
    origin, transit, end = (str(rng.choice(list(pool))) for pool in _POOLS)
    airports = (origin, transit, end)
    lands_at = _CHANGE + pd.Timedelta(minutes=int(rng.integers(40, 200)))
    facts = _facts(rng, airports, lands_at)
    return _Night(
        airports=airports,
        lands_at=lands_at,
        needed=_needed(rng, facts, airports),
        facts=facts,
        messages=_messages(rng, facts, airports),
        needs=_needs(rng, facts, airports, lands_at),
        acts=_acts(rng, airports, lands_at),
    )


def _teaches(night: _Night) -> bool:
    """Return whether facts were lost and came late, rules were broken, and acts met."""
    broken = against_handling(night.messages, night.facts)["why"].value_counts()
    if (broken.reindex([NOT_NAMED, NOT_ASKED], fill_value=0) < _FEWEST).any():
        return False
    known = first_known(night.facts, night.messages)
    late = unmet(night.needs, known)["known_at"]
    together = enough_at(known, night.needed)
    alone = [enough_at(known, night.needed, airport) for airport in night.airports]
    return bool(
        late.isna().any()
        and late.notna().any()
        and isinstance(together, pd.Timestamp)
        and night.lands_at - together > _AHEAD
        and 0 < sum(map(pd.isna, alone)) < len(alone)
        and len(double_acts(night.acts)) > _FEWEST
    )


def _facts(
    rng: np.random.Generator, airports: tuple[str, ...], lands_at: pd.Timestamp
) -> pd.DataFrame:
    rows = []
    for number, (person, place, service, words) in enumerate(_FACTS, start=1):
        before = int(rng.integers(*((240, 620), (90, 420), (-25, 300))[place]))
        arose = lands_at - pd.Timedelta(minutes=before)
        in_danger = person == IN_DANGER  # what is known of her is never open, nor the post's
        shares = [0.0, 0.45, 0.55] if in_danger else [0.2, 0.35, 0.45]
        handling = str(rng.choice([OPEN, SERVICES, ORIGINATOR], p=shares))
        pool = _FOUR[:3] if in_danger else _FOUR
        others = rng.choice(pool, int(rng.integers(1, 3)), replace=False)
        allowed = _FOUR if handling == OPEN else sorted({service, *map(str, others)})
        asked = handling == ORIGINATOR and rng.random() < 0.5
        consent = arose + pd.Timedelta(minutes=int(rng.integers(20, 200))) if asked else pd.NaT
        rows.append((f"F{number:02d}", person, words, airports[place], service, arose, handling,
                     ", ".join(allowed), consent))  # fmt: skip
    columns = ["fact", "person", "words", "airport", "service", "arose_at", "handling",
               "may_go_to", "consent_at"]  # fmt: skip
    return _aware(pd.DataFrame(rows, columns=columns))


def _messages(
    rng: np.random.Generator, facts: pd.DataFrame, airports: tuple[str, ...]
) -> pd.DataFrame:
    """Return what was sent: from where it arose, and now and then on from where it came."""
    rows: list[tuple[object, ...]] = []
    parts = (facts[name] for name in ("fact", "airport", "arose_at", "may_go_to"))
    for fact, home, arose, allowed in zip(*parts, strict=True):
        sender, has_since = str(home), arose
        for _ in range(int(rng.integers(2, 4))):
            to = str(rng.choice([each for each in airports if each != sender]))
            sent = has_since + pd.Timedelta(minutes=_delay(rng, 6, 150))
            came = sent + pd.Timedelta(minutes=_delay(rng, 2, 90))
            is_lost = rng.random() < 0.14
            service = _receiver(rng, str(allowed))
            rows.append((fact, sender, to, service, sent, pd.NaT if is_lost else came))
            if not is_lost and rng.random() < 0.65:
                sender, has_since = to, came  # whoever has it now may pass it on
    columns = ["fact", "from_airport", "to_airport", "to_service", "sent_at", "received_at"]
    table = _aware(pd.DataFrame(rows, columns=columns))
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    table.insert(0, "message", [f"M{number:02d}" for number in range(1, len(table) + 1)])
    return table


def _delay(rng: np.random.Generator, usual: int, long: int) -> int:
    return int(rng.integers(1, usual * 2 if rng.random() < 0.7 else long))


def _receiver(rng: np.random.Generator, allowed: str) -> str:
    return str(rng.choice(allowed.split(", ") if rng.random() < 0.7 else _FOUR))


def _needs(
    rng: np.random.Generator, facts: pd.DataFrame, airports: tuple[str, ...], lands_at: pd.Timestamp
) -> pd.DataFrame:
    rows = []
    parts = (facts[name] for name in ("fact", "airport", "arose_at"))
    for fact, home, arose in zip(*parts, strict=True):
        for airport in airports:
            if airport != home and rng.random() < 0.55:
                until = lands_at + pd.Timedelta(minutes=int(rng.integers(-60, 60)))
                rows.append((fact, airport, max(until, arose)))
    table = pd.DataFrame(rows, columns=["fact", "airport", "until_at"])
    table.insert(0, "need", [f"N{number:02d}" for number in range(1, len(table) + 1)])
    return table


def _acts(
    rng: np.random.Generator, airports: tuple[str, ...], lands_at: pd.Timestamp
) -> pd.DataFrame:
    rows = []
    for person in (IN_DANGER, "P2", "P3"):
        for _ in range(int(rng.integers(5, 8))):
            airport = str(rng.choice(airports))
            began = lands_at - pd.Timedelta(minutes=int(rng.integers(-50, 260)))
            ended = began + pd.Timedelta(minutes=int(rng.integers(10, 50)))
            service = str(rng.choice(_FOUR[:3]))
            rows.append((person, airport, service, str(rng.choice(_ACTS)), began, ended))
    columns = ["person", "airport", "service", "act", "began_at", "ended_at"]
    table = pd.DataFrame(rows, columns=columns)
    table = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
    table.insert(0, "act_id", [f"A{number:02d}" for number in range(1, len(table) + 1)])
    return table


def _needed(
    rng: np.random.Generator, facts: pd.DataFrame, airports: tuple[str, ...]
) -> tuple[str, ...]:
    """Return one fact on P1 from each airport."""
    of_her = facts[facts["person"] == IN_DANGER]
    return tuple(
        str(rng.choice(of_her.loc[of_her["airport"] == airport, "fact"])) for airport in airports
    )


def _way(rng: np.random.Generator, airports: tuple[str, ...]) -> pd.DataFrame:
    """Return the minutes from a sender's desk to the officer at the exit."""
    rows = [
        (airport, int(rng.integers(2, 7)), int(rng.integers(8, 25)), int(rng.integers(10, 30)))
        for airport in airports
    ]
    return pd.DataFrame(rows, columns=["sender", "line_min", "reading_min", "acting_min"])


def _on_clocks(
    table: pd.DataFrame, zones: Mapping[str, str], columns: Mapping[str, str]
) -> pd.DataFrame:
    """Return the table with each moment as the clock of its airport showed it."""
    shown = table.copy()
    for column, airport in columns.items():
        moments = pd.to_datetime(table[column], utc=True)
        local = [_local(at, zones[where])
                 for at, where in zip(moments, table[airport], strict=True)]  # fmt: skip
        shown[column] = pd.Series(pd.to_datetime(local), index=table.index)
    return shown.rename(columns={name: name.replace("_at", "_local") for name in columns})


def _aware(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with all moments in UTC, also where all are missing."""
    moments = [name for name in table.columns if name.endswith("_at")]
    return table.assign(**{name: pd.to_datetime(table[name], utc=True) for name in moments})


def _local(at: pd.Timestamp, zone: str) -> pd.Timestamp:
    return at if pd.isna(at) else at.tz_convert(zone).tz_localize(None)
