"""Firms abroad that send goods to the hub, each with an account.

No register of the gateway's State knows them, so they are not of the population: what is known
of an exporter stands on his waybills.  He is found by where he sends from, what he deals in and
when his account was opened, so that the larger a world, the more customers an exporter has.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import Bytes
from aatulab.codes.shuffle import shuffled_below
from aatulab.world.arrays import Floats, Whole
from aatulab.world.goods import goods_of
from aatulab.world.population.persons import ids
from aatulab.world.population.points import Points, draw_points
from aatulab.world.population.pools import activities, legal_forms, streets
from aatulab.world.reference import names
from aatulab.world.roles.draws import choose
from aatulab.world.scene import Scene

_OLDEST_DAYS = 9_000
_MOST_HOUSES = 220


@dataclass(frozen=True)
class Exporters:
    """One entry an exporter."""

    name: pa.Array
    address: pa.Array
    account: Bytes
    opened: Whole  # days since 1970
    points: Points

    @property
    def count(self) -> int:
        """Return the number of exporters."""
        return len(self.opened)


def draw_exporters(
    scene: Scene, at: Whole, goods: Whole, used: Whole, age_days: Floats
) -> tuple[Exporters, Whole]:
    """Return the exporters, and which of them each shipment is of.

    `at` is the airport where the goods began to fly, `used` the day on which the account was
    needed first, `age_days` how old it was then.
    """
    activity = _activities(scene, goods)
    age = np.clip(age_days, 1, _OLDEST_DAYS).astype(np.int64)
    # the older an account, the more of its neighbours in time are one and the same
    octave = np.log2(age).astype(np.int64)
    opened = (used - age) // _step(octave) * _step(octave)
    key = ((at * 64 + activity) * 16 + octave) * 65_536 + opened
    key, of_shipment = np.unique(key, return_inverse=True)
    opened, octave, place = key % 65_536, key // 65_536 % 16, key // 65_536 // 16
    # somewhat earlier than the beginning of the time that makes them one
    u = scene.streams.of("shippers", "opened").random(len(key))
    opened -= (u * _step(octave)).astype(np.int64)
    return _exporters(scene, place // 64, place % 64, opened), of_shipment


def _step(octave: Whole) -> Whole:
    """Return the days of a time in which accounts of an age of 2^octave days are one."""
    steps: Whole = 1 << np.maximum(octave - 1, 0)
    return steps


def _activities(scene: Scene, goods: Whole) -> Whole:
    """Return an activity that deals in each of the goods, the usual ones more often."""
    known, rows = goods_of("cargo"), activities().rows
    weights: Floats = np.array(
        [[row.weight * (chapter in row.chapters) for row in rows] for chapter in known.chapter]
    )
    return choose(scene.streams.of("shippers", "activity"), weights, goods)


def _exporters(scene: Scene, at: Whole, activity: Whole, opened: Whole) -> Exporters:
    gateway, streams, count = scene.gateway, scene.streams, len(at)

    def rng(column: str) -> np.random.Generator:
        return streams.of("shippers", column)

    words = [row.words for row in activities().rows]
    most = max(map(len, words))
    pool = pa.array([row[place % len(row)] for row in words for place in range(most)])
    word = activity * most + rng("word").integers(0, most, count)
    coined = names().firms
    stem = shuffled_below(
        np.arange(count) % len(coined), len(coined), streams.keys("shippers", "stem")
    )
    form = rng("form").integers(0, len(legal_forms()), count)
    street = rng("street").integers(0, len(streets()), count)
    number = 1 + (_MOST_HOUSES * rng("house").random(count) ** 2).astype(np.int64)
    towns = pa.array(town_names(scene))
    numbers = gateway.numbers(count)
    account = shuffled_below(numbers, 10**8, streams.keys("shippers", "account"))
    population = scene.population
    # the contact points of the population are numbered before these
    taken = population.households.count + population.firms.count + population.agents.count
    return Exporters(
        name=pc.binary_join_element_wise(
            coined.take(pa.array(stem)),
            pool.take(pa.array(word)),
            pa.array(legal_forms()).take(pa.array(form)),
            " ",
        ),
        address=pc.binary_join_element_wise(
            pc.binary_join_element_wise(
                pa.array(number).cast(pa.string()), streets().take(pa.array(street)), " "
            ),
            towns.take(pa.array(at)),
            ", ",
        ),
        account=ids("K", account.astype(np.int64) - 1),
        opened=opened,
        points=draw_points(gateway, names().firms_mrz, stem.astype(np.int64), streams, first=taken),
    )


def town_names(scene: Scene) -> list[str]:
    """Return town and State of each airport, as an address ends."""
    places = scene.airports
    return [f"{city}, {state}" for city, state in zip(places.city, places.country3, strict=True)]
