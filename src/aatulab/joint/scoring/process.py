"""Process: rungs in order, grounds written down, hits verified, decisions that could be taken."""

from collections.abc import Mapping

from aatulab.joint.play import Play
from aatulab.joint.scoring.sheet import Line, Part

_ASKED = ("reported_documents", "notices")
_RUNGS, _GROUNDS, _VERIFIED, _CLEAN = 40.0, 20.0, 20.0, 20.0


def process(play: Play) -> Part:
    """Return how well the work was done, whatever came of it; nothing done is worth nothing."""
    steps = [step for state in play.states.values() for step in state.steps]
    acts = [ended for state in play.states.values()
            for ended in (state.outcome, state.seized) if ended]  # fmt: skip
    if not steps and not acts:
        return Part(0.0, (Line(0, 100, "Nothing was done with anybody, so there is no process."),))
    clean = sum(not step.lacks for step in steps)
    grounds = [step.ground for step in steps if step.step != "record"]  # a look needs none
    grounds += [act.ground for act in acts]
    with_words = sum(bool(ground) for ground in grounds)
    lines = [
        _share(_RUNGS, clean, len(steps), "steps lacked nothing that the ladder asks"),
        _share(_GROUNDS, with_words, len(grounds), "steps and acts had their ground in words"),
        _taken(play),
    ]
    has_hits = any(each.table in _ASKED for each in play.stage.scenario.planted)
    return Part.shared([*lines, _hits(play)] if has_hits else lines)


def _share(worth: float, got: int, of: int, words: str) -> Line:
    return Line(worth * got / of if of else 0.0, worth, f"{got} of {of} {words}.")


def _hits(play: Play) -> Line:
    """Return whether the owners of records were asked: a hit is where work begins."""
    hits, asked = set(), set()
    for entry in play.log.entries:
        data = entry["data"]
        assert isinstance(data, Mapping)
        if entry["what"] == "answer" and data["outcome"] in {"hit", "possible"}:
            hits |= {match["record"] for match in data["matches"]
                     if data["database"] in {"documents", "notices"}}  # fmt: skip
        if entry["what"] == "owner":
            asked.add(data["record"])
    if not hits:
        return Line(0.0, _VERIFIED, "No database was asked, or nothing was found there.")
    return _share(_VERIFIED, len(hits & asked), len(hits), "records were verified with their owner")


def _taken(play: Play) -> Line:
    told = [entry for entry in play.log.entries if entry["what"] in {"result", "turned away"}]
    good = sum(isinstance(entry["data"], Mapping) and entry["data"].get("accepted") is True
               for entry in told)  # fmt: skip
    return _share(_CLEAN, good, len(told), "decisions could be taken as they were written")
