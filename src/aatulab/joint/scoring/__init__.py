"""The score of an exercise: outcome, process, rights safeguards, cooperation, each in words.

Every point that was not earned has a sentence.  The score is for the debrief, not for ranking
people; a person reads the log before anybody is judged by it.
"""

from collections.abc import Callable, Mapping

from aatulab.joint.play import Play
from aatulab.joint.scoring.cooperation import Need, cooperation, needs_of
from aatulab.joint.scoring.outcome import outcome
from aatulab.joint.scoring.process import process
from aatulab.joint.scoring.rights import rights
from aatulab.joint.scoring.sheet import Line, Part, Score

WEIGHTS: Mapping[str, float] = {
    "outcome": 0.40,
    "process": 0.15,
    "rights": 0.25,
    "cooperation": 0.20,
}
_PARTS: Mapping[str, Callable[[Play], Part]] = {
    "outcome": outcome,
    "process": process,
    "rights": rights,
    "cooperation": cooperation,
}


def score(play: Play) -> Score:
    """Return the score of an exercise up to now, which is the whole of it when it is over."""
    parts = {name: count(play) for name, count in _PARTS.items()}
    total = sum(WEIGHTS[name] * part.points for name, part in parts.items())
    is_over = play.now_s >= play.stage.scenario.end_s
    return Score(round(total, 1), parts, is_over)


__all__ = ["WEIGHTS", "Line", "Need", "Part", "Score", "needs_of", "score"]
