"""Who was noted where by partner services, before and during the days of the gateway.

Most who are noted have done nothing.  When somebody was noted does not depend on when he comes.
"""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import to_text
from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import day_number, labels, moments
from aatulab.world.docket import taken
from aatulab.world.history.files import File
from aatulab.world.history.intelligence import sighting_habits
from aatulab.world.history.suspects import Suspects
from aatulab.world.passengers.flights import DAY_MIN
from aatulab.world.population.persons import ids
from aatulab.world.scene import Scene

ABOUT = ("person", "firm", "vehicle")


def sightings_table(scene: Scene, files: Sequence[File], suspects: Suspects) -> pa.Table:
    """Return the sightings in order of time."""
    habits, population = sighting_habits(), scene.population
    plates, of_illicit = _vehicles(files)
    adults = np.zeros(population.persons.count, dtype=bool)
    adults[population.households.head] = True
    seen = [
        _noted(scene, "person", suspects.person, adults | suspects.person, suspects.organiser),
        _noted(scene, "firm", suspects.firm, np.ones(population.firms.count, dtype=bool)),
        _noted(scene, "vehicle", of_illicit, np.ones(len(plates), dtype=bool)),
    ]
    about = np.repeat(np.arange(len(ABOUT)), [len(places) for places in seen])
    place = np.concatenate(seen)
    count = len(place)

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("sightings", column)

    span = (habits.days_before + scene.gateway.days) * DAY_MIN
    begins = (day_number(scene.gateway.first_day) - habits.days_before) * DAY_MIN
    at = begins + rng("at").integers(0, span, count)
    order = np.lexsort((place, about, at))
    about, place, at = about[order], place[order], at[order]
    airports = scene.airports.iata

    def only(kind: str) -> Whole:
        return np.where(about == ABOUT.index(kind), place, -1)

    return pa.table(
        {
            "sighting": to_text(ids("V", scene.gateway.numbers(count))),
            "at": moments(at),
            "place": labels(airports, rng("place").integers(0, len(airports), count)),
            "setting": labels(
                habits.settings, rng("setting").integers(0, len(habits.settings), count)
            ),
            "service": labels(
                habits.services, rng("service").integers(0, len(habits.services), count)
            ),
            "about": labels(ABOUT, about),
            "person_id": _named(population.persons.ids, only("person")),
            "firm_id": _named(population.firms.ids, only("firm")),
            "plate": taken(plates, only("vehicle")),
        }
    )


def _noted(
    scene: Scene, about: str, suspect: Flags, among: Flags, organiser: Flags | None = None
) -> Whole:
    """Return who was noted, once for each time."""
    habits = sighting_habits()
    of_illicit, others = habits.noted[about]

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("sightings", f"{about} {column}")

    chance = np.where(suspect, of_illicit, others)
    if organiser is not None:
        chance = np.where(organiser, habits.organiser, chance)
    places = np.flatnonzero(among & (rng("noted").random(len(chance)) < chance))
    return np.repeat(places, 1 + rng("again").poisson(habits.again, len(places)))


def _vehicles(files: Sequence[File]) -> tuple[pa.Array, Flags]:
    """Return every plate once, and whether an illicit record has it."""
    plates, illicit = [pa.array([], pa.string())], [np.zeros(0, dtype=bool)]
    for file in files:
        if "vehicle" in file.docket.subjects:
            plates.append(file.docket.subjects["vehicle"])
            illicit.append(file.illicit)
    coded = pa.concat_arrays(plates).dictionary_encode()
    place = coded.indices.fill_null(-1).to_numpy().astype(np.int64)
    of_illicit = np.zeros(len(coded.dictionary), dtype=bool)
    of_illicit[place[np.concatenate(illicit) & (place >= 0)]] = True
    return coded.dictionary, of_illicit


def _named(ids_of: Callable[[Whole], pa.Array], places: Whole) -> pa.Array:
    """Return an id for each place, missing where the place is below 0."""
    return taken(ids_of(np.maximum(places, 0)), np.where(places < 0, -1, np.arange(len(places))))
