"""A session as tables: the timeline, the truth beside what was done, needs, points."""

from collections.abc import Mapping

import pandas as pd

from aatulab.joint.play import Play
from aatulab.joint.scoring import needs_of, score
from aatulab.joint.session import Session
from aatulab.joint.subjects import State
from aatulab.joint.told import entry_words

_TOLD = ("landed", "learned", "message", "answer", "owner", "done", "act", "inject", "turned away")


def timeline(session: Session) -> pd.DataFrame:
    """Return one row an event: `s`, `at`, `role`, `what`, `subject`, `words`."""
    play, rows = session.play, []
    for entry in session.log.entries:
        what, data, second = str(entry["what"]), entry["data"], entry["s"]
        if what not in _TOLD:
            continue
        assert isinstance(data, Mapping)
        assert isinstance(second, int)
        rows.append(
            {
                "s": second,
                "at": f"{play.moment(second):%H:%M}",
                "role": str(entry["who"]),
                "what": what,
                "subject": str(data.get("subject", "")),
                "words": entry_words(what, str(entry["who"]), data),
            }
        )
    return pd.DataFrame(rows, columns=["s", "at", "role", "what", "subject", "words"])


def truth_table(session: Session) -> pd.DataFrame:
    """Return one row for each of the cast: what was so, what was right, what was done, and why."""
    play = session.play
    rows = []
    for key, ref in play.stage.cast.items():
        member, state = play.stage.scenario.cast[key], play.states[ref]
        rows.append(
            {
                "who": member.title,
                "record": ref,
                "at": member.airport,
                "truth": member.truth,
                "right": member.right,
                "done": _done(play, state),
                "why": member.why,
            }
        )
    return pd.DataFrame(rows).set_index("who")


def needs_table(session: Session) -> pd.DataFrame:
    """Return one row a need: fact, subject, where it lay, since when, who needed it, when it came.

    Minutes from the beginning; missing where it never came.
    """
    rows = [
        {
            "fact": need.fact,
            "subject": need.subject,
            "lay_with": need.lay_with,
            "since_min": _minutes(need.since_s),
            "needed_by": str(need.needed_by),
            "arrived_min": _minutes(need.arrived_s),
            "until_min": _minutes(need.until_s),
            "state": need.state,
        }
        for need in needs_of(session.play)
    ]
    return pd.DataFrame(rows)


def pairs_table(session: Session) -> pd.DataFrame:
    """Return how many needs between two services were met in time, and how many were not."""
    needs = needs_table(session)
    service = needs[["lay_with", "needed_by"]].apply(lambda column: column.str.split(":").str[0])
    met = needs["state"].eq("in time")
    counted = service.assign(in_time=met, not_in_time=~met)
    return pd.DataFrame(counted.groupby(["lay_with", "needed_by"]).sum())


def score_table(session: Session) -> pd.DataFrame:
    """Return one row a sentence of the score: `part`, `got`, `of`, `words`."""
    sheet = score(session.play)
    rows = [
        {"part": name, "got": line.got, "of": line.of, "words": line.words}
        for name, part in sheet.parts.items()
        for line in part.lines
    ]
    return pd.DataFrame(rows, columns=["part", "got", "of", "words"])


def _done(play: Play, state: State) -> str:
    if state.outcome is None:
        return state.phase(play.now_s)
    when = f"{play.moment(state.outcome.at_s):%H:%M}"
    return f"{state.outcome.act} by {state.outcome.role} at {when}"


def _minutes(second: int | None) -> float | None:
    return None if second is None else round(second / 60, 1)
