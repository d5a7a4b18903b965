"""Say what a decision came to, and what a sitting came to, in words and as a plain page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from statistics import median

from aatulab.inspection.xray.models.library import Library
from aatulab.inspection.xray.training.progress import measured
from aatulab.inspection.xray.training.reliability import judge_length
from aatulab.inspection.xray.training.scoring import Session
from aatulab.inspection.xray.training.sitting import Feedback
from aatulab.inspection.xray.training.trials import Decision

MUTED = "#555555"
_TITLES = {
    "hit": "Found",
    "miss": "Missed",
    "wrong place": "Right to search, but not there",
    "false alarm": "False alarm",
    "correct rejection": "Rightly cleared",
}


@dataclass(frozen=True)
class Told:
    """Feedback as a reader gets it."""

    outcome: str
    title: str
    text: str


def tell(feedback: Feedback, library: Library) -> Told:
    """Return what a reader is told after one decision."""
    kind = feedback.outcome.kind
    sentences = []
    if feedback.threat is not None:
        category = library.categories[feedback.threat.category].title
        sentences.append(f"{feedback.threat.title} ({category.lower()}).")
        if feedback.threat.cue:
            sentences.append(f"What gives it away: {_sentence(feedback.threat.cue)}")
        sentences += _named_otherwise(feedback, library)
    else:
        sentences.append("Nothing in this bag has to be found.")
    if feedback.marked is not None:
        thing = feedback.marked.title
        sentences.append(f"You marked something harmless: {thing[0].lower()}{thing[1:]}.")
    return Told(kind, _TITLES[kind], " ".join(sentences))


def scores_html(session: Session, decisions: Sequence[Decision], library: Library) -> str:
    """Return the scores of a sitting as a page that needs no script."""
    return (
        f'<p data-summary style="font-size:15px;margin:0 0 10px">{escape(summary(session))}</p>'
        + _tiles(session, decisions)
        + _categories(session, library)
        + f'<p style="margin:8px 0 0;color:{MUTED};font-size:13px">{escape(_caution(session))}</p>'
    )


def summary(session: Session) -> str:
    """Return the scores in one or two sentences."""
    found, threats, alarms, harmless = _tally(session)
    text = (
        f"{found} of {threats} objects found, {alarms} of {harmless} harmless bags stopped, "
        f"{len(session.outcomes)} images judged"
    )
    left = len(session.unanswered)
    return f"{text}; {left} not yet." if left else f"{text}."


def _tally(session: Session) -> tuple[int, int, int, int]:
    threats = [one for one in session.outcomes if one.trial.shows_threat]
    harmless = [one for one in session.outcomes if not one.trial.shows_threat]
    found, alarms = sum(one.found for one in threats), sum(one.searched for one in harmless)
    return found, len(threats), alarms, len(harmless)


def _named_otherwise(feedback: Feedback, library: Library) -> list[str]:
    said = feedback.decision.category
    if feedback.threat is None or said in {None, feedback.threat.category}:
        return []
    return [f"You took it for: {library.categories[str(said)].title.lower()}."]


def _tiles(session: Session, decisions: Sequence[Decision]) -> str:
    found, threats, alarms, harmless = _tally(session)
    detection, share = measured(session), session.localised_share
    tiles = [
        ("hits", f"{found} of {threats}", "objects found, with the mark on them"),
        ("false-alarms", f"{alarms} of {harmless}", "harmless bags stopped (false alarms)"),
    ]
    if detection is not None:
        low, high = detection.d_prime_interval.low, detection.d_prime_interval.high
        tiles += [
            ("d-prime", f"{detection.d_prime:.2f}", f"d′, 95 % interval {low:.2f} to {high:.2f}"),
            ("d-a", f"{detection.d_a:.2f}", "d_a, which depends less on how readily you stop"),
            ("criterion", f"{detection.criterion:+.2f}", f"c: {_tendency(detection.criterion)}"),
        ]
    if share is not None:
        tiles.append(
            ("localised", f"{100 * share:.0f} %", "of rightful searches in the right place")
        )
    if session.outcomes:
        seconds = median(one.seconds for one in session.outcomes)
        tiles.append(("seconds", f"{seconds:.1f} s", "median time for an image"))
    named = _rightly_named(session, decisions)
    if named is not None:
        tiles.append(("named", f"{named[0]} of {named[1]}", "finds named rightly"))
    items = "".join(
        '<div style="flex:1 1 118px;border-top:3px solid #0072B2;padding:4px 2px">'
        f'<div data-score="{name}" style="font-size:22px;font-weight:650;line-height:1.2">'
        f"{escape(value)}</div>"
        f'<div style="font-size:12.5px;color:{MUTED}">{escape(words)}</div></div>'
        for name, value, words in tiles
    )
    return f'<div style="display:flex;flex-wrap:wrap;gap:12px;margin:0 0 12px">{items}</div>'


def _rightly_named(session: Session, decisions: Sequence[Decision]) -> tuple[int, int] | None:
    said = {one.trial: one.category for one in decisions if one.category is not None}
    finds = [one.trial for one in session.outcomes if one.found and one.trial.number in said]
    right = sum(said[trial.number] == trial.category for trial in finds)
    return (right, len(finds)) if finds else None


def _tendency(criterion: float) -> str:
    if abs(criterion) < 0.2:
        return "leans to neither side"
    return "stops rarely" if criterion > 0 else "stops readily"


def _categories(session: Session, library: Library) -> str:
    threats = [one for one in session.outcomes if one.trial.shows_threat]
    shown = Counter(one.trial.category for one in threats)
    found = Counter(one.trial.category for one in threats if one.found)
    if not shown:
        return ""
    cell = "padding:2px 18px 2px 0;border-top:1px solid #ddd"
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;font-weight:normal;{cell}">'
        f"{escape(library.categories[name].title)}</th>"
        f'<td style="text-align:right;{cell}">{found[name]} of {shown[name]}</td></tr>'
        for name in library.threat_categories()
        if name in shown
    )
    return (
        '<table style="border-collapse:collapse"><thead><tr>'
        '<th scope="col" style="text-align:left;padding-right:18px">Category</th>'
        '<th scope="col" style="text-align:right;padding-right:18px">Found</th></tr></thead>'
        f"<tbody>{rows}</tbody>"
        "</table>"
    )


def _caution(session: Session) -> str:
    found, threats, _, harmless = _tally(session)
    if not threats or not harmless:
        return "Images with and without an object are needed before anything can be measured."
    return judge_length(threats, hit_rate=found / threats).sentence()


def _sentence(cue: str) -> str:
    return f"{cue[0].lower()}{cue[1:].rstrip('.')}."
