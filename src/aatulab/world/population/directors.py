"""Who directs which firm, and since when; some persons direct several."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Whole
from aatulab.world.columns import days, repeated
from aatulab.world.population.firms import Firms
from aatulab.world.population.persons import Persons
from aatulab.world.roles.draws import choose
from aatulab.world.streams import Streams

_HOW_MANY = (0.0, 0.62, 0.27, 0.11)
_FROM_THE_BEGINNING, _LEFT = 0.7, 0.2


@dataclass(frozen=True)
class Directors:
    """One entry a term of office, in the order of the firms; the first director never left."""

    firm: Whole
    person: Whole
    since: Whole  # days since 1970
    until: Whole  # -1 for those who still direct

    def first_of(self, firms: Whole) -> Whole:
        """Return the person who stands first in the register for each firm."""
        return self.person[np.searchsorted(self.firm, firms)]


def draw_directors(
    firms: Firms, heads: Whole, persons: Persons, today: int, streams: Streams
) -> Directors:
    """Return one to three directors a firm, from among `heads`, adults each of another home.

    They live in the firm's State, or anywhere if nobody lives there.
    """

    def rng(column: str) -> np.random.Generator:
        return streams.of("directors", column)

    everyone = np.zeros(firms.count, dtype=np.int64)
    firm, which = repeated(choose(rng("count"), np.array([_HOW_MANY]), everyone))
    by_state = heads[np.argsort(persons.residence[heads], kind="stable")]
    residence = persons.residence[by_state]
    first = np.searchsorted(residence, firms.state[firm], side="left")
    last = np.searchsorted(residence, firms.state[firm], side="right")
    last, first = np.where(first == last, len(heads), last), np.where(first == last, 0, first)
    person = by_state[first + (rng("person").random(len(firm)) * (last - first)).astype(np.int64)]
    _, once = np.unique(firm * persons.count + person, return_index=True)  # nobody twice in a firm
    kept = np.sort(once)
    firm, which, person = firm[kept], which[kept], person[kept]
    since = firms.registered[firm]
    later = (which > 0) & (rng("later").random(len(firm)) > _FROM_THE_BEGINNING)
    since = since + np.where(later, rng("since").random(len(firm)) * (today - since), 0).astype(int)
    left = (which > 0) & (rng("left").random(len(firm)) < _LEFT)
    ended = since + (rng("until").random(len(firm)) * (today - since)).astype(np.int64)
    return Directors(firm, person, since, np.where(left, ended, -1))


def directors_table(directors: Directors, firms: Firms, persons: Persons) -> pa.Table:
    """Return the directors as a table."""
    until = pa.array(directors.until.astype(np.int32), mask=directors.until < 0)
    return pa.table(
        {
            "firm_id": firms.ids(directors.firm),
            "person_id": persons.ids(directors.person),
            "since": days(directors.since),
            "until": until.view(pa.date32()),
        }
    )
