"""Notices on persons, all invented: name and date of birth, and not always the date.

Many name somebody who is nowhere here; some have the name of an innocent traveller.  Only the
whole identity, checked with who sent it, says whether a notice means the person who is present.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import to_text
from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import day_number, labels
from aatulab.world.history.intelligence import notice_habits
from aatulab.world.history.suspects import Suspects
from aatulab.world.population.persons import YEAR, ids
from aatulab.world.roles.draws import choose
from aatulab.world.scene import Scene

KINDS = ("arrest sought", "whereabouts asked", "caution", "missing person")
_OLDEST_DAYS = 1_400
_YEARS_APART = 30  # how far a namesake's age lies off, at most


@dataclass(frozen=True)
class _Named:
    """Who notices of one kind name: places in the pools of names, day of birth, kind."""

    surname: Whole
    given: Whole
    birth: Whole
    kind: Whole


def notices_table(scene: Scene, suspects: Suspects) -> pa.Table:
    """Return all notices in order of time."""
    named = _everybody(scene, suspects)
    surname, given, birth, kind = (
        np.concatenate([getattr(each, field) for each in named])
        for field in ("surname", "given", "birth", "kind")
    )
    count, names, airports = len(kind), scene.population.persons.names, scene.airports
    end = day_number(scene.gateway.first_day) + scene.gateway.days

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("notices", column)

    issued = end - 1 - rng("issued_on").integers(0, _OLDEST_DAYS, count)
    ends = issued + 1 + rng("withdrawn_on").integers(0, _OLDEST_DAYS, count)
    stands = (rng("withdrawn").random(count) >= notice_habits().rates["withdrawn"]) | (ends >= end)
    unknown = rng("birth_date").random(count) < notice_habits().rates["no_birth_date"]
    partner = airports.index(scene.gateway.hub) + rng("partner").integers(
        1, len(airports.iata), count
    )
    order = np.lexsort((rng("order").random(count), issued))

    def day(days: Whole, missing: Flags) -> pa.Array:
        column = pa.array(days[order].astype(np.int32), mask=missing[order])
        return column.view(pa.date32())

    return pa.table(
        {
            "notice": to_text(ids("W", scene.gateway.numbers(count))),
            "kind": labels(KINDS, kind[order]),
            "surname": labels(names.surnames, surname[order]),
            "given_names": labels(names.given, given[order]),
            "birth_date": day(birth, unknown),
            "requested_by": labels(airports.iata, partner[order] % len(airports.iata)),
            "issued_on": day(issued, np.zeros(count, dtype=bool)),
            "withdrawn_on": day(ends, stands),
        }
    )


def _everybody(scene: Scene, suspects: Suspects) -> list[_Named]:
    """Return the true ones, those on innocents, their namesakes, and those on people elsewhere."""
    persons, rates = scene.population.persons, notice_habits().rates

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("notices", column)

    def of(places: Whole, kind: str, what: str) -> _Named:
        return _Named(
            persons.surname[places],
            persons.given[places],
            persons.birth[places],
            _kinds(scene, kind, what, len(places)),
        )

    u = rng("noted").random(persons.count)
    guilty = np.where(suspects.organiser, rates["organiser"], rates["of_illicit"])
    known = suspects.person | suspects.organiser
    others = round(rates["others"] * persons.count)
    also_named = np.flatnonzero(~known & (rng("namesake").random(len(u)) < rates["namesakes"]))
    namesakes = of(also_named, "others", "namesake")
    apart = 1 + rng("age").integers(0, int(_YEARS_APART * YEAR), len(also_named))
    older = rng("older").random(len(also_named)) < 0.5
    elsewhere = rng("age elsewhere").integers(0, persons.count, others)
    return [
        of(np.flatnonzero(known & (u < guilty)), "of_illicit", "guilty"),
        of(np.flatnonzero(~known & (u < rates["own"])), "own", "own"),
        _Named(
            namesakes.surname,
            namesakes.given,
            _adult(scene, namesakes.birth + np.where(older, -apart, apart)),
            namesakes.kind,
        ),
        _Named(
            rng("surname").integers(0, len(persons.names.surnames), others),
            rng("given_names").integers(0, len(persons.names.given), others),
            _adult(scene, persons.birth[elsewhere]),
            _kinds(scene, "others", "elsewhere", others),
        ),
    ]


def _adult(scene: Scene, birth: Whole) -> Whole:
    """Return birth days of which none is that of a child."""
    latest = day_number(scene.gateway.first_day) - int(18 * YEAR)
    return np.minimum(birth, latest - birth % 1_000)


def _kinds(scene: Scene, kind: str, what: str, count: int) -> Whole:
    weights = notice_habits().kinds[kind]
    known = np.array([[weights.get(name, 0.0) for name in KINDS]])
    rng = scene.streams.of("notices", f"kind of {what}")
    return choose(rng, known, np.zeros(count, dtype=np.int64))
