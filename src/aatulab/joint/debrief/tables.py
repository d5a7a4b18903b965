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


def known_table(session: Session) -> pd.DataFrame:
    """Return one row for each role and fact that it came to know, in the order of time.

    Columns: `fact`, `who` (of the cast), `says`, `weighs`, `airport`, `service`, `known_at` (UTC),
    `via` (own, message, look-up, verify or a step), `told_by` (empty: nobody).
    """
    play, rows = session.play, []
    for role in play.roles:
        for key, known in play.knowledge.of(role).items():
            fact = play.stage.facts[key]
            rows.append(
                {
                    "fact": key,
                    "who": play.stage.scenario.cast[fact.about].title,
                    "says": fact.says,
                    "weighs": fact.weighs,
                    "airport": role.airport,
                    "service": role.service,
                    "known_at": pd.Timestamp(play.moment(known.since_s)),
                    "via": known.via,
                    "told_by": known.told_by,
                }
            )
    columns = ["fact", "who", "says", "weighs", "airport", "service", "known_at", "via", "told_by"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values("known_at", kind="stable", ignore_index=True)


def missed_table(session: Session) -> pd.DataFrame:
    """Return one row for each need that was not met in time, in words.

    Columns: `fact`, `says`, `lay with`, `since`, `needed by`, `until`, `arrived`; times in UTC.
    """
    play = session.play

    def clock(second: int | None) -> str:
        return "never" if second is None else f"{play.moment(second):%H:%M}"

    rows = [
        {
            "fact": need.fact,
            "says": play.stage.facts[need.fact].says,
            "lay with": need.lay_with,
            "since": clock(need.since_s),
            "needed by": str(need.needed_by),
            "until": clock(need.until_s),
            "arrived": clock(need.arrived_s),
        }
        for need in needs_of(play)
        if need.state != "in time"
    ]
    columns = ["fact", "says", "lay with", "since", "needed by", "until", "arrived"]
    return pd.DataFrame(rows, columns=columns)


def acts_table(session: Session) -> pd.DataFrame:
    """Return what was done with whom, and what was refused, in words; `UTC`, `role`, `whom`."""
    play = session.play
    titles = {ref: play.stage.scenario.cast[key].title for key, ref in play.stage.cast.items()}
    rows = timeline(session)
    rows = rows[rows["what"].isin(["done", "act", "turned away"])]
    whom = rows["subject"].map(titles).fillna("a stranger to all this")
    return pd.DataFrame(
        {
            "UTC": rows["at"],
            "role": rows["role"],
            "whom": whom.where(rows["subject"] != "", ""),
            "words": [
                words.removeprefix(f"{role}: ")
                for role, words in zip(rows["role"], rows["words"], strict=True)
            ],
        }
    ).reset_index(drop=True)


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


def lost_points(session: Session) -> pd.DataFrame:
    """Return what cost points, the dearest of each part first: `part`, `lost`, `words`."""
    lines = score_table(session)
    lines["lost"] = (lines["of"] - lines["got"]).round(1)
    lines["place"] = lines["part"].map({name: n for n, name in enumerate(lines["part"].unique())})
    lines = lines[lines["lost"] > 0].sort_values(
        ["place", "lost"], ascending=[True, False], kind="stable", ignore_index=True
    )
    return lines[["part", "lost", "words"]]


def _done(play: Play, state: State) -> str:
    if state.outcome is None:
        return state.phase(play.now_s)
    when = f"{play.moment(state.outcome.at_s):%H:%M}"
    return f"{state.outcome.act} by {state.outcome.role} at {when}"


def _minutes(second: int | None) -> float | None:
    return None if second is None else round(second / 60, 1)
