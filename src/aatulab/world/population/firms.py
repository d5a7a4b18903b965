"""Firms, as the register shows them: what they do, how old and how large they are.

Most are small, some are young, a few are dormant or struck off; none of that proves anything.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.codes.shuffle import shuffled_below
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.columns import day_number, days, labels
from aatulab.world.lines import places_on
from aatulab.world.population.persons import YEAR, ids
from aatulab.world.population.points import Points
from aatulab.world.population.pools import activities, legal_forms
from aatulab.world.reference import Names
from aatulab.world.roles.draws import choose
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

STATUSES = ("active", "dormant", "struck off")
_STATUS_SHARES = (0.92, 0.05, 0.03)
_FIRMS_A_RECORD, _LEAST = 0.04, 150
_AT_HUB = 0.7
_MEAN_AGE_YEARS, _OLDEST_YEARS, _YOUNGEST_DAYS = 9.0, 60.0, 8
_MOST_EMPLOYEES = 5_000
_LODGERS, _FIRMS_A_LODGING = 0.10, 120  # at the accountant's; one such office for so many firms


@dataclass(frozen=True)
class Firms:
    """One entry a firm; `activity` is a place in `activities().rows`, `state` one in States."""

    firm_id: Bytes
    name: pa.Array
    register_number: Bytes
    registered: Whole  # days since 1970
    activity: Whole
    employees: Whole
    status: Whole  # places in STATUSES
    state: Whole
    stem: Whole  # the coined part of the name
    lodges_with: Whole  # the firm whose address it shares, or -1

    @property
    def count(self) -> int:
        """Return the number of firms."""
        return len(self.state)

    def ids(self, places: Whole) -> pa.Array:
        """Return the `firm_id` of each place."""
        return to_text(rows(self.firm_id, places))

    def draw(self, rng: np.random.Generator, count: int, among: Flags | None = None) -> Whole:
        """Return active firms, each as likely as it has employees; `among` says which may come.

        If there is none among them, any active firm may come.
        """
        weight: Floats = self.employees * (self.status == 0)
        if among is not None and (weight * among).any():
            weight = weight * among
        line = np.cumsum(weight)
        return places_on(line, rng.random(count) * line[-1])

    def trading_in(self, chapter: str) -> Flags:
        """Return which firms deal in goods of a chapter of the Harmonized System, as `"03"`."""
        return np.isin(self.activity, activities().trading_in(chapter))


def draw_firms(gateway: Gateway, hub: int, states: int, names: Names, streams: Streams) -> Firms:
    """Return the firms; `hub` is the place of the gateway's State among so many `states`."""
    records = gateway.bookings + gateway.other_records
    # as many as can have a name of their own
    most = len(names.firms) * len(legal_forms())
    count = int(np.clip(records * _FIRMS_A_RECORD, _LEAST, most))

    def rng(column: str) -> np.random.Generator:
        return streams.of("firms", column)

    everyone = np.zeros(count, dtype=np.int64)
    weights = np.array([[row.weight for row in activities().rows]])
    activity = choose(rng("activity"), weights, everyone)
    stem = shuffled_below(np.arange(count), len(names.firms), streams.keys("firms", "stem"))
    abroad = rng("state elsewhere").integers(0, states, count)
    state = np.where(rng("state").random(count) < _AT_HUB, hub, abroad)
    age = np.minimum(rng("registered_on").exponential(_MEAN_AGE_YEARS, count), _OLDEST_YEARS)
    size = rng("employees").random(count) ** -1.2  # many small, few large (Zipf)
    numbers = gateway.numbers(count)
    register = shuffled_below(numbers, 10**8, streams.keys("firms", "register_number"))
    return Firms(
        firm_id=ids("F", numbers),
        name=_names(activity, stem.astype(np.int64), names, rng("name")),
        register_number=ids("R", register.astype(np.int64)),
        registered=day_number(gateway.first_day) - _YOUNGEST_DAYS - (age * YEAR).astype(np.int64),
        activity=activity,
        employees=np.minimum(size, _MOST_EMPLOYEES).astype(np.int64),
        status=choose(rng("status"), np.array([_STATUS_SHARES]), everyone),
        state=state,
        stem=stem.astype(np.int64),
        lodges_with=_lodgings(state, hub, streams),
    )


def firms_table(firms: Firms, address_id: pa.Array, points: Points) -> pa.Table:
    """Return the firms as a table."""
    known = activities().rows
    chapters = [" ".join(row.chapters) for row in known]
    different = list(dict.fromkeys(text for text in chapters if text))
    place = np.array([different.index(text) if text else len(different) for text in chapters])
    return pa.table(
        {
            "firm_id": to_text(firms.firm_id),
            "name": firms.name,
            "register_number": to_text(firms.register_number),
            "registered_on": days(firms.registered),
            "activity": labels([row.name for row in known], firms.activity),
            "hs_chapters": labels(different, place[firms.activity]),
            "employees": firms.employees,
            "status": labels(STATUSES, firms.status),
            "address_id": address_id,
            "phone": points.phone,
            "email": points.email,
        }
    )


def _names(activity: Whole, stem: Whole, names: Names, rng: np.random.Generator) -> pa.Array:
    """Return a coined word, a word of the activity and a legal form; no two are alike."""
    words = [word for row in activities().rows for word in row.words]
    counts = np.array([len(row.words) for row in activities().rows])
    starts = np.cumsum(counts) - counts
    word = starts[activity] + (rng.random(len(activity)) * counts[activity]).astype(np.int64)
    form = np.arange(len(activity)) // len(names.firms)
    return pc.binary_join_element_wise(
        names.firms.take(pa.array(stem)),
        pa.array(words).take(pa.array(word)),
        pa.array(legal_forms()).take(pa.array((form + stem) % len(legal_forms()))),
        " ",
    )


def _lodgings(state: Whole, hub: int, streams: Streams) -> Whole:
    """Return whose address each firm shares; those who lodge others are at the hub, as they are."""
    rng = streams.of("firms", "lodging")
    lodges_with = np.full(len(state), -1)
    local = np.flatnonzero(state == hub)
    hosts = local[: max(1, len(local) // _FIRMS_A_LODGING)]
    guests = local[len(hosts) :]
    if len(hosts):
        guests = guests[rng.random(len(guests)) < _LODGERS]
        lodges_with[guests] = hosts[rng.integers(0, len(hosts), len(guests))]
    return lodges_with
