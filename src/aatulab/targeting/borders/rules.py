"""Two questions to the logs of several airports: what may be passed on, and who acts at once."""

import pandas as pd

from aatulab.targeting.tables import need_columns

OPEN, SERVICES, ORIGINATOR = "open", "named services", "originator"
NOT_NAMED, NOT_ASKED = "service not named", "originator not asked"
MESSAGES = ("message", "fact", "from_airport", "to_service", "sent_at")
FACTS = ("fact", "airport", "handling", "may_go_to", "consent_at")
ACTS = ("act_id", "person", "airport", "began_at", "ended_at")


def against_handling(messages: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Return the messages that should not have been sent, with `why`.

    `named services`: only a service that `may_go_to` names gets it.  `originator`: that, too, and
    an airport that it does not come from passes it on only after the originator's consent.
    """
    need_columns(messages, "messages", MESSAGES, "practice_borders(rng)")
    need_columns(facts, "facts", FACTS, "practice_borders(rng)")
    rows = messages.merge(facts[list(FACTS)], on="fact", how="left")
    is_open = rows["handling"] == OPEN
    named = [
        service in allowed.split(", ")
        for service, allowed in zip(rows["to_service"], rows["may_go_to"], strict=True)
    ]
    is_stranger = ~is_open & ~pd.Series(named, index=rows.index)
    is_third = (rows["handling"] == ORIGINATOR) & (rows["from_airport"] != rows["airport"])
    unasked = is_third & (rows["consent_at"].isna() | (rows["consent_at"] > rows["sent_at"]))
    why = is_stranger.map({True: NOT_NAMED, False: NOT_ASKED})
    return messages.assign(why=why.to_numpy())[(is_stranger | unasked).to_numpy()].reset_index(
        drop=True
    )


def double_acts(acts: pd.DataFrame) -> pd.DataFrame:
    """Return each pair of acts on one person that ran at the same time at different airports.

    Columns: `person`, `first`, `second` (act ids, the one that began first first), `minutes` in
    which both ran.  One that ends when another begins is no double.
    """
    need_columns(acts, "acts", ACTS, "practice_borders(rng)")
    rows = acts.sort_values(["began_at", "act_id"], kind="stable")[list(ACTS)]
    pairs = rows.merge(rows, on="person", suffixes=("", "_2"))
    order = {act: place for place, act in enumerate(rows["act_id"])}
    later = pairs["act_id"].map(order) < pairs["act_id_2"].map(order)
    together = pairs["began_at_2"] < pairs["ended_at"]
    pairs = pairs[later & together & (pairs["airport"] != pairs["airport_2"])]
    ends = pairs[["ended_at", "ended_at_2"]].min(axis=1)
    minutes = (ends - pairs["began_at_2"]).dt.total_seconds() / 60
    found = pairs.assign(minutes=minutes).rename(columns={"act_id": "first", "act_id_2": "second"})
    return found[["person", "first", "second", "minutes"]].reset_index(drop=True)
