"""Put sittings of one reader one after the other: a learning curve in words and numbers.

Says what has changed between the first and the last sitting, with an interval, and whether the
images were enough to rank people by.  Called by `aatulab xray scores`.
"""

from collections.abc import Sequence
from statistics import median

from aatulab.inspection.xray.training.detection import Detection, difference, measure_detection
from aatulab.inspection.xray.training.reliability import judge_length
from aatulab.inspection.xray.training.scoring import Session


def measured(session: Session) -> Detection | None:
    """Return the measures of a sitting, or None while nothing can be told apart."""
    shown = {outcome.trial.shows_threat for outcome in session.outcomes}
    return measure_detection(session.counts()) if len(shown) == 2 else None


def learning_row(session: Session) -> str:
    """Return one sitting as a row: found, stopped for nothing, d' with interval, c, seconds."""
    detection = measured(session)
    if detection is None:
        answered = len(session.outcomes)
        return f"{answered} images answered: too few of either kind to measure anything"
    counts, around = detection.counts, detection.d_prime_interval
    seconds = median(outcome.seconds for outcome in session.outcomes)
    return (
        f"{f'{counts.hits}/{counts.threats}':>9} {f'{counts.false_alarms}/{counts.harmless}':>9}  "
        f"{detection.d_prime:.2f} ({around.low:+.2f} to {around.high:+.2f})  "
        f"{detection.criterion:+.2f}  {seconds:7.1f}"
    )


def outlook(sessions: Sequence[Session]) -> str:
    """Return what changed from the first to the last sitting, and how far scores may be trusted."""
    known = [detection for detection in map(measured, sessions) if detection is not None]
    if not known:
        return "Nothing to compare yet: images with and without an object are needed."
    counts = [detection.counts for detection in known]
    threats, hits = sum(one.threats for one in counts), sum(one.hits for one in counts)
    words = judge_length(threats, hit_rate=hits / threats).sentence()
    if len(known) == 1:
        return words
    change, around = difference(known[-1], known[0])
    clear = "no clear change yet" if around.low <= 0 <= around.high else "a clear change"
    return (
        f"From the first to the last: d' {change:+.2f} (95 %: {around.low:+.2f} to "
        f"{around.high:+.2f}), {clear}.\nAll together: {words}"
    )
