"""Short messages from partner gateways: some useful, some stale, some wrong.

A message names what the flow itself shows (a phone, a firm, a route, a consignment, a vehicle);
how it is written and graded does not tell a message that came too late from one in time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import to_text
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.columns import day_number, labels, moments
from aatulab.world.history.files import File
from aatulab.world.history.intelligence import alert_habits
from aatulab.world.passengers.flights import DAY_MIN
from aatulab.world.population.persons import ids
from aatulab.world.roles.draws import choose
from aatulab.world.scene import Scene

GRADES = ("A", "B", "C")
_SOON_MIN, _DAYS = DAY_MIN, 5  # one to six days before, or after
_WRITTEN_MIN = 20


@dataclass(frozen=True)
class Alerts:
    """One entry a message, in order of time; `about` are places in the habits' kinds."""

    kinds: tuple[str, ...]
    about: Whole
    subject: pa.Array
    at: Whole
    grade: Whole

    def followed_for(self, file: File) -> Floats:
        """Return how likely each record of a flow is inspected for a message.

        The message fits it, came in before and is still live.
        """
        docket = file.docket
        chance = np.zeros(file.size)
        for kind, subject in docket.subjects.items():
            told = np.flatnonzero(self.about == self.kinds.index(kind))
            told_of = self.subject.take(pa.array(told))
            known = told_of.unique()
            fits = pc.index_in(subject, value_set=known).fill_null(-1).to_numpy()
            rows = np.flatnonzero(fits >= 0)
            live = self._between(
                pc.index_in(told_of, value_set=known).to_numpy().astype(np.int64),
                self.at[told],
                fits[rows].astype(np.int64),
                docket.at[rows],
            )
            likely = live * alert_habits().followed[kind]
            chance[rows] = np.maximum(chance[rows], likely)
        return chance

    @staticmethod
    def _between(told: Whole, told_at: Whole, fits: Whole, at: Whole) -> Flags:
        far = 2**40  # more minutes than there are
        line = np.sort(told * far + told_at)
        before = np.searchsorted(line, fits * far + at, side="left")
        oldest = fits * far + at - alert_habits().live_days * DAY_MIN
        recent: Flags = before > np.searchsorted(line, oldest, side="left")
        return recent


def draw_alerts(scene: Scene, files: Sequence[File]) -> Alerts:
    """Return all messages that came in until the last day."""
    habits = alert_habits()
    kinds = tuple(habits.kinds)
    gathered = [_of_flow(scene, file, worth) for file in files for worth in habits.rates]
    about = np.concatenate([each.about for each in gathered] or [np.empty(0, dtype=np.int64)])
    at = np.concatenate([each.at for each in gathered] or [np.empty(0, dtype=np.int64)])
    grade = np.concatenate([each.grade for each in gathered] or [np.empty(0, dtype=np.int64)])
    subject = pa.concat_arrays([each.subject for each in gathered] or [pa.array([], pa.string())])
    end = (day_number(scene.gateway.first_day) + scene.gateway.days) * DAY_MIN
    order = np.lexsort((about, at))
    order = order[at[order] < end]
    return Alerts(kinds, about[order], subject.take(pa.array(order)), at[order], grade[order])


def alerts_table(scene: Scene, alerts: Alerts) -> pa.Table:
    """Return the messages as a table."""
    count, airports = len(alerts.at), scene.airports
    hub = airports.index(scene.gateway.hub)
    rng = scene.streams.of("alerts", "partner")
    partner = (hub + rng.integers(1, len(airports.iata), count)) % len(airports.iata)
    return pa.table(
        {
            "alert": to_text(ids("M", scene.gateway.numbers(count))),
            "at": moments(alerts.at),
            "partner": labels(airports.iata, partner),
            "about": labels(alerts.kinds, alerts.about),
            "subject": alerts.subject,
            "grade": labels(GRADES, alerts.grade),
            "text": _texts(scene, alerts),
        }
    )


def _of_flow(scene: Scene, file: File, worth: str) -> Alerts:
    """Return the messages of one worth (useful, stale, wrong) about one flow."""
    habits, docket = alert_habits(), file.docket

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("alerts", f"{file.flow} {worth} {column}")

    among = np.flatnonzero(~file.illicit if worth == "wrong" else file.illicit)
    count = round(habits.rates[worth] / 100 * int(file.illicit.sum())) if len(among) else 0
    record = among[rng("record").integers(0, max(len(among), 1), count)]
    weights = np.zeros((count, len(habits.kinds)))
    for place, (kind, weight) in enumerate(habits.kinds.items()):
        if kind in docket.subjects:
            named = docket.subjects[kind].take(pa.array(record)).is_valid()
            weights[:, place] = weight * named.to_numpy(zero_copy_only=False)
    about = choose(rng("about"), weights, np.arange(count)) if count else record
    apart = _SOON_MIN + rng("at").integers(0, _DAYS * DAY_MIN, count)
    at = docket.at[record] + np.where(worth == "stale", apart, -apart)
    if worth != "stale":  # a consignment has no number before it is sent
        at = np.where(
            about == list(habits.kinds).index("consignment"),
            np.maximum(at, docket.sent[record] + _WRITTEN_MIN),
            at,
        )
    grades = np.array([habits.grades["wrong" if worth == "wrong" else "useful"]])
    grade = choose(rng("grade"), grades, np.zeros(count, dtype=np.int64))
    kinds = tuple(habits.kinds)
    return Alerts(kinds, about, _subjects(file, record, about, kinds), at, grade)


def _subjects(file: File, record: Whole, about: Whole, kinds: tuple[str, ...]) -> pa.Array:
    texts = [
        file.docket.subjects[kinds[kind]][row].as_py()
        for row, kind in zip(record.tolist(), about.tolist(), strict=True)
    ]
    return pa.array(texts, pa.string())


def _texts(scene: Scene, alerts: Alerts) -> pa.Array:
    habits = alert_habits()
    chance = scene.streams.of("alerts", "text").random(len(alerts.at))
    written = []
    for kind, subject, u in zip(
        alerts.about.tolist(), alerts.subject.to_pylist(), chance.tolist(), strict=True
    ):
        known = habits.texts[alerts.kinds[kind]]
        written.append(known[int(u * len(known))].replace("{subject}", subject))
    return pa.array(written, pa.string())
